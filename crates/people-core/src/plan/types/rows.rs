//! What becomes of each row, and of all of them.

use serde::{Deserialize, Serialize};

use super::Reading;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum RowKind {
    /// It will be created.
    New,
    /// It is there already, or stands in an earlier line of the file.
    Same,
    /// It is about an existing contact and has other text: what becomes of it is a [`ChangeChoice`].
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
    /// A change that the person chose to leave out. It stands in reports only: in a plan such a row is
    /// [`RowKind::Changes`].
    Chosen,
    /// A vCard of a group, which is no contact.
    Group,
    /// A vCard that cannot be read.
    BadCard {
        /// The property that is at fault, as `TEL`; none where the card itself is cut or not begun.
        property: Option<String>,
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
        /// What it is called: its name, or else its company, number or address.
        name: String,
    },
    /// An earlier line of the file.
    Line {
        /// The line, the header being 1.
        line: u32,
    },
}

/// What becomes of a row that would change a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ChangeChoice {
    /// The contact gets the row's text.
    #[default]
    Update,
    /// The contact stays as it is, and the row becomes another one.
    KeepBoth,
    /// The row is left out.
    Skip,
}

/// How the contact was found that a row would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum ChangeBy {
    /// The row has its id.
    Id,
    /// It has the row's name, and one of the row's numbers.
    NameAndNumber,
}

/// What a change does to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// Its text now; empty when the contact does not have it.
    pub before: String,
    /// Its text afterwards; empty when it is to go.
    pub after: String,
}

/// What a row would change, and what becomes of that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RowChange {
    /// The id of the contact.
    pub id: String,
    /// What it is called now.
    pub name: String,
    /// How it was found.
    pub by: ChangeBy,
    /// The fields that differ, in the order of the file's columns.
    pub fields: Vec<FieldChange>,
    /// What becomes of the row.
    pub choice: ChangeChoice,
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
    /// What it changes.
    pub change: Option<RowChange>,
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
    /// About an existing contact with other text, whatever is chosen for them.
    pub changes: u32,
    /// Left out.
    pub skipped: u32,
}

/// Properties of vCards that nothing is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Ignored {
    /// The property's name, as `PHOTO`.
    pub what: String,
    /// How often it stands in the file.
    pub count: u32,
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
    /// What of vCards is left out, most frequent first.
    pub ignored: Vec<Ignored>,
    /// What was chosen last for all rows that change a contact; single ones may have another choice.
    pub on_change: ChangeChoice,
}
