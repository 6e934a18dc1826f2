//! The control of what is up and what is down, and the server's database.

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{body, problem};
use crate::clock;
use crate::dird::contact::{Book, Contact};
use crate::dird::favorites::Favorites;
use crate::fault::Fault;
use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::socket::Order;
use crate::stack::{Service, World};

pub(super) fn answer(front: &Front, request: &Request, path: &[&str]) -> Option<Outcome> {
    Some(match (&request.method, path) {
        (&Method::POST, ["services"]) => set_service(front, request),
        (&Method::POST, ["lively"]) => set_lively(&mut front.stack.world(), request),
        (&Method::POST, ["sources"]) => set_source(&mut front.stack.world(), request),
        (&Method::POST, ["faults"]) => add_fault(front, request),
        (&Method::GET, ["faults"]) => Ok(Answer::ok(&json!({"items": front.faults.waiting()}))),
        (&Method::DELETE, ["faults"]) => {
            front.faults.clear();
            Ok(Answer::no_content())
        }
        (&Method::GET, ["requests"]) => Ok(Answer::ok(&json!({"items": *front.seen()}))),
        (&Method::DELETE, ["requests"]) => {
            front.seen().clear();
            Ok(Answer::no_content())
        }
        (&Method::GET, ["calls"]) => Ok(Answer::ok(&json!({"items": front.stack.world().calls}))),
        (&Method::GET, ["state"]) => Ok(state(&front.stack.world())),
        _ => return None,
    })
}

fn add_fault(front: &Front, request: &Request) -> Outcome {
    front.faults.add(body::<Fault>(request)?);
    Ok(Answer::no_content())
}

/// A service or a source that is there or not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Availability {
    name: String,
    available: bool,
}

fn set_service(front: &Front, request: &Request) -> Outcome {
    let Availability { name, available } = body(request)?;
    let service = Service::named(&name).ok_or_else(|| problem(404, "no such service"))?;
    let mut world = front.stack.world();
    if available {
        world.down.remove(&service);
        return Ok(Answer::no_content());
    }
    world.down.insert(service);
    drop(world);
    if service == Service::Websocketd {
        front.sockets.tell(None, &STOPPING);
    }
    Ok(Answer::no_content())
}

/// What the connections hear of a server that stops.
const STOPPING: Order = Order::Close {
    code: 1001,
    reason: String::new(),
};

/// Whether people who live by themselves go on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lively {
    on: bool,
}

fn set_lively(world: &mut World, request: &Request) -> Outcome {
    let Lively { on } = body(request)?;
    world.at_rest = !on;
    Ok(Answer::no_content())
}

fn set_source(world: &mut World, request: &Request) -> Outcome {
    let Availability { name, available } = body(request)?;
    let source = world
        .directory
        .source_mut(&name)
        .ok_or_else(|| problem(404, "no such source"))?;
    source.available = available;
    Ok(Answer::no_content())
}

/// The server's database, as far as the demo user's is concerned.
fn state(world: &World) -> Answer {
    let user = world.demo_user;
    let personal: Vec<&Contact> = world
        .books
        .get(&user)
        .map(Book::iter)
        .into_iter()
        .flatten()
        .collect();
    let favorites: Vec<Value> = world
        .favorites
        .get(&user)
        .map(Favorites::iter)
        .into_iter()
        .flatten()
        .map(|(source, entry)| json!({"source": source, "entry": entry}))
        .collect();
    Answer::ok(&json!({
        "user_uuid": user,
        "people": world.directory.people().len(),
        "sessions": world.sessions.live_of(user, clock::now()).count(),
        "refresh_tokens": world.sessions.refresh_tokens_of(user).count(),
        "personal": personal,
        "favorites": favorites,
    }))
}
