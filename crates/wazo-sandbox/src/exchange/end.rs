//! Hanging up, and what follows for everybody else.

use uuid::Uuid;

use super::agenda::Task;
use super::leg::{End, Leg, LegId, State};
use super::ring::{DECLINED, NORMAL};
use super::tell::of_call;
use super::{Exchange, Out};
use crate::directory::Directory;

/// Q.850: the caller has given up while the other side rang.
const GIVEN_UP: u16 = 127;
/// The other side did not answer.
const NO_ANSWER: u16 = 19;

impl Exchange {
    /// Somebody puts the phone down, gives up, or declines a call that rings.
    pub(crate) fn put_down(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.legs.get(&id) else {
            return;
        };
        match leg.state {
            State::Ring => self.hang_up(directory, id, GIVEN_UP),
            State::Down | State::Ringing => self.refuse(directory, id, DECLINED),
            State::Up => {
                let cause = leg.cause.unwrap_or(NORMAL);
                self.hang_up(directory, id, cause);
            }
        }
    }

    /// calld hangs a leg up: a call that rings goes on as if nobody had answered.
    pub(crate) fn delete(&mut self, directory: &Directory, id: LegId) {
        match self.legs.get(&id) {
            Some(leg) if leg.rung_by.is_some() => {
                self.unreached(directory, id, NORMAL, Some("no-answer"));
            }
            _ => self.hang_up(directory, id, NORMAL),
        }
    }

    /// The leg ends; so do, a little later, those that it rang or heard.
    pub(super) fn hang_up(&mut self, directory: &Directory, id: LegId, cause: u16) {
        let others: Vec<LegId> = match self.legs.get(&id) {
            Some(leg) => self.others_in_bridge(leg).map(|other| other.id).collect(),
            None => return,
        };
        let Some(leg) = self.remove(directory, id, cause) else {
            return;
        };
        self.leave_message(directory, &leg);
        self.leave_queue(directory, id);
        if let Some(callee) = leg.rings {
            self.hang_up(directory, callee, cause);
        }
        if self.leave_transfer(directory, &leg) {
            return;
        }
        for other in others {
            let told = self.legs.get(&other).is_some_and(|leg| leg.chance.left);
            if told {
                self.tell_after(8, other, "call_updated");
            }
            let hang_up = Task::HangUp {
                leg: other,
                cause: NORMAL,
            };
            self.after(if told { 20 } else { 5 }, hang_up);
        }
        if let End::Local { twin, .. } = leg.end {
            self.pairs.remove(&id.min(twin));
            self.after(2, Task::HangUp { leg: twin, cause });
        }
    }

    pub(super) fn origin_timeout(&mut self, directory: &Directory, id: LegId) {
        if self.legs.get(&id).is_some_and(|leg| !leg.is_up()) {
            self.hang_up(directory, id, NO_ANSWER);
        }
    }

    /// Takes the leg out and tells its end, twice as calld does.
    fn remove(&mut self, directory: &Directory, id: LegId, cause: u16) -> Option<Leg> {
        let leg = self.legs.remove(&id)?;
        if let Some(user) = leg.user() {
            let out = ended(&leg, user, self.now, cause);
            self.after(12, Task::Send(out.clone()));
            self.after(19, Task::Send(out));
            self.line_changed(directory, user);
        }
        Some(leg)
    }
}

fn ended(leg: &Leg, user: Uuid, at: i64, cause: u16) -> Out {
    of_call("call_ended", user, leg.ended(at, cause))
}
