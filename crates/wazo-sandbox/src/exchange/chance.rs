//! What is chance on a real server: calld hears of a channel a few milliseconds late, and tells what it finds then.
//!
//! Without any said beforehand, a leg takes the most frequent course of the recordings.

use std::collections::{HashMap, VecDeque};

use serde::Deserialize;
use uuid::Uuid;

/// The course of one leg's events.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Chance {
    /// How many updates overtake `call_created`.
    pub(crate) created_after: usize,
    /// How many of the first events still find the channel down.
    pub(crate) down: usize,
    /// `call_created` finds a channel of which the dialplan has told nothing yet.
    pub(crate) blank: bool,
    /// The first events of an own phone find it up already.
    pub(crate) late: bool,
    /// How many of the events at the answer are told before the bridge.
    pub(crate) unbridged: usize,
    /// The number called still stands in place of the own name when the callee's name is told.
    pub(crate) unnamed: bool,
    /// That the other side has left the bridge is told before the end.
    pub(crate) left: bool,
}

/// Said beforehand, leg by leg, for a person's next legs.
#[derive(Debug, Default)]
pub(crate) struct Chances(HashMap<Uuid, VecDeque<Chance>>);

impl Chances {
    pub(crate) fn add(&mut self, user: Uuid, chance: Chance) {
        self.0.entry(user).or_default().push_back(chance);
    }

    pub(crate) fn take(&mut self, user: Uuid) -> Chance {
        let next = self.0.get_mut(&user).and_then(VecDeque::pop_front);
        next.unwrap_or_default()
    }
}
