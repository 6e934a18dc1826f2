//! The window: files dropped on it, and how it closes.

use people_engine::api::TaskKind;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Answer;
use crate::background::{self, Background, Closings};
use crate::drops::{Drop, Drops};
use crate::tray::TrayWords;

/// Tells the page from now on what becomes of files that are dragged over the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_drops(listener: State<'_, Drops>, drops: Channel<Drop>) -> Answer<()> {
    listener.set(drops);
    Ok(())
}

/// Has the page ask from now on when the window is closed under a task that cannot go on without it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_closing(
    listener: State<'_, Closings>,
    asked: Channel<TaskKind>,
) -> Answer<()> {
    listener.set(asked);
    Ok(())
}

/// The words of the tray's menu; until they are given there is no tray.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tray_words(background: State<'_, Background>, words: TrayWords) -> Answer<()> {
    background.word(words);
    Ok(())
}

/// Closes the window, whatever runs; what is written down of a task is enough to take it up again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_window(program: AppHandle) -> Answer<()> {
    background::close(&program);
    Ok(())
}
