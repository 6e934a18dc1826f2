//! A contact where it stands in the directory.

use super::record::Record;
use super::{ContactId, Directory};
use crate::contact::{Contact, ContactKey, Relations, Value};

/// A contact of a [`Directory`], read without a copy.
#[derive(Clone, Copy)]
pub struct ContactRef<'a> {
    pub(super) directory: &'a Directory,
    pub(super) record: Record<'a>,
    pub(super) id: ContactId,
}

impl<'a> ContactRef<'a> {
    /// Its handle.
    pub fn id(&self) -> ContactId {
        self.id
    }

    /// The kind of its source.
    pub fn backend(&self) -> &'a str {
        self.directory.sources.name(self.record.source()).0
    }

    /// The name of its source.
    pub fn source(&self) -> &'a str {
        self.directory.sources.name(self.record.source()).1
    }

    /// Its id in the source, where the source gives one.
    pub fn entry_id(&self) -> Option<&'a str> {
        self.record.entry_id()
    }

    /// Its identity.
    pub fn key(&self) -> ContactKey {
        ContactKey {
            backend: self.backend().to_owned(),
            source: self.source().to_owned(),
            id: self.entry_id().map(str::to_owned),
        }
    }

    /// The text of a column; none when there is nothing to show.
    pub fn text(&self, column: usize) -> Option<&'a str> {
        self.record.text(column)
    }

    /// The user that it stands for.
    pub fn user_uuid(&self) -> Option<&'a str> {
        self.record.user_uuid()
    }

    /// The agent that it stands for.
    pub fn agent_id(&self) -> Option<i64> {
        self.record.agent_id()
    }

    /// Its line, as in the `lines` of a presence.
    pub fn endpoint_id(&self) -> Option<i64> {
        self.record.endpoint_id()
    }

    /// Its ties to the phone system.
    pub fn relations(&self) -> Relations {
        self.record.relations(self.directory.stacks.ids())
    }

    /// Whether it has a star.
    pub fn is_favorite(&self) -> bool {
        self.directory.is_favorite(self.id.0)
    }

    /// Whether it is one of the user's own.
    pub fn is_personal(&self) -> bool {
        self.directory.is_personal(self.id.0)
    }

    /// A copy, as it was given to the directory.
    pub fn to_contact(&self) -> Contact {
        let columns = self.directory.display.columns.len();
        let values: Vec<Value> = (0..columns)
            .map(|column| self.record.value(column))
            .collect();
        Contact {
            key: self.key(),
            values,
            relations: self.relations(),
            favorite: self.is_favorite(),
        }
    }
}
