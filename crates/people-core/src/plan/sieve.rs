//! What is surely not in a set, told without looking far.

/// A set of hashes that may say of one that it holds it although it does not, rarely (a Bloom filter, two bits of one word).
///
/// It is small enough to stay in the processor's nearest memory where a table of the same hashes would not, and most of what
/// is asked for is not there.
#[derive(Debug)]
pub(super) struct Sieve {
    words: Vec<u64>,
}

impl Sieve {
    /// An empty one that is made for this many hashes.
    pub fn with_room(hashes: usize) -> Self {
        const HASHES_A_WORD: usize = 2;
        let words = (hashes / HASHES_A_WORD).next_power_of_two();
        Self {
            words: vec![0; words],
        }
    }

    /// Takes a hash.
    pub fn insert(&mut self, hash: u64) {
        let place = self.place(hash);
        if let Some(word) = self.words.get_mut(place) {
            *word |= bits(hash);
        }
    }

    /// Whether it may hold a hash; of each that it does, true.
    #[inline]
    pub fn may_contain(&self, hash: u64) -> bool {
        let word = self.words.get(self.place(hash));
        word.is_some_and(|word| word & bits(hash) == bits(hash))
    }

    /// The high half chooses the word, and bits between it and the lowest choose those in it.
    fn place(&self, hash: u64) -> usize {
        (hash >> 32) as usize & self.words.len().wrapping_sub(1)
    }
}

impl Default for Sieve {
    fn default() -> Self {
        Self::with_room(0)
    }
}

fn bits(hash: u64) -> u64 {
    1 << (hash >> 26 & 63) | 1 << (hash >> 20 & 63)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_taken_is_never_denied(hashes in vec(any::<u64>(), 0..200), room in 0_usize..100) {
            let mut sieve = Sieve::with_room(room);
            for hash in &hashes {
                sieve.insert(*hash);
            }
            prop_assert!(hashes.iter().all(|hash| sieve.may_contain(*hash)));
        }
    }

    #[test]
    fn an_empty_one_holds_nothing() {
        assert!(!Sieve::default().may_contain(7));
    }
}
