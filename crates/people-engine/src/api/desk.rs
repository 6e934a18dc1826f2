//! What stands for the program on the desktop while its window is away.

pub use people_core::desk::{DeskFavorite, DeskState};
use serde::{Deserialize, Serialize};

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
    /// The first favorites by name, twelve at most.
    pub favorites: Vec<DeskFavorite>,
}
