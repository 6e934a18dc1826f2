//! The text that the person selected or copied in any program. It is read when keys ask for it, and never kept or logged.

use people_core::link::{Link, in_text};
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tauri_plugin_clipboard_manager::ClipboardExt;

/// The number in what is selected, where the desktop tells, and else in what was copied.
pub(crate) async fn number(program: &AppHandle) -> Option<Link> {
    let program = program.clone();
    let found = spawn_blocking(move || {
        let selected = selected().and_then(|text| in_text(&text));
        selected.or_else(|| in_text(&program.clipboard().read_text().ok()?))
    });
    found.await.ok().flatten()
}

#[cfg(target_os = "linux")]
fn selected() -> Option<String> {
    use arboard::{Clipboard, GetExtLinux, LinuxClipboardKind};

    let mut clipboard = Clipboard::new().ok()?;
    clipboard
        .get()
        .clipboard(LinuxClipboardKind::Primary)
        .text()
        .ok()
}

#[cfg(not(target_os = "linux"))]
fn selected() -> Option<String> {
    None
}
