//! Ids that are not heard of again.

use std::collections::VecDeque;

/// How many are remembered.
const REMEMBERED: usize = 256;

/// The last ids that were put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recent(VecDeque<String>);

impl Recent {
    pub(super) fn push(&mut self, id: &str) {
        if !self.holds(id) {
            self.0.truncate(REMEMBERED - 1);
            self.0.push_front(id.to_owned());
        }
    }

    pub(super) fn holds(&self, id: &str) -> bool {
        self.0.iter().any(|other| other == id)
    }
}
