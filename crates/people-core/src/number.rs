//! Phone numbers as people write them: what they dial, and which writings mean the same.

use crate::fold::{decimal_digit, is_invisible};

/// What is dialled for a number as written: spaces, brackets, dots, dashes and slashes go, a leading `+`,
/// `*` and `#` stay, and so does nothing else. `(0)` after a country code is no part of the number. None
/// when the text is no number.
///
/// wazo-calld strips white space only, so the client has to do the rest.
pub fn dialable(text: &str) -> Option<String> {
    let mut dialed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '+' if dialed.is_empty() => dialed.push(c),
            '*' | '#' => dialed.push(c),
            _ if is_punctuation(c) => {}
            _ => dialed.push(decimal_digit(c)?),
        }
    }
    if !dialed.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if dialed.starts_with('+') && text.contains("(0)") {
        drop_trunk_zero(text, &mut dialed);
    }
    Some(dialed)
}

/// What `Enter` dials for a text that was typed: [`dialable`] with two digits or more, or a code as `*9`.
pub fn typed_number(text: &str) -> Option<String> {
    let number = dialable(text)?;
    (number.len() > 1).then_some(number)
}

/// Whether a text is a number and nothing else.
pub fn is_number(text: &str) -> bool {
    dialable(text).is_some()
}

/// Whether two texts are the same number: `0176 12`, `+49 176 12` and `0049/176/12` are one. A number as
/// dialled inside a country is the same as one of any country, since nothing says which country it is.
/// Codes with `*` and `#` are the same when they dial the same.
pub fn same(a: &str, b: &str) -> bool {
    let code = |text: &str| text.contains(['*', '#']);
    if code(a) || code(b) {
        return dialable(a).is_some_and(|a| dialable(b).as_ref() == Some(&a));
    }
    match (Number::read(a), Number::read(b)) {
        (Some(a), Some(b)) => a.is_same(&b),
        _ => false,
    }
}

/// What equal numbers have in common, by [`same`]: the last digits, as a number. None without a digit.
pub(crate) fn tail(text: &str) -> Option<u32> {
    const DIGITS: usize = 6;
    let number = Number::read(text)?;
    let own = number.without_prefix();
    let last = own.len().saturating_sub(DIGITS);
    let digits = own.as_bytes().get(last..).unwrap_or_default();
    Some(digits.iter().fold(0, |sum, digit| {
        sum * 10 + u32::from(digit.wrapping_sub(b'0'))
    }))
}

/// A number in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    /// With its country code, written `+49…` or `0049…`: all digits, and how many of them are the country.
    International { digits: String, country: usize },
    /// As dialled inside a country or a company.
    Local { digits: String },
}

impl Number {
    /// Reads the digits of a text that may hold other things beside them. None without a digit.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let plus = text.chars().find(|c| !is_punctuation(*c)) == Some('+');
        let dialed =
            dialable(text).unwrap_or_else(|| text.chars().filter_map(decimal_digit).collect());
        let digits: String = dialed.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return None;
        }
        let international = if plus {
            Some(digits.as_str())
        } else {
            digits.strip_prefix("00")
        };
        match international.and_then(|rest| Some((rest, country_length(rest)?))) {
            Some((rest, country)) => Some(Self::International {
                digits: rest.into(),
                country,
            }),
            None => Some(Self::Local { digits }),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::International { digits: a, .. }, Self::International { digits: b, .. })
            | (Self::Local { digits: a }, Self::Local { digits: b }) => a == b,
            (Self::Local { digits }, world @ Self::International { .. })
            | (world @ Self::International { .. }, Self::Local { digits }) => {
                world.is_dialled_as(digits)
            }
        }
    }

    /// Whether an international number is what is dialled inside its country as `local`: with a `0` before
    /// it, or without as in North America and Italy, or with the country code and no `+`, as trunks send
    /// it. The shortest that have no `0` are told from extensions by their length.
    fn is_dialled_as(&self, local: &str) -> bool {
        const NO_EXTENSION: usize = 7;
        let Self::International { digits, .. } = self else {
            return false;
        };
        let own = self.without_prefix();
        local.strip_prefix('0') == Some(own)
            || (own.len() >= NO_EXTENSION && (local == own || local == digits))
    }

    /// The digits without country code and without the `0` that stands for it.
    fn without_prefix(&self) -> &str {
        match self {
            Self::International { digits, country } => digits.get(*country..).unwrap_or_default(),
            Self::Local { digits } => digits.strip_prefix('0').unwrap_or(digits),
        }
    }
}

