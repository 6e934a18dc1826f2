//! Which parts of a block may hold a text: by the runs of three letters that it is made of, so that most of what does not
//! hold it is never read.

use super::haystack::TRUNK;

/// Parts of a block, a bit each.
pub(crate) type Parts = u128;

/// Parts that a block has.
pub(super) const PARTS: usize = Parts::BITS as usize;

/// Runs share this many rows, so that a part may look as if it held a text that it does not. More of them find a part
/// quicker and take more memory: these, 24 bytes a contact.
const ROWS: usize = 6144;

/// For each run of letters the parts that hold it, and some that do not.
#[derive(Clone, Debug)]
pub(super) struct Grams(Box<[Parts]>);

impl Default for Grams {
    fn default() -> Self {
        Self(vec![0; ROWS].into())
    }
}

impl Grams {
    /// Notes what a part holds.
    pub(super) fn add(&mut self, part: usize, entry: &[u8]) {
        let bit = 1 << (part % PARTS);
        for row in rows(entry) {
            self.0[row as usize] |= bit;
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// The parts that may hold a text with these rows.
    pub(super) fn holding(&self, rows: &[u16]) -> Parts {
        let rows = rows.iter().filter_map(|row| self.0.get(*row as usize));
        rows.fold(Parts::MAX, |parts, row| parts & row)
    }
}

/// The rows of a text's runs. Three digits tell little where everybody has numbers: of digits it takes four. A marker only
/// begins a run, as it only begins what is looked for.
pub(crate) fn rows(text: &[u8]) -> impl Iterator<Item = u16> {
    text.windows(3).enumerate().filter_map(|(at, run)| {
        if run[1] <= TRUNK || run[2] <= TRUNK {
            return None;
        }
        let three = run
            .iter()
            .fold(0, |sum, byte| (sum << 8) | u32::from(*byte));
        if !run.iter().all(u8::is_ascii_digit) {
            return Some(row(three));
        }
        let next = text.get(at + 3).filter(|next| next.is_ascii_digit())?;
        Some(row((three << 8) | u32::from(*next)))
    })
}

fn row(run: u32) -> u16 {
    const SPREAD: u32 = 0x9e37_79b1;
    let spread = u64::from(run.wrapping_mul(SPREAD));
    ((spread * ROWS as u64) >> u32::BITS) as u16
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows_of(text: &str) -> Vec<u16> {
        rows(text.as_bytes()).collect()
    }

    #[test]
    fn short_texts_and_short_numbers_could_be_anywhere() {
        for text in ["", "ab", "12", "123", "é"] {
            assert_eq!(rows_of(text), [0_u16; 0], "{text}");
        }
        assert_eq!(rows_of("abc").len(), 1);
        assert_eq!(rows_of("1234").len(), 1);
        assert_eq!(rows_of("\u{3}0176").len(), 2);
    }

    proptest! {
        #[test]
        fn a_part_that_holds_a_text_is_among_those_that_may(
            before in "[a-c1-3é]{0,6}",
            text in "[\u{3}\u{4}]?[a-c1-3é ]{0,6}",
            after in "[a-c1-3é]{0,6}\u{2}?[a-c]{0,3}",
            part in 0..PARTS,
        ) {
            let mut grams = Grams::default();
            grams.add(part, format!("{before}{text}{after}").as_bytes());
            prop_assert_ne!(grams.holding(&rows_of(&text)) & (1 << part), 0);
        }
    }
}
