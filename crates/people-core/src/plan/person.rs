//! Whether a row is about a contact that is there: equal name, and a number in common.

use super::FieldChange;
use super::existing::{Fields, filled};
use super::layout::WHOLE_NAME;
use crate::fold::fold_into;
use crate::number::{Number, country_length, is_punctuation};

/// Writes the name that these fields give, as names are compared; nothing where there is none.
pub(super) fn name_into<'f>(field: impl Fn(&str) -> &'f str, name: &mut String) {
    name.clear();
    for part in ["firstname", "lastname"] {
        append(field(part), name);
    }
    if name.is_empty() {
        append(field(WHOLE_NAME), name);
    }
}

fn append(part: &str, name: &mut String) {
    for word in part.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        fold_into(word, name);
    }
}

/// Whether a field holds a number at which a person is called: `number`, `mobile`, and further ones as `number2`.
pub(super) fn is_phone(field: &str) -> bool {
    let kind = field.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(kind, "number" | "mobile")
}

/// The numbers of a contact.
pub(super) fn numbers<'f>(
    fields: impl Iterator<Item = (&'f str, &'f str)>,
) -> impl Iterator<Item = Number> {
    fields
        .filter(|(name, _)| is_phone(name))
        .filter_map(|(_, value)| Number::read(value))
}

/// Whether a contact has this name, as names are compared, and this number.
pub(super) fn is_person(contact: &Fields, name: &str, number: &Number) -> bool {
    let field = |field: &str| contact.get(field).map_or("", String::as_str);
    let mut its_name = String::new();
    name_into(field, &mut its_name);
    its_name == name && has_number(contact, number)
}

/// Whether a contact has this number, in whatever field and writing.
fn has_number(contact: &Fields, number: &Number) -> bool {
    let key = Some(key(number));
    filled(contact)
        .filter(|(name, value)| is_phone(name) && number_key(value) == key)
        .filter_map(|(_, value)| Number::read(value))
        .any(|its| is_same_number(number, &its))
}

/// Whether two numbers are one: `0176 1`, `+49 176 1` and `0049 1761` are where only one of them names a country.
pub(super) fn is_same_number(one: &Number, other: &Number) -> bool {
    use Number::{International, Local};
    match (one, other) {
        (International { digits, country }, Local { digits: local })
        | (Local { digits: local }, International { digits, country }) => {
            let inside = without_trunk(digits.get(*country..).unwrap_or_default());
            !inside.is_empty() && inside == without_trunk(local)
        }
        _ => one == other,
    }
}

/// What the numbers have in common which are one by [`is_same_number`]: the digits without country code and trunk zeros, as
/// a number. Equal keys are no proof. None where the text has no digit.
pub(super) fn number_key(text: &str) -> Option<u64> {
    if let Some(key) = plain_key(text) {
        return key;
    }
    Number::read(text).map(|number| key(&number))
}

/// The [`number_key`] of a number's text.
pub(super) fn key(number: &Number) -> u64 {
    match number {
        Number::International { digits, country } => value(digits.as_bytes(), *country),
        Number::Local { digits } => value(digits.as_bytes(), 0),
    }
}

/// The [`number_key`] of a text as most are, without a copy of its digits and hardly a branch; None where it is long, not in
/// ASCII, or has a `(0)`.
fn plain_key(text: &str) -> Option<Option<u64>> {
    const LONGEST: usize = 32;
    let bytes = text.as_bytes();
    if bytes.len() > LONGEST {
        return None;
    }
    let mut digits = [0; LONGEST];
    let mut count = 0;
    for byte in bytes {
        digits[count % LONGEST] = *byte;
        count += usize::from(byte.is_ascii_digit());
    }
    if !text.is_ascii() || (bytes.contains(&b'(') && text.contains("(0)")) {
        return None;
    }
    if count == 0 {
        return Some(None);
    }
    let digits = &digits[..count];
    let first = bytes
        .iter()
        .find(|byte| !is_punctuation(char::from(**byte)));
    let rest = match first {
        Some(b'+') => Some(digits),
        _ => digits.strip_prefix(b"00"),
    };
    let country = rest.and_then(|rest| Some((rest, country_length(str::from_utf8(rest).ok()?)?)));
    Some(Some(match country {
        Some((rest, country)) => value(rest, country),
        None => value(digits, 0),
    }))
}

