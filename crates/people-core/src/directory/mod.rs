//! Every contact that is known, in memory: what lists, searches and menus are made of.

mod block;
mod change;
mod collate;
mod contact_ref;
mod grams;
mod haystack;
mod identity;
mod letters;
mod numbers;
mod orders;
mod record;
mod records;
#[cfg(test)]
mod tests;

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

pub(crate) use self::block::Block;
pub use self::change::Changes;
pub use self::contact_ref::ContactRef;
pub(crate) use self::grams::{Parts, rows};
use self::haystack::Field;
pub(crate) use self::haystack::{Haystack, INTERNATIONAL, LOCAL, NAME, TRUNK};
use self::identity::{Identity, Sources, Stacks};
pub(crate) use self::letters::starts_word_after;
use self::numbers::Numbers;
pub(crate) use self::orders::Order;
use self::orders::Orders;
use self::record::Record;
use self::records::Records;
use crate::contact::{Contact, ContactKey};
use crate::display::{ColumnKind, Display};

const FAVORITE: u8 = 1;
const PERSONAL: u8 = 2;

/// The handle of a contact: the same as long as the directory lives, never given to another contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContactId(pub u32);

/// Contacts a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Everyone.
    pub all: u32,
    /// With a star.
    pub favorites: u32,
    /// The user's own.
    pub personal: u32,
}

/// The contacts of one display.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    display: Display,
    fields: Vec<Field>,
    sources: Sources,
    stacks: Stacks,
    records: Records,
    flags: Vec<u8>,
    counts: Counts,
    by_key: HashTable<u32>,
    by_user: HashTable<u32>,
    by_number: Numbers,
    hasher: DefaultHashBuilder,
    haystack: Haystack,
    orders: Orders,
    revision: u64,
}

impl Directory {
    /// An empty directory of this display.
    pub fn new(display: Display) -> Self {
        let mut directory = Self::default();
        directory.set_display(display);
        directory
    }

    /// The columns that the contacts' values stand in.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Takes another display. Values of the old one mean nothing in it, so all contacts are gone when it
    /// differs; true then.
    pub fn set_display(&mut self, display: Display) -> bool {
        if display == self.display {
            return false;
        }
        self.fields = display
            .columns
            .iter()
            .map(|column| Field::of(column.kind(), column.type_name.as_deref()))
            .collect();
        self.orders = Orders::new(display.columns.len());
        self.display = display;
        self.records.clear();
        self.flags.fill(0);
        self.counts = Counts::default();
        self.by_key.clear();
        self.by_user.clear();
        self.by_number = Numbers::default();
        self.haystack = Haystack::default();
        self.revision += 1;
        true
    }

    /// Adds contacts, or gives those that are there their new values. Contacts without an id are the same
    /// when source and values are.
    pub fn upsert(&mut self, contacts: impl IntoIterator<Item = Contact>) -> Changes {
        let mut changes = Changes::default();
        for contact in contacts {
            self.put(&contact, &mut changes);
        }
        self.settle(&mut changes);
        changes
    }

    /// Makes `contacts` all there is of a source: others of it are gone.
    pub fn replace_source(
        &mut self,
        backend: &str,
        source: &str,
        contacts: impl IntoIterator<Item = Contact>,
    ) -> Changes {
        let mut changes = Changes::default();
        let mut named = vec![false; self.records.len()];
        for contact in contacts {
            let id = self.put(&contact, &mut changes) as usize;
            named.resize(named.len().max(id + 1), false);
            named[id] = true;
        }
        if let Some(source) = self.sources.find(backend, source) {
            for id in 0..self.records.len() as u32 {
                let of_source = self
                    .record(id)
                    .is_some_and(|record| record.source() == source);
                if of_source && !named.get(id as usize).copied().unwrap_or(false) {
                    self.take(id, &mut changes);
                }
            }
        }
        self.settle(&mut changes);
        changes
    }

