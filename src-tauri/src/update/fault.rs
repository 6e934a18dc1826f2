//! What went wrong, in a word.

use tauri_plugin_updater::Error;

use super::state::{UpdateFault, UpdateState};

/// The state after an error, which is logged.
pub(super) fn failed(error: &Error) -> UpdateState {
    UpdateState::Failed { why: why(error) }
}

/// The kind of an error, which is logged.
pub(super) fn why(error: &Error) -> UpdateFault {
    let why = kind(error);
    tracing::warn!(%error, ?why, "the program was not updated");
    why
}

fn kind(error: &Error) -> UpdateFault {
    match error {
        Error::Reqwest(error) if error.is_decode() => UpdateFault::BadAnswer,
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
