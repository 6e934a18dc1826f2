//! The window and the tray: files dropped on it, how it closes, and what stands for it meanwhile.

use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Answer;
use crate::background::{self, Background, Closing};
use crate::drops::{Drop, Drops};
use crate::tray::Tray;

/// Tells the page from now on what becomes of files that are dragged over the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_drops(listener: State<'_, Drops>, drops: Channel<Drop>) -> Answer<()> {
    listener.set(drops);
    Ok(())
}

/// Has the page ask from now on before the window closes, where the person has to decide.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_closing(
    background: State<'_, Background>,
    asked: Channel<Closing>,
) -> Answer<()> {
    background.listen_closing(asked);
    Ok(())
}

/// The icon in the tray and its menu from now on; the last one holds.
// Not async: commands that are not are carried out in the order in which they come.
#[tauri::command]
#[specta::specta]
pub(crate) fn set_tray(background: State<'_, Background>, tray: Tray) -> Answer<()> {
    background.set_tray(tray);
    Ok(())
}

/// Tells the page from now on the ids of what is chosen from the tray's menu, but `open` and `quit`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_tray(
    background: State<'_, Background>,
    chosen: Channel<String>,
) -> Answer<()> {
    background.listen_choices(chosen);
    Ok(())
}

/// Whether a tray shows the icon now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn has_tray(background: State<'_, Background>) -> Answer<bool> {
    Ok(background.has_tray().await)
}

/// Hides the window; the icon in the tray brings it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hide_window(program: AppHandle) -> Answer<()> {
    background::hide(&program).await
}

/// Closes the window, whatever runs; what is written down of a task is enough to take it up again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_window(program: AppHandle) -> Answer<()> {
    background::close(&program);
    Ok(())
}
