//! The dialplan: what happens to a leg that goes where its number leads.

use uuid::Uuid;

use super::Exchange;
use super::agenda::Task;
use super::leg::{CallerId, End, Leg, LegId, Played, State};
use super::number::{Destination, destination};
use super::ring::{NORMAL, NewLeg, SILENCE, caller_id};
use crate::directory::Directory;

/// From the moment the dialplan knows the callee to the ringing of the phone, in milliseconds.
const TO_THE_PHONE: i64 = 22;

/// How long the message takes that tells why nobody is reached, in milliseconds.
const MESSAGE: i64 = 3_480;

/// How long a mailbox's greeting takes, in milliseconds.
const GREETING: i64 = 5_000;

/// The longest message that a mailbox takes, and the usual one of somebody outside, in milliseconds.
const LONGEST_MESSAGE: i64 = 60_000;
const MESSAGE_FROM_OUTSIDE: i64 = 8_000;

/// Nobody stays longer in a room or a service, in milliseconds.
const LONGEST_SERVICE: i64 = 3_600_000;

/// Q.850: the phone is not registered.
const UNREACHABLE: u16 = 3;

impl Exchange {
    /// The leg goes to where its number leads.
    pub(super) fn enter(&mut self, directory: &Directory, id: LegId) {
        let Some(leg) = self.legs.get(&id).cloned() else {
            return;
        };
        let tenant = leg
            .acts_for()
            .or(leg.forwarded_by)
            .and_then(|user| directory.person(user))
            .map_or(usize::MAX, |person| person.tenant);
        match destination(directory, tenant, &leg.target) {
            Destination::Person(user) => self.enter_person(directory, &leg, user),
            Destination::Mailbox(owner) => {
                let by_exten = leg.target.starts_with("*96");
                let owner =
                    owner.filter(|&owner| !by_exten || self.takes_messages(directory, owner));
                self.enter_mailbox(directory, &leg, owner);
            }
            Destination::Queue(queue) => self.enter_queue(directory, id, queue),
            Destination::Service => {
                self.pick_up(directory, id);
                let hang_up = Task::HangUp {
                    leg: id,
                    cause: NORMAL,
                };
                self.after(LONGEST_SERVICE, hang_up);
            }
            Destination::Outside => self.enter_outside(id),
            Destination::Nowhere => self.hang_up(directory, id, 1),
        }
    }

    /// As [`Exchange::enter`], with the callee known.
    pub(super) fn reach(&mut self, directory: &Directory, id: LegId, user: Uuid) {
        if let Some(leg) = self.legs.get(&id).cloned() {
            self.enter_person(directory, &leg, user);
        }
    }

    /// The number called does not stand in the own name's place any more.
    fn put_name_back(&mut self, id: LegId) {
        match self.leg_mut(id) {
            Some(leg) if leg.mask.is_some() && leg.chance.unnamed => {
                self.after(50, Task::Unmask { leg: id });
            }
            Some(leg) => leg.mask = None,
            None => {}
        }
    }

    pub(super) fn rename(&mut self, id: LegId, peer: CallerId) {
        if let Some(leg) = self.leg_mut(id) {
            leg.peer = Some(peer);
        }
    }

    fn enter_person(&mut self, directory: &Directory, leg: &Leg, user: Uuid) {
        let Some(person) = directory.person(user) else {
            return;
        };
        self.put_name_back(leg.id);
        if person.presence.do_not_disturb {
            self.missed(0, user, leg, "dnd");
            self.play(directory, leg.id, user, SILENCE);
            return;
        }
        if self.forwarded_at_once(leg.id, user) {
            return self.missed(0, user, leg, "unconditional-forward");
        }
        if leg.user().is_some() {
            if let Some(leg) = self.leg_mut(leg.id) {
                leg.peer = Some(caller_id(person));
            }
            self.tell_after(3, leg.id, "call_updated");
        }
        if !self.is_registered(directory, user) {
            self.missed(TO_THE_PHONE + 12, user, leg, "phone-unreachable");
            let play = Task::Play {
                leg: leg.id,
                person: user,
                cause: UNREACHABLE,
            };
            return self.after(TO_THE_PHONE + 16, play);
        }
        self.call_phone(directory, leg.id, user, TO_THE_PHONE);
    }

    /// Instead of the person the leg reaches their mailbox, or a message that ends by itself.
    pub(super) fn play(&mut self, directory: &Directory, id: LegId, person: Uuid, cause: u16) {
        if self.forwarded_after(id, person, cause) {
            return;
        }
        let takes = self.takes_messages(directory, person);
        let Some(leg) = self.leg_mut(id) else { return };
        leg.cause = Some(cause);
        if takes {
            return self.reach_mailbox(directory, id, person);
        }
        leg.played = Some(Played::Message);
        self.pick_up(directory, id);
        let cause = if cause == SILENCE { NORMAL } else { cause };
        self.after(MESSAGE, Task::HangUp { leg: id, cause });
    }

    fn enter_mailbox(&mut self, directory: &Directory, leg: &Leg, owner: Option<Uuid>) {
        match owner {
            Some(owner) => self.reach_mailbox(directory, leg.id, owner),
            None => self.hang_up(directory, leg.id, NORMAL),
        }
    }

    fn reach_mailbox(&mut self, directory: &Directory, id: LegId, owner: Uuid) {
        if let Some(leg) = self.leg_mut(id) {
            leg.played = Some(Played::Mailbox { owner, since: None });
            let message = match leg.end {
                End::Outside => MESSAGE_FROM_OUTSIDE,
                End::Phone { .. } | End::Local { .. } => LONGEST_MESSAGE,
            };
            self.pick_up(directory, id);
            self.after(GREETING, Task::Record { leg: id });
            let hang_up = Task::HangUp {
                leg: id,
                cause: NORMAL,
            };
            self.after(GREETING + message, hang_up);
        }
    }

    /// Somebody outside, who rings for a while and answers.
    fn enter_outside(&mut self, id: LegId) {
        self.put_name_back(id);
        let Some(leg) = self.leg_mut(id) else { return };
        leg.direction = "outbound";
        let leg = leg.clone();
        let number = CallerId::new("", leg.target.clone());
        let far = self.add_leg(NewLeg {
            end: End::Outside,
            state: State::Ringing,
            is_caller: false,
            own: number.clone(),
            peer: Some(leg.own),
            dialed: &leg.target,
            conversation: Some(&leg.conversation),
        });
        if let Some(far) = self.leg_mut(far) {
            far.rung_by = Some(id);
        }
        if let Some(leg) = self.leg_mut(id) {
            leg.rings = Some(far);
            if leg.user().is_some() {
                leg.peer = Some(number);
                self.tell_after(3, id, "call_updated");
            }
        }
        self.after(self.outside_answers_after, Task::Answer { leg: far });
    }
}
