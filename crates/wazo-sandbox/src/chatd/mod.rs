//! wazo-chatd: presences and rooms. Recorded in `chatd` and `calls`.

mod messages;
mod page;
mod presences;
pub(crate) mod rooms;

use hyper::Method;

use crate::auth::access::Caller;
use crate::auth::is_uuid;
use crate::error;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;

pub(crate) use presences::{presence, publish_presence};

/// Routes below `/api/chatd/1.0`. There is no `/users/me/presences`: the own uuid is needed.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["users", "presences"], &Method::GET) => presences::list(world, request),
        (["users", user, "presences"], &Method::GET) if is_uuid(user) => {
            presences::get(world, request, user)
        }
        (["users", user, "presences"], &Method::PUT) if is_uuid(user) => {
            presences::put(world, request, user)
        }
        (["users", "me", "rooms"], &Method::GET) => messages::list_rooms(world, request),
        (["users", "me", "rooms"], &Method::POST) => messages::create_room(world, request),
        (["users", "me", "rooms", "messages"], &Method::GET) => messages::list_all(world, request),
        (["users", "me", "rooms", room, "messages"], &Method::GET) if is_uuid(room) => {
            messages::list(world, request, room)
        }
        (["users", "me", "rooms", room, "messages"], &Method::POST) if is_uuid(room) => {
            messages::create(world, request, room)
        }
        (["users", "me", "rooms"] | ["users", "me", "rooms", "messages"], _) => {
            Err(Box::new(error::not_allowed()))
        }
        (["users", "me", "rooms", room, "messages"], _) if is_uuid(room) => {
            Err(Box::new(error::not_allowed()))
        }
        (["users", "presences"], _) => Err(Box::new(error::not_allowed())),
        (["users", user, "presences"], _) if is_uuid(user) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

fn tenant_index(world: &World, caller: Caller) -> usize {
    world
        .directory
        .person(caller.user)
        .map_or(usize::MAX, |person| person.tenant)
}
