//! What imports did, and what taking them back did.

use people_core::plan::{SameAs, SkipReason};
use serde::{Deserialize, Serialize};

use super::AppError;

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
        error: AppError,
    },
    /// The program ended under it; it can be resumed.
    Interrupted,
}

/// What became of an import's rows; their sum is the file's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// Contacts that are there now and were not before.
    pub created: u32,
    /// Contacts that have new text.
    pub updated: u32,
    /// Rows that were there already, or repeated in the file.
    pub duplicates: u32,
    /// Rows that the plan or the person left out.
    pub skipped: u32,
    /// Rows that the server refused.
    pub failed: u32,
    /// Rows that were not sent.
    pub unsent: u32,
}

/// Where an import's contacts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ImportOf {
    /// A file.
    File,
    /// The copy that was made before all contacts were removed.
    Restore,
}

/// What an import did, counted by the ids that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The import's id, kept across restarts.
    pub import: u32,
    /// The file's name without the directory; empty for a restore.
    pub name: String,
    /// When it began, RFC 3339.
    pub at: String,
    /// Where the contacts come from.
    pub of: ImportOf,
    /// What became of the rows.
    pub counts: ImportCounts,
    /// How it ended.
    pub end: ImportEnd,
    /// Whether there is something that undoing would take back.
    pub can_undo: bool,
    /// Whether rows are left that resuming would send.
    pub can_resume: bool,
    /// What undoing it did, once it was undone.
    pub undone: Option<UndoReport>,
}

/// A list of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ReportList {
    /// Contacts that were created.
    Created,
    /// Contacts that have new text.
    Updated,
    /// Rows that were there already.
    Duplicates,
    /// Rows that were left out.
    Skipped,
    /// Rows that the server refused.
    Failed,
    /// Rows that were not sent.
    Unsent,
}

/// A row of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReportRow {
    /// The line of the file at which the row starts, the header being 1.
    pub line: u32,
    /// The contact's name.
    pub name: String,
    /// The contact's id, where the row is one on the server.
    pub contact: Option<String>,
    /// One value a field of [`ReportRows::fields`].
    pub values: Vec<String>,
    /// Why it was left out.
    pub reason: Option<SkipReason>,
    /// Why the server refused it, in its own words.
    pub words: Option<String>,
    /// What it is the same as.
    pub same_as: Option<SameAs>,
}

/// A range of a report's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReportRows {
    /// Rows in the list.
    pub total: u32,
    /// Index of the first row.
    pub start: u32,
    /// The fields that the values belong to; for skipped rows the file's own columns.
    pub fields: Vec<String>,
    /// The rows.
    pub rows: Vec<ReportRow>,
}

/// Why undoing left a contact as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum KeptWhy {
    /// It was edited since the import.
    Edited,
    /// It is not there any more.
    Gone,
    /// The server refused.
    Refused {
        /// Its words.
        words: String,
    },
}

/// A contact that undoing left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct KeptContact {
    /// The line of the file that it came from.
    pub line: u32,
    /// Its name.
    pub name: String,
    /// Why it was left.
    pub why: KeptWhy,
}

/// What undoing an import did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct UndoReport {
    /// Contacts that the import had created and that are removed.
    pub removed: u32,
    /// Contacts that have their text of before.
    pub restored: u32,
    /// Contacts that were left as they are.
    pub kept: Vec<KeptContact>,
    /// How it ended.
    pub end: ImportEnd,
}

/// A contact that was removed, to be brought back for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Removed {
    /// The handle to bring it back with.
    pub removed: u32,
}

/// The copy of all contacts that were removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Restorable {
    /// How many.
    pub count: u32,
    /// When they were removed, RFC 3339.
    pub at: String,
}
