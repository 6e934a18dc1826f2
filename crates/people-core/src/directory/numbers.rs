//! Who has a number.

use std::cmp::Reverse;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{ContactId, Directory};
use crate::display::ColumnKind;
use crate::menu::columns;
use crate::number::{same, tail};

/// Contacts by the last digits of their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    contacts: HashTable<(u32, u32)>,
    hasher: DefaultHashBuilder,
}

impl Numbers {
    pub(super) fn put(&mut self, tail: u32, contact: u32) {
        let hasher = &self.hasher;
        self.contacts
            .insert_unique(hasher.hash_one(tail), (tail, contact), |(tail, _)| {
                hasher.hash_one(tail)
            });
    }

    pub(super) fn take(&mut self, tail: u32, contact: u32) {
        let hash = self.hasher.hash_one(tail);
        if let Ok(entry) = self
            .contacts
            .find_entry(hash, |entry| *entry == (tail, contact))
        {
            entry.remove();
        }
    }

    fn with(&self, tail: u32) -> impl Iterator<Item = u32> + '_ {
        self.contacts
            .iter_hash(self.hasher.hash_one(tail))
            .filter(move |(other, _)| *other == tail)
            .map(|(_, contact)| *contact)
    }
}

impl Directory {
    /// Who has a number, however it is written. Of several it is a colleague, else one with the star, else
    /// one of the user's own.
    pub fn find_by_number(&self, number: &str) -> Option<ContactId> {
        self.by_number
            .with(tail(number)?)
            .filter(|id| self.numbers_of(*id).any(|text| same(text, number)))
            .max_by_key(|id| {
                let user = self.record(*id).and_then(|record| record.user_uuid());
                (
                    user.is_some(),
                    self.is_favorite(*id),
                    self.is_personal(*id),
                    Reverse(*id),
                )
            })
            .map(ContactId)
    }

    /// The last digits of a contact's numbers, each once.
    pub(super) fn tails(&self, id: u32) -> Vec<u32> {
        let mut tails: Vec<u32> = self.numbers_of(id).filter_map(tail).collect();
        tails.sort_unstable();
        tails.dedup();
        tails
    }

    fn numbers_of(&self, id: u32) -> impl Iterator<Item = &str> {
        let columns = |kind| columns(&self.display, kind);
        columns(ColumnKind::Number)
            .chain(columns(ColumnKind::Callable))
            .filter_map(move |column| self.text_of(id, column))
    }
}
