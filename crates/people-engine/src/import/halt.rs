//! Why an import ends before its end.

use wazo_client::Error;

use super::control::Stopped;
use crate::api::{AppError, ImportEnd};
use crate::session::Link;

/// Why an import ends before its end. What is there stays, and what is not can be sent later.
#[derive(Debug)]
pub(super) enum Halt {
    /// The server, or the way to it.
    Server(Error),
    /// The person, or the end of the session.
    Stopped(Stopped),
    /// The journal cannot be written: nothing is sent that is not in it.
    Journal,
}

impl Halt {
    /// The end of the report.
    pub(super) fn end(self, link: &Link) -> ImportEnd {
        match self {
            Self::Stopped(Stopped::ByPerson) => ImportEnd::Cancelled,
            Self::Stopped(Stopped::WithSession) => ImportEnd::Interrupted,
            Self::Server(error) => ImportEnd::Stopped {
                error: link.explain(error),
            },
            Self::Journal => ImportEnd::Stopped {
                error: AppError::Store,
            },
        }
    }
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Server(error)
    }
}

impl From<Stopped> for Halt {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}
