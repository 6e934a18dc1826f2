//! A small exchange behind wazo-calld: phones, calls between them, mailboxes and transfers, over a time of its own.
//!
//! It is a machine without a clock: each step happens at a given instant, gives what is to be told in order, and puts
//! what follows on the agenda. The figures are those of the recordings in `tests/recordings/calls`.

mod agenda;
mod answer;
mod asterisk;
mod chance;
mod dial;
mod drive;
mod end;
mod forward;
mod leg;
mod mailbox;
mod number;
mod originate;
mod pair;
mod phone;
mod press;
mod ring;
mod tell;
#[cfg(test)]
mod tests;
mod transfer;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::clock::time::Time;
use crate::confd::settings::AllSettings;
use crate::directory::Directory;
use agenda::{Agenda, Task};
use pair::Pair;
use transfer::Transfer;

pub(crate) use asterisk::Asterisk;
pub(crate) use chance::{Chance, Chances};
pub(crate) use drive::drive;
pub(crate) use leg::{CallerId, Leg, LegId, Recording};
pub(crate) use mailbox::{Message, mailbox};
pub(crate) use number::{Destination, destination};
pub(crate) use originate::Origin;
pub(crate) use phone::Phone;
pub(crate) use ring::{BUSY, DECLINED};
pub(crate) use transfer::{Flow, Refused};

/// Microseconds in a millisecond.
const MILLISECOND: i64 = 1_000;

/// How long a number outside rings, in milliseconds.
const OUTSIDE_RINGS: i64 = 3_000;

/// What the exchange tells the rest of the stack.
#[derive(Clone, Debug)]
pub(crate) enum Out {
    /// An event for one person.
    Event {
        name: &'static str,
        user: Uuid,
        acl: String,
        data: Value,
    },
    /// A line's state, and whether everybody is told of it.
    Line {
        user: Uuid,
        state: &'static str,
        is_told: bool,
    },
}

/// Calls do not outlive the process, like those of a real server.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) time: Time,
    pub(crate) chances: Chances,
    /// wazo-phoned is away: what phones do by API is an internal error.
    pub(crate) phoned_is_away: bool,
    /// How long a number outside rings until it is answered, in milliseconds.
    pub(crate) outside_answers_after: i64,
    /// Wakes the driver when the agenda has changed.
    changed: Arc<Notify>,
    /// Where people's calls go instead; lent by the stack while the exchange works.
    settings: AllSettings,
    /// calld does not hear what happens.
    calld_is_away: bool,
    now: i64,
    legs: BTreeMap<LegId, Leg>,
    transfers: BTreeMap<Uuid, Transfer>,
    /// By their near halves.
    pairs: BTreeMap<LegId, Pair>,
    asterisk: Asterisk,
    /// Whether a change of a line shows: not while Asterisk is away.
    lines_are_watched: bool,
    /// Whose lines may show calls that Asterisk has taken with it.
    unwatched: Vec<Uuid>,
    phones: HashMap<Uuid, Phone>,
    mailboxes: HashMap<Uuid, Vec<Message>>,
    agenda: Agenda,
    out: Vec<Out>,
    leg_count: LegId,
    bridge_count: u32,
    message_count: u32,
}

impl Default for Exchange {
    fn default() -> Self {
        Exchange {
            time: Time::default(),
            chances: Chances::default(),
            phoned_is_away: false,
            outside_answers_after: OUTSIDE_RINGS,
            changed: Arc::default(),
            settings: AllSettings::default(),
            calld_is_away: false,
            now: 0,
            legs: BTreeMap::new(),
            transfers: BTreeMap::new(),
            pairs: BTreeMap::new(),
            asterisk: Asterisk::default(),
            lines_are_watched: true,
            unwatched: Vec::new(),
            phones: HashMap::new(),
            mailboxes: HashMap::new(),
            agenda: Agenda::default(),
            out: Vec::new(),
            leg_count: 0,
            bridge_count: 0,
            message_count: 0,
        }
    }
}

impl Exchange {
    /// The next instant at which something happens by itself, in microseconds since 1970.
    pub(crate) fn next_due(&self) -> Option<i64> {
        self.agenda.next()
    }

    pub(crate) fn asterisk(&self) -> Asterisk {
        self.asterisk
    }

    pub(crate) fn leg(&self, id: LegId) -> Option<&Leg> {
        self.legs.get(&id)
    }

    /// A leg by its call's id.
    pub(crate) fn call(&self, call_id: &str) -> Option<&Leg> {
        self.legs.values().find(|leg| leg.call_id == call_id)
    }

    /// A person's calls, oldest first.
    pub(crate) fn calls_of(&self, user: Uuid) -> impl DoubleEndedIterator<Item = &Leg> {
        self.legs
            .values()
            .filter(move |leg| leg.user() == Some(user))
    }

    pub(crate) fn legs(&self) -> impl DoubleEndedIterator<Item = &Leg> {
        self.legs.values()
    }

    fn leg_mut(&mut self, id: LegId) -> Option<&mut Leg> {
        self.legs.get_mut(&id)
    }

    fn after(&mut self, milliseconds: i64, task: Task) {
        self.agenda.add(self.now + milliseconds * MILLISECOND, task);
    }

    fn run(&mut self, directory: &Directory, task: Task) {
        match task {
            Task::Tell { leg, name } => self.tell(leg, name),
            Task::Send(out) => self.send(out),
            Task::Ring { leg } => self.ring(directory, leg),
            Task::Answer { leg } => self.answer(directory, leg),
            Task::Refuse { leg, cause } => self.refuse(directory, leg, cause),
            Task::GiveUp { leg } => self.give_up(directory, leg),
            Task::OriginTimeout { leg } => self.origin_timeout(directory, leg),
            Task::Enter { leg } => self.enter(directory, leg),
            Task::Reach { leg, user } => self.reach(directory, leg, user),
            Task::Appear { leg } => self.appear(directory, leg),
            Task::Rename { leg, peer } => self.rename(leg, peer),
            Task::LookAtLines => self.look_at_lines(directory),
            Task::LookForAgent { leg, queue } => self.look_for_agent(directory, leg, queue),
            Task::Bypass { near } => self.bypass(near),
            Task::Join { one, other } => self.join(one, other),
            Task::Lift { leg } => self.lift(directory, leg),
            Task::Unmask { leg } => self.unmask(leg),
            Task::Play { leg, person, cause } => self.play(directory, leg, person, cause),
            Task::HangUp { leg, cause } => self.hang_up(directory, leg, cause),
            Task::Record { leg } => self.record_message(leg),
            Task::Through { near } => self.through(near),
            Task::TransferDials { transfer } => self.transfer_dials(directory, transfer),
            Task::TransferNames { transfer } => self.transfer_names(transfer),
            Task::TransferLeaves { transfer } => self.transfer_leaves(directory, transfer),
            Task::TransferTimeout { transfer } => self.transfer_timeout(directory, transfer),
            Task::TransferRejoins { rejoin } => self.transfer_rejoins(rejoin),
        }
    }
}
