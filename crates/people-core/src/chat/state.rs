//! All conversations.

use std::collections::HashMap;

use super::claim::{Fate, Pending, claim};
use super::{Line, Marks, Message, Micros, Room, RoomFacts, Standing};

/// All conversations of one user. `E` is why a message could not be sent.
#[derive(Clone, Debug)]
pub struct ChatState<E> {
    own: String,
    rooms: HashMap<String, Room<E>>,
    marks: Marks,
}

/// Something that looks different.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// A room is new, or its newest message or its unread ones are others.
    Room(String),
    /// A message is new or stands otherwise.
    Message {
        /// The room.
        room: String,
        /// The message.
        id: String,
        /// The id that it had on its way.
        replaces: Option<String>,
    },
    /// Somebody else wrote, just now.
    Wrote {
        /// The room.
        room: String,
        /// The message.
        id: String,
    },
    /// A room that nothing is known of: the list has to be read.
    Unknown(String),
    /// What was known of a room is dropped, with a hole before what is known now: whoever shows some of it has to
    /// read it again. Its messages are not told one by one.
    Dropped(String),
}

/// Messages that have to be read: those of a room from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The room.
    pub room: String,
    /// The moment.
    pub from: Micros,
    /// What was written after that is news to the person; none when nothing is.
    pub news: Option<Micros>,
}

impl<E: Clone> ChatState<E> {
    /// Nothing is known yet but what was read before.
    pub fn new(own: impl Into<String>, marks: Marks) -> Self {
        Self {
            own: own.into(),
            rooms: HashMap::new(),
            marks,
        }
    }

    /// The own user.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Every conversation, in no order that means anything.
    pub fn rooms(&self) -> impl Iterator<Item = &Room<E>> {
        self.rooms.values()
    }

    /// A conversation.
    pub fn room(&self, id: &str) -> Option<&Room<E>> {
        self.rooms.get(id)
    }

    /// The conversation of the own user and another one alone.
    pub fn room_with(&self, user: &str) -> Option<&Room<E>> {
        let is_alone = |users: &[String]| {
            users.iter().any(|it| it == user)
                && users.iter().all(|it| it == user || *it == self.own)
        };
        let mut rooms: Vec<_> = self.rooms.values().collect();
        rooms.retain(|room| is_alone(&room.facts.users));
        rooms.into_iter().min_by(|a, b| a.facts.id.cmp(&b.facts.id))
    }

    /// Messages of others that nobody has read.
    pub fn unread(&self, room: &str) -> usize {
        let read = self.marks.of(room);
        self.room(room).map_or(0, |it| it.unread(&self.own, read))
    }

    /// Up to when rooms have been read.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Takes a room.
    pub fn meet(&mut self, facts: RoomFacts) -> Vec<Change> {
        let id = facts.id.clone();
        match self.rooms.get_mut(&id) {
            Some(room) if room.facts == facts => return Vec::new(),
            Some(room) => room.facts = facts,
            None => {
                self.rooms.insert(id.clone(), Room::new(facts));
            }
        }
        vec![Change::Room(id)]
    }

    /// Takes the newest message of each room as it was read after the rooms were met; what is between it and what is
    /// known has to be read too. What there is when nothing was ever looked at counts as read.
    pub fn catch_up(&mut self, last: Vec<Message>, is_news: bool) -> (Vec<Change>, Vec<Gap>) {
        if self.marks.since.is_none() {
            let newest = last.iter().map(|message| message.at).max();
            self.marks.since = Some(newest.unwrap_or(0));
        }
        let (mut changes, mut gaps) = (Vec::new(), Vec::new());
        for message in last {
            let read = self.marks.of(&message.room);
            // The list does not name every room that has messages: one that the user left, for one.
            let Some(room) = self.rooms.get_mut(&message.room) else {
                continue;
            };
            if room.knows(&message) {
                continue;
            }
            let newest = room.newest();
            let is_missed = message.at > read && message.from != self.own;
            if (newest.is_some() || is_missed) && room.ahead.is_none() {
                gaps.push(Gap {
                    room: message.room.clone(),
                    from: newest.map_or(read, |newest| newest.min(read)),
                    news: is_news.then(|| newest.unwrap_or(read)),
                });
            }
            match newest {
                Some(_) => drop(room.ahead.get_or_insert_default()),
                None => changes.extend(self.take(message, is_news)),
            }
        }
        (changes, gaps)
    }

    /// Takes what was read for a gap; `is_all` unless there was too much, or it cannot be read at all.
    pub fn fill(&mut self, gap: &Gap, messages: Vec<Message>, is_all: bool) -> Vec<Change> {
        let (mut changes, mut is_whole) = (Vec::new(), true);
        let mut found: Vec<_> = messages
            .into_iter()
            .map(|message| (gap.news.is_some_and(|known| message.at > known), message))
            .collect();
        if let Some(room) = self.rooms.get_mut(&gap.room)
            && let Some(ahead) = room.ahead.take()
        {
            found.extend(ahead.into_iter().map(|message| (true, message)));
            is_whole = is_all;
            if !is_all {
                // What was known would stand before a hole.
                room.messages.clear();
                room.whole = false;
                changes.push(Change::Room(gap.room.clone()));
                changes.push(Change::Dropped(gap.room.clone()));
            }
        }
        found.sort_by_key(|(_, message)| message.at);
        for (is_news, message) in found {
            let told = self.take(message, is_news).into_iter();
            let is_due = |it: &Change| is_whole || !matches!(it, Change::Message { .. });
            changes.extend(told.filter(is_due));
        }
        changes
    }

