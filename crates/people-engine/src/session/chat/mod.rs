//! Conversations.

mod follow;
mod view;

use std::collections::{BTreeSet, HashMap};

use people_core::chat::{Change, ChatState, Marks, Message, RoomFacts};
use tokio::sync::mpsc;

pub(crate) use self::follow::Want;
pub(super) use self::follow::{follow, read_rooms};
use super::Live;
use crate::api::{self, AppError, Update};

/// What is known of conversations, and what the front ends were told of it.
pub(crate) struct Chat {
    pub(crate) state: ChatState<AppError>,
    told: HashMap<String, api::Room>,
    kept: Marks,
    /// Whether conversations were read in this session.
    begun: bool,
    wants: mpsc::UnboundedSender<Want>,
}

/// Conversations as they were read.
pub(crate) struct ChatRead {
    /// All of them.
    pub(crate) rooms: Vec<wazo_client::Room>,
    /// The newest message of each.
    pub(crate) last: Vec<wazo_client::Message>,
}

impl Chat {
    /// Nothing is known yet but what was read.
    pub(crate) fn new(marks: Marks) -> Self {
        let (wants, _) = mpsc::unbounded_channel();
        Self {
            state: ChatState::new("", marks.clone()),
            told: HashMap::new(),
            kept: marks,
            begun: false,
            wants,
        }
    }

    /// It is known who the user is; gives what has to be read from now on.
    pub(super) fn begin(&mut self, own: &str) -> mpsc::UnboundedReceiver<Want> {
        let (wants, wanted) = mpsc::unbounded_channel();
        self.wants = wants;
        self.state = ChatState::new(own, self.kept.clone());
        wanted
    }
}

impl Live {
    /// Takes conversations as they were read.
    pub(crate) fn take_chat(&mut self, read: ChatRead) {
        let is_news = std::mem::replace(&mut self.chat.begun, true);
        let mut changes = Vec::new();
        for room in read.rooms {
            changes.extend(self.chat.state.meet(facts(room)));
        }
        let last = read.last.into_iter().map(message).collect();
        let (caught, gaps) = self.chat.state.catch_up(last, is_news);
        changes.extend(caught);
        for gap in gaps {
            self.want(Want::Gap(gap));
        }
        if is_news {
            return self.tell_chat(changes);
        }
        self.keep_marks();
        self.tell_rooms();
        self.updates.send(&Update::Rooms);
    }

    /// Takes a conversation that began.
    pub(crate) fn hear_room(&mut self, room: wazo_client::Room) {
        let changes = self.chat.state.meet(facts(room));
        self.tell_chat(changes);
    }

    /// Takes a message that was written.
    pub(crate) fn hear_message(&mut self, written: wazo_client::Message) {
        let changes = self.chat.state.hear(message(written));
        self.tell_chat(changes);
    }

    /// Tells of what changed about conversations: rooms first, so that each message has its place.
    pub(crate) fn tell_chat(&mut self, changes: Vec<Change>) {
        self.keep_marks();
        let mut rooms = BTreeSet::new();
        let mut updates = Vec::new();
        for change in changes {
            match change {
                Change::Room(room) => drop(rooms.insert(room)),
                Change::Message { room, id, replaces } => {
                    let message = self.message(&room, &id);
                    updates.extend(message.map(|message| Update::Message { message, replaces }));
                }
                Change::Wrote { room, id } => {
                    let message = self.message(&room, &id);
                    updates.extend(message.map(|message| Update::Wrote { message }));
                }
                Change::Unknown(_) => self.want(Want::Rooms),
                Change::Dropped(_) => updates.push(Update::Rooms),
            }
        }
        for room in rooms {
            self.tell_room(&room);
        }
        for update in updates {
            self.updates.send(&update);
        }
    }

    /// Tells of conversations that look different: of their people, that is.
    pub(crate) fn tell_rooms(&mut self) {
        let rooms = self.chat.state.rooms();
        let ids: Vec<String> = rooms.map(|room| room.facts().id.clone()).collect();
        for id in ids {
            self.tell_room(&id);
        }
    }

    fn tell_room(&mut self, id: &str) {
        let Some(room) = self.room(id) else {
            return;
        };
        if self.chat.told.get(id) != Some(&room) {
            self.chat.told.insert(id.to_owned(), room.clone());
            self.updates.send(&Update::Room { room });
        }
    }

    /// Writes up to when conversations were read, if that changed.
    fn keep_marks(&mut self) {
        let marks = self.chat.state.marks();
        if *marks == self.chat.kept {
            return;
        }
        self.chat.kept = marks.clone();
        if let Some(store) = &self.store {
            store.save_marks(marks.clone());
        }
    }

    fn want(&self, want: Want) {
        // Without the task at the other end the session is over.
        let _ = self.chat.wants.send(want);
    }
}

pub(crate) fn facts(room: wazo_client::Room) -> RoomFacts {
    RoomFacts {
        id: room.uuid,
        name: room.name.filter(|name| !name.trim().is_empty()),
        users: room.users.into_iter().map(|user| user.uuid).collect(),
    }
}

pub(crate) fn message(message: wazo_client::Message) -> Message {
    Message {
        at: view::micros(&message.created_at),
        id: message.uuid,
        room: message.room,
        from: message.user_uuid,
        text: message.content,
    }
}
