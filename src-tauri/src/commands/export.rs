//! Export. A path is taken only when the person picked it.

use people_engine::api::{ExportRequest, Exported, TaskKind};
use tauri::{AppHandle, State};

use super::{Answer, Engine};
use crate::picked::Picked;
use crate::tasks::Asked;

/// Writes contacts to a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export(
    engine: Engine<'_>,
    program: AppHandle,
    picked: State<'_, Picked>,
    path: String,
    request: ExportRequest,
) -> Answer<Exported> {
    let path = picked.to_write(&path)?;
    let _asked = Asked::of(program, TaskKind::Exporting);
    engine.export(path, request).await
}

/// The fields that an export can have.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_columns(engine: Engine<'_>) -> Answer<Vec<String>> {
    engine.export_columns().await
}
