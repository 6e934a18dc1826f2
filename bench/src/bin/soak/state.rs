//! All that a program shows, as JSON, and where that of two differs.

use std::collections::BTreeSet;

use people_core::contact::Value as ContactValue;
use people_core::list::{Query, View};
use people_engine::EngineHandle;
use people_engine::api::{AppError, MessageState};
use serde_json::{Map, Value, json};

/// More messages than these are not compared of a conversation.
const MESSAGES: u32 = 100_000;

/// What an engine holds, each part under its name and each thing under its key. What only this program can know is left out:
/// what was read, missed or is on its way.
pub async fn of(engine: &EngineHandle) -> Result<Value, AppError> {
    let everybody = Query {
        view: View::All,
        ..Query::default()
    };
    let mut contacts = Map::new();
    for (_, mut contact) in engine.find(everybody).await?.contacts {
        // The star's column is as the server told it last; what is shown is the star itself, which is compared.
        contact
            .values
            .retain(|value| !matches!(value, ContactValue::Flag(_)));
        contacts.insert(format!("{:?}", contact.key), json!(contact));
    }
    let mut people = Map::new();
    for person in engine.people().await? {
        let said = json!([person.name, person.state, person.phone, person.status]);
        people.insert(person.uuid, said);
    }
    let mut personal = Map::new();
    for (_, fields) in engine.personal().await? {
        personal.insert(fields.get("id").cloned().unwrap_or_default(), json!(fields));
    }
    let mut calls = Map::new();
    for call in engine.calls().await?.calls {
        let party = call.party;
        let said = json!([
            party.name,
            party.number,
            party.user,
            call.incoming,
            call.phase
        ]);
        calls.insert(call.id, said);
    }
    Ok(json!({
        "contacts": contacts,
        "people": people,
        "personal": personal,
        "calls": calls,
        "rooms": rooms(engine).await?,
        "own": engine.own().await?,
    }))
}

async fn rooms(engine: &EngineHandle) -> Result<Map<String, Value>, AppError> {
    let mut rooms = Map::new();
    for room in engine.rooms().await? {
        let mut messages = Map::new();
        let page = engine.messages(room.id.clone(), None, MESSAGES).await?;
        for message in page.messages {
            if message.state != MessageState::Sent {
                continue;
            }
            let from = message.from.map(|from| from.uuid);
            messages.insert(message.id, json!([from, message.text, message.at]));
        }
        let users: BTreeSet<String> = room.users.into_iter().map(|user| user.uuid).collect();
        rooms.insert(
            room.id,
            json!({"name": room.name, "users": users, "messages": messages}),
        );
    }
    Ok(rooms)
}

/// Where two differ: the path and both values.
pub fn differences(one: &Value, other: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk("", one, other, &mut found);
    found
}

/// How many values there are in it.
pub fn size(value: &Value) -> usize {
    match value {
        Value::Object(group) => group.values().map(size).sum(),
        Value::Array(list) => list.iter().map(size).sum(),
        _ => 1,
    }
}

fn walk(path: &str, one: &Value, other: &Value, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let missing = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(missing) {
                let of = |group: &Map<String, Value>| group.get(key).cloned().unwrap_or_default();
                walk(&format!("{path}/{key}"), &of(one), &of(other), found);
            }
        }
        _ if one != other => found.push(format!("{path}: {one} | {other}")),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_and_the_other_has_not_differs() {
        let one = json!({"a": {"x": 1, "y": [2]}, "b": 1});
        let other = json!({"a": {"y": [2], "z": 3}, "b": 1});
        assert_eq!(
            differences(&one, &other),
            ["/a/x: 1 | null", "/a/z: null | 3"]
        );
        assert_eq!(size(&one), 3);
    }
}
