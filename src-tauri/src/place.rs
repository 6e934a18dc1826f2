//! Where the window stands and how big it is, from one start to the next.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, absolute};

use tauri::Wry;
use tauri::plugin::TauriPlugin;
use tauri_plugin_window_state::{Builder, StateFlags};

/// The file in the folder of the data.
const FILE: &str = "window.json";

/// Opens the window where it stood, on a screen that is there, and keeps that when the program ends. Whether it was hidden is
/// the tray's to know.
pub(crate) fn plugin(data_dir: &Path) -> TauriPlugin<Wry> {
    if let Err(error) = make(data_dir) {
        tracing::warn!(%error, "the window's place is not kept");
    }
    let file = data_dir.join(FILE);
    let file = absolute(&file).unwrap_or(file);
    Builder::new()
        .with_state_flags(StateFlags::POSITION | StateFlags::SIZE | StateFlags::MAXIMIZED)
        .with_filename(file.to_string_lossy())
        .build()
}

/// Makes the folder, for its owner alone: the plugin makes no folder but Tauri's own.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
