//! How contacts come, change and go, with everything that is derived from them.

use std::hash::BuildHasher;

use super::identity::Identity;
use super::record::{Pack, Record};
use super::{ContactId, Directory, FAVORITE, PERSONAL};
use crate::contact::Contact;

/// What a change of the directory did. A contact stands in one list at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Contacts that are new.
    pub added: Vec<ContactId>,
    /// Contacts with other values, relations or another star.
    pub changed: Vec<ContactId>,
    /// Contacts that are gone.
    pub removed: Vec<ContactId>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

impl Directory {
    pub(super) fn find_identity(&self, identity: &Identity<'_>) -> Option<u32> {
        let hash = self.hasher.hash_one(identity);
        let same = |id: &u32| {
            self.record(*id)
                .is_some_and(|record| Identity::of(record) == *identity)
        };
        self.by_key.find(hash, same).copied()
    }

    /// Adds a contact or gives it its new values.
    pub(super) fn put(&mut self, contact: &Contact, changes: &mut Changes) -> u32 {
        let source = self
            .sources
            .intern(&contact.key.backend, &contact.key.source);
        let stack = contact.relations.xivo_id.as_deref();
        let stack = stack.map(|id| self.stacks.intern(id));
        let pack = Pack::new(contact, source, stack, self.display.columns.len());
        let record = pack.record();
        let Some(id) = self.find_identity(&Identity::of(record)) else {
            let id = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
            self.records.add(record);
            self.flags.push(0);
            self.counts.all += 1;
            self.place(id, record, contact);
            changes.added.push(ContactId(id));
            return id;
        };
        let same_record = self.record(id) == Some(record);
        if same_record && self.is_favorite(id) == contact.favorite {
            return id;
        }
        if same_record {
            self.set_flags(id, contact.favorite, contact.key.is_personal());
            self.orders.forget_favorites(&self.display);
        } else {
            self.unindex(id);
            self.records.set(id, record);
            self.place(id, record, contact);
        }
        changes.changed.push(ContactId(id));
        id
    }

    /// Removes a contact.
    pub(super) fn take(&mut self, id: u32, changes: &mut Changes) {
        if !self.is_there(id) {
            return;
        }
        self.unindex(id);
        self.set_flags(id, false, false);
        self.records.remove(id);
        self.haystack.drop(id);
        self.counts.all -= 1;
        changes.removed.push(ContactId(id));
    }

    /// Brings what is derived in step, once for a batch.
    pub(super) fn settle(&mut self, changes: &mut Changes) {
        if changes.is_empty() {
            return;
        }
        changes.changed.sort_unstable();
        changes.changed.dedup();
        // Handles are given out upwards.
        changes
            .changed
            .retain(|id| changes.added.binary_search(id).is_err());
        self.haystack.settle();
        let touched: Vec<u32> = [&changes.added, &changes.changed, &changes.removed]
            .into_iter()
            .flatten()
            .map(|id| id.0)
            .collect();
        let mut orders = std::mem::take(&mut self.orders);
        orders.update(self, &touched);
        self.orders = orders;
        self.revision += 1;
    }

    pub(super) fn set_flags(&mut self, id: u32, favorite: bool, personal: bool) {
        let Some(flags) = self.flags.get_mut(id as usize) else {
            return;
        };
        let before = std::mem::replace(
            flags,
            if favorite { FAVORITE } else { 0 } | if personal { PERSONAL } else { 0 },
        );
        let step = |count: &mut u32, flag: u8, now: bool| match (before & flag != 0, now) {
            (false, true) => *count += 1,
            (true, false) => *count -= 1,
            _ => {}
        };
        step(&mut self.counts.favorites, FAVORITE, favorite);
        step(&mut self.counts.personal, PERSONAL, personal);
    }

    /// Sets what is looked up by the record of a handle.
    fn place(&mut self, id: u32, record: Record<'_>, contact: &Contact) {
        self.set_flags(id, contact.favorite, contact.key.is_personal());
        let fields = self.fields.iter().enumerate();
        self.haystack.put(
            id,
            fields.filter_map(|(column, field)| Some((*field, record.text(column)?))),
        );
        let key_hash = self.hasher.hash_one(Identity::of(record));
        let user_hash = record.user_uuid().map(|uuid| self.hasher.hash_one(uuid));
        let (records, hasher) = (&self.records, &self.hasher);
        let at = |id: &u32| records.get(*id);
        self.by_key.insert_unique(key_hash, id, |id| {
            at(id).map_or(0, |record| hasher.hash_one(Identity::of(record)))
        });
        if let Some(hash) = user_hash {
            let rehash = |id: &u32| {
                at(id)
                    .and_then(Record::user_uuid)
                    .map_or(0, |uuid| hasher.hash_one(uuid))
            };
            self.by_user.insert_unique(hash, id, rehash);
        }
        for tail in self.tails(id) {
            self.by_number.put(tail, id);
        }
    }

    /// Takes a handle out of what is looked up by its record.
    fn unindex(&mut self, id: u32) {
        for tail in self.tails(id) {
            self.by_number.take(tail, id);
        }
        let Some(record) = self.record(id) else {
            return;
        };
        let key_hash = self.hasher.hash_one(Identity::of(record));
        let user_hash = record.user_uuid().map(|uuid| self.hasher.hash_one(uuid));
        if let Ok(entry) = self.by_key.find_entry(key_hash, |other| *other == id) {
            entry.remove();
        }
        if let Some(Ok(entry)) =
            user_hash.map(|hash| self.by_user.find_entry(hash, |other| *other == id))
        {
            entry.remove();
        }
    }
}
