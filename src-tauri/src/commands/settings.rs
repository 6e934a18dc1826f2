//! Settings, and what the administrator set of them.

use people_engine::api::{Policy, Settings};
use tauri::{AppHandle, State};

use super::{Answer, Engine};
use crate::habits;
use crate::log::Log;

/// The settings as they are kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settings(engine: Engine<'_>) -> Answer<Settings> {
    engine.settings().await
}

/// Keeps new settings.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_settings(
    engine: Engine<'_>,
    program: AppHandle,
    log: State<'_, Log>,
    settings: Settings,
) -> Answer<()> {
    engine.set_settings(settings).await?;
    let kept = engine.settings().await?;
    log.set_level(kept.log);
    habits::follow(&program, &kept)
}

/// What the administrator set for this computer, and what is wrong with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn policy(engine: Engine<'_>) -> Answer<Policy> {
    engine.policy().await
}

/// Removes the copy of the directory from this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn wipe_local_copy(engine: Engine<'_>) -> Answer<()> {
    engine.wipe_local_copy().await
}
