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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contact::Contact;
    use crate::fixture::{contact, full_display, personal};

    fn names(contacts: Vec<Contact>, number: &str) -> Option<String> {
        let mut directory = Directory::new(full_display());
        directory.upsert(contacts);
        let id = directory.find_by_number(number)?;
        directory.get(id)?.text(0).map(str::to_owned)
    }

    #[test]
    fn each_number_of_a_contact_finds_it_however_it_is_written() {
        let ann = || {
            vec![contact(
                "1",
                &[
                    "Ann",
                    "1001",
                    "+49 (0)176 123456",
                    "8001",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "9001",
                ],
            )]
        };
        for number in [
            "1001",
            "10 01",
            "0176/123456",
            "0049176123456",
            "49176123456",
            "8001",
        ] {
            assert_eq!(names(ann(), number).as_deref(), Some("Ann"), "{number}");
        }
        for number in ["1002", "01001", "0176 123457", "9001", "Ann", ""] {
            assert_eq!(names(ann(), number), None, "{number}");
        }
    }

    #[test]
    fn of_several_the_colleague_is_meant_then_the_star_then_one_s_own() {
        let named = |id: &str, name: &str| contact(id, &[name, "1001"]);
        let mut colleague = named("1", "colleague");
        colleague.relations.user_uuid = Some("u".into());
        let mut star = named("2", "star");
        star.favorite = true;
        let own = personal("3", &["own", "1001"]);
        let first = named("4", "first");
        let mut all = vec![named("5", "last"), own, star, colleague];
        for name in ["colleague", "star", "own", "last"] {
            assert_eq!(names(all.clone(), "1001").as_deref(), Some(name));
            all.pop();
        }
        assert_eq!(
            names(vec![first, named("5", "last")], "1001").as_deref(),
            Some("first")
        );
    }

    proptest! {
        #[test]
        fn the_index_finds_what_looking_at_everyone_finds(
            steps in prop::collection::vec((0..6_u8, "(\\+49|0049|0|49)?(17|18)[0-3]{5}", any::<bool>()), 1..30),
        ) {
            let mut directory = Directory::new(full_display());
            for (id, number, stays) in &steps {
                let changes = directory.upsert([contact(&id.to_string(), &["A", number, number])]);
                if let (false, Some(id)) = (*stays, changes.added.first()) {
                    directory.remove(*id);
                }
            }
            for (_, number, _) in &steps {
                let there = directory.iter().find(|contact| same(contact.text(1).unwrap(), number));
                prop_assert_eq!(directory.find_by_number(number), there.map(|contact| contact.id()));
            }
        }
    }
}
