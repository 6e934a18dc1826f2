//! Conversations.

use people_core::fold::fold;
use people_engine::api::{Message, MessageState, Room, Update};
use people_engine::{EngineHandle, Person};
use serde_json::json;

use crate::args::Chat;
use crate::outcome::{Done, Failure};
use crate::{output, words};

/// Does what is asked of conversations.
pub async fn run(engine: &EngineHandle, verb: Chat, json: bool) -> Result<Done, Failure> {
    engine.in_step().await?;
    match verb {
        Chat::List => list(engine.rooms().await?, json),
        Chat::Read { who, count } => read(engine, &who, count, json).await,
        Chat::Send { who, text } => send(engine, &who, text, json).await,
    }
}

fn list(rooms: Vec<Room>, json: bool) -> Result<Done, Failure> {
    if json {
        output::json(&rooms)?;
        return Ok(Done::Whole);
    }
    let rows: Vec<Vec<String>> = rooms
        .into_iter()
        .map(|room| {
            let names: Vec<String> = room
                .users
                .into_iter()
                .map(|user| user.name.unwrap_or(user.uuid))
                .collect();
            vec![
                room.name.unwrap_or_else(|| names.join(", ")),
                room.unread.to_string(),
                room.last.map(|message| message.text).unwrap_or_default(),
            ]
        })
        .collect();
    output::table(&words::ROOMS, &rows)?;
    Ok(Done::Whole)
}

async fn read(engine: &EngineHandle, who: &str, count: u32, json: bool) -> Result<Done, Failure> {
    let user = colleague(engine, who).await?;
    let with_them = |room: &Room| {
        let [other] = room.users.as_slice() else {
            return false;
        };
        other.uuid == user
    };
    // Reading makes no conversation where there is none.
    let messages = match engine.rooms().await?.into_iter().find(with_them) {
        Some(room) => engine.messages(room.id, None, count).await?.messages,
        None => Vec::new(),
    };
    if json {
        output::json(&messages)?;
        return Ok(Done::Whole);
    }
    for message in messages {
        let from = message.from.map_or_else(
            || words::MYSELF.to_owned(),
            |user| user.name.unwrap_or(user.uuid),
        );
        output::line(&format!("{}  {from}: {}", message.at, message.text))?;
    }
    Ok(Done::Whole)
}

async fn send(engine: &EngineHandle, who: &str, text: String, json: bool) -> Result<Done, Failure> {
    let user = colleague(engine, who).await?;
    let room = engine.open_chat(user).await?;
    let mut updates = engine.updates();
    let sent = engine.send_message(room.id, text).await?;
    let (own, mut state) = (sent.id, sent.state);
    let mut id = own.clone();
    while state == MessageState::Sending {
        let Some(update) = updates.recv().await else {
            break;
        };
        if let Update::Message { message, replaces } = update
            && (message.id == own || replaces.as_ref() == Some(&own))
        {
            Message { id, state, .. } = message;
        }
    }
    if let MessageState::Failed { error } = state {
        return Err(error.into());
    }
    if json {
        output::json(&json!({ "id": id }))?;
    }
    Ok(Done::Whole)
}

/// The uuid of a colleague.
async fn colleague(engine: &EngineHandle, who: &str) -> Result<String, Failure> {
    let people = engine.people().await?;
    if let Some(person) = people.iter().find(|person| person.uuid == who) {
        return Ok(person.uuid.clone());
    }
    let wanted = fold(who.trim());
    let named: Vec<&Person> = people
        .iter()
        .filter(|person| fold(person.name.trim()) == wanted)
        .collect();
    match named.as_slice() {
        [person] => Ok(person.uuid.clone()),
        [] => Err(Failure::Usage(words::nobody(who))),
        several => {
            let people: Vec<String> = several
                .iter()
                .map(|person| format!("{} ({})", person.name, person.uuid))
                .collect();
            Err(Failure::Usage(words::several(who, &people)))
        }
    }
}
