//! One conversation.

use std::collections::BTreeMap;

use super::claim::Pending;
use super::{Line, Message, Micros, RoomFacts, Standing};

/// One conversation: its newest messages without a gap, and after them what is on its way.
#[derive(Clone, Debug)]
pub struct Room<E> {
    pub(super) facts: RoomFacts,
    pub(super) messages: BTreeMap<(Micros, String), Message>,
    /// Whether the first message of all is among them.
    pub(super) whole: bool,
    pub(super) pending: Vec<Pending<E>>,
    /// Messages that came while those before them were not read; none while there is no gap.
    pub(super) ahead: Option<Vec<Message>>,
}

impl<E: Clone> Room<E> {
    pub(super) fn new(facts: RoomFacts) -> Self {
        Self {
            facts,
            messages: BTreeMap::new(),
            whole: false,
            pending: Vec::new(),
            ahead: None,
        }
    }

    /// What the server says of it.
    pub fn facts(&self) -> &RoomFacts {
        &self.facts
    }

    /// The oldest message that is known.
    pub fn oldest(&self) -> Option<&str> {
        self.messages.keys().next().map(|(_, id)| id.as_str())
    }

    /// How many messages of the server's are known.
    pub fn known(&self) -> usize {
        self.messages.len()
    }

    /// The newest message, on its way or not.
    pub fn last(&self) -> Option<Line<E>> {
        let sent = || self.messages.values().next_back().map(sent);
        self.pending.last().map(Pending::line).or_else(sent)
    }

    /// One message.
    pub fn line(&self, id: &str) -> Option<Line<E>> {
        let pending = self.pending.iter().find(|pending| pending.message.id == id);
        let known = || {
            self.messages
                .values()
                .rev()
                .find(|message| message.id == id)
        };
        pending.map(Pending::line).or_else(|| known().map(sent))
    }

    /// Whether nothing has to be read to give the newest `count` messages, or as many before one of them. Where that
    /// one is not known reading does not help: nobody can say how far it is away.
    pub fn has(&self, before: Option<&str>, count: usize) -> bool {
        self.whole
            || self
                .older_than(before)
                .is_none_or(|older| older.count() >= count)
    }

    /// The newest messages, or those before one of them, oldest first; what is on its way stands at the end. And
    /// whether there may be older ones.
    pub fn lines(&self, before: Option<&str>, count: usize) -> (Vec<Line<E>>, bool) {
        let mut lines: Vec<_> = self
            .older_than(before)
            .into_iter()
            .flatten()
            .take(count)
            .map(sent)
            .collect();
        lines.reverse();
        let reached = lines
            .first()
            .zip(self.messages.values().next())
            .is_none_or(|(line, first)| line.message.id == first.id);
        if before.is_none() {
            lines.extend(self.pending.iter().map(Pending::line));
        }
        (lines, !(self.whole && reached))
    }

    /// Messages of others that came after the own ones and after a moment.
    pub fn unread(&self, own: &str, read: Micros) -> usize {
        let is_unread = |message: &&Message| message.from != own && message.at > read;
        self.messages.values().rev().take_while(is_unread).count()
    }

    /// When the newest message was written.
    pub fn newest(&self) -> Option<Micros> {
        self.messages.keys().next_back().map(|(at, _)| *at)
    }

    /// Takes a message; false when it is there already.
    pub(super) fn put(&mut self, message: Message) -> bool {
        let key = (message.at, message.id.clone());
        self.messages.insert(key, message).is_none()
    }

    pub(super) fn knows(&self, message: &Message) -> bool {
        self.messages
            .contains_key(&(message.at, message.id.clone()))
    }

    /// Newest first; none when `before` is not known.
    fn older_than(&self, before: Option<&str>) -> Option<impl Iterator<Item = &Message>> {
        let end = match before {
            None => (Micros::MAX, String::new()),
            Some(id) => {
                let mut keys = self.messages.keys().rev();
                keys.find(|(_, known)| known == id)?.clone()
            }
        };
        Some(self.messages.range(..end).map(|(_, message)| message).rev())
    }
}

fn sent<E>(message: &Message) -> Line<E> {
    Line {
        message: message.clone(),
        standing: Standing::Sent,
    }
}
