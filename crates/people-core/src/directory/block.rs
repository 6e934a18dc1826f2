//! The entries of some thousand contacts in one text.

use super::grams::{Grams, PARTS, Parts};

/// Entries that a part has.
const PART: usize = 32;

/// Entries that a block has at most.
pub(super) const ENTRIES: usize = PARTS * PART;

/// With so many entries replaced, parts are noted anew: what was replaced is still noted as being there.
const MANY_STALE: usize = ENTRIES / 4;

/// Entries, one after the other, in the order of their contacts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    text: String,
    /// Where each entry starts. An entry without a byte is that of a contact that is gone.
    starts: Vec<u32>,
    grams: Grams,
    stale: usize,
}

impl Block {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Entries, those of gone contacts included.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Where an entry starts and ends.
    pub(crate) fn span(&self, entry: usize) -> (usize, usize) {
        let at = |entry: usize| {
            self.starts
                .get(entry)
                .map_or(self.text.len(), |start| *start as usize)
        };
        (at(entry), at(entry + 1))
    }

    /// The entry that holds the byte at `position`, which is not before the entry `from`.
    pub(crate) fn entry_at(&self, position: usize, from: usize) -> usize {
        let mut step = 1;
        let mut low = from;
        while self
            .starts
            .get(low + step)
            .is_some_and(|start| *start as usize <= position)
        {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.starts.len());
        let within = self.starts.get(low..high).unwrap_or_default();
        (low + within.partition_point(|start| *start as usize <= position)).saturating_sub(1)
    }

    /// The parts that may hold a text with these rows.
    pub(crate) fn parts_with(&self, rows: &[u16]) -> Parts {
        self.grams.holding(rows)
    }

    /// Where each of the `parts` starts and ends, with its first entry; those that touch are one.
    pub(crate) fn spans(&self, mut parts: Parts) -> impl Iterator<Item = (usize, usize, usize)> {
        std::iter::from_fn(move || {
            if parts == 0 {
                return None;
            }
            let first = parts.trailing_zeros();
            let length = (parts >> first).trailing_ones();
            parts &= Parts::MAX.checked_shl(first + length).unwrap_or(0);
            let (first, end) = (first as usize * PART, (first + length) as usize * PART);
            Some((self.span(first).0, self.span(end).0, first))
        })
    }

    /// Appends the entry of that number; contacts before it that have none are gone.
    pub(super) fn push(&mut self, number: usize, entry: &str) {
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.starts.resize(number + 1, start);
        self.append(number, entry);
    }

    /// Replaces entries, of several of one number by the last; they come by their numbers.
    pub(super) fn replace<'a>(&mut self, changes: impl Iterator<Item = (usize, &'a str)>) {
        let old = std::mem::take(&mut self.text);
        let starts = std::mem::take(&mut self.starts);
        self.text.reserve(old.len());
        let mut changes = changes.peekable();
        for (number, start) in starts.iter().enumerate() {
            let end = starts
                .get(number + 1)
                .map_or(old.len(), |end| *end as usize);
            let mut changed = None;
            while let Some((_, entry)) = changes.next_if(|change| change.0 == number) {
                changed = Some(entry);
            }
            self.starts
                .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            match changed {
                None => self.text.push_str(&old[*start as usize..end]),
                Some(entry) => {
                    self.stale += 1;
                    self.append(number, entry);
                }
            }
        }
        if self.stale > MANY_STALE {
            self.note_all();
        }
    }

    /// An entry that no longer fits (gigabytes in some thousand contacts) is left out.
    fn append(&mut self, number: usize, entry: &str) {
        if u32::try_from(self.text.len() + entry.len()).is_ok() {
            self.text.push_str(entry);
            self.grams.add(number / PART, entry.as_bytes());
        }
    }

    fn note_all(&mut self) {
        self.stale = 0;
        self.grams.clear();
        for number in 0..self.starts.len() {
            let (start, end) = self.span(number);
            self.grams
                .add(number / PART, &self.text.as_bytes()[start..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(block: &Block) -> Vec<&str> {
        let span = |number| block.span(number);
        (0..block.len())
            .map(|number| &block.text[span(number).0..span(number).1])
            .collect()
    }

    #[test]
    fn entries_stand_by_their_numbers_whatever_comes_and_goes() {
        let mut block = Block::default();
        block.push(0, "ann");
        block.push(2, "cid");
        assert_eq!(entries(&block), ["ann", "", "cid"]);
        block.replace([(0, ""), (1, "bob"), (1, "bobby"), (2, "c")].into_iter());
        assert_eq!(entries(&block), ["", "bobby", "c"]);
        block.push(3, "dan");
        assert_eq!(entries(&block), ["", "bobby", "c", "dan"]);
        assert_eq!(
            (
                block.entry_at(0, 0),
                block.entry_at(5, 0),
                block.entry_at(6, 1)
            ),
            (1, 2, 3)
        );
    }

    #[test]
    fn parts_that_touch_are_read_in_one_go() {
        let mut block = Block::default();
        for number in 0..ENTRIES {
            block.push(number, "x");
        }
        let spans = |parts| block.spans(parts).collect::<Vec<_>>();
        assert_eq!(
            spans(0b1011),
            [(0, 2 * PART, 0), (3 * PART, 4 * PART, 3 * PART)]
        );
        assert_eq!(spans(Parts::MAX), [(0, ENTRIES, 0)]);
        assert_eq!(spans(0), []);
    }

    #[test]
    fn what_was_replaced_often_is_no_longer_looked_for() {
        let mut block = Block::default();
        for number in 0..ENTRIES {
            block.push(number, "before");
        }
        let rows: Vec<u16> = super::super::grams::rows(b"before").collect();
        assert_eq!(block.parts_with(&rows), Parts::MAX);
        block.replace((0..ENTRIES).map(|number| (number, "later")));
        assert_eq!(block.parts_with(&rows), 0);
    }
}
