//! wazo-chatd: presences. Recorded in `chatd` and `calls`.

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::auth::is_uuid;
use crate::directory::Person;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, kind};
use crate::{clock, error};

const STATES: [&str; 4] = ["available", "unavailable", "invisible", "away"];

/// Routes below `/api/chatd/1.0`. There is no `/users/me/presences`: the own uuid is needed.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["users", "presences"], &Method::GET) => list(world, request),
        (["users", user, "presences"], &Method::GET) if is_uuid(user) => get(world, request, user),
        (["users", user, "presences"], &Method::PUT) if is_uuid(user) => put(world, request, user),
        (["users", "presences"], _) => Err(Box::new(error::not_allowed())),
        (["users", user, "presences"], _) if is_uuid(user) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

/// Those of the `user_uuid`s, comma-separated; the whole tenant without. `total` is the tenant's either way.
fn list(world: &World, request: &Request) -> Outcome {
    let caller =
        authorize(world, request, "chatd.users.presences.read").map_err(Refusal::standard)?;
    let tenant = tenant_index(world, caller);
    let total = world.directory.people_of(tenant).count();
    let items: Vec<Value> = match request.query("user_uuid") {
        Some(wanted) => wanted
            .split(',')
            .filter_map(|uuid| Uuid::try_parse(uuid).ok())
            .filter_map(|uuid| world.directory.person(uuid))
            .filter(|person| person.tenant == tenant)
            .map(|person| presence(world, person))
            .collect(),
        None => world
            .directory
            .people_of(tenant)
            .map(|person| presence(world, person))
            .collect(),
    };
    Ok(Answer::ok(
        &json!({"filtered": items.len(), "total": total, "items": items}),
    ))
}

fn get(world: &World, request: &Request, user: &str) -> Outcome {
    let scope = format!("chatd.users.{user}.presences.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let tenant = tenant_index(world, caller);
    let person = Uuid::try_parse(user)
        .ok()
        .and_then(|uuid| world.directory.person(uuid));
    match person.filter(|person| person.tenant == tenant) {
        Some(person) => Ok(Answer::ok(&presence(world, person))),
        None => Err(Box::new(error::resource(
            404,
            &format!("No such user: \"{user}\""),
            "unknown-user",
            &json!({"uuid": user}),
            "users",
        ))),
    }
}

/// The person's presence as the service tells it.
pub(crate) fn presence(world: &World, person: &Person) -> Value {
    let presence = &person.presence;
    let connected = presence.connected.unwrap_or_else(|| {
        world
            .sessions
            .live_of(person.uuid, clock::now())
            .next()
            .is_some()
    });
    let lines: Vec<Value> = person
        .line()
        .map(|line| json!({"id": line, "state": presence.line_state}))
        .into_iter()
        .collect();
    json!({
        "uuid": person.uuid,
        "tenant_uuid": world.directory.tenant_of(person).map(|tenant| tenant.uuid),
        "state": presence.state,
        "status": presence.status,
        "last_activity": presence.last_activity.map(clock::offset),
        "do_not_disturb": presence.do_not_disturb,
        "connected": connected,
        "lines": lines,
        "line_state": if person.line().is_some() { presence.line_state.as_ref() } else { "unavailable" },
        "mobile": false,
    })
}

/// A missing `status` leaves the old one, a null clears it.
#[derive(Debug, Deserialize)]
struct Put {
    state: Value,
    #[serde(default, deserialize_with = "present")]
    status: Option<Option<String>>,
}

fn present<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

fn put(world: &mut World, request: &Request, user: &str) -> Outcome {
    let scope = format!("chatd.users.{user}.presences.update");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let body = request
        .json()
        .ok_or_else(|| Box::new(error::unreadable()))?;
    let put: Put = serde_json::from_value(body).map_err(|_| {
        Box::new(error::invalid_data(
            &json!({"state": ["Missing data for required field."]}),
        ))
    })?;
    let Some(state) = STATES.into_iter().find(|state| put.state == **state) else {
        return Err(Box::new(error::invalid_data(&json!({"state": [{
            "constraint_id": "enum",
            "constraint": {"choices": STATES},
            "message": format!("Must be one of: {}.", STATES.join(", ")),
        }]}))));
    };
    if let Some(person) = world.directory.person_mut(caller.user) {
        person.presence.state = state.into();
        if let Some(status) = put.status {
            person.presence.status = status.map(Into::into);
        }
        person.presence.last_activity = Some(clock::now());
        let change = Change::put(kind::PRESENCE, caller.user, &person.presence)?;
        world.keep(|| Ok(vec![change]))?;
    }
    Ok(Answer::no_content())
}

fn tenant_index(world: &World, caller: Caller) -> usize {
    world
        .directory
        .person(caller.user)
        .map_or(usize::MAX, |person| person.tenant)
}
