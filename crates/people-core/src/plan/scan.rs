//! The bytes that end things: a value's and a line's.

use memchr::{memchr2, memchr3};

/// Finds what ends a value that is not in quotes: the delimiter, LF or CR.
///
/// Values are short, and where each ends cannot be foreseen: so a block is looked at as a whole, without a branch, and what
/// was found there is kept for the values that follow.
#[derive(Clone, Debug)]
pub(super) struct Ends {
    delimiter: u8,
    /// The delimiter eight times.
    delimiters: u64,
    /// Where the block starts that was looked at last.
    block: usize,
    /// A bit for each end in it.
    ends: u64,
}

const BLOCK: usize = u64::BITS as usize;
const WORD: usize = size_of::<u64>();

impl Ends {
    /// Ends by this delimiter, which is ASCII.
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            delimiters: eight(delimiter),
            block: usize::MAX,
            ends: 0,
        }
    }

    /// Where the first end is from a place on; the length of `bytes` where there is none. It has to be the same `bytes`
    /// each time.
    #[inline]
    pub fn find(&mut self, bytes: &[u8], from: usize) -> usize {
        let block = from & !(BLOCK - 1);
        if block != self.block && !self.look(bytes, block) {
            return self.search(bytes, from);
        }
        let ends = self.ends & (u64::MAX << (from % BLOCK));
        if ends != 0 {
            return block + ends.trailing_zeros() as usize;
        }
        let next = block + BLOCK;
        if self.look(bytes, next) && self.ends != 0 {
            return next + self.ends.trailing_zeros() as usize;
        }
        self.search(bytes, next)
    }

    /// Looks at a block; false where there is no whole one.
    #[inline]
    fn look(&mut self, bytes: &[u8], block: usize) -> bool {
        let rest = bytes.get(block..).unwrap_or_default();
        let Some(bytes) = rest.first_chunk::<BLOCK>() else {
            return false;
        };
        self.block = block;
        self.ends = 0;
        let (words, _) = bytes.as_chunks::<WORD>();
        for (place, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let others = not_zero(word ^ self.delimiters)
                & not_zero(word ^ const { eight(b'\n') })
                & not_zero(word ^ const { eight(b'\r') });
            self.ends |= high_bits(!others) << (place * WORD);
        }
        true
    }

    /// The same in the rest of a long value, or of the text.
    fn search(&self, bytes: &[u8], from: usize) -> usize {
        let rest = bytes.get(from..).unwrap_or_default();
        from + memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
    }
}

const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; WORD])
}

/// Sets the high bit of each byte that is not zero.
const fn not_zero(word: u64) -> u64 {
    ((word & eight(0x7f)) + eight(0x7f)) | word
}

/// The high bits of the eight bytes side by side, the first lowest.
const fn high_bits(word: u64) -> u64 {
    ((word & eight(0x80)) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// How many lines end in `bytes`, each of LF, CRLF and CR being one end.
pub(super) fn line_breaks(bytes: &[u8]) -> u32 {
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = memchr2(b'\n', b'\r', &bytes[at..]) {
        at += found;
        let pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        at += if pair { 2 } else { 1 };
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_end_is_found(text in "([ab é\0\u{b}-]{0,40}[a,;\n\r]){0,8}[a ]{0,140}[,\n]{0,2}") {
            let bytes = text.as_bytes();
            let mut ends = Ends::new(b',');
            for from in (0..bytes.len() + 2).chain([0, 70, 1]) {
                let mut rest = bytes.iter().skip(from);
                let first = rest.clone().position(|byte| b",\n\r".contains(byte));
                let expected = from + first.unwrap_or(rest.by_ref().len());
                prop_assert_eq!(ends.find(bytes, from), expected);
            }
        }
    }
}
