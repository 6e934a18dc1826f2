//! The routes of rooms and messages.

use serde_json::{Value, json};
use uuid::Uuid;

use super::page::Page;
use super::rooms::{self, Message};
use crate::auth::access::{Caller, Refusal, authorize};
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

const LONGEST_ALIAS: usize = 256;

/// Rooms of the caller and of everybody in `user_uuid`, separated by commas.
pub(super) fn list_rooms(world: &World, request: &Request) -> Outcome {
    let caller = allowed(world, request, "read")?;
    let mut users = match request.query("user_uuid").filter(|list| !list.is_empty()) {
        Some(list) => list
            .split(',')
            .map(|uuid| {
                Uuid::try_parse(uuid).map_err(|_| invalid("user_uuid", "Not a valid UUID."))
            })
            .collect::<Result<Vec<_>, _>>()?,
        None => Vec::new(),
    };
    users.push(caller.user);
    let items: Vec<Value> = world
        .rooms
        .with(&users)
        .map(rooms::Room::describe)
        .collect();
    Ok(Answer::ok(
        &json!({"filtered": items.len(), "total": items.len(), "items": items}),
    ))
}

/// 201 also for a room that is there already.
pub(super) fn create_room(world: &mut World, request: &Request) -> Outcome {
    let caller = allowed(world, request, "create")?;
    let body = request
        .json()
        .ok_or_else(|| Box::new(error::unreadable()))?;
    let name = match body.get("name") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name.clone()),
        Some(_) => return Err(invalid("name", "Not a valid string.")),
    };
    let mut users = Vec::new();
    for user in body
        .get("users")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let uuid = user.get("uuid").and_then(Value::as_str);
        let uuid = uuid.and_then(|uuid| Uuid::try_parse(uuid).ok());
        users.push(uuid.ok_or_else(|| invalid("users", "Not a valid UUID."))?);
    }
    if (1..users.len()).any(|index| users[..index].contains(&users[index])) {
        let message = "Duplicate user detected";
        return Err(Box::new(error::resource(
            400,
            message,
            "duplicate-user",
            &json!({}),
            "rooms",
        )));
    }
    if !users.contains(&caller.user) {
        users.push(caller.user);
    }
    if !(2..=100).contains(&users.len()) {
        return Err(Box::new(error::invalid_data(&json!({"users": [{
            "constraint_id": "length",
            "constraint": {"min": 2, "max": 100},
            "message": "Length must be between 2 and 100.",
        }]}))));
    }
    let room = rooms::open(world, caller.tenant, &users, name)?;
    Ok(Answer::json(201, &room.describe()))
}

/// What was said in all rooms of the caller; a search, or the last of each room, has to be asked for.
pub(super) fn list_all(world: &World, request: &Request) -> Outcome {
    let caller = allowed(world, request, "messages.read")?;
    let page = Page::read(request)?;
    let distinct = request.query("distinct").filter(|field| !field.is_empty());
    if distinct.is_some_and(|field| field != "room_uuid") {
        return Err(invalid("distinct", "Must be one of: room_uuid."));
    }
    if distinct.is_none() && page.search.is_none() {
        return Err(invalid("_schema", "Missing search or distinct"));
    }
    let mine = [caller.user];
    let (mut messages, mut total): (Vec<&Message>, usize) = (Vec::new(), 0);
    for room in world.rooms.with(&mine) {
        let said = world.rooms.messages(room.uuid);
        total += said.len();
        match distinct {
            Some(_) => messages.extend(said.last()),
            None => messages.extend(said),
        }
    }
    Ok(page.answer(messages, total))
}

pub(super) fn list(world: &World, request: &Request, room: &str) -> Outcome {
    let caller = allowed(world, request, &format!("{room}.messages.read"))?;
    let page = Page::read(request)?;
    let known = find(world, caller, room)?;
    if !known.users.contains(&caller.user) {
        return Err(unknown(room));
    }
    let said = world.rooms.messages(known.uuid);
    Ok(page.answer(said.iter().collect(), said.len()))
}

/// Whoever knows a room of the tenant may write in it, in it or not.
pub(super) fn create(world: &mut World, request: &Request, room: &str) -> Outcome {
    let caller = allowed(world, request, &format!("{room}.messages.create"))?;
    let room = find(world, caller, room)?.clone();
    let body = request
        .json()
        .ok_or_else(|| Box::new(error::unreadable()))?;
    let content = match body.get("content") {
        Some(Value::String(content)) => content.clone(),
        Some(Value::Null) => return Err(invalid("content", "Field may not be null.")),
        Some(_) => return Err(invalid("content", "Not a valid string.")),
        None => return Err(invalid("content", "Missing data for required field.")),
    };
    let alias = match body.get("alias") {
        None | Some(Value::Null) => None,
        Some(Value::String(alias)) if alias.chars().count() <= LONGEST_ALIAS => Some(alias.clone()),
        Some(Value::String(_)) => return Err(invalid("alias", "Longer than maximum length 256.")),
        Some(_) => return Err(invalid("alias", "Not a valid string.")),
    };
    let message = rooms::say(world, &room, caller.user, content, alias)?;
    Ok(Answer::json(201, &message.describe()))
}

fn allowed(world: &World, request: &Request, rest: &str) -> Result<Caller, Box<Answer>> {
    authorize(world, request, &format!("chatd.users.me.rooms.{rest}")).map_err(Refusal::standard)
}

fn find<'a>(world: &'a World, caller: Caller, room: &str) -> Result<&'a rooms::Room, Box<Answer>> {
    Uuid::try_parse(room)
        .ok()
        .and_then(|uuid| world.rooms.get(uuid))
        .filter(|room| room.tenant == caller.tenant)
        .ok_or_else(|| unknown(room))
}

fn unknown(room: &str) -> Box<Answer> {
    Box::new(error::resource(
        404,
        &format!("No such room: \"{room}\""),
        "unknown-room",
        &json!({"uuid": room}),
        "rooms",
    ))
}

fn invalid(field: &str, problem: &str) -> Box<Answer> {
    Box::new(error::invalid_data(&json!({field: [problem]})))
}
