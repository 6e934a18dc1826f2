//! The own presence, phone and agent.

use people_core::presence::{AgentState, PhoneState};
use serde::{Deserialize, Serialize};

/// What a person chooses to be; chatd's `state`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum PresenceChoice {
    /// Available.
    #[default]
    Available,
    /// Away.
    Away,
    /// Shown as offline, and said to be so.
    Unavailable,
    /// Shown as offline.
    Invisible,
}

/// Which calls a forward takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ForwardKind {
    /// All.
    Always,
    /// Those that find the line busy.
    Busy,
    /// Those that nobody answers.
    NoAnswer,
}

/// A forward of the own calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Forward {
    /// Which calls.
    pub kind: ForwardKind,
    /// Whether it is on.
    pub on: bool,
    /// Where to; kept while it is off.
    pub to: Option<String>,
}

/// A line of the own user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OwnLine {
    /// confd's id.
    pub id: i32,
    /// Its extension.
    pub number: Option<String>,
    /// Whether it is the main line.
    pub main: bool,
    /// What its phone does.
    pub phone: PhoneState,
}

/// A queue of the own agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OwnQueue {
    /// agentd's id.
    pub id: i32,
    /// Its name.
    pub name: String,
    /// Whether the agent takes its calls.
    pub logged_in: bool,
}

/// The agent that the user is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct OwnAgent {
    /// Its number.
    pub number: String,
    /// Taking calls or not.
    pub state: AgentState,
    /// Why it is paused.
    pub reason: Option<String>,
    /// The extension that it is logged in at.
    pub extension: Option<String>,
    /// Its queues.
    pub queues: Vec<OwnQueue>,
}

/// What the user chose about being reached, and what the own phones do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Own {
    /// What was chosen; absent while chatd does not say.
    pub presence: Option<PresenceChoice>,
    /// Own words.
    pub status: Option<String>,
    /// Do not disturb; absent where confd does not say, which takes the switch away.
    pub do_not_disturb: Option<bool>,
    /// The three forwards; none where confd does not say.
    pub forwards: Vec<Forward>,
    /// The lines, the main one first.
    pub lines: Vec<OwnLine>,
    /// The agent; absent for who is none.
    pub agent: Option<OwnAgent>,
    /// New messages in the own mailbox; absent for who has none.
    pub voicemails: Option<u32>,
}