/// The digits from a place on as a number, which begins anew when it is too long.
fn value(digits: &[u8], from: usize) -> u64 {
    let digits = digits.get(from..).unwrap_or_default();
    digits.iter().fold(0_u64, |sum, digit| {
        let digit = u64::from(digit.wrapping_sub(b'0'));
        sum.wrapping_mul(10).wrapping_add(digit)
    })
}

fn without_trunk(digits: &str) -> &str {
    digits.trim_start_matches('0')
}

/// What the filled fields of a row would change of the contact that has its name and number. A number that the contact has
/// already, in whatever field and writing, is no change.
pub(super) fn differences<'f>(
    row: impl Iterator<Item = (&'f str, &'f str)>,
    contact: &Fields,
) -> Vec<FieldChange> {
    let has = |value: &str| Number::read(value).is_some_and(|number| has_number(contact, &number));
    let mut changes = Vec::new();
    for (name, value) in row {
        let before = contact.get(name).map_or("", String::as_str);
        if before != value && !(is_phone(name) && has(value)) {
            changes.push(FieldChange {
                field: name.to_owned(),
                before: before.to_owned(),
                after: value.to_owned(),
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_the_same_with_and_without_its_country() {
        let same = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| Number::read(text).unwrap());
            is_same_number(&one, &other) && is_same_number(&other, &one)
        };
        for (one, other) in [
            ("0176 1", "+49 176 1"),
            ("0176 1", "0049 (0)176/1"),
            ("06 12", "+39 06 12"),
            ("514 555 1234", "+1 (514) 555-1234"),
            ("1002", "10-02"),
        ] {
            assert!(same(one, other), "{one} {other}");
            assert_eq!(number_key(one), number_key(other));
        }
        for (one, other) in [
            ("+33 176 1", "+49 176 1"),
            ("0176 1", "0176 2"),
            ("0", "+49"),
            ("1002", "01002"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_is_compared_without_case_and_accents_in_one_field_or_two() {
        let name = |fields: &[(&str, &'static str)]| {
            let field = |name: &str| {
                let found = fields.iter().find(|(field, _)| *field == name);
                found.map_or("", |(_, value)| value)
            };
            let mut name = String::new();
            name_into(field, &mut name);
            name
        };
        let expected = name(&[("firstname", "Zoé"), ("lastname", "Le Roy")]);
        assert_eq!(expected, "zoe le roy");
        assert_eq!(name(&[("lastname", "ZOE  LE ROY ")]), expected);
        assert_eq!(name(&[("name", "Zoé Le Roy")]), expected);
        assert_eq!(name(&[("company", "Acme")]), "");
    }
    proptest! {
        #[test]
        fn a_plain_text_has_the_key_that_its_number_has(text in "[+(0-9)a/ .-]{0,12}[0-9\u{660}]{0,26}") {
            prop_assert_eq!(number_key(&text), Number::read(&text).map(|number| key(&number)));
        }

        #[test]
        fn one_number_has_one_key(digits in "[0-9]{1,12}", prefixes in prop::array::uniform2("(\\+|00)?(49|1|353)?(0|\\(0\\))?")) {
            let [one, other] = prefixes.map(|prefix| format!("{prefix}{digits}"));
            if let (Some(this), Some(that)) = (Number::read(&one), Number::read(&other))
                && is_same_number(&this, &that)
            {
                prop_assert_eq!(number_key(&one), number_key(&other));
            }
        }
    }
}
