//! The control of the websocket: what is published, and what becomes of the connections.

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{body, problem};
use crate::bus::{Event, To};
use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::socket::{Order, Refusal};
use crate::stack::World;

pub(super) fn answer(front: &Front, request: &Request, path: &[&str]) -> Option<Outcome> {
    Some(match (&request.method, path) {
        (&Method::GET, ["sockets"]) => Ok(Answer::ok(&json!({"items": front.sockets.list()}))),
        (&Method::POST, ["socket", "close"]) => close(front, request),
        (&Method::POST, ["socket", "silence"]) => silence(front, request),
        (&Method::POST, ["socket", "refuse"]) => refuse(front, request),
        (&Method::POST, ["bus", "lose"]) => {
            front.stack.world().bus.lose();
            Ok(Answer::no_content())
        }
        (&Method::POST, ["events"]) => publish(&mut front.stack.world(), request),
        _ => return None,
    })
}

/// Which connections end: all without `user_uuid`. Without a code they break.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Close {
    user_uuid: Option<Uuid>,
    code: Option<u16>,
    #[serde(default)]
    reason: String,
}

fn close(front: &Front, request: &Request) -> Outcome {
    let close: Close = body(request)?;
    let order = match close.code {
        Some(code) => Order::Close {
            code,
            reason: close.reason,
        },
        None => Order::Cut,
    };
    front.sockets.tell(close.user_uuid, &order);
    Ok(Answer::no_content())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silence {
    on: bool,
}

fn silence(front: &Front, request: &Request) -> Outcome {
    let Silence { on } = body(request)?;
    front.sockets.silence(on);
    Ok(Answer::no_content())
}

/// How new connections are sent away; a null code lets them in again.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refuse {
    code: Option<u16>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    before_start: bool,
}

fn refuse(front: &Front, request: &Request) -> Outcome {
    let Refuse {
        code,
        reason,
        before_start,
    } = body(request)?;
    front.sockets.refuse(code.map(|code| Refusal {
        code,
        reason,
        before_start,
    }));
    Ok(Answer::no_content())
}

/// Any event, in the demo user's tenant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publish {
    name: String,
    data: Value,
    to: Address,
    /// What a token has to cover.
    acl: String,
}

/// `"*"`, or a list of people; nobody when it is empty.
#[derive(Deserialize)]
#[serde(untagged)]
enum Address {
    Users(Vec<Uuid>),
    Everybody(String),
}

fn publish(world: &mut World, request: &Request) -> Outcome {
    let Publish {
        name,
        data,
        to,
        acl,
    } = body(request)?;
    let to = match to {
        Address::Users(users) if users.is_empty() => To::Nobody,
        Address::Users(users) => To::Users(users),
        Address::Everybody(star) if star == "*" => To::Tenant,
        Address::Everybody(_) => return Err(problem(400, "to: \"*\" or a list of uuids")),
    };
    let demo = world.directory.person(world.demo_user);
    let Some(tenant) = demo.and_then(|demo| world.directory.tenant_of(demo)) else {
        return Err(problem(404, "no such tenant"));
    };
    let tenant = tenant.uuid;
    world.publish(Event {
        name: name.into(),
        acl,
        to,
        tenant,
        data,
        extra: Vec::new(),
    });
    Ok(Answer::no_content())
}
