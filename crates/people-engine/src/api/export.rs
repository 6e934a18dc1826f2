//! Export.

use serde::{Deserialize, Serialize};

/// Which contacts are exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ExportWhat {
    /// All personal contacts.
    All,
    /// These rows.
    Rows {
        /// Their handles.
        rows: Vec<u32>,
    },
    /// What the open list shows, in its order.
    View,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ExportFormat {
    /// CSV with every text as it is, for this program and others.
    #[default]
    Csv,
    /// CSV for a spreadsheet: BOM, formulas guarded, numbers as text.
    Spreadsheet,
    /// vCard 4.0.
    Vcard,
}

/// What to export, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// Which contacts.
    pub what: ExportWhat,
    /// The fields to write, for a spreadsheet in this order; absent: all.
    pub columns: Option<Vec<String>>,
    /// The kind of file.
    pub format: ExportFormat,
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
