//! What conversations are made of.

use std::collections::HashMap;

/// Microseconds since 1970.
pub type Micros = i64;

/// A conversation, as the server has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomFacts {
    /// The room.
    pub id: String,
    /// The name that somebody gave it.
    pub name: Option<String>,
    /// Everybody in it, the own user included.
    pub users: Vec<String>,
}

/// A message, as the server has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The message.
    pub id: String,
    /// The room.
    pub room: String,
    /// The user who wrote it.
    pub from: String,
    /// What was written.
    pub text: String,
    /// When.
    pub at: Micros,
}

/// How a message stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<E> {
    /// The server has it.
    Sent,
    /// On its way.
    Sending,
    /// It did not get there.
    Failed(E),
}

/// A message as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<E> {
    /// The message; with an id of our own unless it is [`Standing::Sent`].
    pub message: Message,
    /// How it stands.
    pub standing: Standing<E>,
}

/// Up to when rooms have been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What came before that is read, in whichever room; none before anything was ever looked at.
    pub since: Option<Micros>,
    /// By room.
    pub rooms: HashMap<String, Micros>,
}

impl Marks {
    /// Up to when a room has been read.
    pub fn of(&self, room: &str) -> Micros {
        let since = self.since.unwrap_or(Micros::MAX);
        self.rooms.get(room).map_or(since, |read| since.max(*read))
    }
}
