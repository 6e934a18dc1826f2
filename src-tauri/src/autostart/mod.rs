//! The start with the person's session.

#[cfg(target_os = "linux")]
mod entry;
#[cfg(not(target_os = "linux"))]
mod system;

use std::io;
use std::sync::{Mutex, PoisonError};

use people_engine::api::AppError;
use tauri::AppHandle;

#[cfg(target_os = "linux")]
use entry as start;
#[cfg(not(target_os = "linux"))]
use system as start;
#[cfg(not(target_os = "linux"))]
pub(crate) use system::plugin;

/// The argument of such a start.
const AT_LOGIN: &str = "--at-login";

/// Whether the system starts the program, as the settings said last.
#[derive(Default)]
pub(crate) struct Autostart(Mutex<bool>);

impl Autostart {
    /// Takes the settings of this start for granted, and sees to an entry that has to be there.
    ///
    /// # Errors
    ///
    /// [`AppError::Autostart`] when the system refuses.
    pub(crate) fn begin(&self, program: &AppHandle, wanted: bool) -> Result<(), AppError> {
        if wanted && !start::is_there(program) {
            return self.follow(program, wanted);
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = wanted;
        Ok(())
    }

    /// Has the system start the program, or not any more, when that is another wish than before: what the person did about it
    /// in the system's own settings stays.
    ///
    /// # Errors
    ///
    /// [`AppError::Autostart`] when the system refuses.
    pub(crate) fn follow(&self, program: &AppHandle, wanted: bool) -> Result<(), AppError> {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *now == wanted {
            return Ok(());
        }
        let done = if wanted {
            start::put(program)
        } else {
            start::remove(program)
        };
        match done {
            Err(error) if wanted || error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "the start with the system cannot be set");
                Err(AppError::Autostart)
            }
            _ => {
                *now = wanted;
                Ok(())
            }
        }
    }
}
