//! Calls as they are shown.

use serde::{Deserialize, Serialize};

/// Somebody at the other end: from the directory where the number is known there, else from the caller id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// The name; absent when there is none but the number.
    pub name: Option<String>,
    /// The number as dialled or shown; absent when it is withheld.
    pub number: Option<String>,
    /// The company, of a contact that has one.
    pub company: Option<String>,
    /// Whether the contact has the star.
    pub favorite: bool,
    /// The contact's handle.
    pub row: Option<u32>,
    /// The user's uuid, of a colleague.
    pub user: Option<String>,
}

/// What a call is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CallPhase {
    /// Placed from here: the own phone rings first.
    OwnPhone,
    /// Placed from here: the other side is not there yet, also while a failed call plays its message.
    Calling,
    /// Somebody calls.
    Ringing,
    /// Two people talk.
    #[serde(rename_all = "camelCase")]
    Connected {
        /// When they began to, RFC 3339.
        since: String,
        /// Whether the own phone holds it.
        on_hold: bool,
        /// Whether the own voice is off.
        muted: bool,
    },
    /// Up, with nobody at the other end: the caller is parked in a transfer, or was taken away.
    Alone,
    /// Over for the own phone: it stands here for a while for what becomes of its transfer.
    Left,
}

/// A call of the own phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// calld's id.
    pub id: String,
    /// Who is at the other end.
    pub party: Party,
    /// Whether it came from outside the own phone.
    pub incoming: bool,
    /// What it is doing.
    pub phase: CallPhase,
    /// When it began to ring, RFC 3339.
    pub started: String,
    /// The transfer of this call that is under way, or what became of the last one.
    pub transfer: Option<TransferView>,
    /// Whether it can be picked up from here, as far as is known of the phone.
    pub can_answer: bool,
    /// Whether it can be held from here, as far as is known of the phone.
    pub can_hold: bool,
    /// Whether it can be transferred now.
    pub can_transfer: bool,
}

/// How a call is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum TransferKind {
    /// Without a word to the target.
    Blind,
    /// After a word with the target.
    Attended,
    /// To somebody's mailbox.
    Voicemail,
}

/// How far a transfer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum TransferPhase {
    /// Asked for; the server has not dialled yet.
    Starting,
    /// The target rings, the caller hears music.
    Ringing,
    /// Something answers at the target: a person, a mailbox or a message.
    Answered,
    /// Completing was asked for.
    Completing,
    /// The caller is with the target.
    Completed,
    /// The caller comes back.
    Cancelling,
    /// The caller is back.
    Cancelled {
        /// Why, where it was not by the own wish.
        why: Option<TransferFailure>,
    },
    /// The caller left.
    Abandoned,
    /// The transfer failed after the own phone had left, and the caller was hung up.
    Lost,
}

/// Why a transfer gave the caller back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum TransferFailure {
    /// The target refused, was busy or hung up.
    Refused,
    /// It rang, and nobody took it.
    NoAnswer,
    /// The number or mailbox does not exist.
    WrongNumber,
    /// The server does not say.
    Unknown,
}

/// A transfer of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TransferView {
    /// calld's id; absent until the server has answered.
    pub id: Option<String>,
    /// What was asked for.
    pub kind: TransferKind,
    /// Whether it completes by itself once the target is really there.
    pub safe: bool,
    /// Who is to have the call.
    pub target: Party,
    /// How far it is.
    pub phase: TransferPhase,
    /// Whether it can be completed now.
    pub can_complete: bool,
    /// Whether the caller can be taken back now.
    pub can_cancel: bool,
}

/// A call that nobody took; calls of the same number in a row are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct MissedCall {
    /// Its number in the list, never used twice.
    pub id: u32,
    /// Who called.
    pub party: Party,
    /// When it rang last, RFC 3339.
    pub at: String,
    /// How often.
    pub times: u32,
    /// Whether the person has looked at it.
    pub seen: bool,
}
