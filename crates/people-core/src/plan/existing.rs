//! The personal contacts that are there, as a plan looks them up.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::fates::count;
use super::layout::WHOLE_NAME;
use super::person::{is_phone, name_into, number_key};
use super::sieve::Sieve;

/// The fields of a contact, `id` among them.
pub type Fields = BTreeMap<String, String>;

/// The personal contacts that are there: by id, by equal content, and by name.
///
/// Contents are equal when the same fields have the same values, id aside; an empty value is as good as none.
#[derive(Debug, Default)]
pub struct Existing<'a> {
    by_id: HashMap<&'a str, &'a Fields>,
    by_content: HashMap<u64, &'a Fields>,
    /// What [`Existing::by_content`] may hold: most rows are new.
    contents: Sieve,
    /// The [`number_key`]s that contacts with a name may have.
    numbers: Sieve,
    /// By [`ContentHasher::person`], sorted, so that ten thousand contacts of one name or one number are no burden.
    people: Vec<(u64, u32)>,
    /// What [`Existing::people`] names by place.
    contacts: Vec<&'a Fields>,
    hasher: ContentHasher,
}

impl<'a> Existing<'a> {
    /// Takes the contacts of `GET /personal`.
    pub fn new(contacts: impl IntoIterator<Item = &'a Fields>) -> Self {
        let contacts = contacts.into_iter();
        let mut existing = Self::default();
        let room = contacts.size_hint().0;
        existing.by_id.reserve(room);
        existing.by_content.reserve(room);
        existing.contents = Sieve::with_room(room);
        existing.numbers = Sieve::with_room(room * 2);
        let mut name = String::new();
        for contact in contacts {
            existing.take(contact, &mut name);
        }
        existing.people.sort_unstable();
        // Two writings of one number.
        existing.people.dedup();
        existing
    }

    fn take(&mut self, contact: &'a Fields, name: &mut String) {
        let place = count(self.contacts.len());
        self.contacts.push(contact);
        let mut person = None;
        let mut content = 0;
        for (field, value) in contact {
            if field == "id" {
                self.by_id.insert(value, contact);
                continue;
            }
            if value.is_empty() {
                continue;
            }
            content = self.hasher.with(content, self.hasher.text(field), value);
            if !is_phone(field) {
                continue;
            }
            let Some(number) = number_key(value) else {
                continue;
            };
            let person = *person.get_or_insert_with(|| {
                let field = |field: &str| contact.get(field).map_or("", String::as_str);
                name_into(field, name);
                (!name.is_empty()).then(|| self.hasher.text(name))
            });
            if let Some(person) = person {
                self.numbers.insert(number.wrapping_mul(SPREAD));
                self.people
                    .push((ContentHasher::person(person, number), place));
            }
        }
        self.contents.insert(content);
        self.by_content.entry(content).or_insert(contact);
    }

    /// The hasher of [`Existing::by_content`].
    pub(super) fn hasher(&self) -> &ContentHasher {
        &self.hasher
    }

    /// The contact with this id.
    pub(super) fn by_id(&self, id: &str) -> Option<&'a Fields> {
        self.by_id.get(id).copied()
    }

    /// Whether a contact that has a name may have a number of this [`number_key`].
    pub(super) fn has_number(&self, number: u64) -> bool {
        self.numbers.may_contain(number.wrapping_mul(SPREAD))
    }

    /// The contacts that may have this name, as names are compared, and a number of this [`number_key`].
    pub(super) fn by_person(&self, name: &str, number: u64) -> impl Iterator<Item = &'a Fields> {
        let person = ContentHasher::person(self.hasher.text(name), number);
        let from = self.people.partition_point(|(other, _)| *other < person);
        let those = self.people.iter().skip(from);
        those
            .take_while(move |(other, _)| *other == person)
            .filter_map(|(_, place)| self.contacts.get(*place as usize).copied())
    }

    /// The contact with this content, which has this hash.
    pub(super) fn by_content<'f>(
        &self,
        hash: u64,
        mut content: impl Iterator<Item = (&'f str, &'f str)>,
    ) -> Option<&'a Fields> {
        if !self.contents.may_contain(hash) {
            return None;
        }
        let contact = *self.by_content.get(&hash)?;
        let mut fields = 0;
        let mut agrees = |(name, value): (&str, &str)| {
            fields += 1;
            contact.get(name).is_some_and(|other| other == value)
        };
        let same = content.all(&mut agrees) && filled(contact).count() == fields;
        same.then_some(contact)
    }
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
        fields.fold(0, |sum, (name, value)| {
            self.with(sum, self.text(name), value)
        })
    }

    /// The hash of fields that had this hash so far, and one more, whose name was hashed before.
    pub fn with(&self, sum: u64, name: u64, value: &str) -> u64 {
        let field = name ^ self.text(value);
        sum.wrapping_add(field.wrapping_mul(SPREAD))
    }

    /// The hash of a name or an id.
    pub fn text(&self, text: &str) -> u64 {
        self.0.hash_one(text)
    }

    /// What contacts have in common of one name, hashed, and one number's [`number_key`].
    fn person(name: u64, number: u64) -> u64 {
        name ^ number.wrapping_mul(SPREAD)
    }
}

/// Odd, and its bits are as good as random.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
