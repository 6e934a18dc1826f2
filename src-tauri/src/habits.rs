//! What the settings change outside the page: the zoom, keys of the desktop, the start with the system.

use people_engine::api::{AppError, Settings};
use tauri::{AppHandle, Manager};

use crate::autostart::Autostart;
use crate::shortcuts::Shortcuts;
use crate::tasks::WINDOW;

/// Follows new settings.
///
/// # Errors
///
/// [`AppError::Shortcut`] and [`AppError::Autostart`]: the first of them, with everything else followed.
pub(crate) fn follow(program: &AppHandle, settings: &Settings) -> Result<(), AppError> {
    zoom(program, settings.zoom);
    let desktop = &settings.desktop;
    let keys = program.state::<Shortcuts>().follow(program, desktop);
    let start = program
        .state::<Autostart>()
        .follow(program, desktop.start_with_system);
    keys.and(start)
}

/// Follows the settings that the program starts with.
pub(crate) fn begin(program: &AppHandle, settings: &Settings) {
    zoom(program, settings.zoom);
    let desktop = &settings.desktop;
    let keys = program.state::<Shortcuts>().follow(program, desktop);
    let start = program
        .state::<Autostart>()
        .begin(program, desktop.start_with_system);
    if let Err(error) = keys.and(start) {
        tracing::warn!(?error, "the desktop does not follow the settings");
    }
}

/// Shows the page at `percent` of its size.
fn zoom(program: &AppHandle, percent: u32) {
    if let Some(window) = program.get_webview_window(WINDOW)
        && let Err(error) = window.set_zoom(f64::from(percent) / 100.0)
    {
        tracing::warn!(%error, "the page keeps its size");
    }
}
