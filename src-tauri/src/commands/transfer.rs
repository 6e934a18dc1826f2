//! Import and export. A path is taken only when the person picked it in a dialog of the system.

use people_core::plan::{ReadOptions, RowKind};
use people_engine::api::{ExportFor, Exported, ImportPlan, ImportReport, PlanRows};
use tauri::State;

use super::{Answer, Engine};
use crate::picked::Picked;

/// Reads a file and says what would become of each row.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan(
    engine: Engine<'_>,
    picked: State<'_, Picked>,
    path: String,
    options: ReadOptions,
) -> Answer<ImportPlan> {
    engine.plan(picked.to_read(&path)?, options).await
}

/// Reads the same file in another way.
#[tauri::command]
#[specta::specta]
pub(crate) async fn replan(
    engine: Engine<'_>,
    plan: u32,
    options: ReadOptions,
) -> Answer<ImportPlan> {
    engine.replan(plan, options).await
}

/// A range of a plan's rows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn plan_rows(
    engine: Engine<'_>,
    plan: u32,
    kind: Option<RowKind>,
    start: u32,
    count: u32,
) -> Answer<PlanRows> {
    engine.plan_rows(plan, kind, start, count).await
}

/// Lets go of a plan.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_plan(engine: Engine<'_>, plan: u32) -> Answer<()> {
    engine.drop_plan(plan).await
}

/// Runs a plan; progress comes with the changes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import(engine: Engine<'_>, plan: u32) -> Answer<ImportReport> {
    engine.import(plan).await
}

/// Stops the import that runs; what is there stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_import(engine: Engine<'_>) -> Answer<()> {
    engine.cancel_import().await
}

/// Writes the rows that were left out, each with its reason in the page's words, in their order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_skipped(
    engine: Engine<'_>,
    picked: State<'_, Picked>,
    plan: u32,
    path: String,
    reasons: Vec<String>,
) -> Answer<Exported> {
    engine
        .save_skipped(plan, picked.to_write(&path)?, reasons)
        .await
}

/// Writes all personal contacts to a file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export(
    engine: Engine<'_>,
    picked: State<'_, Picked>,
    path: String,
    reader: ExportFor,
) -> Answer<Exported> {
    engine.export(picked.to_write(&path)?, reader).await
}
