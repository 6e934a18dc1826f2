//! Mailboxes and the messages in them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::agenda::Task;
use super::leg::{Leg, LegId, Played};
use super::{Exchange, MILLISECOND, Out};
use crate::directory::{Directory, Person};

/// A message somebody has left.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) caller_name: String,
    pub(crate) caller_number: String,
    /// Seconds since 1970.
    pub(crate) timestamp: i64,
    /// Seconds.
    pub(crate) duration: i64,
}

impl Message {
    /// As in a mailbox's list.
    pub(crate) fn shown(&self) -> Value {
        json!({
            "id": self.id,
            "caller_id_name": self.caller_name,
            "caller_id_num": self.caller_number,
            "duration": self.duration,
            "timestamp": self.timestamp,
            "empty": self.duration == 0,
            "transcription": null,
        })
    }
}

/// What a mailbox is beside its messages.
pub(crate) fn mailbox(person: &Person) -> Value {
    json!({"id": person.id, "name": person.full_name(), "accesstype": "personal"})
}

impl Exchange {
    /// New messages, oldest first.
    pub(crate) fn messages(&self, user: Uuid) -> &[Message] {
        self.mailboxes.get(&user).map_or(&[], Vec::as_slice)
    }

    /// Whether the mailbox takes what the person does not answer.
    pub(super) fn takes_messages(&self, directory: &Directory, user: Uuid) -> bool {
        let has_one = directory
            .person(user)
            .is_some_and(|person| person.voicemail.is_some());
        has_one && self.phone(user).voicemail.unwrap_or(true)
    }

    /// The greeting is over, or was skipped.
    pub(super) fn record_message(&mut self, id: LegId) {
        let now = self.now;
        if let Some(leg) = self.leg_mut(id)
            && let Some(Played::Mailbox { since, .. }) = &mut leg.played
        {
            since.get_or_insert(now);
        }
    }

    /// What was recorded until the leg ended is kept, if it is longer than a second.
    pub(super) fn leave_message(&mut self, directory: &Directory, leg: &Leg) {
        let Some(Played::Mailbox {
            owner,
            since: Some(since),
        }) = leg.played
        else {
            return;
        };
        let second = 1_000 * MILLISECOND;
        let duration = (self.now - since - second / 2) / second;
        let Some(person) = directory.person(owner).filter(|_| duration > 0) else {
            return;
        };
        let started = since / second;
        let message = Message {
            id: format!("{started}-{:08}", self.message_count),
            caller_name: leg.own.name.clone(),
            caller_number: leg.own.number.clone(),
            timestamp: started,
            duration,
        };
        self.message_count += 1;
        let mut shown = message.shown();
        if let Some(shown) = shown.as_object_mut() {
            shown.insert("voicemail".to_owned(), mailbox(person));
            shown.insert(
                "folder".to_owned(),
                json!({"id": 1, "name": "inbox", "type": "new"}),
            );
        }
        let data = json!({
            "user_uuid": owner,
            "voicemail_id": person.id,
            "message_id": message.id,
            "message": shown,
        });
        self.mailboxes.entry(owner).or_default().push(message);
        let out = Out::Event {
            name: "user_voicemail_message_created",
            user: owner,
            acl: format!("events.users.{owner}.voicemails"),
            data,
        };
        self.after(14, Task::Send(out));
    }
}
