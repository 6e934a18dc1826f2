//! The order of texts in a list: case and accents aside, numbers by their value, nothing last.

use crate::display::ColumnKind;
use crate::fold::fold;
use crate::number::Number;

/// Appends the bytes by which a text sorts; comparing those bytes compares the texts.
pub(super) fn push_key(kind: ColumnKind, text: Option<&str>, out: &mut Vec<u8>) {
    const SOMETHING: u8 = 1;
    const NOTHING: u8 = 2;
    const END: u8 = 0;
    let folded = text.map(|text| sortable(kind, text)).unwrap_or_default();
    let folded = folded.trim();
    if folded.is_empty() {
        out.push(NOTHING);
        return;
    }
    out.push(SOMETHING);
    let mut rest = folded.as_bytes();
    while let Some(byte) = rest.first() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            out.push(*byte);
            rest = &rest[1..];
            continue;
        }
        let (run, after) = rest.split_at(digits);
        let zeros = run
            .iter()
            .take_while(|byte| **byte == b'0')
            .count()
            .min(digits - 1);
        let value = &run[zeros..];
        // A digit first, so that numbers keep their place among letters; then longer is larger.
        out.push(b'0');
        out.extend_from_slice(&u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend_from_slice(value);
        rest = after;
    }
    out.push(END);
}

/// Phone numbers sort by their digits, whatever stands between them.
fn sortable(kind: ColumnKind, text: &str) -> String {
    let number = match kind {
        ColumnKind::Number | ColumnKind::Callable | ColumnKind::Voicemail => Number::read(text),
        _ => None,
    };
    match number {
        Some(Number::International { digits, .. }) => format!("+{digits}"),
        Some(Number::Local { digits }) => digits,
        None => fold(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(kind: ColumnKind, texts: &[&'static str]) -> Vec<&'static str> {
        let mut texts = texts.to_vec();
        texts.sort_by_cached_key(|text| {
            let mut key = Vec::new();
            push_key(kind, Some(text), &mut key);
            key
        });
        texts
    }

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(
            sorted(ColumnKind::Name, &["Zoé", "emil", "Élodie", "Ada"]),
            ["Ada", "Élodie", "emil", "Zoé"]
        );
    }

    #[test]
    fn numbers_in_a_text_count_by_their_value() {
        assert_eq!(
            sorted(
                ColumnKind::Text,
                &["Room 10", "Room 9", "Room 009b", "Room"]
            ),
            ["Room", "Room 9", "Room 009b", "Room 10"]
        );
    }

    #[test]
    fn nothing_comes_last() {
        assert_eq!(
            sorted(ColumnKind::Name, &["", "b", " ", "a"]),
            ["a", "b", "", " "]
        );
    }

    #[test]
    fn phone_numbers_sort_by_their_digits() {
        assert_eq!(
            sorted(
                ColumnKind::Number,
                &["555-1236", "5551235", "(555) 1234", "99"]
            ),
            ["99", "(555) 1234", "5551235", "555-1236"]
        );
    }
}
