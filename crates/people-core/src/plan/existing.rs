//! The personal contacts that are there, as a plan looks them up.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The fields of a contact, `id` among them.
pub type Fields = BTreeMap<String, String>;

/// The personal contacts that are there: by id, and by equal content.
///
/// Contents are equal when the same fields have the same values, id aside; an empty value is as good as none.
#[derive(Debug, Default)]
pub struct Existing<'a> {
    contacts: Vec<&'a Fields>,
    by_id: HashMap<&'a str, u32, FxBuildHasher>,
    by_content: FxHashMap<u64, u32>,
}

impl<'a> Existing<'a> {
    /// Takes the contacts of `GET /personal`.
    pub fn new(contacts: impl IntoIterator<Item = &'a Fields>) -> Self {
        let mut existing = Self::default();
        for (place, contact) in (0_u32..).zip(contacts) {
            if let Some(id) = contact.get("id") {
                existing.by_id.insert(id, place);
            }
            let hash = content_hash(filled(contact));
            existing.by_content.entry(hash).or_insert(place);
            existing.contacts.push(contact);
        }
        existing
    }

    /// The contact with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<&'a Fields> {
        let place = *self.by_id.get(id)?;
        self.contacts.get(place as usize).copied()
    }

    /// The contact with this content, which has this [`content_hash`].
    pub(super) fn by_content(&self, hash: u64, content: &[(&str, &str)]) -> Option<&'a Fields> {
        let place = *self.by_content.get(&hash)?;
        let contact = self.contacts.get(place as usize).copied()?;
        let same = filled(contact).count() == content.len()
            && content
                .iter()
                .all(|(name, value)| contact.get(*name).is_some_and(|other| other == value));
        same.then_some(contact)
    }
}

/// What a contact's content is: its filled fields without the id.
pub(super) fn filled(contact: &Fields) -> impl Iterator<Item = (&str, &str)> {
    contact
        .iter()
        .filter(|(name, value)| *name != "id" && !value.is_empty())
        .map(|(name, value)| (name.as_str(), value.as_str()))
}

/// A hash of filled fields that does not depend on their order. Equal hashes are no proof of equal content.
pub(super) fn content_hash<'f>(fields: impl Iterator<Item = (&'f str, &'f str)>) -> u64 {
    fields.fold(0, |sum, field| sum.wrapping_add(FxBuildHasher.hash_one(field)))
}
