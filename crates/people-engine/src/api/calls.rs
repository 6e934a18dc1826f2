//! Calls and transfers.

use people_core::calls::{CallView, MissedCall};
use serde::{Deserialize, Serialize};

/// The own calls as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Calls {
    /// The calls, oldest first.
    pub calls: Vec<CallView>,
    /// Whether one of them can be transferred now: the transfer menus are there.
    pub transferable: bool,
}

/// Calls that nobody took, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Missed {
    /// The last ones.
    pub calls: Vec<MissedCall>,
    /// How many calls have not been looked at.
    pub unseen: u32,
}

/// What is wrong with a page address for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum PageAddressFault {
    /// Neither `https://` nor `http://`, or no address at all.
    NotWeb,
    /// A word in braces that is none of `number`, `name` and `uuid`.
    UnknownWord,
}
