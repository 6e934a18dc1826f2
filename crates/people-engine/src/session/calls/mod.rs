//! The own calls: the rules are people_core's; what they need to know, and what follows from them, is here.

mod act;
mod book;
mod facts;
mod follow;
mod mailboxes;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use people_core::calls::{CallEvent, CallState, Effect, Millis, MissedRecord, Party};
use tokio::sync::{Notify, watch};
use wazo_client::Event;

pub(crate) use self::act::{Act, explain_call, explain_transfer};
pub(crate) use self::facts::flow;
pub(super) use self::follow::{keep_time, reread_calls};
pub(crate) use self::mailboxes::Mailboxes;
use super::Live;
use super::wire::CallsRead;
use crate::api::{Calls, Missed, Update};

/// Missed calls whose numbers the server is asked for.
const LOOKED_UP: usize = 20;

/// For so long a phone that could not be told to hold is not told again: it may have been starting.
const DEAF_FOR: Millis = 24 * 3_600_000;

/// What the engine knows of calls.
pub(crate) struct OwnCalls {
    pub(crate) state: CallState,
    /// When the phones of lines said that they can neither answer nor hold from here.
    deaf_since: Vec<(i64, Millis)>,
    /// Numbers that the directory does not have, and whose they are, as the server said; none when it did not know.
    strangers: HashMap<String, Option<Party>>,
    /// What is asked of phones and not answered yet: asking twice would press the same key twice.
    pub(super) pressed: HashSet<Act>,
    /// Calls that began to ring and were not told yet.
    ringing: Vec<String>,
    told: Calls,
    told_missed: Missed,
    /// When the rules want to hear of the time.
    deadline: watch::Sender<Option<Millis>>,
    /// Has the calls read.
    pub(super) ask: Arc<Notify>,
}

/// What is kept of calls from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Calls that nobody took.
    pub(crate) missed: Vec<MissedRecord>,
    /// Lines whose phones can neither answer nor hold from here, and when they said so.
    pub(crate) deaf_lines: Vec<(i64, Millis)>,
}

impl OwnCalls {
    /// Goes on with what was kept.
    pub(crate) fn new(kept: Kept, now: Millis) -> Self {
        let mut deaf_since = kept.deaf_lines;
        deaf_since.retain(|(_, since)| now.saturating_sub(*since) < DEAF_FOR);
        let deaf_lines = deaf_since.iter().map(|(line, _)| *line).collect();
        Self {
            state: CallState::with_kept(kept.missed, deaf_lines),
            deaf_since,
            strangers: HashMap::new(),
            pressed: HashSet::new(),
            ringing: Vec::new(),
            told: Calls::default(),
            told_missed: Missed::default(),
            deadline: watch::Sender::new(None),
            ask: Arc::new(Notify::new()),
        }
    }

    /// The calls as the front ends know them.
    pub(crate) fn told(&self) -> &Calls {
        &self.told
    }

    /// Whether there are calls, so that what phones do may say something about them.
    pub(super) fn is_busy(&self) -> bool {
        !self.told.calls.is_empty()
    }

    /// What is to be kept.
    fn kept(&self) -> Kept {
        Kept {
            missed: self.state.missed_records().cloned().collect(),
            deaf_lines: self.deaf_since.clone(),
        }
    }
}

impl Live {
    /// The own calls as they stand.
    pub(crate) fn calls(&self) -> Calls {
        let calls = self.own_calls.state.calls(&self.book());
        Calls {
            transferable: calls.iter().any(|call| call.can_transfer),
            calls,
        }
    }

    /// The calls that nobody took.
    pub(crate) fn missed(&self) -> Missed {
        Missed {
            calls: self.own_calls.state.missed(&self.book()),
            unseen: self.own_calls.state.unseen(),
        }
    }

    /// Takes what happened to a call.
    pub(crate) fn call_event(&mut self, event: CallEvent) {
        let at = self.clock.now();
        for effect in self.own_calls.state.apply(event, at) {
            match effect {
                Effect::Rings { call } => self.own_calls.ringing.push(call),
                Effect::CompleteTransfer { id } => self.complete_by_itself(id),
                Effect::AskCalls => self.own_calls.ask.notify_one(),
                Effect::Missed => self.keep_calls(),
            }
        }
        let known = self.own_calls.deaf_since.len();
        for line in self.own_calls.state.deaf_lines() {
            if !self
                .own_calls
                .deaf_since
                .iter()
                .any(|(known, _)| known == line)
            {
                self.own_calls.deaf_since.push((*line, at));
            }
        }
        if known != self.own_calls.deaf_since.len() {
            self.keep_calls();
        }
    }

    /// Takes an event of the server; those that have nothing to do with calls are left alone.
    pub(crate) fn hear_call(&mut self, event: Event) {
        if let Some(event) = facts::event(event) {
            self.call_event(event);
        }
    }

    /// Takes all calls and transfers as they were read.
    pub(crate) fn take_calls(&mut self, asked: Millis, read: CallsRead) {
        match read {
            CallsRead::All(calls, transfers) => self.call_event(CallEvent::Snapshot {
                asked,
                calls: calls.into_iter().map(facts::call).collect(),
                transfers: transfers.into_iter().map(facts::transfer).collect(),
            }),
            CallsRead::Unavailable => self.call_event(CallEvent::Unavailable),
            CallsRead::Withheld => {}
        }
    }

    /// Tells of what changed about calls; each that begins to ring after it is told of.
    pub(crate) fn tell_calls(&mut self) {
        self.own_calls.deadline.send_if_modified(|deadline| {
            let next = self.own_calls.state.next_deadline();
            std::mem::replace(deadline, next) != next
        });
        let calls = self.calls();
        if calls != self.own_calls.told {
            self.own_calls.told = calls.clone();
            let parties: Vec<Party> = calls.calls.iter().map(|call| call.party.clone()).collect();
            self.ask_who_calls(&parties);
            self.updates.send(&Update::Calls { calls });
        }
        for call in std::mem::take(&mut self.own_calls.ringing) {
            self.updates.send(&Update::Rings { call });
        }
        let missed = self.missed();
        if missed != self.own_calls.told_missed {
            self.own_calls.told_missed = missed.clone();
            let unseen = missed.calls.iter().filter(|missed| !missed.seen);
            let parties = unseen.take(LOOKED_UP).map(|missed| missed.party.clone());
            self.ask_who_calls(&parties.collect::<Vec<_>>());
            self.updates.send(&Update::Missed { missed });
        }
    }

    /// Writes what is to be kept.
    pub(crate) fn keep_calls(&self) {
        if let Some(store) = &self.store {
            store.save_calls(self.own_calls.kept());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_that_could_not_be_told_to_hold_is_told_again_after_a_day() {
        let kept = Kept {
            missed: Vec::new(),
            deaf_lines: vec![(4, 0), (7, 1)],
        };
        let own = OwnCalls::new(kept, DEAF_FOR);
        assert_eq!(own.state.deaf_lines(), [7]);
        assert_eq!(own.kept().deaf_lines, [(7, 1)]);
    }
}
