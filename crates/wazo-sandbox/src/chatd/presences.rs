//! Who is there, and what their phones do.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::access::{Refusal, authorize};
use crate::bus::Event;
use crate::chatd::tenant_index;
use crate::directory::Person;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, kind};
use crate::{clock, error};

const STATES: [&str; 4] = ["available", "unavailable", "invisible", "away"];

/// Those of the `user_uuid`s, comma-separated; the whole tenant without. `total` is the tenant's either way.
pub(crate) fn list(world: &World, request: &Request) -> Outcome {
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

pub(crate) fn get(world: &World, request: &Request, user: &str) -> Outcome {
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
        .lines()
        .enumerate()
        .map(
            |(index, line)| match (index, presence.line_state.as_ref()) {
                (0, state) | (_, state @ "unavailable") => json!({"id": line, "state": state}),
                // Calls are on the main line.
                _ => json!({"id": line, "state": "available"}),
            },
        )
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

/// Tells the tenant what a person's presence is now.
pub(crate) fn publish_presence(world: &mut World, user: Uuid) {
    let Some(person) = world.directory.person(user) else {
        return;
    };
    let Some(tenant) = world.directory.tenant_of(person).map(|tenant| tenant.uuid) else {
        return;
    };
    let event = Event::to_tenant(
        "chatd_presence_updated",
        format!("events.chatd.users.{user}.presences.updated"),
        tenant,
        presence(world, person),
    );
    world.publish(event);
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

pub(crate) fn put(world: &mut World, request: &Request, user: &str) -> Outcome {
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
        publish_presence(world, caller.user);
    }
    Ok(Answer::no_content())
}
