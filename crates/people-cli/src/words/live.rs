//! Sentences of calls, presence, agents and conversations.

use people_core::calls::{CallPhase, TransferFailure, TransferPhase};

/// The titles of the calls.
pub const CALLS: [&str; 7] = [
    "CALL", "FROM/TO", "WHO", "NUMBER", "STATE", "TRANSFER", "STATE",
];

/// The titles of the conversations.
pub const ROOMS: [&str; 3] = ["WITH", "UNREAD", "LAST"];

/// The titles of the own presence.
pub const OWN: [&str; 2] = ["WHAT", "STATE"];

/// The titles of the agent's queues.
pub const QUEUES: [&str; 3] = ["QUEUE", "ID", "LOGGED IN"];

/// A user who is no agent.
pub const NO_AGENT: &str = "This user is no agent.";

/// Who writes the own messages.
pub const MYSELF: &str = "me";

/// What an own call does.
pub fn call_phase(phase: &CallPhase) -> String {
    match phase {
        CallPhase::OwnPhone => "your phone rings".into(),
        CallPhase::Calling => "calling".into(),
        CallPhase::Ringing => "ringing".into(),
        CallPhase::Connected { on_hold, muted, .. } => match (on_hold, muted) {
            (true, true) => "on hold, muted".into(),
            (true, false) => "on hold".into(),
            (false, true) => "muted".into(),
            (false, false) => "connected".into(),
        },
        CallPhase::Alone => "alone".into(),
        CallPhase::Left => "over".into(),
    }
}

/// How far a transfer is.
pub fn transfer_phase(phase: &TransferPhase) -> &'static str {
    match phase {
        TransferPhase::Starting => "starting",
        TransferPhase::Ringing => "ringing",
        TransferPhase::Answered => "answered",
        TransferPhase::Completing => "completing",
        TransferPhase::Completed => "done: the caller is with the target",
        TransferPhase::Cancelling => "taking the caller back",
        TransferPhase::Cancelled { why } => match why {
            None => "cancelled: the caller is back",
            Some(TransferFailure::Refused) => "refused or busy: the caller is back",
            Some(TransferFailure::NoAnswer) => "no answer: the caller is back",
            Some(TransferFailure::WrongNumber) => "no such number: the caller is back",
            Some(TransferFailure::Unknown) => "nobody was reached: the caller is back",
        },
        TransferPhase::Abandoned => "the caller hung up",
        TransferPhase::Lost => "failed, and the caller was hung up",
    }
}

/// A transfer that began or is over.
pub fn transferred(transfer: Option<&str>, phase: &TransferPhase) -> String {
    match (transfer, phase) {
        (Some(id), TransferPhase::Starting | TransferPhase::Ringing | TransferPhase::Answered) => {
            format!("Transfer {id} is under way; `complete {id}` or `cancel {id}` ends it.")
        }
        (_, phase) => format!("The transfer: {}.", transfer_phase(phase)),
    }
}

/// A mailbox that nothing is known of.
pub fn no_mailbox(number: &str) -> String {
    format!("No mailbox is known for {number}. Give what is dialled for it, as *978003.")
}

/// Words that are no colleague's name.
pub fn nobody(who: &str) -> String {
    format!("There is no colleague `{who}`.")
}

/// Words that are the name of several.
pub fn several(who: &str, people: &[String]) -> String {
    format!("`{who}` may be: {}. Give the uuid.", people.join(", "))
}

/// What is on.
pub fn on(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

/// Why a call is not transferred.
pub fn transfer(reason: &str) -> &str {
    match reason {
        "transfer-creation-error" => {
            "it is in no state to be passed on, or a transfer of it is under way"
        }
        "transfer-already-started" => "a transfer of it is under way",
        "too-many-transferred-candidates" => "it has more than two ends",
        "invalid-extension" => "the number cannot be reached",
        other => other,
    }
}

/// Why an agent does not do something.
pub fn agent(reason: &str) -> &str {
    match reason {
        "already logged" => "it is logged in already",
        "not logged in" => "it is not logged in",
        "extension and context already in use" => "another agent is logged in at this line",
        "no such line" => "there is no such line",
        other => other,
    }
}