/// The digits of the country code that `digits` begins with (ITU-T E.164); None when they are too few to
/// tell, or begin with 0.
pub(crate) fn country_length(digits: &str) -> Option<usize> {
    let mut bytes = digits.bytes();
    let length = match (bytes.next()?, bytes.next()) {
        (b'0', _) => return None,
        (b'1' | b'7', _) => 1,
        (_, None) => return None,
        (b'2', Some(b'0' | b'7'))
        | (b'3', Some(b'0'..=b'4' | b'6' | b'9'))
        | (b'4', Some(b'0' | b'1' | b'3'..=b'9'))
        | (b'5', Some(b'1'..=b'8'))
        | (b'6', Some(b'0'..=b'6'))
        | (b'8', Some(b'1' | b'2' | b'4' | b'6'))
        | (b'9', Some(b'0'..=b'5' | b'8')) => 2,
        _ => 3,
    };
    (digits.len() >= length).then_some(length)
}

/// What may stand between the digits of a number and means nothing.
pub(crate) fn is_punctuation(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '(' | ')' | '[' | ']' | '.' | '-' | '/' | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{00b7}'
        )
}

/// Removes the digit that `(0)` in `text` left in `dialed`.
fn drop_trunk_zero(text: &str, dialed: &mut String) {
    let Some((before, _)) = text.split_once("(0)") else {
        return;
    };
    let kept = before.chars().filter(|c| !is_punctuation(*c)).count();
    // `dialed` is ASCII, one byte for each character that was kept.
    if (2..=4).contains(&kept) && dialed.get(kept..=kept) == Some("0") {
        dialed.remove(kept);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_dialled_without_its_punctuation() {
        for (text, dialed) in [
            ("555-123.4567", Some("5551234567")),
            ("+49 (0)176 / 123", Some("+49176123")),
            ("(0)176 123", Some("0176123")),
            ("+1 (514) 555–1234", Some("+15145551234")),
            ("\u{202a}+33\u{a0}1 23\u{202c}", Some("+33123")),
            ("*97 8002", Some("*978002")),
            ("٠١٢", Some("012")),
            ("1002#", Some("1002#")),
            ("1+2", None),
            ("+", None),
            ("", None),
            ("ext 12", None),
            ("555-CALL", None),
        ] {
            assert_eq!(dialable(text).as_deref(), dialed, "{text}");
        }
    }

    #[test]
    fn a_single_digit_is_no_typed_number() {
        assert_eq!(typed_number("1"), None);
        assert_eq!(typed_number("+1"), Some("+1".into()));
        assert_eq!(typed_number("*9"), Some("*9".into()));
        assert_eq!(typed_number(" 10 02 "), Some("1002".into()));
        assert_eq!(typed_number("room 2"), None);
    }

    #[test]
    fn country_codes_are_told_apart_by_their_length() {
        for (digits, length) in [
            ("1514", Some(1)),
            ("49176", Some(2)),
            ("353", Some(3)),
            ("35", None),
            ("4", None),
            ("0", None),
            ("", None),
        ] {
            assert_eq!(country_length(digits), length, "{digits}");
        }
    }

    #[test]
    fn both_ways_to_write_a_country_are_the_same_number() {
        assert_eq!(Number::read("+49 176 1"), Number::read("0049/1761"));
        assert_eq!(
            Number::read("0176 1"),
            Some(Number::Local {
                digits: "01761".into()
            })
        );
        assert_eq!(Number::read("none"), None);
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (a, b) in [
            ("0176 123456", "+49 176 123456"),
            ("0176 123456", "0049176123456"),
            ("+49 (0)176-123456", "0049 176 123456"),
            ("+1 418 555 1001", "418-555-1001"),
            ("14185551001", "+14185551001"),
            ("+39 02 123456", "02 123456"),
            ("1001", "10 01"),
            ("*97 8003", "*978003"),
        ] {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("0176 123456", "+49 176 123457"),
            ("+49 176 123456", "+33 176 123456"),
            ("1001", "+49 1001"),
            ("1001", "01001"),
            ("*978003", "978003"),
            ("1001", ""),
            ("", ""),
            ("Ann", "Ann"),
        ] {
            assert!(!same(a, b) && !same(b, a), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn numbers_that_are_the_same_end_the_same(
            a in "(\\+|00|0)?[1-9][0-9]{3,12}", b in "(\\+|00|0)?[1-9][0-9]{3,12}", digits in "[1-9][0-9]{8,10}",
        ) {
            for (a, b) in [(a, b), (format!("+49{digits}"), format!("0{digits}")), (format!("+1{digits}"), digits)] {
                if same(&a, &b) {
                    prop_assert_eq!(tail(&a), tail(&b));
                }
            }
        }

        #[test]
        fn what_is_dialled_dials_the_same_again(text in "[+0-9 ()./*#-]{0,20}") {
            if let Some(number) = dialable(&text) {
                prop_assert_eq!(dialable(&number), Some(number));
            }
        }

        #[test]
        fn no_text_breaks_the_reading_of_numbers(text in any::<String>()) {
            let _ = (dialable(&text), typed_number(&text), tail(&text), same(&text, &text));
        }
    }
}
