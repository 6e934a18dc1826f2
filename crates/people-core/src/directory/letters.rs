//! Which letters and digits stand in a contact, and where: the first key press finds nearly everyone, and
//! this finds them without reading their texts.

use super::haystack::{LOCAL, NAME, TRUNK};
use crate::tier::Tier;

/// The letters of every contact, by its number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letters {
    contacts: Vec<Places>,
}

/// Sets of letters and digits, a bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    /// That begin a name.
    names: u64,
    /// That begin any word.
    words: u64,
    /// That stand anywhere; above them, the digits that are a whole number.
    all: u64,
}

/// Bits for the letters and digits.
const SIGNS: u32 = 36;

impl Letters {
    /// Every contact that has this letter or digit, with how well it is found.
    pub(crate) fn hits(&self, letter: u8, admits: &impl Fn(u32) -> bool) -> Vec<(u32, Tier)> {
        let Some(bit) = bit(letter) else {
            return Vec::new();
        };
        let whole = if letter.is_ascii_digit() {
            bit << SIGNS
        } else {
            0
        };
        let tier = |places: &Places| match places {
            places if places.all & whole != 0 => Some(Tier::ExactNumber),
            places if places.names & bit != 0 => Some(Tier::NamePrefix),
            places if places.words & bit != 0 => Some(Tier::WordPrefix),
            places => (places.all & bit != 0).then_some(Tier::Inside),
        };
        let found = (0_u32..)
            .zip(&self.contacts)
            .filter_map(|(id, places)| Some((id, tier(places)?)));
        found.filter(|(id, _)| admits(*id)).collect()
    }

    /// Reads a contact's entry of the haystack.
    pub(super) fn put(&mut self, id: u32, entry: &[u8]) {
        let mut places = Places::default();
        let mut before = b' ';
        for (at, byte) in entry.iter().enumerate() {
            if let Some(bit) = bit(*byte) {
                places.all |= bit;
                if starts_word_after(before) {
                    places.words |= bit;
                }
                if before == NAME {
                    places.names |= bit;
                }
                let ends = entry.get(at + 1).is_none_or(|next| *next <= TRUNK);
                if (LOCAL..=TRUNK).contains(&before) && ends && byte.is_ascii_digit() {
                    places.all |= bit << SIGNS;
                }
            }
            before = *byte;
        }
        let index = id as usize;
        if self.contacts.len() <= index {
            self.contacts.resize(index + 1, Places::default());
        }
        self.contacts[index] = places;
    }

    pub(super) fn drop(&mut self, id: u32) {
        if let Some(places) = self.contacts.get_mut(id as usize) {
            *places = Places::default();
        }
    }
}

/// Whether a word begins after this byte. Letters beyond ASCII are letters.
pub(crate) fn starts_word_after(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Digits first, so that their bits have room for a second set above.
fn bit(byte: u8) -> Option<u64> {
    match byte {
        b'0'..=b'9' => Some(1 << (byte - b'0')),
        b'a'..=b'z' => Some(1 << (byte - b'a' + 10)),
        _ => None,
    }
}
