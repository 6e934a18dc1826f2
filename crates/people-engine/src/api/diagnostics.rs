//! What helps whoever helps.

use serde::{Deserialize, Serialize};

/// What is known about the server of the session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ServerFacts {
    /// Its host, without anything of the user.
    pub host: String,
    /// Its version, as `26.08` (confd's `infos`); absent where it may not be read.
    pub version: Option<String>,
}
