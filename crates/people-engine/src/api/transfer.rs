//! Plans of imports, and the tasks that change many contacts.

use people_core::plan::{PlanRow, PlanSummary};
use serde::{Deserialize, Serialize};

/// A plan, as it is shown before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportPlan {
    /// The plan's handle.
    pub plan: u32,
    /// The file's name without the directory.
    pub name: String,
    /// The plan in short.
    pub summary: PlanSummary,
    /// Whether the columns are used as they were the last time by hand for a file with the same header.
    pub remembered: bool,
}

/// A range of a plan's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanRows {
    /// Rows of this kind in all.
    pub total: u32,
    /// Index of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<PlanRow>,
}

/// What is under way with many contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum TaskKind {
    /// An import.
    Import,
    /// Taking back what an import did.
    Undo,
    /// Putting back contacts that were all removed.
    Restore,
    /// Removing all contacts.
    Removing,
    /// Writing a file.
    Exporting,
}

/// How it stands with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum TaskState {
    /// It goes on.
    Running,
    /// The person had it pause.
    Paused,
    /// The server is out of reach; it goes on by itself.
    Waiting,
}
