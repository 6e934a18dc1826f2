//! wazo-calld: calls, transfers and mailboxes of the caller. Recorded in `calld` and `calls/*`.

mod asterisk;
mod calls;
mod originate;
mod transfers;
mod voicemails;

use hyper::Method;
use serde_json::json;
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::error;
use crate::exchange::Leg;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;

/// Routes below `/api/calld/1.0`.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    world.pass_time();
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["users", "me", "calls"], &Method::GET) => calls::list(world, request),
        (["users", "me", "calls"], &Method::POST) => originate::create(world, request),
        (["users", "me", "calls", call], &Method::DELETE) => calls::hang_up(world, request, call),
        (["users", "me", "calls", call, action @ ..], &Method::PUT) => {
            calls::act(world, request, call, action)
        }
        (["calls", call], &Method::GET) => calls::of_anybody(world, request, call),
        (["users", "me", "transfers"], &Method::GET) => transfers::list(world, request),
        (["users", "me", "transfers"], &Method::POST) => transfers::create(world, request),
        (["users", "me", "transfers", id], &Method::DELETE) => {
            transfers::cancel(world, request, id)
        }
        (["users", "me", "transfers", id, "complete"], &Method::PUT) => {
            transfers::complete(world, request, id)
        }
        (["transfers", id], &Method::GET) => transfers::get(world, request, id),
        (["users", "me", "voicemails"], &Method::GET) => voicemails::get(world, request),
        (
            ["users", "me", "calls" | "transfers" | "voicemails"]
            | ["users", "me", "calls" | "transfers", _],
            _,
        ) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

/// The caller, if their token covers that and Asterisk is there to be asked.
fn caller(world: &World, request: &Request, scope: &str) -> Result<Caller, Box<Answer>> {
    let caller = authorize(world, request, scope).map_err(Refusal::standard)?;
    asterisk::reached(world.exchange.asterisk(), scope)?;
    Ok(caller)
}

/// One of the caller's own calls, by its id.
fn own_call<'a>(world: &'a World, user: Uuid, call_id: &str) -> Result<&'a Leg, Box<Answer>> {
    let found = world.exchange.call(call_id);
    // Halves inside the exchange belong to nobody and are not shown.
    let leg = found
        .filter(|leg| leg.user().is_some())
        .ok_or_else(|| no_such_call(call_id))?;
    if leg.user() == Some(user) {
        Ok(leg)
    } else {
        Err(not_yours(user, call_id))
    }
}

fn no_such_call(call_id: &str) -> Box<Answer> {
    let details = json!({"call_id": call_id});
    Box::new(error::standard(
        404,
        "No such call",
        "no-such-call",
        &details,
    ))
}

fn not_yours(user: Uuid, call_id: &str) -> Box<Answer> {
    Box::new(error::standard(
        403,
        "User does not have permission to handle objects of other users",
        "user-permission-denied",
        &json!({"call": call_id, "user": user}),
    ))
}

/// A call's id as a word of a scope.
fn word(call_id: &str) -> String {
    call_id.replace('.', "_")
}
