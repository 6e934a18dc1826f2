//! Which letters and digits stand in a contact, and where: the first key press finds nearly everyone, and
//! this finds them without reading their texts.

use super::haystack::{LOCAL, NAME, TRUNK};
use crate::tier::Tier;

/// Letters and digits.
const SIGNS: usize = 36;
const DIGITS: usize = 10;

/// Contacts that a group has.
const GROUP: usize = 32;

/// The letters of every contact, by its number.
#[derive(Clone, Debug)]
pub(crate) struct Letters {
    /// For each letter and digit the best place that it has in each contact.
    places: [Vec<u64>; SIGNS],
    /// For each digit the contacts whose whole number it is.
    whole: [Vec<u32>; DIGITS],
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            places: [const { Vec::new() }; SIGNS],
            whole: [const { Vec::new() }; DIGITS],
        }
    }
}

/// Where a letter stands, two bits each.
const INSIDE: u64 = 1;
const WORD: u64 = 2;
const NAMES: u64 = 3;

/// How well a letter is found at each place; looked up, as nobody could guess it from the contact before.
const TIERS: [Option<Tier>; 4] = [
    None,
    Some(Tier::Inside),
    Some(Tier::WordPrefix),
    Some(Tier::NamePrefix),
];

/// One letter of every contact.
#[derive(Clone, Copy)]
pub(crate) struct Letter<'a> {
    places: &'a [u64],
    whole: &'a [u32],
}

impl Letter<'_> {
    /// How well a contact is found.
    pub(crate) fn tier(self, id: u32) -> Option<Tier> {
        let (group, place) = (id as usize / GROUP, id as usize % GROUP);
        if self
            .whole
            .get(group)
            .is_some_and(|whole| (whole >> place) & 1 != 0)
        {
            return Some(Tier::ExactNumber);
        }
        let places = self.places.get(group).copied().unwrap_or(0);
        at_place(places, place)
    }

    /// How well each contact is found, by their numbers; more may be told of than there are.
    pub(crate) fn tiers(self) -> impl Iterator<Item = Option<Tier>> {
        let whole = self.whole.iter().copied().chain(std::iter::repeat(0));
        self.places.iter().zip(whole).flat_map(|(places, whole)| {
            (0..GROUP).map(move |place| match (whole >> place) & 1 {
                0 => at_place(*places, place),
                _ => Some(Tier::ExactNumber),
            })
        })
    }
}

/// How well a letter of a group is found at one of its contacts, unless it is a whole number.
fn at_place(places: u64, place: usize) -> Option<Tier> {
    TIERS[((places >> (2 * place)) & 3) as usize]
}

impl Letters {
    /// Where a letter or digit stands.
    pub(crate) fn of(&self, letter: u8) -> Letter<'_> {
        let sign = sign(letter);
        let places = sign.and_then(|sign| self.places.get(sign));
        let whole = sign.and_then(|sign| self.whole.get(sign));
        Letter {
            places: places.map_or(&[], Vec::as_slice),
            whole: whole.map_or(&[], Vec::as_slice),
        }
    }

    /// Reads a contact's entry of the haystack.
    pub(super) fn put(&mut self, id: u32, entry: &[u8]) {
        let mut places = [0; SIGNS];
        let mut whole = [false; DIGITS];
        let mut before = b' ';
        for (at, byte) in entry.iter().enumerate() {
            if let Some(sign) = sign(*byte) {
                let place = match before {
                    NAME => NAMES,
                    _ if starts_word_after(before) => WORD,
                    _ => INSIDE,
                };
                places[sign] = place.max(places[sign]);
                let ends = entry.get(at + 1).is_none_or(|next| *next <= TRUNK);
                if (LOCAL..=TRUNK).contains(&before) && ends && sign < DIGITS {
                    whole[sign] = true;
                }
            }
            before = *byte;
        }
        self.set(id, &places, &whole);
    }

    pub(super) fn drop(&mut self, id: u32) {
        self.set(id, &[0; SIGNS], &[false; DIGITS]);
    }

    fn set(&mut self, id: u32, places: &[u64; SIGNS], whole: &[bool; DIGITS]) {
        let (group, place) = (id as usize / GROUP, id as usize % GROUP);
        for (groups, best) in self.places.iter_mut().zip(places) {
            if groups.len() <= group {
                groups.resize(group + 1, 0);
            }
            groups[group] = (groups[group] & !(3 << (2 * place))) | (best << (2 * place));
        }
        for (groups, whole) in self.whole.iter_mut().zip(whole) {
            if groups.len() <= group {
                groups.resize(group + 1, 0);
            }
            groups[group] = (groups[group] & !(1 << place)) | (u32::from(*whole) << place);
        }
    }
}

/// Whether a word begins after this byte. Letters beyond ASCII are letters.
pub(crate) fn starts_word_after(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Digits first.
fn sign(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        b'a'..=b'z' => Some(usize::from(byte - b'a') + DIGITS),
        _ => None,
    }
}
