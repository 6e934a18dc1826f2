//! Personal contacts: free maps of text to text, and each user's book of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::dird::fold::fold_columns;

/// The columns that the stock personal source searches: neither e-mail nor company.
const SEARCHED: [&str; 5] = ["firstname", "lastname", "number", "mobile", "fax"];

/// The usual keys; any other is kept too.
const USUAL: [&str; 8] = [
    "firstname",
    "lastname",
    "number",
    "email",
    "company",
    "mobile",
    "fax",
    "note",
];

/// A stored contact.
#[derive(Debug)]
pub(crate) struct Contact {
    pub(crate) id: String,
    fields: Vec<(Cow<'static, str>, String)>,
    /// `None` when it has none of the searched columns: then no lookup finds it.
    searched: Option<Box<str>>,
}

impl Contact {
    pub(crate) fn new(id: String, fields: Vec<(Cow<'static, str>, String)>) -> Self {
        let mut contact = Contact {
            id,
            fields,
            searched: None,
        };
        contact.searched = fold_columns(SEARCHED.map(|column| contact.field(column)));
        contact
    }

    /// From names and values without `id`.
    pub(crate) fn from_pairs(
        id: String,
        pairs: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        Contact::new(
            id,
            pairs
                .into_iter()
                .map(|(name, value)| (key(name), value))
                .collect(),
        )
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// `id` as a field like the others, as the list and the export show it.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        if name == "id" {
            Some(&self.id)
        } else {
            self.field(name)
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_ref())
    }

    pub(crate) fn searched(&self) -> Option<&str> {
        self.searched.as_deref()
    }

    fn fingerprint(&self) -> u64 {
        let sorted: BTreeMap<&str, &str> = self
            .fields
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
            .collect();
        let mut hasher = DefaultHasher::new();
        sorted.hash(&mut hasher);
        hasher.finish()
    }

    fn has_same_fields(&self, other: &Contact) -> bool {
        self.fields.len() == other.fields.len()
            && self
                .fields
                .iter()
                .all(|(name, value)| other.field(name) == Some(value))
    }
}

fn key(name: String) -> Cow<'static, str> {
    match USUAL.iter().find(|usual| **usual == name) {
        Some(usual) => Cow::Borrowed(usual),
        None => Cow::Owned(name),
    }
}

impl Serialize for Contact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len() + 1))?;
        map.serialize_entry("id", &self.id)?;
        for (name, value) in &self.fields {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The fields of a JSON object without its `id`, or why it cannot be a contact.
pub(crate) fn pairs(object: &Map<String, Value>) -> Result<Vec<(String, String)>, Refused> {
    if object.contains_key("") {
        return Err(Refused::EmptyKey);
    }
    object
        .iter()
        .map(|(name, value)| match value {
            Value::String(text) if text.contains('\0') || name.contains('\0') => Err(Refused::Nul),
            Value::String(text) => Ok((name.clone(), text.clone())),
            _ => Err(Refused::NotText),
        })
        .filter(|pair| !matches!(pair, Ok((name, _)) if name == "id"))
        .collect()
}

/// Why fields are no contact.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    EmptyKey,
    NotText,
    /// The database refuses it: 500.
    Nul,
}

/// One user's contacts in the order in which the server lists them.
#[derive(Debug, Default)]
pub(crate) struct Book {
    contacts: BTreeMap<u64, Contact>,
    by_id: HashMap<String, u64>,
    /// Made when first needed: only a change needs it.
    by_fingerprint: Option<HashMap<u64, Vec<u64>>>,
    next: u64,
}

impl Book {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Contact> {
        self.by_id
            .get(id)
            .and_then(|sequence| self.contacts.get(sequence))
    }

    /// The stored contact with exactly these fields, `id` aside.
    pub(crate) fn same_as(&mut self, wanted: &Contact) -> Option<&Contact> {
        let contacts = &self.contacts;
        let fingerprints = self.by_fingerprint.get_or_insert_with(|| {
            let mut fingerprints: HashMap<u64, Vec<u64>> = HashMap::with_capacity(contacts.len());
            for (sequence, contact) in contacts {
                fingerprints
                    .entry(contact.fingerprint())
                    .or_default()
                    .push(*sequence);
            }
            fingerprints
        });
        let sequences = fingerprints.get(&wanted.fingerprint())?;
        sequences
            .iter()
            .filter_map(|sequence| contacts.get(sequence))
            .find(|contact| contact.has_same_fields(wanted))
    }

    /// Adds at the end. The id must be free.
    pub(crate) fn push(&mut self, contact: Contact) {
        let sequence = self.next;
        self.next += 1;
        if let Some(fingerprints) = &mut self.by_fingerprint {
            fingerprints
                .entry(contact.fingerprint())
                .or_default()
                .push(sequence);
        }
        self.by_id.insert(contact.id.clone(), sequence);
        self.contacts.insert(sequence, contact);
    }

    pub(crate) fn remove(&mut self, id: &str) -> Option<Contact> {
        let sequence = self.by_id.remove(id)?;
        let contact = self.contacts.remove(&sequence)?;
        if let Some(fingerprints) = &mut self.by_fingerprint
            && let Some(sequences) = fingerprints.get_mut(&contact.fingerprint())
        {
            sequences.retain(|other| *other != sequence);
        }
        Some(contact)
    }

    pub(crate) fn clear(&mut self) {
        *self = Book::default();
    }
}
