//! Settings.

use people_engine::api::Settings;

use super::{Answer, Engine};

/// The settings as they are kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settings(engine: Engine<'_>) -> Answer<Settings> {
    engine.settings().await
}

/// Keeps new settings.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_settings(engine: Engine<'_>, settings: Settings) -> Answer<()> {
    engine.set_settings(settings).await
}

/// Removes the copy of the directory from this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn wipe_local_copy(engine: Engine<'_>) -> Answer<()> {
    engine.wipe_local_copy().await
}
