//! The calls as they are shown.

use super::book::{CallBook, party};
use super::call::Call;
use super::facts::CallerId;
use super::state::CallState;
use super::time::rfc3339;
use super::transfer::Transfer;
use super::view::{CallPhase, CallView, MissedCall, TransferView};

impl CallState {
    /// The calls, oldest first, with who is at the other end.
    pub fn calls(&self, book: &dyn CallBook) -> Vec<CallView> {
        self.calls
            .iter()
            .map(|call| self.call_view(call, book))
            .collect()
    }

    /// The missed calls, the newest first.
    pub fn missed(&self, book: &dyn CallBook) -> Vec<MissedCall> {
        let view = |record: &super::MissedRecord| {
            let caller = CallerId {
                name: record.name.clone(),
                number: record.number.clone(),
            };
            MissedCall {
                id: record.id,
                party: party(book, &caller, record.user.as_deref()),
                at: rfc3339(record.at),
                times: record.times,
                seen: record.unseen == 0,
            }
        };
        self.missed.records().map(view).collect()
    }

    /// How many missed calls nobody has looked at.
    pub fn unseen(&self) -> u32 {
        self.missed
            .records()
            .fold(0, |sum, record| sum.saturating_add(record.unseen))
    }

    /// Whether a call can be passed on now: people talk, and no transfer of it is under way.
    pub fn can_transfer(&self, call: &str) -> bool {
        let held = |transfer: &Transfer| transfer.call == call && transfer.holds_its_call();
        self.calls
            .iter()
            .any(|other| other.id == call && other.talks())
            && !self.transfers.iter().any(held)
    }

    fn call_view(&self, call: &Call, book: &dyn CallBook) -> CallView {
        let mut transfers = self
            .transfers
            .iter()
            .rev()
            .filter(|transfer| transfer.call == call.id);
        let shown = transfers
            .clone()
            .find_map(|transfer| transfer_view(transfer, !call.is_left(), book));
        // Once that was seen, who is left at the other end is the target.
        let abandoned =
            transfers.find(|transfer| transfer.is_abandoned() && transfer.phase().is_none());
        let (other, user) = abandoned.map_or(call.other(), Transfer::target);
        let phase = match call.phase() {
            CallPhase::Alone if abandoned.is_some() => CallPhase::Calling,
            phase => phase,
        };
        let hears = call
            .line
            .is_none_or(|line| !self.deaf_lines.contains(&line));
        CallView {
            id: call.id.clone(),
            party: party(book, other, user),
            incoming: call.is_incoming(),
            phase,
            started: rfc3339(call.started),
            transfer: shown,
            can_answer: call.rings() && hears,
            can_hold: call.talks() && hears,
            can_transfer: self.can_transfer(&call.id),
        }
    }
}

/// A transfer; once the own phone has left, nothing more can be done about it.
fn transfer_view(transfer: &Transfer, here: bool, book: &dyn CallBook) -> Option<TransferView> {
    let (target, user) = transfer.target();
    Some(TransferView {
        id: transfer.id().map(str::to_owned),
        kind: transfer.kind(),
        safe: transfer.is_safe(),
        target: party(book, target, user),
        phase: transfer.phase()?,
        can_complete: here && transfer.can_complete(),
        can_cancel: here && transfer.can_cancel(),
    })
}
