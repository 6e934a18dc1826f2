//! What went wrong, in a word.

use tauri_plugin_updater::Error;

use super::state::{UpdateFault, UpdateState};

/// The state after an error, which is logged.
pub(super) fn failed(error: Error) -> UpdateState {
    UpdateState::Failed { why: why(error) }
}

/// The kind of an error, which is logged without the address.
pub(super) fn why(error: Error) -> UpdateFault {
    let why = kind(&error);
    let error = match error {
        Error::Reqwest(error) => Error::Reqwest(error.without_url()),
        other => other,
    };
    tracing::warn!(%error, ?why, "the program was not updated");
    why
}

fn kind(error: &Error) -> UpdateFault {
    match error {
        // An answer that breaks off counts as one that cannot be decoded, too.
        Error::Reqwest(error) if is_no_json(error) => UpdateFault::BadAnswer,
        Error::Reqwest(_) | Error::Network(_) => UpdateFault::Unreachable,
        Error::ReleaseNotFound
        | Error::Semver(_)
        | Error::Serialization(_)
        | Error::UrlParse(_)
        | Error::TargetNotFound(_)
        | Error::TargetsNotFound(_) => UpdateFault::BadAnswer,
        Error::Minisign(_)
        | Error::Base64(_)
        | Error::SignatureUtf8(_)
        | Error::SignedVersionMismatch { .. }
        | Error::MissingSignedVersion => UpdateFault::BadSignature,
        Error::InvalidUpdaterFormat | Error::BinaryNotFoundInArchive => UpdateFault::BadFile,
        Error::Io(_) | Error::TempDirNotFound | Error::TempDirNotOnSameMountPoint => {
            UpdateFault::NotWritable
        }
        _ => UpdateFault::Unexpected,
    }
}

fn is_no_json(error: &impl std::error::Error) -> bool {
    error
        .source()
        .is_some_and(|why| why.is::<serde_json::Error>())
}
