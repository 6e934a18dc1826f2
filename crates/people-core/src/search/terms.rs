//! What was typed, read once: words, and the number that it may be.

use std::collections::HashSet;

use crate::directory::{INTERNATIONAL, LOCAL};
use crate::fold::fold;
use crate::number::{self, country_length};

/// Local digits this long may be a national number whose country was left out.
const NATIONAL_DIGITS: usize = 7;
/// Words shorter than this are not looked for with a typing error.
const TYPO_LETTERS: usize = 4;

/// A text to search for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    words: Vec<Word>,
    /// The whole text as one number, where it is one and has several words.
    number: Option<Word>,
    phrase: String,
}

impl Terms {
    /// Reads a text as typed.
    pub fn parse(text: &str) -> Self {
        let folded = fold(text);
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if seen.insert(word) {
                words.push(Word::parse(word));
            }
        }
        let phrase = folded.trim().to_owned();
        let number =
            (phrase.contains(' ') && number::is_number(&phrase)).then(|| Word::parse(&phrase));
        Self {
            words,
            number,
            phrase,
        }
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All of these have to be found.
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Found instead of the words, this will do.
    pub(crate) fn number(&self) -> Option<&Word> {
        self.number.as_ref()
    }

    /// The letter or digit that it is, where it is no more than that; `0 0` is a number as well.
    pub(crate) fn letter(&self) -> Option<u8> {
        match (self.words.as_slice(), &self.number) {
            ([word], None) => match word.text.as_bytes() {
                [letter] if letter.is_ascii_alphanumeric() => Some(*letter),
                _ => None,
            },
            _ => None,
        }
    }

    /// The whole text, folded.
    pub(crate) fn phrase(&self) -> &str {
        &self.phrase
    }
}

/// A word, with the ways in which the directory may write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    text: String,
    needles: Vec<String>,
}

impl Word {
    fn parse(folded: &str) -> Self {
        let mut needles = vec![folded.to_owned()];
        if let Some(dialed) = number::dialable(folded) {
            push_number_needles(&dialed, &mut needles);
        } else if folded == "+" {
            push_international_needles("", &mut needles);
        }
        Self {
            text: folded.to_owned(),
            needles: least(needles),
        }
    }

    /// The word as typed, folded.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The word is found where one of these stands in the haystack.
    pub(crate) fn needles(&self) -> &[String] {
        &self.needles
    }

    /// Whether it may be looked for with a typing error: letters only, and enough of them.
    pub(crate) fn tolerates_typo(&self) -> bool {
        self.text.chars().all(char::is_alphabetic) && self.text.chars().count() >= TYPO_LETTERS
    }
}

/// The texts that have none of the others in them: where a text stands, each part of it stands too.
pub(super) fn least(mut texts: Vec<String>) -> Vec<String> {
    texts.sort_by_key(String::len);
    let mut least: Vec<String> = Vec::new();
    for text in texts {
        if !least.iter().any(|shorter| text.contains(shorter.as_str())) {
            least.push(text);
        }
    }
    least
}

/// Appends the ways in which the haystack may hold a dialled number.
fn push_number_needles(dialed: &str, needles: &mut Vec<String>) {
    let digits: String = dialed.chars().filter(char::is_ascii_digit).collect();
    if dialed.starts_with('+') {
        push_international_needles(&digits, needles);
        return;
    }
    if let Some(international) = digits.strip_prefix("00") {
        push_international_needles(international, needles);
    }
    needles.push(digits);
}

/// The ways for a number that begins with a country code, of which the rest may not be typed yet.
fn push_international_needles(digits: &str, needles: &mut Vec<String>) {
    needles.push(format!("{}{digits}", char::from(INTERNATIONAL)));
    let country = country_length(digits).unwrap_or(digits.len());
    let national = digits.get(country..).unwrap_or_default();
    if !national.is_empty() {
        needles.push(format!("{}0{national}", char::from(LOCAL)));
    }
    if national.len() >= NATIONAL_DIGITS {
        needles.push(format!("{}{national}", char::from(LOCAL)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needles(text: &str) -> Vec<String> {
        Word::parse(text).needles
    }

    #[test]
    fn words_are_folded_and_each_is_looked_for_once() {
        let terms = Terms::parse("  Élodie  MARTIN élodie ");
        assert_eq!(
            terms.words.iter().map(Word::text).collect::<Vec<_>>(),
            ["elodie", "martin"]
        );
        assert!(Terms::parse(" \u{200b}\t").is_empty());
    }

    #[test]
    fn digits_are_looked_for_whatever_stands_between_them() {
        assert_eq!(needles("0176"), ["0176"]);
        assert_eq!(needles("555-1234"), ["5551234", "555-1234"]);
        assert_eq!(needles("(0176)"), ["0176"]);
    }

    #[test]
    fn a_country_code_is_looked_for_with_and_without_it() {
        assert_eq!(needles("+49176"), ["\u{3}0176", "+49176", "\u{4}49176"]);
        assert_eq!(needles("0049176"), ["\u{3}0176", "\u{4}49176", "0049176"]);
        assert_eq!(needles("+15145551234").len(), 4);
        assert_eq!(needles("+"), ["+", "\u{4}"]);
    }

    #[test]
    fn a_number_typed_with_spaces_is_one_number_too() {
        let terms = Terms::parse("+49 176 12");
        assert_eq!(terms.words.len(), 3);
        assert!(
            terms
                .number
                .unwrap()
                .needles
                .contains(&"\u{3}017612".to_owned())
        );
        assert_eq!(Terms::parse("0176").number, None);
        assert_eq!(Terms::parse("room 12").number, None);
    }

    #[test]
    fn a_digit_typed_twice_is_a_number_and_no_letter() {
        assert_eq!(Terms::parse("0").letter(), Some(b'0'));
        assert_eq!(Terms::parse("a a").letter(), Some(b'a'));
        let twice = Terms::parse("0 0");
        assert_eq!(twice.letter(), None);
        assert!(twice.number.is_some());
    }

    #[test]
    fn only_letters_are_looked_for_with_a_typing_error() {
        assert!(Word::parse("alcie").tolerates_typo());
        for word in ["ali", "1234", "b1234", "o'co"] {
            assert!(!Word::parse(word).tolerates_typo(), "{word}");
        }
    }
}
