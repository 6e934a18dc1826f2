//! What stands for the program on the desktop while its window is away.

use people_core::presence::{ClientState, PhoneState};
use serde::{Deserialize, Serialize};

/// How the person stands, in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum DeskState {
    /// Nobody is signed in.
    #[default]
    SignedOut,
    /// The server is out of reach, or the person is shown as offline.
    Offline,
    /// Available.
    Available,
    /// Away.
    Away,
    /// Not to be disturbed.
    DoNotDisturb,
    /// In a call, or one rings.
    InCall,
}

/// A favorite that can be called from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DeskFavorite {
    /// Handle of the contact.
    pub row: u32,
    /// Their name.
    pub name: String,
    /// What is dialled; absent: they have no number.
    pub number: Option<String>,
    /// How they are.
    pub state: ClientState,
    /// What their phone does.
    pub phone: PhoneState,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Desk {
    /// How the person stands.
    pub state: DeskState,
    /// Missed calls that nobody looked at.
    pub missed: u32,
    /// Messages that nobody read.
    pub unread: u32,
    /// The first favorites by name.
    pub favorites: Vec<DeskFavorite>,
}
