//! The control of who is signed in, and of what they may.

use hyper::Method;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{Who, body, body_or_default};
use crate::auth::sessions::{Granted, Sessions};
use crate::clock;
use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::socket::Order;
use crate::store::{Change, StoreError};

pub(super) fn answer(front: &Front, request: &Request, path: &[&str]) -> Option<Outcome> {
    Some(match (&request.method, path) {
        (&Method::GET, ["tokens"]) => Ok(tokens(front)),
        (&Method::POST, ["token", "expire"]) => expire(front, request),
        (&Method::POST, ["token", "revoke"]) => revoke(front, request),
        (&Method::POST, ["grant"]) => grant(front, request),
        _ => return None,
    })
}

/// Which tokens: all without `token`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    token: Option<Uuid>,
    #[serde(default)]
    refresh: bool,
    /// Has every connection of the websocket look at its token now, not at its next check.
    #[serde(default)]
    sockets: bool,
}

/// Every token that is kept now: a test looks for them where none may be.
fn tokens(front: &Front) -> Answer {
    let world = front.stack.world();
    Answer::ok(&json!({"items": world.sessions.known()}))
}

fn expire(front: &Front, request: &Request) -> Outcome {
    end(front, request, |sessions, only| {
        sessions.expire(only, clock::now())
    })
}

fn revoke(front: &Front, request: &Request) -> Outcome {
    end(front, request, |sessions, only| Ok(sessions.revoke(only)))
}

fn end(
    front: &Front,
    request: &Request,
    end: impl FnOnce(&mut Sessions, Option<Uuid>) -> Result<Vec<Change>, StoreError>,
) -> Outcome {
    let tokens: Tokens = body_or_default(request)?;
    let mut world = front.stack.world();
    let mut changes = end(&mut world.sessions, tokens.token)?;
    if tokens.refresh {
        changes.extend(world.sessions.revoke_refresh_tokens());
    }
    world.keep(|| Ok(changes))?;
    drop(world);
    if tokens.sockets {
        front.sockets.tell(None, &Order::Check);
    }
    Ok(Answer::no_content())
}

/// What a person may from now on beyond the policy of a user.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grant {
    user: Who,
    #[serde(default)]
    scopes: Vec<String>,
    /// Hears every event of the tenant.
    #[serde(default)]
    admin: bool,
}

fn grant(front: &Front, request: &Request) -> Outcome {
    let Grant {
        user,
        scopes,
        admin,
    } = body(request)?;
    let mut world = front.stack.world();
    let user = user.find(&world)?;
    let change = world.sessions.grant(user, Granted { scopes, admin })?;
    world.keep(|| Ok(vec![change]))?;
    drop(world);
    front.sockets.tell(Some(user), &Order::Check);
    Ok(Answer::no_content())
}
