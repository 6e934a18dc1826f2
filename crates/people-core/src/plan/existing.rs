//! The personal contacts that are there, as a plan looks them up.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::layout::WHOLE_NAME;
use super::person::{name_into, numbers, significant};
use crate::number::Number;

/// The fields of a contact, `id` among them.
pub type Fields = BTreeMap<String, String>;

/// The personal contacts that are there: by id, by equal content, and by name.
///
/// Contents are equal when the same fields have the same values, id aside; an empty value is as good as none.
#[derive(Debug, Default)]
pub struct Existing<'a> {
    by_id: HashMap<&'a str, &'a Fields>,
    by_content: HashMap<u64, &'a Fields>,
    /// By [`person`], so that ten thousand contacts of one name are no burden.
    by_person: HashMap<String, Vec<&'a Fields>>,
    hasher: ContentHasher,
}

impl<'a> Existing<'a> {
    /// Takes the contacts of `GET /personal`.
    pub fn new(contacts: impl IntoIterator<Item = &'a Fields>) -> Self {
        let mut existing = Self::default();
        let (mut name, mut key) = (String::new(), String::new());
        for contact in contacts {
            if let Some(id) = contact.get("id") {
                existing.by_id.insert(id, contact);
            }
            let hash = existing.hasher.hash(filled(contact));
            existing.by_content.entry(hash).or_insert(contact);
            name_into(
                |field| contact.get(field).map_or("", String::as_str),
                &mut name,
            );
            if name.is_empty() {
                continue;
            }
            for number in numbers(filled(contact)) {
                person(&name, &number, &mut key);
                let those = existing.by_person.entry_ref(&key).or_default();
                // Two writings of one number.
                if those
                    .last()
                    .is_none_or(|last| !std::ptr::eq(*last, contact))
                {
                    those.push(contact);
                }
            }
        }
        existing
    }

    /// The hasher of [`Existing::by_content`].
    pub(super) fn hasher(&self) -> &ContentHasher {
        &self.hasher
    }

    /// The contact with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<&'a Fields> {
        self.by_id.get(id).copied()
    }

    /// The contacts that have this name, as names are compared, and may have this number.
    pub(super) fn by_person(&self, name: &str, number: &Number) -> &[&'a Fields] {
        let mut key = String::new();
        person(name, number, &mut key);
        self.by_person.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether any contact could be found by its name.
    pub(super) fn has_names(&self) -> bool {
        !self.by_person.is_empty()
    }

    /// The contact with this content, which has this hash.
    pub(super) fn by_content<'f>(
        &self,
        hash: u64,
        mut content: impl Iterator<Item = (&'f str, &'f str)>,
    ) -> Option<&'a Fields> {
        let contact = *self.by_content.get(&hash)?;
        let mut count = 0;
        let mut agrees = |(name, value): (&str, &str)| {
            count += 1;
            contact.get(name).is_some_and(|other| other == value)
        };
        let same = content.all(&mut agrees) && filled(contact).count() == count;
        same.then_some(contact)
    }
}

/// Writes what contacts of one name and one number have in common.
fn person(name: &str, number: &Number, key: &mut String) {
    key.clear();
    key.push_str(name);
    key.push('\0');
    key.push_str(significant(number));
}

/// What a contact is called: its name, or else what there is to know it by.
pub(super) fn name_of(contact: &Fields) -> String {
    let field = |name: &str| contact.get(name).map_or("", |value| value.trim());
    let whole = [field("firstname"), field("lastname")];
    let whole: Vec<&str> = whole.into_iter().filter(|part| !part.is_empty()).collect();
    if !whole.is_empty() {
        return whole.join(" ");
    }
    let others = [WHOLE_NAME, "company", "number", "mobile", "email"].map(field);
    let first = others.into_iter().find(|text| !text.is_empty());
    first.unwrap_or_default().to_owned()
}

/// What a contact's content is: its filled fields without the id.
pub(super) fn filled(contact: &Fields) -> impl Iterator<Item = (&str, &str)> {
    contact
        .iter()
        .filter(|(name, value)| *name != "id" && !value.is_empty())
        .map(|(name, value)| (name.as_str(), value.as_str()))
}

/// Hashes filled fields in any order to the same number. Equal numbers are no proof of equal content.
#[derive(Debug, Default)]
pub(super) struct ContentHasher(DefaultHashBuilder);

impl ContentHasher {
    pub fn hash<'f>(&self, fields: impl Iterator<Item = (&'f str, &'f str)>) -> u64 {
        self.sum(fields.map(|(name, value)| (self.text(name), value)))
    }

    /// As [`ContentHasher::hash`], of names that were hashed before.
    pub fn sum<'f>(&self, fields: impl Iterator<Item = (u64, &'f str)>) -> u64 {
        fields.fold(0, |sum, (name, value)| {
            let field = name ^ self.text(value);
            sum.wrapping_add(field.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        })
    }

    /// The hash of a name or an id.
    pub fn text(&self, text: &str) -> u64 {
        self.0.hash_one(text)
    }
}
