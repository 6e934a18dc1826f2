//! What an import would do. A path is taken only when the person picked the file, or dropped it on the window.

use people_core::plan::{ChangeChoice, PlanSummary, ReadOptions, RowKind};
use people_engine::api::{ImportPlan, PlanRows};
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

/// Chooses what becomes of the row of a line that changes a contact, or without a line of all such rows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose(
    engine: Engine<'_>,
    plan: u32,
    line: Option<u32>,
    choice: ChangeChoice,
) -> Answer<PlanSummary> {
    engine.choose(plan, line, choice).await
}

/// Lets go of a plan.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_plan(engine: Engine<'_>, plan: u32) -> Answer<()> {
    engine.drop_plan(plan).await
}
