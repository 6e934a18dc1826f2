//! What a list on screen asks for and gets.

use serde::{Deserialize, Serialize};

use crate::display::ColumnKind;
use crate::presence::{AgentState, ClientState, PhoneState};

/// Which contacts a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Everyone.
    #[default]
    All,
    /// Favorites.
    Favorites,
    /// The user's own contacts.
    Personal,
}

/// An order by one column; ties by the other columns, then by the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Sort {
    /// Index into the display's columns.
    pub column: u32,
    /// Z to A.
    pub descending: bool,
}

/// A question to the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Query {
    /// Which contacts.
    pub view: View,
    /// What was typed; empty gives everything.
    pub text: String,
    /// The order that was chosen; absent: by rank when there is a text, by name otherwise.
    pub sort: Option<Sort>,
}

/// A column as the grid shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GridColumn {
    /// Index into the display's columns; absent for a column that the display lacks (star, pencil and bin).
    pub column: Option<u32>,
    /// The administrator's title; empty when there is none.
    pub title: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// A status that stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CellStatus {
    /// At a name.
    Client {
        /// Reachable or not.
        state: ClientState,
        /// The person's own words.
        text: Option<String>,
    },
    /// At the first number.
    Phone {
        /// What the phone does.
        state: PhoneState,
    },
    /// In the agent column.
    Agent {
        /// Taking calls or not.
        state: AgentState,
    },
}

/// One cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// What to show; empty when there is nothing.
    pub text: String,
    /// Where the typed words were found: start and end in UTF-16 units.
    pub marks: Vec<(u32, u32)>,
    /// The status at this cell.
    pub status: Option<CellStatus>,
}

/// A row of the grid, ready to be painted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// The contact's handle, the same until the sign-out, never used twice.
    pub id: u32,
    /// One cell a grid column.
    pub cells: Vec<Cell>,
    /// The star; absent when the contact has no unique id.
    pub favorite: Option<bool>,
    /// Whether pencil and bin apply.
    pub editable: bool,
    /// What the Call button dials, as shown.
    pub number: Option<String>,
    /// The grid column at which the Call button stands: that of `number`, else the first number column.
    pub call_cell: Option<u32>,
    /// Whether the menu has anything in it.
    pub has_menu: bool,
}

/// A value with the title of its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Titled {
    /// The column's title; empty when it has none.
    pub title: String,
    /// The number or address.
    pub value: String,
}

/// What can be done with a contact, in the order of the menu.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RowMenu {
    /// The number that the button dials.
    pub call: Option<Titled>,
    /// Addresses to write to.
    pub mails: Vec<Titled>,
    /// Further numbers to dial.
    pub numbers: Vec<Titled>,
    /// What can be copied: each number, then each address, once.
    pub copies: Vec<Titled>,
    /// Numbers that a call can be transferred to, each once, that of the button first.
    pub transfers: Vec<Titled>,
    /// What to dial for the mailbox, where it is known.
    pub voicemail: Option<String>,
    /// The uuid of a colleague who is somebody else: one to chat with.
    pub user: Option<String>,
}
