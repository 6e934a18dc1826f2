//! Every sentence that the command line says.

mod live;
mod transfer;

pub use live::*;
pub use transfer::*;

use people_engine::api::{AppError, CertificateFault, FileFault};

/// What asks for the password.
pub const PASSWORD_PROMPT: &str = "Password: ";

/// A field that is no assignment.
pub const NO_ASSIGNMENT: &str = "write FIELD=VALUE; `id` cannot be set";

/// A text that is no fingerprint.
pub const NO_FINGERPRINT: &str = "write the 64 hexadecimal digits of the certificate's SHA-256";

/// A flag or variable that a verb needs.
pub fn missing_flag(flag: &str) -> String {
    format!("{flag} is needed; see --help")
}

/// What went wrong, what was kept, what to do.
pub fn error(error: &AppError) -> String {
    match error {
        AppError::BadAddress { address } => {
            format!("`{address}` is no address of a server. Write a host, host:port or URL.")
        }
        AppError::PlainHttp { host } => {
            format!("Without https, the password would travel readable to {host}. Use https.")
        }
        AppError::UnknownHost { host } => format!("There is no host {host}. Check its name."),
        AppError::ConnectionRefused { host } => {
            format!("Nothing listens at {host}. Check host and port.")
        }
        AppError::Unreachable { host } => format!("The way to {host} is interrupted. Try again."),
        AppError::TimedOut { host } => format!("{host} did not answer in time. Try again."),
        AppError::Certificate {
            host,
            fingerprint,
            fault,
        } => certificate(host, fingerprint, fault),
        AppError::NotWazo { host } => format!("{host} answers, and is no Wazo server."),
        AppError::WrongPassword => "Wrong user name or password.".into(),
        AppError::TooManyRequests { retry_after } => match retry_after {
            Some(seconds) => format!("The server wants a pause. Try again in {seconds} s."),
            None => "The server has no place for one more session of this user. Sign out somewhere, or wait.".into(),
        },
        AppError::ServerUnavailable { status } => {
            format!("The server is there and cannot work ({status}). Try again later.")
        }
        AppError::ServerRefused { status, reasons } if reasons.is_empty() => {
            format!("The server refused ({status}).")
        }
        AppError::ServerRefused { status, reasons } => {
            format!("The server refused ({status}): {}", reasons.join("; "))
        }
        AppError::Locked { setting } => {
            format!("The administrator of this computer set `{setting}`. Nothing was changed.")
        }
        AppError::Shortcut { keys, .. } => format!("`{keys}` cannot be keys for everywhere."),
        AppError::Autostart => "This desktop does not let People start by itself.".into(),
        AppError::BadAnswer { what } => format!("The server's answer cannot be read ({what})."),
        AppError::NotAllowed => "The server does not allow this to this user.".into(),
        AppError::SignedOut => "The server ended the session. Sign in again.".into(),
        AppError::Offline => "The server is out of reach. Try again.".into(),
        AppError::NoSuchContact => "There is no such contact.".into(),
        AppError::DuplicateContact => "An equal contact exists already; nothing was changed.".into(),
        AppError::BadProfile { profile } => {
            format!("The server has no profile `{profile}`, or it has no columns.")
        }
        AppError::NotAddressable => "This contact has no id that the server could address.".into(),
        AppError::NotANumber { text } => format!("`{text}` is no number that can be dialled."),
        AppError::CallRefused { reason } => format!("The call cannot be started: {}.", call(reason)),
        AppError::PhoneCannot => "Your phone cannot be told to do that; do it at the phone.".into(),
        AppError::NoSuchCall => "There is no such call any more.".into(),
        AppError::NoSuchTransfer => "There is no such transfer any more.".into(),
        AppError::TransferRefused { reason } => {
            format!("The call cannot be transferred: {}. It stays yours.", live::transfer(reason))
        }
        AppError::AgentRefused { reason } => {
            format!("The agent cannot do that: {}.", live::agent(reason))
        }
        AppError::NoSuchRoom => "There is no such conversation.".into(),
        AppError::BadPageAddress { .. } => "The address of the page about callers cannot be opened.".into(),
        AppError::File { name, fault } => format!("{name}: {}.", file(*fault)),
        AppError::Plan { name, fault } => format!("{name}: {}. Nothing was sent.", transfer::plan(fault)),
        AppError::NoSuchPlan => "The plan of the file is gone. Start again.".into(),
        AppError::ImportRuns => "Another import runs.".into(),
        AppError::NoSuchImport => "There is no such import, or nothing is left of it to do. See `contacts imports`.".into(),
        AppError::NothingToUndo => "This import left nothing that could be taken back.".into(),
        AppError::NothingToRestore => "There is nothing to bring back.".into(),
        AppError::NothingToExport => "There is no personal contact to export.".into(),
        AppError::Store => "The settings or the journal of imports cannot be read or written.".into(),
        AppError::Internal { what } => format!("Something went wrong here ({what})."),
    }
}

/// A call that was started.
pub fn called(number: &str) -> String {
    format!("Your phone rings; pick up to call {number}.")
}

fn certificate(host: &str, fingerprint: &str, fault: &CertificateFault) -> String {
    let what = match fault {
        CertificateFault::UnknownIssuer => "is signed by nobody that this computer trusts".into(),
        CertificateFault::WrongHost => "is made for another host".into(),
        CertificateFault::Expired => "is no longer valid".into(),
        CertificateFault::NotYetValid => "is not valid yet".into(),
        CertificateFault::Changed { expected } => format!("is not the pinned one ({expected})"),
        CertificateFault::Invalid => "is not valid".into(),
    };
    format!(
        "The certificate of {host} {what}. Its SHA-256 is {fingerprint}: compare it with the server's, then pass it with --pin."
    )
}

fn call(reason: &str) -> String {
    match reason {
        "invalid-extension" => "the number cannot be reached".into(),
        "call-origin-unavailable" => "your phone is not connected".into(),
        "user-missing-main-line" => "this user has no line".into(),
        other => other.to_owned(),
    }
}

fn file(fault: FileFault) -> &'static str {
    match fault {
        FileFault::Missing => "the file is not there",
        FileFault::Denied => "the file may not be read or written",
        FileFault::Directory => "this is a directory",
        FileFault::Full => "the disk is full",
        FileFault::Unreadable => "the file cannot be read or written",
    }
}
