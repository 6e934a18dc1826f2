//! The columns that the server's display gives, by type.

use serde::{Deserialize, Serialize};

/// What a column holds. Types that are not known here are [`ColumnKind::Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// The display name; carries the client status.
    Name,
    /// A phone number; the first one with a value carries the phone status and the Call button.
    Number,
    /// A further number, in the menu only.
    Callable,
    /// An e-mail address.
    Email,
    /// A mailbox number, in the menu only.
    Voicemail,
    /// The place of the agent status.
    Agent,
    /// The place of the star.
    Favorite,
    /// The place of pencil and bin.
    Personal,
    /// Everything else.
    Text,
}

impl ColumnKind {
    /// The kind of a server's column type; a null or unknown type is text.
    pub fn of(type_name: Option<&str>) -> Self {
        match type_name {
            Some("name") => Self::Name,
            Some("number") => Self::Number,
            Some("callable") => Self::Callable,
            Some("email") => Self::Email,
            Some("voicemail") => Self::Voicemail,
            Some("agent") => Self::Agent,
            Some("favorite") => Self::Favorite,
            Some("personal") => Self::Personal,
            _ => Self::Text,
        }
    }
}

/// A column of the display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The administrator's title, as given; may be absent.
    pub title: Option<String>,
    /// The type as the server names it; may be absent.
    pub type_name: Option<String>,
}

impl Column {
    /// What the column holds.
    pub fn kind(&self) -> ColumnKind {
        ColumnKind::of(self.type_name.as_deref())
    }
}

/// The columns of a profile, in the server's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// Columns; several may share a type or a title.
    pub columns: Vec<Column>,
}
