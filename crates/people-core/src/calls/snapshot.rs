//! Catching up with what REST says.

use super::call::Call;
use super::event::Effect;
use super::facts::{CallFacts, Millis, TransferFacts};
use super::state::CallState;

impl CallState {
    /// Takes all there was when it was asked for. What is not there is gone, nobody knows how, unless a phone
    /// system that has just come back says so; what was heard of since is better known.
    pub(super) fn snapshot(
        &mut self,
        asked: Millis,
        calls: &[CallFacts],
        transfers: &[TransferFacts],
        at: Millis,
        effects: &mut Vec<Effect>,
    ) {
        let believed = self.doubt.settle(calls.is_empty(), at);
        // Transfers first: they say whose name stands at a call.
        for facts in transfers {
            if let Some(transfer) = self.of(facts, at) {
                transfer.list(facts, asked, at);
            }
        }
        for transfer in &mut self.transfers {
            let id = transfer.id();
            if believed && !transfers.iter().any(|facts| Some(facts.id.as_str()) == id) {
                transfer.missing(asked, at);
            }
        }
        for facts in calls {
            let later = |time: Option<Millis>| time.unwrap_or(at).min(at);
            if !self.is_later(&facts.id, asked) {
                self.call(
                    facts,
                    later(facts.created),
                    later(facts.answered),
                    at,
                    effects,
                );
            }
        }
        let gone: Vec<Call> = self
            .calls
            .iter()
            .filter(|call| !call.is_left() && !calls.iter().any(|facts| facts.id == call.id))
            .filter(|call| believed && call.touched < asked)
            .cloned()
            .collect();
        for call in gone {
            self.put_away(&call.id);
            self.gone.put(call, at);
        }
    }

    /// Whether a call was heard of after a time.
    fn is_later(&self, id: &str, asked: Millis) -> bool {
        self.calls
            .iter()
            .any(|call| call.id == id && call.touched >= asked)
    }
}
