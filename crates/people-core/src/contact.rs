//! A contact as the directory shows it.

use serde::{Deserialize, Serialize};

/// Where a contact comes from and what it is called there. Equal keys are the same contact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContactKey {
    /// The kind of source: `wazo`, `personal`, `phonebook`, `conference`, `csv`…
    pub backend: String,
    /// The source's name, chosen by the administrator.
    pub source: String,
    /// `relations.source_entry_id`; absent when the source gives no unique id.
    pub id: Option<String>,
}

impl ContactKey {
    /// Whether this is one of the user's own contacts.
    pub fn is_personal(&self) -> bool {
        self.backend == "personal"
    }
}

/// One value of a contact, as `column_values` holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Text; numbers and lists that a server sends instead are turned into it by the client.
    Text(String),
    /// A flag, as in columns of type `favorite` and `personal`.
    Flag(bool),
    /// Nothing there.
    #[default]
    Empty,
}

impl Value {
    /// The text, or nothing when there is none to show.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }
}

/// What ties a contact to a user, a line and an agent of the phone system. Only `wazo` sources fill it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    /// The agent's id, when this person is an agent.
    pub agent_id: Option<i64>,
    /// The id of the person's line, as in the `lines` of a presence.
    pub endpoint_id: Option<i64>,
    /// The numeric user id.
    pub user_id: Option<i64>,
    /// The user's uuid: the key of presences, rooms and calls.
    pub user_uuid: Option<String>,
    /// The uuid of the stack that the user lives on.
    pub xivo_id: Option<String>,
}

/// A row of the directory. Its values stand in the order of the [`Display`](crate::display::Display)'s columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Identity.
    pub key: ContactKey,
    /// One value a column.
    pub values: Vec<Value>,
    /// Ties to the phone system.
    pub relations: Relations,
    /// Whether the user marked it.
    pub favorite: bool,
}
