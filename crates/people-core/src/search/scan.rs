//! The passes over the haystack.

use std::collections::HashSet;

use memchr::memmem::Finder;

use super::terms::{Terms, Word};
use super::typo::{one_error, probes};
use crate::directory::{Block, Haystack, LOCAL, NAME, Parts, TRUNK, rows, starts_word_after};
use crate::tier::Tier;

/// Contacts with how well they were found.
pub(super) type Hits = Vec<(u32, Tier)>;

/// Every contact in which the terms are found without an error, each once. A text that is one number is
/// looked for as such first, and by its parts where that finds nobody.
pub(super) fn exact(haystack: &Haystack, terms: &Terms, admits: impl Fn(u32) -> bool) -> Hits {
    if let Some(number) = terms.number() {
        let hits = all_words(haystack, std::slice::from_ref(number), None, &admits);
        if !hits.is_empty() {
            return hits;
        }
    }
    let phrase = Some(terms.phrase()).filter(|_| terms.words().len() > 1);
    all_words(haystack, terms.words(), phrase, &admits)
}

fn all_words(
    haystack: &Haystack,
    words: &[Word],
    phrase: Option<&str>,
    admits: &impl Fn(u32) -> bool,
) -> Hits {
    let words: Vec<Needles> = words
        .iter()
        .map(|word| Needles::new(word.needles()))
        .collect();
    let phrase = phrase.map(Finder::new);
    let mut hits = Vec::new();
    let Some(rarest) = words.iter().max_by_key(|word| word.least()) else {
        return hits;
    };
    for_candidates(haystack, &words, rarest, |owner, entry, at| {
        if !admits(owner) {
            return;
        }
        // Where one needle is all there is, nothing of it stands before the place it was found at.
        let from = if words.len() == 1 && rarest.needles.len() == 1 {
            at
        } else {
            0
        };
        let Some(tier) = worst(entry, from, &words) else {
            return;
        };
        // All words in a row at the start of a name are one long prefix of it.
        let whole = phrase.as_ref().and_then(|phrase| best(entry, 0, phrase));
        hits.push((
            owner,
            if whole == Some(Tier::NamePrefix) {
                tier.min(Tier::NamePrefix)
            } else {
                tier
            },
        ));
    });
    hits
}

/// Contacts in which one word fits with one typing error at the start of a word, and all other words are
/// found. Contacts in which the terms are found without an error may be among them.
pub(super) fn with_typo(
    haystack: &Haystack,
    terms: &Terms,
    admits: impl Fn(u32) -> bool,
) -> Vec<u32> {
    let mut owners = Vec::new();
    for (index, word) in terms.words().iter().enumerate() {
        if !word.tolerates_typo() {
            continue;
        }
        let probes = probes(word.text());
        let needed: Vec<Needles> = terms
            .words()
            .iter()
            .enumerate()
            .map(|(other, word)| match other == index {
                true => Needles::new(&probes),
                false => Needles::new(word.needles()),
            })
            .collect();
        let Some(rarest) = needed.iter().max_by_key(|needles| needles.least()) else {
            continue;
        };
        for_candidates(haystack, &needed, rarest, |owner, entry, _| {
            let found = |words: &Needles<'_>| {
                let mut needles = words.needles.iter();
                needles.any(|needle| needle.find(entry.as_bytes()).is_some())
            };
            if admits(owner) && needed.iter().all(found) && fits_with_error(entry, word) {
                owners.push(owner);
            }
        });
    }
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// A word's needles, ready to search with.
struct Needles<'a> {
    needles: Vec<Finder<'a>>,
    rows: Vec<Vec<u16>>,
}

impl<'a> Needles<'a> {
    fn new(needles: &'a [String]) -> Self {
        let needles = needles.iter().map(|needle| needle.as_bytes());
        Self {
            rows: needles
                .clone()
                .map(|needle| rows(needle).collect())
                .collect(),
            needles: needles.map(Finder::new).collect(),
        }
    }

    /// Bytes that are found at least.
    fn least(&self) -> usize {
        let lengths = self.needles.iter().map(|needle| needle.needle().len());
        lengths.min().unwrap_or(0)
    }

