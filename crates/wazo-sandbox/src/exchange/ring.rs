//! Legs that are made, and phones that ring: picked up elsewhere, refused or left alone here.

use uuid::Uuid;

use super::agenda::Task;
use super::leg::{CallerId, End, Leg, LegId, Recording, State};
use super::{Exchange, MILLISECOND};
use crate::directory::{Directory, Person};

/// Q.850: the call has ended as calls do.
pub(crate) const NORMAL: u16 = 16;
/// Q.850: the callee is busy.
pub(crate) const BUSY: u16 = 17;
/// Q.850: the callee has declined.
pub(crate) const DECLINED: u16 = 21;
/// What Asterisk says when nobody answered.
pub(super) const SILENCE: u16 = 0;

pub(super) fn caller_id(person: &Person) -> CallerId {
    CallerId::new(person.full_name(), person.exten.clone().unwrap_or_default())
}

/// A leg that is to be made.
pub(super) struct NewLeg<'a> {
    pub(super) end: End,
    pub(super) state: State,
    pub(super) is_caller: bool,
    pub(super) own: CallerId,
    pub(super) peer: Option<CallerId>,
    pub(super) dialed: &'a str,
    /// `None` begins a conversation.
    pub(super) conversation: Option<&'a str>,
}

impl Exchange {
    pub(super) fn add_leg(&mut self, new: NewLeg<'_>) -> LegId {
        let id = self.leg_count;
        self.leg_count += 1;
        let call_id = format!("{}.{id}", self.now / (1_000 * MILLISECOND));
        let chance = match new.end {
            End::Phone { user, .. } => self.chances.take(user),
            End::Outside | End::Local { .. } => super::Chance::default(),
        };
        let leg = Leg {
            id,
            conversation: new.conversation.unwrap_or(&call_id).to_owned(),
            call_id,
            end: new.end,
            is_caller: new.is_caller,
            state: new.state,
            direction: "internal",
            own: new.own,
            mask: None,
            peer: new.peer,
            dialed: new.dialed.to_owned(),
            target: new.dialed.to_owned(),
            created: self.now,
            answered: None,
            sip_call_id: Uuid::new_v4(),
            muted: false,
            held: false,
            recording: Recording::Inactive,
            bridge: None,
            in_stasis: false,
            rings: None,
            rung_by: None,
            cause: None,
            played: None,
            forwarded_by: None,
            forwards: 0,
            chance,
        };
        self.legs.insert(id, leg);
        id
    }

    /// Rings somebody's phone on behalf of a leg.
    pub(super) fn call_phone(
        &mut self,
        directory: &Directory,
        caller: LegId,
        user: Uuid,
        delay: i64,
    ) {
        let Some((leg, person)) = self.legs.get(&caller).cloned().zip(directory.person(user))
        else {
            return;
        };
        let Some(line) = person.line() else { return };
        let id = self.add_leg(NewLeg {
            end: End::Phone { user, line },
            state: State::Down,
            is_caller: false,
            own: caller_id(person),
            peer: Some(leg.own),
            dialed: &leg.dialed,
            conversation: Some(&leg.conversation),
        });
        if let Some(callee) = self.leg_mut(id) {
            callee.rung_by = Some(caller);
            callee.direction = leg.direction;
        }
        if let Some(caller) = self.leg_mut(caller) {
            caller.rings = Some(id);
        }
        self.after(delay, Task::Appear { leg: id });
    }

    /// The channel to the callee's phone is there: the phone rings, or refuses at once.
    pub(super) fn appear(&mut self, directory: &Directory, id: LegId) {
        let Some((user, chance)) = self
            .legs
            .get(&id)
            .and_then(|leg| Some((leg.user()?, leg.chance)))
        else {
            return;
        };
        self.line_changed(directory, user);
        let phone = self.phone(user);
        if phone.busy {
            self.tell_after(6, id, "call_created");
            return self.after(
                20,
                Task::Refuse {
                    leg: id,
                    cause: BUSY,
                },
            );
        }
        self.after(10, Task::Ring { leg: id });
        self.after(phone.rings_for, Task::GiveUp { leg: id });
        self.tell_first(id, 3, 10, chance);
    }

    /// The first events of a leg, around the instant at which its phone begins to ring, in milliseconds from now.
    pub(super) fn tell_first(
        &mut self,
        id: LegId,
        count: usize,
        rings: i64,
        chance: super::Chance,
    ) {
        let mut at = rings - 6;
        for index in 0..count {
            if index == chance.down {
                at = rings + 2;
            }
            let name = if index == chance.created_after {
                "call_created"
            } else {
                "call_updated"
            };
            self.tell_after(at, id, name);
            at += 2;
        }
    }

    /// The phone begins to ring.
    pub(super) fn ring(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.leg_mut(id).filter(|leg| leg.state == State::Down) else {
            return;
        };
        leg.state = State::Ringing;
        let Some(user) = leg.user() else { return };
        let (is_origin, caller) = (leg.mask.is_some(), leg.rung_by);
        self.line_changed(directory, user);
        let phone = self.phone(user);
        let answers = if is_origin {
            phone.picks_up_after
        } else {
            phone.answers_after
        };
        if let Some(after) = answers {
            self.after(after, Task::Answer { leg: id });
        }
        if let Some(after) = phone.declines_after.filter(|_| !is_origin) {
            self.after(
                after,
                Task::Refuse {
                    leg: id,
                    cause: DECLINED,
                },
            );
        }
        if let Some(caller) = caller {
            self.named_by_ringing(caller);
        }
    }

    /// A ringing phone was refused, with Q.850's cause.
    pub(crate) fn refuse(&mut self, directory: &Directory, id: LegId, cause: u16) {
        if self.legs.get(&id).is_some_and(|leg| !leg.is_up()) {
            let reason = (cause == BUSY).then_some("busy");
            self.unreached(directory, id, cause, reason);
        }
    }

    /// Nobody has answered for long enough.
    pub(super) fn give_up(&mut self, directory: &Directory, id: LegId) {
        if self.legs.get(&id).is_some_and(|leg| !leg.is_up()) {
            self.unreached(directory, id, SILENCE, Some("no-answer"));
        }
    }

    /// The callee's leg ends without an answer; its caller hears a message or a mailbox.
    pub(crate) fn unreached(
        &mut self,
        directory: &Directory,
        id: LegId,
        cause: u16,
        reason: Option<&str>,
    ) {
        let Some(leg) = self.legs.get(&id) else {
            return;
        };
        let (person, caller) = (leg.user(), leg.rung_by);
        self.hang_up(directory, id, cause);
        if caller.is_some_and(|caller| self.pair_failed(directory, caller)) {
            return;
        }
        let Some(caller) = caller.and_then(|caller| self.leg_mut(caller)) else {
            return;
        };
        caller.rings = None;
        let caller = caller.clone();
        let Some(person) = person else {
            return self.after(
                9,
                Task::HangUp {
                    leg: caller.id,
                    cause,
                },
            );
        };
        if let Some(reason) = reason {
            self.missed(22, person, &caller, reason);
        }
        let cause = if reason == Some("no-answer") {
            SILENCE
        } else {
            cause
        };
        let play = Task::Play {
            leg: caller.id,
            person,
            cause,
        };
        self.after(9, play);
    }
}
