//! What happens to calls, and what is to be done about it.

use super::facts::{CallFacts, Flow, Millis, MissedFacts, Target, TransferFacts, TransferStep};
use super::view::TransferKind;
use crate::presence::PhoneState;

/// Something that happened: at the server, by the own wish, or by the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallEvent {
    /// `call_created`, `call_updated` or `call_answered`: each is the whole call.
    Call(CallFacts),
    /// `call_ended`.
    Ended {
        /// The call, as it was.
        call: CallFacts,
        /// `reason_code` (ITU-T Q.850).
        reason: Option<u16>,
    },
    /// `call_held`.
    Held {
        /// The call.
        call: String,
    },
    /// `call_resumed`.
    Resumed {
        /// The call.
        call: String,
    },
    /// A `transfer_*` event.
    Transfer {
        /// Which.
        step: TransferStep,
        /// The transfer.
        transfer: TransferFacts,
    },
    /// `user_missed_call`.
    MissedCall(MissedFacts),
    /// What a user's phone does, from a presence.
    Line {
        /// The user's uuid.
        user: String,
        /// `line_state`.
        phone: PhoneState,
    },
    /// A call was placed from here: the answer of `POST calls`.
    Placed {
        /// The call.
        call: CallFacts,
        /// What was dialled.
        number: String,
        /// The colleague who was meant.
        user: Option<String>,
    },
    /// A call is about to be hung up or refused from here.
    HangUp {
        /// The call.
        call: String,
    },
    /// It was not.
    HangUpFailed {
        /// The call.
        call: String,
    },
    /// The phone of this call can neither answer nor hold from here: 503 `phoned-error`.
    PhoneRefused {
        /// The call.
        call: String,
    },
    /// A transfer is about to be asked for.
    Ask(TransferAsk),
    /// The answer of `POST transfers`.
    Started(TransferFacts),
    /// The server refused a transfer.
    Refused {
        /// The call.
        call: String,
    },
    /// A transfer is about to be completed by the own wish.
    Complete {
        /// The transfer.
        id: String,
    },
    /// A transfer is about to be cancelled by the own wish.
    Cancel {
        /// The transfer.
        id: String,
    },
    /// The server refused to complete or to cancel it.
    Kept {
        /// The transfer.
        id: String,
    },
    /// All there is, by REST.
    Snapshot {
        /// When it was asked for: what happened later is better known.
        asked: Millis,
        /// `GET calls`.
        calls: Vec<CallFacts>,
        /// `GET transfers`.
        transfers: Vec<TransferFacts>,
    },
    /// calld answered 502 or 503: what is known may be wrong.
    Unavailable,
    /// The person has looked at the missed calls.
    MissedSeen,
    /// The person wants the missed calls forgotten.
    MissedCleared,
    /// The clock of this machine was set.
    ClockSet {
        /// How far forward.
        by: Millis,
    },
    /// Time went by: [`CallState::next_deadline`](super::CallState::next_deadline) is there.
    Tick,
}

/// A transfer that a person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferAsk {
    /// The own call that is passed on.
    pub call: String,
    /// How.
    pub kind: TransferKind,
    /// What is dialled.
    pub number: String,
    /// Who is meant, as the person chose them.
    pub name: Option<String>,
    /// What is known of who is there.
    pub target: Target,
    /// Whether it goes attended and completes by itself; means nothing to one that a person completes.
    pub safe: bool,
}

impl TransferAsk {
    /// The flow to ask the server for.
    pub fn flow(&self) -> Flow {
        if self.kind == TransferKind::Attended || self.safe {
            Flow::Attended
        } else {
            Flow::Blind
        }
    }
}

/// What follows from an event, for the engine to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A call begins to ring: once for each call.
    Rings {
        /// The call.
        call: String,
    },
    /// Complete this transfer now; it is told by [`CallEvent::Kept`] when that fails.
    CompleteTransfer {
        /// The transfer.
        id: String,
    },
    /// Ask for all calls and transfers: [`CallEvent::Snapshot`].
    AskCalls,
    /// The missed calls changed.
    Missed,
}
