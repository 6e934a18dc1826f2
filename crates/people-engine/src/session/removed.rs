//! The contacts that were removed last, to be brought back for a while.

use std::collections::BTreeMap;

use people_core::personal::PersonalContact;

/// How many are remembered: a selection of many can be brought back whole.
const REMEMBERED: usize = 10_000;

/// A contact that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemovedContact {
    /// As the server had it.
    pub(crate) contact: PersonalContact,
    /// Whether it had the star.
    pub(crate) starred: bool,
}

/// The contacts that were removed last, by handle.
#[derive(Debug, Default)]
pub(crate) struct LastRemoved {
    last: u32,
    contacts: BTreeMap<u32, RemovedContact>,
}

impl LastRemoved {
    /// Remembers a contact, in place of the oldest; gives its handle.
    pub(crate) fn add(&mut self, contact: RemovedContact) -> u32 {
        self.last += 1;
        if self.contacts.len() >= REMEMBERED {
            self.contacts.pop_first();
        }
        self.contacts.insert(self.last, contact);
        self.last
    }

    /// A contact, while it is remembered.
    pub(crate) fn get(&self, handle: u32) -> Option<&RemovedContact> {
        self.contacts.get(&handle)
    }

    /// Forgets a contact: it is there again.
    pub(crate) fn forget(&mut self, handle: u32) {
        self.contacts.remove(&handle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(id: &str) -> RemovedContact {
        RemovedContact {
            contact: PersonalContact {
                id: id.to_owned(),
                ..PersonalContact::default()
            },
            starred: false,
        }
    }

    #[test]
    fn the_last_ones_are_remembered() {
        let mut last = LastRemoved::default();
        let mut add = |n: usize| last.add(removed(&n.to_string()));
        let handles: Vec<u32> = (0..=REMEMBERED).map(&mut add).collect();
        assert_eq!(last.get(handles[0]), None);
        assert_eq!(last.get(handles[1]), Some(&removed("1")));
        last.forget(handles[REMEMBERED]);
        assert_eq!(last.get(handles[REMEMBERED]), None);
        assert!(last.add(removed("next")) > handles[REMEMBERED]);
    }
}
