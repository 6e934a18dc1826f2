//! Calls that nobody took.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::call::told;
use super::facts::{CallerId, Millis, MissedFacts};
use crate::number::same;

/// How many are kept.
const KEPT: usize = 100;
/// Of how many conversations it is remembered what was counted.
const TALLIES: usize = 64;

/// A missed call as it is kept; calls of the same number in a row are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedRecord {
    /// Its number in the list, never used twice.
    pub id: u32,
    /// The caller's name, as the phone system showed it.
    pub name: Option<String>,
    /// The caller's number.
    pub number: Option<String>,
    /// The caller's uuid, of a colleague.
    pub user: Option<String>,
    /// When it rang last.
    pub at: Millis,
    /// How often.
    pub times: u32,
    /// How often since the person looked last.
    pub unseen: u32,
}

/// The list. A missed call may be told by the end of the call, by an event of its own, by both in any order,
/// or by neither; it is counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MissedCalls {
    /// The newest first.
    records: VecDeque<MissedRecord>,
    tallies: VecDeque<Tally>,
    next: u32,
}

/// What was told of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tally {
    conversation: String,
    /// Ends of calls that nobody took.
    ended: u32,
    /// Events of their own.
    told: u32,
    /// Calls refused from here: the server tells of them as if they were missed.
    refused: u32,
    /// Whether one of its calls was answered: what still rings then elsewhere is not missed.
    answered: bool,
    counted: u32,
}

impl MissedCalls {
    /// Goes on with a list that was kept.
    pub(super) fn restore(&mut self, records: Vec<MissedRecord>) {
        self.next = records
            .iter()
            .map(|record| record.id.saturating_add(1))
            .max()
            .unwrap_or(0)
            .max(self.next);
        self.records = records.into_iter().take(KEPT).collect();
    }

    /// The list, the newest first.
    pub(super) fn records(&self) -> impl Iterator<Item = &MissedRecord> {
        self.records.iter()
    }

    /// A call was answered.
    pub(super) fn answered(&mut self, conversation: Option<&str>) {
        if let Some(tally) = conversation.and_then(|id| self.tally(id)) {
            tally.answered = true;
        }
    }

    /// A call is refused from here, or is not after all.
    pub(super) fn refused(&mut self, conversation: Option<&str>, refused: bool) {
        if let Some(tally) = conversation.and_then(|id| self.tally(id)) {
            tally.refused = if refused {
                tally.refused.saturating_add(1)
            } else {
                tally.refused.saturating_sub(1)
            };
        }
    }

    /// A call rang and ended. True when it is a missed one that was not counted yet.
    pub(super) fn ended(
        &mut self,
        conversation: Option<&str>,
        caller: &CallerId,
        user: Option<&str>,
        at: Millis,
    ) -> bool {
        let new = match conversation.and_then(|id| self.tally(id)) {
            Some(tally) if tally.answered => false,
            Some(tally) => {
                tally.ended += 1;
                tally.counts()
            }
            None => true,
        };
        if new {
            self.add(caller, user, at);
        }
        new
    }

    /// The server tells of a missed call. True when it was not counted yet.
    pub(super) fn told(&mut self, facts: &MissedFacts, at: Millis) -> bool {
        let new = match facts.conversation.as_deref().and_then(|id| self.tally(id)) {
            Some(tally) => {
                tally.told += 1;
                tally.counts()
            }
            None => true,
        };
        if new {
            self.add(&facts.caller, facts.user.as_deref(), at);
        }
        new
    }

    /// The person has looked. True when there was something new.
    pub(super) fn see(&mut self) -> bool {
        let unseen = self.records.iter().any(|record| record.unseen > 0);
        for record in &mut self.records {
            record.unseen = 0;
        }
        unseen
    }

    /// Forgets all. True when there were any.
    pub(super) fn clear(&mut self) -> bool {
        let any = !self.records.is_empty();
        self.records.clear();
        any
    }

    fn add(&mut self, caller: &CallerId, user: Option<&str>, at: Millis) {
        let caller = told(caller);
        if let Some(last) = self.records.front_mut()
            && let (Some(a), Some(b)) = (&last.number, &caller.number)
            && same(a, b)
        {
            last.times = last.times.saturating_add(1);
            last.unseen = last.unseen.saturating_add(1);
            last.at = at;
            return;
        }
        self.records.push_front(MissedRecord {
            id: self.next,
            name: caller.name,
            number: caller.number,
            user: user.map(str::to_owned),
            at,
            times: 1,
            unseen: 1,
        });
        self.next = self.next.saturating_add(1);
        self.records.truncate(KEPT);
    }

    fn tally(&mut self, conversation: &str) -> Option<&mut Tally> {
        if !self
            .tallies
            .iter()
            .any(|tally| tally.conversation == conversation)
        {
            self.tallies.truncate(TALLIES - 1);
            self.tallies.push_front(Tally {
                conversation: conversation.to_owned(),
                ended: 0,
                told: 0,
                refused: 0,
                answered: false,
                counted: 0,
            });
        }
        self.tallies
            .iter_mut()
            .find(|tally| tally.conversation == conversation)
    }
}

impl Tally {
    /// Whether there is one more than was counted.
    fn counts(&mut self) -> bool {
        let missed = self.ended.max(self.told.saturating_sub(self.refused));
        let new = missed > self.counted;
        self.counted = self.counted.max(missed);
        new
    }
}