    /// Removes the contacts for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(ContactRef<'_>) -> bool) -> Changes {
        let mut changes = Changes::default();
        for id in 0..self.records.len() as u32 {
            if self
                .get(ContactId(id))
                .is_some_and(|contact| !keep(contact))
            {
                self.take(id, &mut changes);
            }
        }
        self.settle(&mut changes);
        changes
    }

    /// Removes a contact; false when it was not there.
    pub fn remove(&mut self, id: ContactId) -> bool {
        let mut changes = Changes::default();
        self.take(id.0, &mut changes);
        self.settle(&mut changes);
        !changes.is_empty()
    }

    /// Sets or takes away a star; false when nothing changed.
    pub fn set_favorite(&mut self, id: ContactId, favorite: bool) -> bool {
        if !self.is_there(id.0) || self.is_favorite(id.0) == favorite {
            return false;
        }
        self.set_flags(id.0, favorite, self.is_personal(id.0));
        self.orders.forget_favorites(&self.display);
        self.revision += 1;
        true
    }

    /// A contact.
    pub fn get(&self, id: ContactId) -> Option<ContactRef<'_>> {
        self.record(id.0).map(|record| ContactRef {
            directory: self,
            record,
            id,
        })
    }

    /// The contact of a key; none for a key without id, which names nobody.
    pub fn find(&self, key: &ContactKey) -> Option<ContactId> {
        let source = self.sources.find(&key.backend, &key.source)?;
        self.find_identity(&Identity::Entry {
            source,
            id: key.id.as_deref()?,
        })
        .map(ContactId)
    }

    /// The contacts that stand for a user of the phone system.
    pub fn of_user<'a>(&'a self, user_uuid: &'a str) -> impl Iterator<Item = ContactId> + 'a {
        self.by_user
            .iter_hash(self.hasher.hash_one(user_uuid))
            .copied()
            .filter(move |id| self.record(*id).and_then(Record::user_uuid) == Some(user_uuid))
            .map(ContactId)
    }

    /// Every contact, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = ContactRef<'_>> {
        self.numbers().filter_map(|id| self.get(ContactId(id)))
    }

    /// Contacts in all.
    pub fn len(&self) -> usize {
        self.counts.all as usize
    }

    /// Whether there is no contact.
    pub fn is_empty(&self) -> bool {
        self.counts.all == 0
    }

    /// Contacts a view.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Sorts by name now, so that the first question does not have to.
    pub fn prepare(&self) {
        self.name_order().places();
    }

    /// Counts up with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Everybody's texts as search reads them, in long pieces: folded, fields and numbers as it needs them.
    pub fn folded(&self) -> impl Iterator<Item = &str> {
        self.haystack.blocks().map(|(_, block)| block.text())
    }

    pub(crate) fn haystack(&self) -> &Haystack {
        &self.haystack
    }

    /// By name, then by the other columns.
    pub(crate) fn name_order(&self) -> &Order {
        let name = self
            .display
            .columns
            .iter()
            .position(|column| column.kind() == ColumnKind::Name);
        self.column_order(name.unwrap_or(usize::MAX), false)
    }

    /// By a column; a column that is not there leaves the columns' own order.
    pub(crate) fn column_order(&self, column: usize, descending: bool) -> &Order {
        self.orders.column(self, column, descending)
    }

    pub(crate) fn is_favorite(&self, id: u32) -> bool {
        self.has_flag(id, FAVORITE)
    }

    pub(crate) fn is_personal(&self, id: u32) -> bool {
        self.has_flag(id, PERSONAL)
    }

    /// Numbers of handles that were given out, those of gone contacts included.
    pub(crate) fn slots(&self) -> usize {
        self.records.len()
    }

    fn is_agent(&self, id: u32) -> bool {
        self.record(id)
            .is_some_and(|record| record.agent_id().is_some())
    }

    fn is_there(&self, id: u32) -> bool {
        self.record(id).is_some()
    }

    fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.records.len() as u32).filter(|id| self.is_there(*id))
    }

    fn record(&self, id: u32) -> Option<Record<'_>> {
        self.records.get(id)
    }

    fn text_of(&self, id: u32, column: usize) -> Option<&str> {
        self.record(id)?.text(column)
    }

    fn identity_of(&self, id: u32) -> Option<(&str, &str, Option<&str>)> {
        let record = self.record(id)?;
        let (backend, source) = self.sources.name(record.source());
        Some((backend, source, record.entry_id()))
    }

    fn has_flag(&self, id: u32, flag: u8) -> bool {
        self.flags
            .get(id as usize)
            .is_some_and(|flags| flags & flag != 0)
    }
}