    /// The parts of a block in which one of the needles may stand.
    fn parts(&self, block: &Block) -> Parts {
        let parts = self.rows.iter().map(|rows| block.parts_with(rows));
        parts.fold(0, |all, parts| all | parts)
    }
}

/// Calls `visit` with contacts in whose entry one of the needles of `scanned` is found, the entry, and the place in it; once
/// an entry. Parts in which not all of `needed` may stand are left out.
fn for_candidates(
    haystack: &Haystack,
    needed: &[Needles<'_>],
    scanned: &Needles<'_>,
    mut visit: impl FnMut(u32, &str, usize),
) {
    let mut seen = HashSet::new();
    for (base, block) in haystack.blocks() {
        let parts = needed.iter().map(|needles| needles.parts(block));
        let parts = parts.fold(Parts::MAX, |all, parts| all & parts);
        seen.clear();
        for (needle, rows) in scanned.needles.iter().zip(&scanned.rows) {
            for span in block.spans(parts & block.parts_with(rows)) {
                for_entries(block, span, needle, |entry, text, at| {
                    if scanned.needles.len() == 1 || seen.insert(entry) {
                        visit(base + entry, text, at);
                    }
                });
            }
        }
    }
}

/// Calls `visit` with each entry of a span in which the needle is found, its text, and the place in it.
fn for_entries(
    block: &Block,
    (begin, end, first): (usize, usize, usize),
    needle: &Finder<'_>,
    mut visit: impl FnMut(u32, &str, usize),
) {
    let (mut position, mut entry) = (begin, first);
    let bytes = block.text().as_bytes();
    while let Some(found) = bytes.get(position..end).and_then(|rest| needle.find(rest)) {
        let at = position + found;
        entry = block.entry_at(at, entry);
        let (start, end) = block.span(entry);
        visit(
            u32::try_from(entry).unwrap_or(u32::MAX),
            &block.text()[start..end],
            at - start,
        );
        position = end;
    }
}

/// How well the worst of the words is found in an entry; none when one is not.
fn worst(entry: &str, from: usize, words: &[Needles<'_>]) -> Option<Tier> {
    let mut worst = Tier::ExactNumber;
    for word in words {
        let tier = word
            .needles
            .iter()
            .filter_map(|needle| best(entry, from, needle))
            .min()?;
        worst = worst.max(tier);
    }
    Some(worst)
}

/// How well a needle is found at its best place in an entry.
fn best(entry: &str, from: usize, needle: &Finder<'_>) -> Option<Tier> {
    let bytes = entry.as_bytes();
    let length = needle.needle().len();
    let numeric = needle.needle().last().is_some_and(u8::is_ascii_digit);
    let goal = if numeric {
        Tier::ExactNumber
    } else {
        Tier::NamePrefix
    };
    let mut best = None;
    let mut position = from;
    while let Some(found) = bytes.get(position..).and_then(|rest| needle.find(rest)) {
        let at = position + found;
        let tier = tier_at(bytes, at, at + length);
        best = Some(best.map_or(tier, |best: Tier| best.min(tier)));
        if best == Some(goal) {
            break;
        }
        position = at + 1;
    }
    best
}

fn tier_at(entry: &[u8], start: usize, end: usize) -> Tier {
    let is_number = |byte: u8| (LOCAL..=TRUNK).contains(&byte);
    let first = entry[start];
    // A needle may hold the marker of its field itself.
    let before = if first <= TRUNK {
        first
    } else {
        start.checked_sub(1).map_or(first, |at| entry[at])
    };
    let ends_field = entry.get(end).is_none_or(|next| *next <= TRUNK);
    match before {
        marker if is_number(marker) && ends_field => Tier::ExactNumber,
        NAME => Tier::NamePrefix,
        byte if starts_word_after(byte) => Tier::WordPrefix,
        _ => Tier::Inside,
    }
}

fn fits_with_error(entry: &str, word: &Word) -> bool {
    let bytes = entry.as_bytes();
    // A byte after an ASCII one begins a character.
    (1..bytes.len()).any(|at| {
        let begins = starts_word_after(bytes[at - 1]) && !starts_word_after(bytes[at]);
        begins && one_error(&entry[at..], word.text()).is_some()
    })
}
