//! Errors as values: a kind and parameters, never a sentence.

use people_core::plan::PlanError;
use serde::{Deserialize, Serialize};

use super::PageAddressFault;

/// What is wrong with a server's certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CertificateFault {
    /// Signed by nobody that this computer trusts; the person may pin it.
    UnknownIssuer,
    /// Made for another host.
    WrongHost,
    /// No longer valid.
    Expired,
    /// Not valid yet.
    NotYetValid,
    /// Another one than the pinned one.
    Changed {
        /// The pinned fingerprint.
        expected: String,
    },
    /// Any other fault.
    Invalid,
}

/// What went wrong with a file on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum FileFault {
    /// It is not there, or vanished while it was read.
    Missing,
    /// It may not be read or written.
    Denied,
    /// It is a directory.
    Directory,
    /// The disk is full.
    Full,
    /// Any other fault of reading or writing.
    Unreadable,
}

/// Why keys cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ShortcutFault {
    /// Another program has them.
    Taken,
    /// They are no keys, or not enough of them.
    NoKeys,
    /// The desktop gives none to any program.
    Unsupported,
}

/// Everything that can go wrong, as the page and the command line tell it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
#[error("{self:?}")]
pub enum AppError {
    /// The address of the server cannot be read.
    BadAddress {
        /// As typed.
        address: String,
    },
    /// `http://` to another computer.
    PlainHttp {
        /// The host.
        host: String,
    },
    /// No such host.
    UnknownHost {
        /// The host.
        host: String,
    },
    /// Nobody listens there.
    ConnectionRefused {
        /// The host.
        host: String,
    },
    /// No way to the server, or the connection broke.
    Unreachable {
        /// The host.
        host: String,
    },
    /// No answer in time.
    TimedOut {
        /// The host.
        host: String,
    },
    /// The certificate is not trusted.
    Certificate {
        /// The host.
        host: String,
        /// SHA-256 of the certificate, lower-case hexadecimal.
        fingerprint: String,
        /// What is wrong.
        fault: CertificateFault,
    },
    /// Something answers there, and it is no Wazo server.
    NotWazo {
        /// The host.
        host: String,
    },
    /// Wrong user or password.
    WrongPassword,
    /// The server has no place for one more session of this user, or wants fewer requests.
    TooManyRequests {
        /// Seconds to wait, where the server says so.
        retry_after: Option<u32>,
    },
    /// The server is there and cannot work.
    ServerUnavailable {
        /// HTTP status.
        status: u16,
    },
    /// The server refused, in its own words.
    ServerRefused {
        /// HTTP status.
        status: u16,
        /// The server's words, without any token.
        reasons: Vec<String>,
    },
    /// The answer made no sense.
    BadAnswer {
        /// What was asked.
        what: String,
    },
    /// The user may not do this on the server.
    NotAllowed,
    /// The session ended: sign in again. What is on screen stays.
    SignedOut,
    /// This needs the server, and it is out of reach.
    Offline,
    /// The contact is not there any more.
    NoSuchContact,
    /// An equal contact exists already.
    DuplicateContact,
    /// The profile does not exist on the server or has no columns.
    BadProfile {
        /// Its name.
        profile: String,
    },
    /// This contact cannot be a favorite, as the server cannot address it.
    NotAddressable,
    /// The text is no number that can be dialled.
    NotANumber {
        /// As given.
        text: String,
    },
    /// The phone system cannot start the call.
    CallRefused {
        /// `error_id` of calld: `invalid-extension`, `call-origin-unavailable`, `user-missing-main-line`…
        reason: String,
    },
    /// The own phone cannot be told to do that (`phoned-error`): it has to be done at the phone.
    PhoneCannot,
    /// The call is over.
    NoSuchCall,
    /// The transfer is over.
    NoSuchTransfer,
    /// The phone system cannot transfer the call.
    TransferRefused {
        /// `error_id` of calld: `transfer-creation-error`, `transfer-already-started`, `invalid-extension`…
        reason: String,
    },
    /// The agent cannot do that.
    AgentRefused {
        /// agentd's words: `already logged`, `not logged in`, `extension and context already in use`…
        reason: String,
    },
    /// The conversation is not there any more.
    NoSuchRoom,
    /// An address that cannot be opened.
    BadPageAddress {
        /// What is wrong with it.
        fault: PageAddressFault,
    },
    /// The administrator set this.
    Locked {
        /// The setting's path, as in [`super::Policy::locked`].
        setting: String,
    },
    /// Keys that cannot be had everywhere on the desktop.
    Shortcut {
        /// The keys.
        keys: String,
        /// Why.
        fault: ShortcutFault,
    },
    /// The desktop does not let the program start by itself.
    Autostart,
    /// A file could not be read or written.
    File {
        /// Its name without the directory.
        name: String,
        /// Why.
        fault: FileFault,
    },
    /// A file that cannot be imported.
    Plan {
        /// Its name without the directory.
        name: String,
        /// Why.
        fault: PlanError,
    },
    /// The plan is not there any more.
    NoSuchPlan,
    /// Another import runs, here or in another program of this computer.
    ImportRuns,
    /// The import is not there any more, or there is nothing left of it to do.
    NoSuchImport,
    /// There is nothing that undoing would take back.
    NothingToUndo,
    /// There is nothing to bring back.
    NothingToRestore,
    /// There is nothing to export.
    NothingToExport,
    /// The local store cannot be opened or written.
    Store,
    /// Anything unexpected.
    Internal {
        /// For the log: a code, no data.
        what: String,
    },
}
