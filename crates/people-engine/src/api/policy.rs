//! What an administrator set for this computer.

use serde::{Deserialize, Serialize};

/// The administrator's file, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// The server to sign in to, as accounts name it.
    pub server: Option<String>,
    /// What follows the `@` of a user's name that has none.
    pub domain: Option<String>,
    /// Settings that the person cannot change, by their path: `theme`, `calls.mailboxPrefix`, `server`.
    pub locked: Vec<String>,
    /// What was refused in it; the rest holds.
    pub faults: Vec<PolicyFault>,
}

/// Something in the file that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PolicyFault {
    /// From 1; absent where the system has no lines, as the registry.
    pub line: Option<u32>,
    /// From 1.
    pub column: Option<u32>,
    /// The key, as `server.address`; absent where the file as such is wrong.
    pub key: Option<String>,
    /// What is wrong.
    pub why: PolicyFaultKind,
}

/// What is wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PolicyFaultKind {
    /// The system does not let it be read.
    Unreadable,
    /// It is not of its format.
    Syntax,
    /// No such key.
    UnknownKey,
    /// Another type is wanted.
    WrongType {
        /// `string`, `boolean`, `integer`…
        wanted: String,
    },
    /// A value that cannot be.
    BadValue,
    /// A file that it names cannot be read, or is none of that kind.
    BadFile,
}
