//! How a file is read, and how it was understood.

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

/// What kind of file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum FileFormat {
    /// A table: lines of values.
    #[default]
    Csv,
    /// vCards, one a contact.
    Vcard,
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
    /// The header's text, trimmed; empty where the file has no header.
    pub title: String,
    /// Its first value that is not empty, at most 60 characters of it; empty where the head of the file has none.
    pub sample: String,
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
    /// The line of the header; 0 where there is none and the first line is a contact.
    pub header: Option<u32>,
    /// One use a column of the file; absent: by the header's names.
    pub columns: Option<Vec<ColumnUse>>,
}

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// A table or vCards.
    pub format: FileFormat,
    /// WHATWG name of the encoding.
    pub encoding: String,
    /// False where the encoding is a guess.
    pub encoding_sure: bool,
    /// What separates values.
    pub delimiter: Delimiter,
    /// False where the delimiter is a guess.
    pub delimiter_sure: bool,
    /// The line of the header, counted from 1; 0 where there is none.
    pub header: u32,
    /// False where the header is a guess.
    pub header_sure: bool,
    /// Whose header it is.
    pub family: HeaderFamily,
    /// The columns in the file's order; none of vCards, whose properties have their meaning.
    pub columns: Vec<FileColumn>,
    /// The fields that a column may fill beside one of its own name: the known ones, `name` (first and last name in one)
    /// and `id`.
    pub targets: Vec<String>,
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

/// Why no plan could be made: the file cannot be read, or nothing can be made of it.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The system could not read the file.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It was read, and is nothing to import.
    #[error(transparent)]
    Plan(#[from] PlanError),
}
