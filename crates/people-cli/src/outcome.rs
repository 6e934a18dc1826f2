//! How a verb ends, for people and for scripts.

use std::io;
use std::process::ExitCode;

use people_engine::api::AppError;

use crate::output;
use crate::words;

/// Done, or done in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// All of it.
    Whole,
    /// Some rows were left out or refused, or a transfer came to nothing.
    InPart,
}

/// Why a verb did not do it.
#[derive(Debug)]
pub enum Failure {
    /// The engine's error.
    App(AppError),
    /// A flag or the password is missing, or makes no sense for this file.
    Usage(String),
    /// The person stopped it.
    Interrupted,
    /// Standard output cannot be written.
    Output(io::Error),
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Says what went wrong, and gives the exit status.
pub fn end(outcome: Result<Done, Failure>) -> ExitCode {
    match outcome {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::InPart) => ExitCode::from(1),
        Err(Failure::App(error)) => {
            output::complain(&words::error(&error));
            ExitCode::from(status(&error))
        }
        Err(Failure::Usage(sentence)) => {
            output::complain(&sentence);
            ExitCode::from(2)
        }
        // Nobody reads any more, as with `| head`.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Interrupted | Failure::Output(_)) => ExitCode::from(1),
    }
}

fn status(error: &AppError) -> u8 {
    match error {
        AppError::BadAddress { .. }
        | AppError::PlainHttp { .. }
        | AppError::File { .. }
        | AppError::Plan { .. }
        | AppError::BadPageAddress { .. }
        | AppError::Shortcut { .. }
        | AppError::NotANumber { .. } => 2,
        AppError::UnknownHost { .. }
        | AppError::ConnectionRefused { .. }
        | AppError::Unreachable { .. }
        | AppError::TimedOut { .. }
        | AppError::Certificate { .. }
        | AppError::NotWazo { .. }
        | AppError::WrongPassword
        | AppError::TooManyRequests { .. }
        | AppError::ServerUnavailable { .. }
        | AppError::SignedOut
        | AppError::Offline => 3,
        AppError::ServerRefused { .. }
        | AppError::BadAnswer { .. }
        | AppError::NotAllowed
        | AppError::NoSuchContact
        | AppError::DuplicateContact
        | AppError::BadProfile { .. }
        | AppError::NotAddressable
        | AppError::CallRefused { .. }
        | AppError::PhoneCannot
        | AppError::NoSuchCall
        | AppError::NoSuchTransfer
        | AppError::TransferRefused { .. }
        | AppError::AgentRefused { .. }
        | AppError::NoSuchRoom
        | AppError::NoSuchPlan
        | AppError::ImportRuns
        | AppError::NoSuchImport
        | AppError::NothingToUndo
        | AppError::NothingToRestore
        | AppError::NothingToExport
        | AppError::Locked { .. }
        | AppError::Autostart
        | AppError::Store
        | AppError::Internal { .. } => 1,
    }
}