    /// Takes a message that was written just now.
    pub fn hear(&mut self, message: Message) -> Vec<Change> {
        self.take(message, true)
    }

    /// Takes older messages, which were asked for when `oldest` was the oldest one that was known; `is_end` when
    /// there are none before them. They are dropped when that has changed: they would stand beside a hole.
    pub fn page(&mut self, room: &str, oldest: Option<&str>, messages: Vec<Message>, is_end: bool) {
        let Some(room) = self.rooms.get_mut(room) else {
            return;
        };
        if room.oldest() != oldest {
            return;
        }
        // What came in the meantime has moved the older ones: some of these may be known, or after a gap.
        let first = room.messages.keys().next().cloned();
        let is_older = |message: &Message| {
            let key = (message.at, message.id.as_str());
            first.as_ref().is_none_or(|(at, id)| key < (*at, id))
        };
        let mut is_new = false;
        for message in messages.into_iter().filter(is_older) {
            is_new |= room.put(message);
        }
        // A server that gives the same again has no more.
        room.whole |= is_end || (!is_new && room.ahead.is_none());
    }

    /// A message of the own user sets out.
    pub fn send(&mut self, room: &str, id: &str, text: &str, at: Micros) -> Vec<Change> {
        let Some(found) = self.rooms.get_mut(room) else {
            return Vec::new();
        };
        found.pending.push(Pending {
            after: found.newest(),
            fate: Fate::Sending,
            message: Message {
                id: id.to_owned(),
                room: room.to_owned(),
                from: self.own.clone(),
                text: text.to_owned(),
                at,
            },
        });
        told(room, id, None)
    }

    /// The server has it.
    pub fn sent(&mut self, id: &str, message: Message) -> Vec<Change> {
        let Some(room) = self.rooms.get_mut(&message.room) else {
            return Vec::new();
        };
        if let Some(ahead) = &mut room.ahead {
            ahead.push(message);
            return Vec::new();
        }
        let before = room.pending.len();
        room.pending.retain(|pending| pending.message.id != id);
        let was_pending = room.pending.len() < before;
        let changes = told(&message.room, &message.id, was_pending.then_some(id));
        if room.put(message) || was_pending {
            changes
        } else {
            Vec::new()
        }
    }

    /// It did not get there; it may have, when the answer was lost.
    pub fn failed(&mut self, id: &str, error: E, may_be_there: bool) -> Vec<Change> {
        let fate = Fate::Failed {
            error,
            may_be_there,
        };
        self.change_fate(id, fate)
    }

    /// A message that failed sets out again; gives its room and its text.
    pub fn send_again(&mut self, id: &str) -> Option<(Message, Vec<Change>)> {
        let Line { message, standing } = self.pending(id)?.line();
        matches!(standing, Standing::Failed(_))
            .then(|| (message, self.change_fate(id, Fate::Sending)))
    }

    /// A message that failed is given up.
    pub fn discard(&mut self, id: &str) -> Vec<Change> {
        for (name, room) in &mut self.rooms {
            let before = room.pending.len();
            let is_it =
                |it: &Pending<E>| it.message.id == id && matches!(it.fate, Fate::Failed { .. });
            room.pending.retain(|pending| !is_it(pending));
            if room.pending.len() < before {
                return vec![Change::Room(name.clone())];
            }
        }
        Vec::new()
    }

    /// The person has read a room to its end.
    pub fn read(&mut self, room: &str) -> Vec<Change> {
        let newest = self.room(room).and_then(Room::newest);
        match newest {
            Some(newest) if newest > self.marks.of(room) => {
                self.marks.rooms.insert(room.to_owned(), newest);
                vec![Change::Room(room.to_owned())]
            }
            _ => Vec::new(),
        }
    }

    fn take(&mut self, message: Message, is_news: bool) -> Vec<Change> {
        let (id, name) = (message.id.clone(), message.room.clone());
        let is_own = message.from == self.own;
        let mut changes = Vec::new();
        let room = self.rooms.entry(name.clone()).or_insert_with(|| {
            changes.push(Change::Unknown(name.clone()));
            Room::new(RoomFacts {
                id: name.clone(),
                name: None,
                users: vec![message.from.clone()],
            })
        });
        if room.knows(&message) {
            return changes;
        }
        if let Some(ahead) = &mut room.ahead {
            ahead.push(message);
            return changes;
        }
        let replaces = is_own.then(|| claim(&mut room.pending, &message)).flatten();
        room.put(message);
        changes.extend(told(&name, &id, replaces.as_deref()));
        if is_news && !is_own {
            changes.push(Change::Wrote { room: name, id });
        }
        changes
    }

    fn pending(&self, id: &str) -> Option<&Pending<E>> {
        let mut all = self.rooms.values().flat_map(|room| &room.pending);
        all.find(|pending| pending.message.id == id)
    }

    fn change_fate(&mut self, id: &str, fate: Fate<E>) -> Vec<Change> {
        let mut all = self.rooms.values_mut().flat_map(|room| &mut room.pending);
        let Some(pending) = all.find(|pending| pending.message.id == id) else {
            return Vec::new();
        };
        pending.fate = fate;
        told(&pending.message.room, id, None)
    }
}

fn told(room: &str, id: &str, replaces: Option<&str>) -> Vec<Change> {
    vec![
        Change::Message {
            room: room.to_owned(),
            id: id.to_owned(),
            replaces: replaces.map(str::to_owned),
        },
        Change::Room(room.to_owned()),
    ]
}

#[cfg(test)]
mod tests;
