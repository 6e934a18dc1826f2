//! The flags of calls, of the own presence and agent, and of conversations.

use clap::{Args, Subcommand, ValueEnum};
use people_core::calls::TransferKind;
use people_engine::api::PresenceChoice;

/// A call to pass on, to whom, and how.
#[derive(Debug, Args)]
pub struct Transfer {
    /// The call, as `calls` names it
    pub call: String,
    /// The number; with --voicemail that of the mailbox's owner, or a code as *978003
    pub number: String,
    #[command(flatten)]
    pub how: How,
}

/// How a call is passed on.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct How {
    /// After a word with the target: `complete` or `cancel` ends it
    #[arg(long)]
    pub attended: bool,
    /// Without a word; waits until the target is there, and keeps the caller otherwise
    #[arg(long)]
    pub blind: bool,
    /// To a mailbox
    #[arg(long)]
    pub voicemail: bool,
}

impl Transfer {
    /// How the call is passed on.
    pub fn kind(&self) -> TransferKind {
        match (self.how.attended, self.how.voicemail) {
            (true, _) => TransferKind::Attended,
            (_, true) => TransferKind::Voicemail,
            _ => TransferKind::Blind,
        }
    }
}

/// Verbs of presence.
#[derive(Debug, Subcommand)]
pub enum Presence {
    /// Who can be reached
    List,
    /// The own presence, do not disturb, forwards and lines
    Show,
    /// Choose the own presence
    Set {
        /// How to be seen
        #[arg(value_enum)]
        state: State,
        /// The own words; empty takes them away, and without this they stay
        #[arg(long, value_name = "TEXT")]
        status: Option<String>,
    },
}

/// How to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum State {
    /// Available
    Available,
    /// Away
    Away,
    /// Shown as offline
    Unavailable,
    /// Shown as offline, and not said to be so
    Invisible,
}

impl From<State> for PresenceChoice {
    fn from(state: State) -> Self {
        match state {
            State::Available => Self::Available,
            State::Away => Self::Away,
            State::Unavailable => Self::Unavailable,
            State::Invisible => Self::Invisible,
        }
    }
}

/// Verbs of the own agent.
#[derive(Debug, Subcommand)]
pub enum Agent {
    /// Its state and queues
    Show,
    /// Take calls of its queues
    Login {
        /// The line to take them at, as `presence show` names it; the main one when none is named
        #[arg(long, value_name = "ID")]
        line: Option<i32>,
    },
    /// Take none any more
    Logout,
    /// Take none for a while
    Pause {
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Take them again
    Unpause,
}

/// Verbs of conversations.
#[derive(Debug, Subcommand)]
pub enum Chat {
    /// The conversations, the one with the newest message first
    List,
    /// The newest messages of a conversation, the oldest of them first
    Read {
        /// The colleague: name or uuid
        who: String,
        /// How many
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
        count: u32,
    },
    /// Send a message
    Send {
        /// The colleague: name or uuid
        who: String,
        /// The message
        text: String,
    },
}
