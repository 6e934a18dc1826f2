//! What the server says about calls and transfers, in the words of the rules.

use crate::presence::PhoneState;

/// Milliseconds since 1970 by the clock of this machine. It never goes back; when that clock is set,
/// [`CallEvent::ClockSet`](super::CallEvent::ClockSet) says by how much.
pub type Millis = i64;

/// A name and a number as the phone system shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallerId {
    /// The name; calld sends the number again where there is none.
    pub name: Option<String>,
    /// The number; empty where it is withheld.
    pub number: Option<String>,
}

/// The state of a channel, in the order in which a call goes through them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Made, and nothing more.
    #[default]
    Down,
    /// Dialled on the own phone; the other side rings.
    Ring,
    /// The own phone rings.
    Ringing,
    /// The own phone has answered.
    Up,
}

impl Channel {
    /// The state that calld's `status` names; one that is not known is like none.
    pub fn of(status: &str) -> Self {
        match status {
            "Ring" | "Dialing" => Self::Ring,
            "Ringing" => Self::Ringing,
            "Up" => Self::Up,
            _ => Self::Down,
        }
    }
}

/// calld's call object: one channel of the own user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFacts {
    /// `call_id`.
    pub id: String,
    /// `conversation_id`: the same for both ends.
    pub conversation: Option<String>,
    /// `caller_id_*`: the own side.
    pub own: CallerId,
    /// `peer_caller_id_*`: the other side.
    pub peer: CallerId,
    /// `is_caller`.
    pub placed: bool,
    /// `status`.
    pub channel: Channel,
    /// `talking_to`: for each call at the other end the user's uuid, where it is a user's.
    pub talking_to: Vec<Option<String>>,
    /// `on_hold`.
    pub on_hold: bool,
    /// `muted`.
    pub muted: bool,
    /// `dialed_extension`.
    pub dialed: Option<String>,
    /// `line_id`.
    pub line: Option<i64>,
    /// `creation_time`, by the server's clock.
    pub created: Option<Millis>,
    /// `answer_time`, by the server's clock.
    pub answered: Option<Millis>,
}

/// Whether the initiator stays until the target answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    /// Until the target answers and longer.
    #[default]
    Attended,
    /// Not at all.
    Blind,
}

/// `status` of a transfer, as `GET transfers` gives it; events are told by their names instead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TransferStatus {
    /// Being set up.
    #[default]
    Starting,
    /// The target rings.
    Ringback,
    /// The target has answered.
    Answered,
    /// The initiator has left.
    BlindTransferred,
    /// The caller has left.
    Abandoned,
    /// Over.
    Ended,
}

impl TransferStatus {
    /// The status of this name; one that is not known is like the first.
    pub fn of(status: &str) -> Self {
        match status {
            "ringback" => Self::Ringback,
            "answered" => Self::Answered,
            "blind_transferred" => Self::BlindTransferred,
            "abandoned" => Self::Abandoned,
            "ended" => Self::Ended,
            _ => Self::Starting,
        }
    }
}

/// calld's transfer object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferFacts {
    /// `id`.
    pub id: String,
    /// `initiator_call`: the own call, before and during the transfer.
    pub call: String,
    /// Whether there is a `recipient_call`: a local channel, whose id is that of no call.
    pub dialled: bool,
    /// `flow`; an attended one becomes blind when the initiator leaves while the target rings.
    pub flow: Flow,
    /// `status`.
    pub status: TransferStatus,
}

/// Which event told of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferStep {
    /// `transfer_created`.
    Created,
    /// `transfer_updated`.
    Updated,
    /// `transfer_answered`.
    Answered,
    /// `transfer_completed`: the initiator has left.
    Completed,
    /// `transfer_cancelled`.
    Cancelled,
    /// `transfer_abandoned`.
    Abandoned,
    /// `transfer_ended`.
    Ended,
}

/// `user_missed_call`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissedFacts {
    /// `conversation_id`.
    pub conversation: Option<String>,
    /// `caller_id_*`.
    pub caller: CallerId,
    /// `caller_user_uuid`.
    pub user: Option<String>,
}

/// What stands at the other end of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A mailbox.
    Mailbox,
    /// A user whose phone is watched.
    Colleague {
        /// The uuid.
        user: String,
        /// What the phone does before it is dialled.
        phone: PhoneState,
    },
    /// A number that nothing is known about.
    Outside,
}
