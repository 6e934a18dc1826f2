//! Imports that run; progress comes with the changes.

use people_engine::api::{ImportReport, UndoReport};

use super::{Answer, Engine};

/// Carries a plan out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import(engine: Engine<'_>, plan: u32) -> Answer<ImportReport> {
    engine.import(plan).await
}

/// Takes an import up again where it was left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_import(engine: Engine<'_>, id: u32) -> Answer<ImportReport> {
    engine.resume_import(id).await
}

/// Has the import that runs wait, or go on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_import(engine: Engine<'_>, paused: bool) -> Answer<()> {
    engine.pause_import(paused).await
}

/// Stops the import that runs; what is there stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_import(engine: Engine<'_>) -> Answer<()> {
    engine.cancel_import().await
}

/// Takes back what an import did.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_import(engine: Engine<'_>, id: u32) -> Answer<UndoReport> {
    engine.undo_import(id).await
}
