//! Lists and personal contacts.

use people_core::list::Row;
use serde::{Deserialize, Serialize};

/// The head of a list that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ListHead {
    /// Counts up with every change of the list.
    pub revision: u32,
    /// Rows in the list.
    pub total: u32,
    /// The first rows.
    pub rows: Vec<Row>,
    /// What `Enter` would dial when the text is a number.
    pub dial: Option<String>,
}

/// A range of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Rows {
    /// The revision that these rows belong to.
    pub revision: u32,
    /// Rows in the list.
    pub total: u32,
    /// Index of the first row.
    pub start: u32,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the anchor row stands now, when one was asked for and is still there.
    pub anchor: Option<u32>,
}

/// A field of a personal contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The server's name: `firstname`, `lastname`, `number`, `email`, `company`, `fax`, `mobile`, or any other.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What looks wrong with a field; it may be saved all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FieldWarning {
    /// No e-mail address by its shape.
    Email {
        /// The field.
        field: String,
    },
    /// No phone number by its shape.
    Number {
        /// The field.
        field: String,
    },
    /// Neither a name nor a number nor an address: it could not be found again.
    Nameless,
}

/// A contact that was saved or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// Its row.
    pub row: u32,
}
