//! Imports that run; progress comes with the changes.

use people_engine::api::{ImportReport, TaskKind, UndoReport};
use tauri::AppHandle;

use super::{Answer, Engine};
use crate::tasks::Asked;

/// Carries a plan out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import(
    engine: Engine<'_>,
    program: AppHandle,
    plan: u32,
) -> Answer<ImportReport> {
    let _asked = Asked::of(program, TaskKind::Import);
    engine.import(plan).await
}

/// Takes an import up again where it was left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_import(
    engine: Engine<'_>,
    program: AppHandle,
    id: u32,
) -> Answer<ImportReport> {
    let _asked = Asked::of(program, TaskKind::Import);
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
pub(crate) async fn undo_import(
    engine: Engine<'_>,
    program: AppHandle,
    id: u32,
) -> Answer<UndoReport> {
    let _asked = Asked::of(program, TaskKind::Undo);
    engine.undo_import(id).await
}
