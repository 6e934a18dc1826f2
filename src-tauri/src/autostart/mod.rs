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
    /// Has it at the start as the settings say. An entry that the person turned off in the system's own settings counts as one.
    ///
    /// # Errors
    ///
    /// [`AppError::Autostart`] when the system refuses.
    pub(crate) fn begin(&self, program: &AppHandle, wanted: bool) -> Result<(), AppError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = start::is_there(program);
        self.follow(program, wanted)
    }

    /// Has the system start the program, or not any more, when that is another wish than before.
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
