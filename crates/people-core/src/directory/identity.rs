//! What makes two contacts the same one.

use std::collections::HashMap;

use super::record::Record;

/// Equal identities are one contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Identity<'a> {
    /// The source gives a unique id.
    Entry { source: u32, id: &'a str },
    /// It gives none: the same when all is equal.
    Content(Record<'a>),
}

impl<'a> Identity<'a> {
    pub(super) fn of(record: Record<'a>) -> Self {
        match record.entry_id() {
            Some(id) => Self::Entry {
                source: record.source(),
                id,
            },
            None => Self::Content(record),
        }
    }
}

/// The ids of the phone systems that contacts live on, so that a contact holds a number instead.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacks {
    ids: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Stacks {
    /// The number of a stack, a new one when it is not known yet.
    pub(super) fn intern(&mut self, id: &str) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    /// All ids, by their numbers.
    pub(super) fn ids(&self) -> &[String] {
        &self.ids
    }
}

/// The names of sources, so that a contact holds a number instead.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    names: Vec<(String, String)>,
    numbers: HashMap<String, HashMap<String, u32>>,
}

impl Sources {
    pub(super) fn find(&self, backend: &str, source: &str) -> Option<u32> {
        self.numbers.get(backend)?.get(source).copied()
    }

    /// The number of a source, a new one when it is not known yet.
    pub(super) fn intern(&mut self, backend: &str, source: &str) -> u32 {
        if let Some(number) = self.find(backend, source) {
            return number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push((backend.to_owned(), source.to_owned()));
        self.numbers
            .entry(backend.to_owned())
            .or_default()
            .insert(source.to_owned(), number);
        number
    }

    /// Backend and name of a source.
    pub(super) fn name(&self, number: u32) -> (&str, &str) {
        self.names
            .get(number as usize)
            .map_or(("", ""), |(backend, source)| (backend, source))
    }
}
