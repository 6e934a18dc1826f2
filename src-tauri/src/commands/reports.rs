//! What imports did. The reasons in a file or on the clipboard are the page's words.

use people_engine::api::{Exported, ImportReport, ReportList, ReportRows};
use tauri::State;

use super::{Answer, Engine};
use crate::picked::Picked;

/// The last ten imports, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn imports(engine: Engine<'_>) -> Answer<Vec<ImportReport>> {
    engine.imports().await
}

/// A range of one list of an import's report.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_rows(
    engine: Engine<'_>,
    id: u32,
    list: ReportList,
    start: u32,
    count: u32,
) -> Answer<ReportRows> {
    engine.import_rows(id, list, start, count).await
}

/// Writes one list of a report to a file, with one reason a row or none at all.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_report(
    engine: Engine<'_>,
    picked: State<'_, Picked>,
    id: u32,
    list: ReportList,
    path: String,
    reasons: Vec<String>,
) -> Answer<Exported> {
    engine
        .save_report(id, list, picked.to_write(&path)?, reasons)
        .await
}

/// The text of such a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn report_csv(
    engine: Engine<'_>,
    id: u32,
    list: ReportList,
    reasons: Vec<String>,
) -> Answer<String> {
    engine.report_csv(id, list, reasons).await
}
