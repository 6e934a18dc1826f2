//! What the page is told of a newer version.

use serde::Serialize;

/// Why no newer version is ever looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum UpdateOff {
    /// The program came in a package of the system, which brings newer ones.
    Packaged,
    /// Nobody set where to ask.
    NotSet,
}

/// Why a newer version was not found, fetched or put in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum UpdateFault {
    /// No answer, or it broke off.
    Unreachable,
    /// The answer makes no sense, or knows nothing for this computer.
    BadAnswer,
    /// What was fetched is not signed with the key, or not for the version that was announced.
    BadSignature,
    /// What was fetched is no program, or too large to be one.
    BadFile,
    /// It cannot be written where the program is.
    NotWritable,
    /// Anything else.
    Unexpected,
}

/// How it stands with a newer version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum UpdateState {
    /// None is ever looked for.
    Off {
        /// Why.
        why: UpdateOff,
    },
    /// The answer is awaited.
    #[default]
    Checking,
    /// This is the newest.
    Current,
    /// There is one.
    Available {
        /// Its version.
        version: String,
        /// What is new, in the publisher's words.
        notes: Option<String>,
    },
    /// It is being fetched.
    Loading {
        /// Bytes that are here.
        done: u32,
        /// Bytes in all, where the server tells.
        total: Option<u32>,
    },
    /// It is in place, and there from the next start.
    Ready {
        /// Its version.
        version: String,
    },
    /// It did not work; what was there still is.
    Failed {
        /// Why.
        why: UpdateFault,
    },
}
