//! The calls and transfers as they stand.

use super::call::Call;
use super::doubt::Doubt;
use super::event::{CallEvent, Effect, TransferAsk};
use super::facts::{CallFacts, Channel, Millis, TransferFacts, TransferStep};
use super::gone::Gone;
use super::missed::{MissedCalls, MissedRecord};
use super::recent::Recent;
use super::transfer::Transfer;
use super::view::TransferPhase;

/// `reason_code`s (ITU-T Q.850) of calls that nobody missed.
const ANSWERED_ELSEWHERE: u16 = 26;
const DECLINED: u16 = 21;

/// The own calls, their transfers and the missed calls. What happens goes through [`CallState::apply`];
/// nothing else changes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallState {
    /// Oldest first.
    pub(super) calls: Vec<Call>,
    pub(super) transfers: Vec<Transfer>,
    pub(super) missed: MissedCalls,
    /// Lines whose phones can neither answer nor hold from here.
    pub(super) deaf_lines: Vec<i64>,
    pub(super) doubt: Doubt,
    pub(super) gone: Gone,
    /// Calls that ended: what is still told of them is late.
    pub(super) ended: Recent,
    /// Transfers that were shown to their end.
    pub(super) finished: Recent,
}

impl CallState {
    /// Goes on with missed calls, the newest first, and with lines whose phones can neither answer nor hold from here, as they
    /// were kept.
    pub fn with_kept(missed: Vec<MissedRecord>, deaf_lines: Vec<i64>) -> Self {
        let mut state = Self {
            deaf_lines,
            ..Self::default()
        };
        state.missed.restore(missed);
        state
    }

