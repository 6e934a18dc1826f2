//! What somebody does during a call, by keys or by API: digits, hold, mute, recording, and a transfer by the phone's own keys.

use serde_json::json;

use super::Exchange;
use super::agenda::Task;
use super::leg::{End, LegId, Played, Recording};
use super::ring::{NORMAL, caller_id};
use crate::directory::Directory;

impl Exchange {
    pub(crate) fn mute(&mut self, id: LegId, muted: bool) {
        if let Some(leg) = self.leg_mut(id) {
            leg.muted = muted;
            self.tell_after(40, id, "call_updated");
        }
    }

    /// The phone's hold key; nothing happens in a state that is already so.
    pub(crate) fn hold(&mut self, directory: &Directory, id: LegId, held: bool) {
        let Some(leg) = self
            .leg_mut(id)
            .filter(|leg| leg.is_up() && leg.held != held)
        else {
            return;
        };
        leg.held = held;
        let (call_id, user) = (leg.call_id.clone(), leg.user());
        if let Some(user) = user {
            self.line_changed(directory, user);
        }
        let name = if held { "call_held" } else { "call_resumed" };
        let data = json!({"call_id": call_id, "user_uuid": user});
        self.tell_of(20, id, name, data);
    }

    /// What is already so is not told again.
    pub(crate) fn record(&mut self, id: LegId, recording: Recording) {
        let Some(leg) = self.leg_mut(id).filter(|leg| leg.recording != recording) else {
            return;
        };
        let name = match (leg.recording, recording) {
            (_, Recording::Inactive) => "recording_stopped",
            (_, Recording::Paused) => "recording_paused",
            (Recording::Paused, Recording::Active) => "recording_resumed",
            (_, Recording::Active) => "recording_started",
        };
        leg.recording = recording;
        let data = json!({"call_id": leg.call_id});
        self.tell_after(60, id, "call_updated");
        self.tell_of(75, id, name, data);
    }

    /// Digits, which both sides hear; `#` skips a mailbox's greeting.
    pub(crate) fn press(&mut self, id: LegId, digits: &str) {
        let Some(leg) = self.legs.get(&id) else {
            return;
        };
        let others: Vec<LegId> = self.others_in_bridge(leg).map(|other| other.id).collect();
        for (index, digit) in (0..).zip(digits.chars()) {
            self.heard(50 + index * 150, id, digit);
            for &other in &others {
                self.heard(150 + index * 150, other, digit);
            }
        }
        if digits.contains('#') {
            let far = others.iter().filter_map(|&other| self.twin(other));
            let skipped: Vec<LegId> = far.chain([id]).collect();
            for leg in skipped {
                if let Some(Played::Mailbox { .. }) = self.legs.get(&leg).and_then(|leg| leg.played)
                {
                    self.after(50, Task::Record { leg });
                }
            }
        }
    }

    fn heard(&mut self, milliseconds: i64, id: LegId, digit: char) {
        let Some(leg) = self.legs.get(&id) else {
            return;
        };
        let data =
            json!({"call_id": leg.call_id, "digit": digit.to_string(), "user_uuid": leg.user()});
        self.tell_of(milliseconds, id, "call_dtmf_created", data);
    }

    pub(super) fn twin(&self, id: LegId) -> Option<LegId> {
        match self.legs.get(&id)?.end {
            End::Local { twin, .. } => Some(twin),
            End::Phone { .. } | End::Outside => None,
        }
    }

    /// A blind transfer by the phone's own keys: calld knows of no transfer.
    pub(crate) fn refer(&mut self, directory: &Directory, id: LegId, number: &str) {
        let Some(leg) = self.legs.get(&id) else {
            return;
        };
        // Half of a pair is nobody who could be transferred.
        let other = self
            .others_in_bridge(leg)
            .find(|other| !matches!(other.end, End::Local { .. }))
            .map(|other| other.id);
        let Some((user, other)) = leg.user().zip(other) else {
            return;
        };
        self.line_changed(directory, user);
        for id in [id, other] {
            if let Some(leg) = self.leg_mut(id) {
                leg.bridge = None;
            }
        }
        self.hang_up(directory, id, NORMAL);
        let callee = directory
            .people()
            .iter()
            .find(|person| person.exten.as_deref() == Some(number));
        let Some(leg) = self.leg_mut(other) else {
            return;
        };
        leg.target = number.to_owned();
        match callee {
            // For a moment the new name stands beside the old number.
            Some(person) => {
                let old = leg.peer.take().map(|peer| peer.number).unwrap_or_default();
                leg.peer = Some(super::CallerId::new(person.full_name(), old));
                self.tell_after(60, other, "call_updated");
                let peer = caller_id(person);
                self.after(70, Task::Rename { leg: other, peer });
                self.call_phone(directory, other, person.uuid, 80);
                self.tell_after(110, other, "call_updated");
            }
            None => self.after(60, Task::Enter { leg: other }),
        }
    }
}
