//! Conversations as they are shown.

use std::cmp::Reverse;

use jiff::Timestamp;
use people_core::calls::CallBook;
use people_core::chat::{Line, Micros, Room, Standing, links};

use crate::api::{self, AppError, ChatUser, MessageState, Messages};
use crate::session::Live;

impl Live {
    /// Every conversation, the one with the newest message first.
    pub(crate) fn rooms(&self) -> Vec<api::Room> {
        let mut rooms: Vec<_> = self.chat.state.rooms().collect();
        rooms.sort_by_cached_key(|room| {
            let last = room.last().map(|line| line.message.at);
            (Reverse(last), room.facts().id.clone())
        });
        rooms.into_iter().map(|room| self.view(room)).collect()
    }

    /// A conversation.
    pub(crate) fn room(&self, id: &str) -> Option<api::Room> {
        self.chat.state.room(id).map(|room| self.view(room))
    }

    /// A message.
    pub(crate) fn message(&self, room: &str, id: &str) -> Option<api::Message> {
        let line = self.chat.state.room(room)?.line(id)?;
        Some(self.show(line))
    }

    /// Messages of a conversation as far as they are known.
    pub(crate) fn lines(
        &self,
        room: &Room<AppError>,
        before: Option<&str>,
        count: usize,
    ) -> Messages {
        let (lines, more) = room.lines(before, count);
        let messages = lines.into_iter().map(|line| self.show(line)).collect();
        Messages { messages, more }
    }

    fn view(&self, room: &Room<AppError>) -> api::Room {
        let facts = room.facts();
        let others = facts
            .users
            .iter()
            .filter(|user| **user != self.chat.state.own());
        let unread = self.chat.state.unread(&facts.id);
        api::Room {
            id: facts.id.clone(),
            name: facts.name.clone(),
            users: others.map(|user| self.chat_user(user)).collect(),
            last: room.last().map(|line| self.show(line)),
            unread: u32::try_from(unread).unwrap_or(u32::MAX),
        }
    }

    fn show(&self, line: Line<AppError>) -> api::Message {
        let message = line.message;
        let is_own = message.from == self.chat.state.own();
        api::Message {
            from: (!is_own).then(|| self.chat_user(&message.from)),
            links: links(&message.text),
            at: shown(message.at),
            id: message.id,
            room: message.room,
            text: message.text,
            state: match line.standing {
                Standing::Sent => MessageState::Sent,
                Standing::Sending => MessageState::Sending,
                Standing::Failed(error) => MessageState::Failed { error },
            },
        }
    }

    fn chat_user(&self, uuid: &str) -> ChatUser {
        let party = CallBook::find(&self.directory, None, Some(uuid)).unwrap_or_default();
        let presence = self.presences.user(uuid);
        ChatUser {
            uuid: uuid.to_owned(),
            name: party.name,
            row: party.row,
            state: presence.map(|it| it.client()).unwrap_or_default(),
        }
    }
}

/// A time as the server writes it; the time of this computer where it cannot be read.
pub(super) fn micros(written: &str) -> Micros {
    let read: Result<Timestamp, _> = written.parse();
    read.unwrap_or_else(|_| Timestamp::now()).as_microsecond()
}

/// A time in RFC 3339.
pub(super) fn shown(at: Micros) -> String {
    Timestamp::from_microsecond(at)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_string()
}