    /// Takes what happened; what follows from it is for the caller to do.
    pub fn apply(&mut self, event: CallEvent, at: Millis) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.take(event, at, &mut effects);
        self.pass(at, &mut effects);
        effects
    }

    /// When [`CallEvent::Tick`] is due.
    pub fn next_deadline(&self) -> Option<Millis> {
        self.transfers
            .iter()
            .filter_map(Transfer::deadline)
            .chain(self.doubt.deadline())
            .chain(self.gone.deadline())
            .min()
    }

    /// The missed calls, the newest first, to be kept for [`CallState::with_kept`].
    pub fn missed_records(&self) -> impl Iterator<Item = &MissedRecord> {
        self.missed.records()
    }

    /// The lines whose phones can neither answer nor hold from here, to be kept for [`CallState::with_kept`].
    pub fn deaf_lines(&self) -> &[i64] {
        &self.deaf_lines
    }

    fn take(&mut self, event: CallEvent, at: Millis, effects: &mut Vec<Effect>) {
        match event {
            CallEvent::Call(facts) => self.call(&facts, at, at, at, effects),
            CallEvent::Ended { call, reason } => self.ended(&call, reason, at, effects),
            CallEvent::Held { call } => self.with_call(&call, |call| call.hold(true, at)),
            CallEvent::Resumed { call } => self.with_call(&call, |call| call.hold(false, at)),
            CallEvent::Transfer { step, transfer } => self.transfer(step, &transfer, at),
            CallEvent::MissedCall(facts) => {
                if self.missed.told(&facts, at) {
                    effects.push(Effect::Missed);
                }
            }
            CallEvent::Line { user, phone } => {
                for transfer in &mut self.transfers {
                    transfer.line(&user, phone, at);
                }
            }
            CallEvent::Placed { call, number, user } => {
                self.call(&call, at, at, at, effects);
                self.with_call(&call.id, |call| call.dialled(number, user));
            }
            CallEvent::HangUp { call } => self.drop_call(&call, true),
            CallEvent::HangUpFailed { call } => self.drop_call(&call, false),
            CallEvent::PhoneRefused { call } => self.phone_refused(&call),
            CallEvent::Ask(ask) => self.ask(ask),
            CallEvent::Started(facts) => self.transfer(TransferStep::Created, &facts, at),
            CallEvent::Refused { call } => self
                .transfers
                .retain(|transfer| transfer.call != call || transfer.id().is_some()),
            CallEvent::Complete { id } => {
                self.with_transfer(&id, |transfer| transfer.wish_to_complete(at));
            }
            CallEvent::Cancel { id } => {
                self.with_transfer(&id, |transfer| transfer.wish_to_cancel(at));
            }
            CallEvent::Kept { id } => self.with_transfer(&id, Transfer::kept),
            CallEvent::Snapshot {
                asked,
                calls,
                transfers,
            } => self.snapshot(asked, &calls, &transfers, at, effects),
            CallEvent::Unavailable => self.doubt.arise(at),
            CallEvent::MissedSeen => {
                if self.missed.see() {
                    effects.push(Effect::Missed);
                }
            }
            CallEvent::MissedCleared => {
                if self.missed.clear() {
                    effects.push(Effect::Missed);
                }
            }
            CallEvent::ClockSet { by } => self.shift(by),
            CallEvent::Tick => {}
        }
    }

    /// Takes a call as it is, begun and answered at these times if that is news.
    pub(super) fn call(
        &mut self,
        facts: &CallFacts,
        begun: Millis,
        answered: Millis,
        at: Millis,
        effects: &mut Vec<Effect>,
    ) {
        if self.ended.holds(&facts.id) {
            return;
        }
        self.revive(&facts.id);
        let known = self.calls.iter().position(|call| call.id == facts.id);
        let index = known.unwrap_or_else(|| {
            self.calls.push(Call::new(facts, begun, at));
            self.calls.len() - 1
        });
        let mut transfers = self.transfers.iter_mut().rev();
        let transfer = transfers.find(|transfer| transfer.call == facts.id);
        let Some(call) = self.calls.get_mut(index) else {
            return;
        };
        call.take(facts, transfer, answered, at);
        if call.was_answered() {
            self.missed.answered(call.conversation.as_deref());
        }
        if known.is_none() && call.rings() {
            effects.push(Effect::Rings {
                call: facts.id.clone(),
            });
        }
    }

    fn ended(
        &mut self,
        facts: &CallFacts,
        reason: Option<u16>,
        at: Millis,
        effects: &mut Vec<Effect>,
    ) {
        if self.ended.holds(&facts.id) {
            return;
        }
        let listed = |state: &Self| state.calls.iter().find(|call| call.id == facts.id).cloned();
        let known = self.gone.take(&facts.id).or_else(|| listed(self));
        let stranger = || {
            let mut call = Call::new(facts, at, at);
            call.take(facts, None, at, at);
            call
        };
        let call = known.unwrap_or_else(stranger);
        let answered = call.was_answered() || facts.channel == Channel::Up;
        let conversation = call.conversation.as_deref();
        if answered {
            self.missed.answered(conversation);
        } else if call.is_missed_at_its_end()
            && !matches!(reason, Some(DECLINED | ANSWERED_ELSEWHERE))
        {
            let (other, user) = call.other();
            if self.missed.ended(conversation, other, user, at) {
                effects.push(Effect::Missed);
            }
        }
        self.ended.push(&facts.id);
        self.put_away(&facts.id);
    }

    /// Takes that a call is being ended from here, or is not after all.
    fn drop_call(&mut self, id: &str, dropped: bool) {
        let mut calls = self.calls.iter_mut();
        if let Some(call) = calls.find(|call| call.id == id && call.dropped != dropped) {
            call.dropped = dropped;
            if call.rings() {
                self.missed.refused(call.conversation.as_deref(), dropped);
            }
        }
    }

    /// Takes back a call that was not listed, when something is told of it after all.
    fn revive(&mut self, id: &str) {
        if let Some(call) = self.gone.take(id) {
            self.calls.retain(|other| other.id != id);
            let older = |other: &Call| other.started <= call.started;
            self.calls.insert(self.calls.partition_point(older), call);
        }
    }

    /// Takes a call away, or leaves it for what becomes of its transfer.
    pub(super) fn put_away(&mut self, id: &str) {
        let awaited = self.transfers.iter().any(|transfer| {
            transfer.call == id
                && !matches!(
                    transfer.phase(),
                    None | Some(TransferPhase::Cancelled { .. } | TransferPhase::Abandoned)
                )
        });
        if awaited {
            self.with_call(id, Call::leave);
        } else {
            self.calls.retain(|call| call.id != id);
        }
    }

    fn transfer(&mut self, step: TransferStep, facts: &TransferFacts, at: Millis) {
        if let Some(transfer) = self.of(facts, at) {
            transfer.tell(step, facts, at);
        }
    }

    /// The transfer that the server speaks of; none for one that is long over.
    pub(super) fn of(&mut self, facts: &TransferFacts, at: Millis) -> Option<&mut Transfer> {
        if self.finished.holds(&facts.id) {
            return None;
        }
        let known = self
            .transfers
            .iter()
            .position(|transfer| transfer.id() == Some(&facts.id));
        let asked = || {
            self.transfers
                .iter()
                .position(|transfer| transfer.id().is_none() && transfer.call == facts.call)
        };
        let index = known.or_else(asked).unwrap_or_else(|| {
            self.transfers.push(Transfer::found(facts, at));
            self.transfers.len() - 1
        });
        let transfer = self.transfers.get_mut(index)?;
        transfer.adopt(&facts.id, at);
        Some(transfer)
    }

    fn ask(&mut self, ask: TransferAsk) {
        if self.can_transfer(&ask.call) {
            self.transfers.push(Transfer::asked(ask));
        }
    }

    fn phone_refused(&mut self, call: &str) {
        let line = self
            .calls
            .iter()
            .find(|other| other.id == call)
            .and_then(|call| call.line);
        if let Some(line) = line.filter(|line| !self.deaf_lines.contains(line)) {
            self.deaf_lines.push(line);
        }
    }

    /// Lets the clock act.
    fn pass(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        for transfer in &mut self.transfers {
            if let Some(id) = transfer.completes(now) {
                effects.push(Effect::CompleteTransfer { id });
            }
            transfer.passes(now);
        }
        let (calls, finished) = (&self.calls, &mut self.finished);
        self.transfers.retain(|transfer| {
            let goes_on = transfer.is_abandoned()
                && transfer.holds_its_call()
                && calls.iter().any(|call| call.id == transfer.call);
            let kept = !transfer.is_shown_enough() || goes_on;
            if let (false, Some(id)) = (kept, transfer.id()) {
                finished.push(id);
            }
            kept
        });
        let transfers = &self.transfers;
        self.calls.retain(|call| {
            !call.is_left()
                || transfers
                    .iter()
                    .any(|transfer| transfer.call == call.id && transfer.phase().is_some())
        });
        let missed = &mut self.missed;
        self.gone.settle(now, |call| {
            call.counted = true;
            let (other, user) = call.other();
            if missed.ended(call.conversation.as_deref(), other, user, call.started) {
                effects.push(Effect::Missed);
            }
        });
        if self.doubt.asks(now) {
            effects.push(Effect::AskCalls);
        }
    }

    fn shift(&mut self, by: Millis) {
        for call in &mut self.calls {
            call.shift(by);
        }
        for transfer in &mut self.transfers {
            transfer.shift(by);
        }
        self.gone.shift(by);
        self.doubt.shift(by);
    }

    fn with_call(&mut self, id: &str, change: impl FnOnce(&mut Call)) {
        if let Some(call) = self.calls.iter_mut().find(|call| call.id == id) {
            change(call);
        }
    }

    fn with_transfer(&mut self, id: &str, change: impl FnOnce(&mut Transfer)) {
        let mut transfers = self.transfers.iter_mut();
        if let Some(transfer) = transfers.find(|transfer| transfer.id() == Some(id)) {
            change(transfer);
        }
    }
}
