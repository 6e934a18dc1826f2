//! Calls that the list no longer holds.

use std::collections::VecDeque;

use super::call::Call;
use super::facts::Millis;

/// How long the event that tells how a call ended may come after the list: 0.4 s at most in the recordings.
const EVENT_LATE: Millis = 2_000;

/// How many are remembered.
const REMEMBERED: usize = 64;

/// Calls that are away, the newest first. How one ended may still be told, or was told while nobody listened;
/// and one may be listed again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gone(VecDeque<Absent>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Absent {
    call: Call,
    /// When nobody is going to tell any more how it ended, where that matters.
    due: Option<Millis>,
}

impl Gone {
    /// Takes a call that was not listed at a time.
    pub(super) fn put(&mut self, call: Call, at: Millis) {
        let due = call
            .is_missed_at_its_end()
            .then(|| at.saturating_add(EVENT_LATE));
        self.0.truncate(REMEMBERED - 1);
        self.0.push_front(Absent { call, due });
    }

    /// Gives a call back of which something is told after all.
    pub(super) fn take(&mut self, id: &str) -> Option<Call> {
        let index = self.0.iter().position(|absent| absent.call.id == id)?;
        self.0.remove(index).map(|absent| absent.call)
    }

    /// Gives each call once that rang until it was gone, and of whose end nothing was heard.
    pub(super) fn settle(&mut self, now: Millis, mut missed: impl FnMut(&mut Call)) {
        for absent in &mut self.0 {
            if absent.due.is_some_and(|due| due <= now) {
                absent.due = None;
                missed(&mut absent.call);
            }
        }
    }

    /// When there is something to settle.
    pub(super) fn deadline(&self) -> Option<Millis> {
        self.0.iter().filter_map(|absent| absent.due).min()
    }

    /// Moves its times with the clock.
    pub(super) fn shift(&mut self, by: Millis) {
        for absent in &mut self.0 {
            absent.call.shift(by);
            absent.due = absent.due.map(|due| due.saturating_add(by));
        }
    }
}
