//! A newer version of the program.

use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Answer;
use crate::update::{UpdateState, Updates};

/// Whether there is a newer version, as far as is known.
#[tauri::command]
#[specta::specta]
pub(crate) async fn update_state(updates: State<'_, Updates>) -> Answer<UpdateState> {
    Ok(updates.state())
}

/// Asks for a newer version now, and gives what came of it. While one is being fetched that goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_update(
    program: AppHandle,
    updates: State<'_, Updates>,
) -> Answer<UpdateState> {
    Ok(updates.check(&program).await)
}

/// Fetches the version that was found and puts it in the place of this one; how far it is is told to whoever listens.
#[tauri::command]
#[specta::specta]
pub(crate) async fn install_update(updates: State<'_, Updates>) -> Answer<UpdateState> {
    Ok(updates.install().await)
}

/// Ends the program and starts it again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restart(program: AppHandle) -> Answer<()> {
    crate::restart::ask(&program);
    Ok(())
}

/// Tells the page how it stands with a newer version, now and whenever that changes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_update(
    updates: State<'_, Updates>,
    states: Channel<UpdateState>,
) -> Answer<()> {
    updates.listen(states);
    Ok(())
}
