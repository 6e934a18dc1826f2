//! Whether a row is about a contact that is there: equal name, and a number in common.

use super::FieldChange;
use super::existing::Fields;
use super::layout::WHOLE_NAME;
use crate::fold::fold_into;
use crate::number::Number;

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

/// Digits that all numbers have in common which are one by [`is_same_number`].
pub(super) fn significant(number: &Number) -> &str {
    match number {
        Number::International { digits, country } => {
            without_trunk(digits.get(*country..).unwrap_or_default())
        }
        Number::Local { digits } => without_trunk(digits),
    }
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
    let there: Vec<Number> = numbers(
        contact
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    )
    .collect();
    let has = |value: &str| {
        Number::read(value).is_some_and(|number| there.iter().any(|it| is_same_number(it, &number)))
    };
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
            let [one, other] = [one, other].map(|text| Number::read(text).unwrap());
            assert_eq!(significant(&one), significant(&other));
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
}
