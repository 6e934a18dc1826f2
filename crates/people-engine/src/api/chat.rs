//! Conversations.

use serde::{Deserialize, Serialize};

use super::AppError;

/// Somebody in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ChatUser {
    /// The user.
    pub uuid: String,
    /// Their name, where the directory knows them.
    pub name: Option<String>,
    /// The contact's handle.
    pub row: Option<u32>,
    /// Whether they can be reached now.
    pub state: people_core::presence::ClientState,
}

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Room {
    /// chatd's uuid.
    pub id: String,
    /// The name that somebody gave it.
    pub name: Option<String>,
    /// Everybody in it but the own user.
    pub users: Vec<ChatUser>,
    /// The newest message.
    pub last: Option<Message>,
    /// Messages of others since it was read last.
    pub unread: u32,
}

/// How a message stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum MessageState {
    /// The server has it.
    Sent,
    /// On its way.
    Sending,
    /// It did not get there; it can be sent again.
    Failed {
        /// Why.
        error: AppError,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// chatd's uuid, or one of our own until the server has it.
    pub id: String,
    /// The conversation.
    pub room: String,
    /// Who wrote it; absent for the own ones.
    pub from: Option<ChatUser>,
    /// What was written.
    pub text: String,
    /// Where web addresses stand in the text: start and end in UTF-16 units.
    pub links: Vec<(u32, u32)>,
    /// When, RFC 3339.
    pub at: String,
    /// How it stands.
    pub state: MessageState,
}

/// A page of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Messages {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Whether there are older ones.
    pub more: bool,
}
