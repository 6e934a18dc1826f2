//! The contacts of a directory in little memory: some thousand of them in one text.

use super::record::Record;

/// Contacts that a shelf has at most.
const SHELF: usize = 4096;

/// A contact that is not there.
const NOBODY: u32 = u32::MAX;

/// Contacts by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    shelves: Vec<Shelf>,
    len: usize,
}

/// Contacts one after the other, in the order in which they came.
#[derive(Clone, Debug, Default)]
struct Shelf {
    text: String,
    /// Where each contact starts.
    starts: Vec<u32>,
    /// Bytes of contacts that are gone or have other values now.
    dead: usize,
}

impl Records {
    /// Numbers that were given out, those of gone contacts included.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// A contact.
    pub(super) fn get(&self, number: u32) -> Option<Record<'_>> {
        let shelf = self.shelves.get(number as usize / SHELF)?;
        shelf.get(number as usize % SHELF)
    }

    /// Gives out a number.
    pub(super) fn add(&mut self, record: Record<'_>) {
        let number = self.len;
        self.len += 1;
        self.set(number as u32, record);
    }

    /// Sets a contact.
    pub(super) fn set(&mut self, number: u32, record: Record<'_>) {
        let index = number as usize / SHELF;
        if self.shelves.len() <= index {
            self.shelves.resize_with(index + 1, Shelf::default);
        }
        self.shelves[index].set(number as usize % SHELF, record);
    }

    /// Forgets a contact; its number is not given out again.
    pub(super) fn remove(&mut self, number: u32) {
        if let Some(shelf) = self.shelves.get_mut(number as usize / SHELF) {
            shelf.remove(number as usize % SHELF);
        }
    }

    /// Forgets every contact.
    pub(super) fn clear(&mut self) {
        self.shelves.fill(Shelf::default());
    }
}

impl Shelf {
    fn get(&self, place: usize) -> Option<Record<'_>> {
        let start = self.starts.get(place).filter(|start| **start != NOBODY)?;
        Record::read(self.text.get(*start as usize..)?)
    }

    fn set(&mut self, place: usize, record: Record<'_>) {
        self.remove(place);
        if self.starts.len() <= place {
            self.starts.resize(place + 1, NOBODY);
        }
        // Gigabytes in some thousand contacts: there is no room for it.
        if let Ok(start) = u32::try_from(self.text.len()) {
            self.starts[place] = start;
            record.write(&mut self.text);
        }
    }

    fn remove(&mut self, place: usize) {
        let Some(record) = self.get(place) else {
            return;
        };
        self.dead += record.len();
        self.starts[place] = NOBODY;
        if self.dead * 2 > self.text.len() {
            self.tidy();
        }
    }

    /// Closes the gaps.
    fn tidy(&mut self) {
        let mut kept = Self::default();
        kept.text.reserve(self.text.len() - self.dead);
        for place in 0..self.starts.len() {
            if let Some(record) = self.get(place) {
                kept.set(place, record);
            }
        }
        *self = kept;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::directory::record::Pack;
    use crate::fixture::contact;

    proptest! {
        #[test]
        fn contacts_are_as_they_were_set_last(
            steps in prop::collection::vec((0..8_u32, prop::option::of("[a-cé]{0,90}")), 0..60),
        ) {
            let mut records = Records::default();
            let mut expected = BTreeMap::new();
            for (number, name) in steps {
                match name {
                    Some(name) => {
                        let pack = Pack::new(&contact("1", &[&name]), 0, None, 1);
                        records.set(number, pack.record());
                        expected.insert(number, name);
                    }
                    None => {
                        records.remove(number);
                        expected.remove(&number);
                    }
                }
                for number in 0..8 {
                    let name = records.get(number).map(|record| record.text(0).unwrap_or_default());
                    prop_assert_eq!(name, expected.get(&number).map(String::as_str));
                }
            }
        }
    }
}
