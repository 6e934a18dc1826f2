//! Rows that change a contact that is there.

use super::existing::{Fields, name_of};
use super::{ChangeBy, ChangeChoice, FieldChange, RowChange};

/// A contact to update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the file at which the row starts.
    pub line: u32,
    /// The contact's id.
    pub id: String,
    /// The fields that differ; an empty one is to go. What is not named stays as it is.
    pub edits: Fields,
}

impl Change {
    /// The fields to send, without the id: the row's over the contact's own as it is now, so that nothing is lost that was
    /// changed elsewhere since the plan was made.
    pub fn over(&self, contact: &Fields) -> Fields {
        let mut fields = contact.clone();
        fields.remove("id");
        for (name, value) in &self.edits {
            if value.is_empty() {
                fields.remove(name);
            } else {
                fields.insert(name.clone(), value.clone());
            }
        }
        fields
    }
}

/// A change, and what is chosen for it.
#[derive(Debug)]
pub(super) struct Proposed {
    pub change: Change,
    /// What the contact is called.
    pub name: String,
    pub by: ChangeBy,
    /// The same as the change's edits, in the order of the file's columns and beside what is there.
    pub fields: Vec<FieldChange>,
    pub choice: ChangeChoice,
    /// Whether the row has an id that nobody of the person's contacts has, which it gets when both are kept.
    pub wanted_id: bool,
}

impl Proposed {
    pub fn new(line: u32, contact: &Fields, by: ChangeBy, fields: Vec<FieldChange>) -> Self {
        let edits = fields
            .iter()
            .map(|field| (field.field.clone(), field.after.clone()))
            .collect();
        Self {
            change: Change {
                line,
                id: contact.get("id").cloned().unwrap_or_default(),
                edits,
            },
            name: name_of(contact),
            by,
            fields,
            choice: ChangeChoice::default(),
            wanted_id: false,
        }
    }

    /// As it is shown.
    pub fn shown(&self) -> RowChange {
        RowChange {
            id: self.change.id.clone(),
            name: self.name.clone(),
            by: self.by,
            fields: self.fields.clone(),
            choice: self.choice,
        }
    }
}
