//! Forwards: calls that go elsewhere. Not recorded; as the dialplan's documentation has it.

use uuid::Uuid;

use super::Exchange;
use super::agenda::Task;
use super::leg::LegId;
use super::ring::BUSY;
use crate::confd::settings::Forward;

/// Two people who forward to each other are nobody's call for ever.
const MOST: u8 = 5;

/// Until the dialplan goes on, in milliseconds.
const TO_THE_NEXT: i64 = 5;

impl Exchange {
    /// The person wants no calls at all; `true` if the leg goes elsewhere.
    pub(super) fn forwarded_at_once(&mut self, id: LegId, person: Uuid) -> bool {
        let forward = self.settings.of(person).unconditional;
        self.forwarded(id, person, forward)
    }

    /// The person was not reached, with Q.850's cause; `true` if the leg goes elsewhere.
    pub(super) fn forwarded_after(&mut self, id: LegId, person: Uuid, cause: u16) -> bool {
        let settings = self.settings.of(person);
        let forward = if cause == BUSY {
            settings.busy
        } else {
            settings.noanswer
        };
        self.forwarded(id, person, forward)
    }

    fn forwarded(&mut self, id: LegId, person: Uuid, forward: Forward) -> bool {
        let Some(destination) = forward.destination.filter(|_| forward.enabled) else {
            return false;
        };
        let Some(leg) = self.leg_mut(id).filter(|leg| leg.forwards < MOST) else {
            return false;
        };
        leg.target = destination;
        leg.forwards += 1;
        leg.forwarded_by = Some(person);
        self.after(TO_THE_NEXT, Task::Enter { leg: id });
        true
    }
}
