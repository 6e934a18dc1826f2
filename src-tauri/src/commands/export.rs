//! Export. A path is taken only when the person picked it.

use people_engine::api::{ExportRequest, Exported};
use tauri::State;

use super::{Answer, Engine};
use crate::picked::Picked;

/// Writes contacts to a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export(
    engine: Engine<'_>,
    picked: State<'_, Picked>,
    path: String,
    request: ExportRequest,
) -> Answer<Exported> {
    engine.export(picked.to_write(&path)?, request).await
}

/// The fields that an export can have.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_columns(engine: Engine<'_>) -> Answer<Vec<String>> {
    engine.export_columns().await
}
