//! Who is reachable: statuses of the client, the phone and the agent.

use serde::{Deserialize, Serialize};

/// Whether a person can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ClientState {
    /// Connected and available.
    Available,
    /// Connected and away.
    Away,
    /// Asked not to be disturbed.
    DoNotDisturb,
    /// Not connected, or not wanting to be seen.
    Offline,
    /// Nothing is known.
    #[default]
    Unknown,
}

/// What a person's phone does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum PhoneState {
    /// Free.
    Available,
    /// In a call.
    Talking,
    /// Ringing.
    Ringing,
    /// A call is on hold.
    Holding,
    /// Calling out.
    Progressing,
    /// Not registered.
    Unavailable,
    /// Nothing is known.
    #[default]
    Unknown,
}

/// Whether an agent takes calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum AgentState {
    /// Logged in.
    LoggedIn,
    /// Logged out.
    LoggedOut,
    /// Logged in and paused.
    Paused,
    /// An agent whose state may not be read.
    #[default]
    Unknown,
}
