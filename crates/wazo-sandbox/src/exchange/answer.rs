//! Picking up, and who hears whom from then on.

use super::Exchange;
use super::agenda::Task;
use super::leg::{End, LegId, State};
use super::originate::OWN_EVENTS;
use super::ring::NORMAL;
use crate::directory::Directory;

impl Exchange {
    /// A phone that rings is picked up.
    pub(crate) fn answer(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.leg_mut(id).filter(|leg| leg.state == State::Ringing) else {
            return;
        };
        leg.state = State::Up;
        let (user, caller, chance) = (leg.user(), leg.rung_by.take(), leg.chance);
        let is_origin = leg.mask.is_some();
        if let Some(user) = user {
            self.line_changed(directory, user);
        }
        if is_origin && chance.late {
            self.tell_first(id, OWN_EVENTS, 0, chance);
        }
        self.tell_after(10, id, "call_updated");
        self.tell_after(18, id, "call_answered");
        let Some(caller) = caller else {
            return self.after(95, Task::Enter { leg: id });
        };
        self.forget_own_user(id);
        let Some(leg) = self.leg_mut(caller) else {
            return;
        };
        leg.rings = None;
        let bridged = [5, 14, 24][chance.unbridged.min(2)];
        let join = Task::Join {
            one: caller,
            other: id,
        };
        match (leg.end, leg.is_up()) {
            (End::Local { .. }, true) => {
                self.after(bridged, join);
                self.after(14, Task::Bypass { near: caller });
            }
            (End::Local { twin, .. }, false) => {
                leg.state = State::Up;
                self.after(bridged, join);
                self.after(40, Task::Through { near: twin });
                self.tell_after(55, id, "call_updated");
            }
            (_, true) => {
                self.after(bridged, join);
                self.tell_after(28, caller, "call_updated");
                self.tell_after(32, id, "call_updated");
            }
            (_, false) => {
                self.after(bridged, join);
                self.after(25, Task::Lift { leg: caller });
                self.tell_after(28, caller, "call_updated");
                self.tell_after(35, caller, "call_answered");
                self.tell_after(44, caller, "call_updated");
                self.tell_after(48, id, "call_updated");
            }
        }
    }

    /// An own phone that was called as a user, not as a number, has been called as nothing once it is up.
    fn forget_own_user(&mut self, id: LegId) {
        if let Some(leg) = self.leg_mut(id)
            && leg
                .user()
                .is_some_and(|user| leg.dialed == user.to_string())
        {
            leg.dialed.clear();
        }
    }

    /// The exchange itself answers the leg, if it is not up yet.
    pub(super) fn pick_up(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.leg_mut(id).filter(|leg| !leg.is_up()) else {
            return;
        };
        leg.state = State::Up;
        match leg.end {
            End::Phone { user, .. } => {
                self.line_changed(directory, user);
                self.tell_after(10, id, "call_updated");
                self.tell_after(18, id, "call_answered");
            }
            End::Local { twin, .. } => self.after(22, Task::Through { near: twin }),
            End::Outside => {}
        }
    }

    /// The two sides hear each other, and nobody else. One whose other side is gone by now is hung up.
    pub(super) fn join(&mut self, one: LegId, other: LegId) {
        let bridge = self.bridge_count + 1;
        let is_there = |id: &LegId| self.legs.contains_key(id);
        let there: Vec<LegId> = [one, other].into_iter().filter(is_there).collect();
        if let [alone] = *there.as_slice() {
            let hang_up = Task::HangUp {
                leg: alone,
                cause: NORMAL,
            };
            return self.after(0, hang_up);
        }
        self.bridge_count = bridge;
        for id in there {
            if let Some(leg) = self.leg_mut(id) {
                leg.bridge = Some(bridge);
            }
        }
    }

    /// The caller is up because the callee is.
    pub(super) fn lift(&mut self, directory: &Directory, id: LegId) {
        if let Some(leg) = self.leg_mut(id) {
            leg.state = State::Up;
            if let Some(user) = leg.user() {
                self.line_changed(directory, user);
            }
        }
    }

    pub(super) fn unmask(&mut self, id: LegId) {
        if let Some(leg) = self.leg_mut(id) {
            leg.mask = None;
        }
    }
}
