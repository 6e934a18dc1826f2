//! The start with the session on Windows (the registry) and macOS (a launch agent), by Tauri's plugin.

use std::io;

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_autostart::{Builder, ManagerExt};

use super::AT_LOGIN;

/// What has the system start the program.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    Builder::new().arg(AT_LOGIN).build()
}

/// Whether the system starts it.
pub(super) fn is_there(program: &AppHandle) -> bool {
    program.autolaunch().is_enabled().unwrap_or_default()
}

/// Has the system start it.
pub(super) fn put(program: &AppHandle) -> io::Result<()> {
    program.autolaunch().enable().map_err(io::Error::other)
}

/// Has the system start it no more.
pub(super) fn remove(program: &AppHandle) -> io::Result<()> {
    program.autolaunch().disable().map_err(io::Error::other)
}
