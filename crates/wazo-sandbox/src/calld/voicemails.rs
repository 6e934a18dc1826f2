//! The caller's mailbox.

use serde_json::{Value, json};

use super::caller;
use crate::error;
use crate::exchange::{Message, mailbox};
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

/// Every mailbox has them; new messages are in the first.
const FOLDERS: [(&str, &str); 6] = [
    ("inbox", "new"),
    ("old", "old"),
    ("urgent", "urgent"),
    ("work", "other"),
    ("family", "other"),
    ("friends", "other"),
];

pub(super) fn get(world: &World, request: &Request) -> Outcome {
    let caller = caller(world, request, "calld.users.me.voicemails.read")?;
    let person = world.directory.person(caller.user);
    let Some((person, number)) =
        person.and_then(|person| Some((person, person.voicemail.as_ref()?)))
    else {
        return Err(Box::new(error::standard(
            404,
            "No such user voicemail",
            "no-such-user-voicemail",
            &json!({"user_uuid": caller.user}),
        )));
    };
    let messages = world.exchange.messages(caller.user);
    let folders: Vec<Value> = (1..)
        .zip(FOLDERS)
        .map(|(id, (name, kind))| {
            let messages: Vec<Value> = if kind == "new" {
                messages.iter().map(Message::shown).collect()
            } else {
                Vec::new()
            };
            json!({"id": id, "name": name, "type": kind, "messages": messages})
        })
        .collect();
    let mut shown = mailbox(person);
    if let Some(shown) = shown.as_object_mut() {
        shown.insert("number".to_owned(), json!(number));
        shown.insert("folders".to_owned(), json!(folders));
    }
    Ok(Answer::ok(&shown))
}
