//! Import and export.

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

/// A row that the server refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ServerFailure {
    /// The line of the file.
    pub line: u32,
    /// The server's words.
    pub reason: String,
}

/// How an import ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ImportEnd {
    /// Every row was dealt with.
    Done,
    /// The person stopped it; what is there stays.
    Cancelled,
    /// It stopped at an error; what is there stays.
    Stopped {
        /// The error.
        error: super::AppError,
    },
}

/// What an import did, counted by the ids that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Contacts that are there now and were not before.
    pub created: u32,
    /// Contacts that have new text.
    pub updated: u32,
    /// Rows that were there already, or repeated in the file.
    pub duplicates: u32,
    /// Rows that the plan left out.
    pub skipped: Vec<PlanRow>,
    /// Rows that the server refused.
    pub failed: Vec<ServerFailure>,
    /// Rows that were not sent.
    pub unsent: u32,
    /// How it ended.
    pub end: ImportEnd,
}

/// How an export ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// Contacts in the file.
    pub count: u32,
    /// The file's name without the directory.
    pub name: String,
}

/// Who will read the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ExportFor {
    /// This program: every text as it is.
    #[default]
    Import,
    /// A spreadsheet: BOM, and values that would run as a formula are guarded.
    Spreadsheet,
}
