//! What a plan says: how the file was understood, and what becomes of each row.

use serde::{Deserialize, Serialize};

/// What separates the values of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

/// Which program's header the file has; decides only what the person is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum HeaderFamily {
    /// Our own and the server's.
    Wazo,
    /// Google Contacts, today's and before.
    Google,
    /// Outlook, on the desktop and on the web.
    Outlook,
    /// Thunderbird.
    Thunderbird,
    /// No known program.
    #[default]
    Other,
}

/// What becomes of a column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ColumnUse {
    /// It fills this field: a known one, or its own name kept as it is.
    Field {
        /// The contact's field.
        field: String,
    },
    /// It is left out.
    Drop,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FileColumn {
    /// The header's text, trimmed.
    pub title: String,
    /// What becomes of it.
    pub target: ColumnUse,
    /// Whether the header was recognised.
    pub known: bool,
}

/// How to read a file; what is absent is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ReadOptions {
    /// A WHATWG encoding label, as `windows-1252`.
    pub encoding: Option<String>,
    /// What separates values.
    pub delimiter: Option<Delimiter>,
    /// One use a column of the file; absent: by the header's names.
    pub columns: Option<Vec<ColumnUse>>,
}

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// WHATWG name of the encoding.
    pub encoding: String,
    /// False where the encoding is a guess.
    pub encoding_sure: bool,
    /// What separates values.
    pub delimiter: Delimiter,
    /// False where the delimiter is a guess.
    pub delimiter_sure: bool,
    /// Whose header it is.
    pub family: HeaderFamily,
    /// The columns in the file's order.
    pub columns: Vec<FileColumn>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum RowKind {
    /// It will be created.
    New,
    /// It is there already, or stands in an earlier line of the file.
    Same,
    /// It has the id of an existing contact and other text: it will be updated.
    Changes,
    /// It is left out, with a reason.
    Skipped,
}

/// Why a row is left out. Columns are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SkipReason {
    /// More values than the header has columns.
    TooManyValues {
        /// Columns of the header.
        expected: u32,
        /// Values of the line.
        found: u32,
    },
    /// Fewer values than the header has columns.
    TooFewValues {
        /// Columns of the header.
        expected: u32,
        /// Values of the line.
        found: u32,
    },
    /// No value in any column that is kept.
    Blank,
    /// A NUL, which the server cannot store.
    Nul {
        /// The column.
        column: u32,
    },
    /// A value longer than the server takes.
    TooLong {
        /// The column.
        column: u32,
        /// Its length in characters.
        length: u32,
        /// What the server takes.
        limit: u32,
    },
    /// A quote that is opened and never closed.
    UnclosedQuote,
    /// A number that a spreadsheet rounded, as `5.55E+09`.
    RoundedNumber {
        /// The column.
        column: u32,
        /// The value.
        value: String,
    },
    /// The id of this line stands in an earlier line with other text.
    RepeatedId {
        /// The earlier line.
        line: u32,
    },
}

/// What a row is the same as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SameAs {
    /// A contact that is there.
    Contact {
        /// Its id.
        id: String,
    },
    /// An earlier line of the file.
    Line {
        /// The line, the header being 1.
        line: u32,
    },
}

/// A row of the plan, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanRow {
    /// The line of the file at which the row starts, the header being 1.
    pub line: u32,
    /// What becomes of it.
    pub kind: RowKind,
    /// One value a kept column, in the order of [`PlanSummary::fields`].
    pub values: Vec<String>,
    /// Why it is left out.
    pub reason: Option<SkipReason>,
    /// What it is the same as.
    pub same_as: Option<SameAs>,
}

/// Numbers of rows by what becomes of them; their sum is the file's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanCounts {
    /// To be created.
    pub new: u32,
    /// Already there.
    pub same: u32,
    /// To be updated.
    pub changes: u32,
    /// Left out.
    pub skipped: u32,
}

/// The plan in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct PlanSummary {
    /// How the file was understood.
    pub reading: Reading,
    /// The fields that the kept columns fill, in the file's order, each once.
    pub fields: Vec<String>,
    /// Numbers of rows.
    pub counts: PlanCounts,
}

/// Why a file cannot be planned at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum PlanError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A header and nothing else.
    #[error("the file has a header and no row")]
    HeaderOnly,
    /// No column that a contact could be made of.
    #[error("no column is known")]
    NoKnownColumn {
        /// The header's titles.
        titles: Vec<String>,
    },
    /// Not text.
    #[error("the file is not text")]
    Binary,
    /// The encoding that was asked for does not exist.
    #[error("unknown encoding {label}")]
    UnknownEncoding {
        /// As asked for.
        label: String,
    },
    /// Text that the encoding cannot be.
    #[error("not {encoding} at line {line}")]
    NotInEncoding {
        /// The encoding's name.
        encoding: String,
        /// The first line with a fault.
        line: u32,
    },
}
