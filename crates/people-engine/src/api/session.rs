//! Signing in and out.

use people_core::list::GridColumn;
use people_core::presence::ClientState;
use serde::{Deserialize, Serialize};

use super::AppError;

/// What the sign-in form holds. The password is a plain string here because it was typed in the page; the engine takes it at once
/// into a type that cannot be printed.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// Host, host:port or URL.
    pub server: String,
    /// User name.
    pub username: String,
    /// Password.
    pub password: String,
    /// LDAP domain; sent only when filled in.
    pub domain: Option<String>,
    /// Keep the session in the system's keychain.
    pub stay: bool,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn")
            .field("server", &self.server)
            .field("username", &self.username)
            .field("password", &"<redacted>")
            .field("stay", &self.stay)
            .finish_non_exhaustive()
    }
}

/// A server and user that were signed in here before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Stable id, made from server and user.
    pub id: String,
    /// The server as shown.
    pub server: String,
    /// User name.
    pub username: String,
    /// First and last name, as the server gave them last.
    pub name: String,
    /// Whether a session is kept in the keychain.
    pub kept: bool,
}

/// Where the session is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Keeping {
    /// In the system's keychain.
    Keychain,
    /// Asked for, but the keychain does not work: until the program ends.
    KeychainFailed,
    /// Not asked for: until the program ends.
    ThisRun,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// First and last name.
    pub name: String,
    /// Up to two letters for the picture.
    pub initials: String,
    /// Extension of the main line.
    pub number: Option<String>,
    /// Reachable or not, as others see it.
    pub state: ClientState,
    /// Own words.
    pub status: Option<String>,
}

/// A session, as the page starts with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Which server and user.
    pub account: Account,
    /// Who.
    pub me: Me,
    /// Where the session is kept.
    pub keeping: Keeping,
    /// The profile that is shown.
    pub profile: String,
    /// The grid's columns, star and pencil included; the page keeps order and width.
    pub columns: Vec<GridColumn>,
    /// How it stands with the server.
    pub connection: Connection,
    /// Contacts a view.
    pub counts: Counts,
}

/// How it stands with the server. Times are RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Connection {
    /// The first answer is awaited; what is on screen is the last snapshot.
    Connecting {
        /// When the snapshot was taken; absent when there is none.
        since: Option<String>,
    },
    /// In step.
    Online,
    /// In reach, but what happens does not arrive by itself: statuses and calls may be old.
    Behind {
        /// When they were last in step.
        since: Option<String>,
    },
    /// Out of reach; what is on screen is from `since`.
    Offline {
        /// When the directory was last in step.
        since: Option<String>,
        /// What the person should know: the certificate changed, something else answers there… Absent while nothing is heard
        /// of the server, or it cannot work for now.
        reason: Option<AppError>,
    },
    /// The server ended the session.
    SignedOut,
}

/// Contacts a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Everyone.
    pub all: u32,
    /// Favorites.
    pub favorites: u32,
    /// The user's own.
    pub personal: u32,
}
