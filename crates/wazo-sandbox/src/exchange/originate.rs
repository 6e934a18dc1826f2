//! Calls that begin: asked of calld, dialled on a phone, or from outside.

use uuid::Uuid;

use super::Exchange;
use super::agenda::Task;
use super::leg::{CallerId, End, LegId, State};
use super::number::{Destination, destination};
use super::ring::{NewLeg, caller_id};
use crate::directory::Directory;

/// How long the phone of somebody who asked for a call rings, in milliseconds.
const OWN_PHONE: i64 = 30_000;

/// From the request to the ringing of the own phone, in milliseconds.
const TO_OWN_PHONE: i64 = 45;

/// How many events tell of an own phone that rings.
pub(super) const OWN_EVENTS: usize = 4;

/// From the last digit to the dialplan, in milliseconds.
const TO_THE_DIALPLAN: i64 = 88;

/// A call that calld is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    pub(crate) user: Uuid,
    pub(crate) line: u32,
    pub(crate) number: &'a str,
    /// The own phone is told to answer by itself.
    pub(crate) auto_answer: bool,
    /// All the caller's phones ring, as called by the exchange itself.
    pub(crate) all_lines: bool,
}

impl Exchange {
    /// Rings the own phone first; the number is called once that is answered.
    pub(crate) fn originate(&mut self, directory: &Directory, origin: Origin<'_>) -> Option<LegId> {
        let person = directory.person(origin.user)?;
        let number = CallerId::new(origin.number, origin.number);
        if origin.all_lines {
            return self.originate_on_all_lines(directory, origin);
        }
        let id = self.add_leg(NewLeg {
            end: End::Phone {
                user: origin.user,
                line: origin.line,
            },
            state: State::Down,
            is_caller: true,
            own: caller_id(person),
            peer: Some(number.clone()),
            dialed: origin.number,
            conversation: None,
        });
        let leg = self.leg_mut(id)?;
        leg.mask = Some(number);
        let chance = leg.chance;
        self.line_changed(directory, origin.user);
        self.after(TO_OWN_PHONE, Task::Ring { leg: id });
        if !chance.late {
            self.tell_first(id, OWN_EVENTS, TO_OWN_PHONE, chance);
        }
        if origin.auto_answer && self.phone(origin.user).auto_answer {
            self.after(TO_OWN_PHONE + 5, Task::Answer { leg: id });
        }
        self.after(OWN_PHONE, Task::OriginTimeout { leg: id });
        Some(id)
    }

    /// Somebody dials on their phone. A number that leads nowhere is refused by the phone itself.
    pub(crate) fn dial(
        &mut self,
        directory: &Directory,
        user: Uuid,
        number: &str,
    ) -> Option<LegId> {
        let person = directory.person(user)?;
        let line = person.line()?;
        if destination(directory, person.tenant, number) == Destination::Nowhere {
            return None;
        }
        let id = self.add_leg(NewLeg {
            end: End::Phone { user, line },
            state: State::Ring,
            is_caller: true,
            own: caller_id(person),
            peer: None,
            dialed: number,
            conversation: None,
        });
        self.line_changed(directory, user);
        self.tell_after(20, id, "call_created");
        self.after(TO_THE_DIALPLAN, Task::Enter { leg: id });
        Some(id)
    }

    /// Somebody outside calls a person of the company.
    pub(crate) fn call_from_outside(
        &mut self,
        directory: &Directory,
        caller: CallerId,
        user: Uuid,
    ) -> Option<LegId> {
        let exten = directory.person(user)?.exten.clone()?;
        let id = self.add_leg(NewLeg {
            end: End::Outside,
            state: State::Ring,
            is_caller: true,
            own: caller,
            peer: None,
            dialed: &exten,
            conversation: None,
        });
        self.leg_mut(id)?.direction = "inbound";
        self.after(TO_THE_DIALPLAN, Task::Reach { leg: id, user });
        Some(id)
    }
}
