//! A policy in a file of TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::item::{Entry, Item, Node, Place, fault};
use crate::api::{PolicyFault, PolicyFaultKind};

/// Reads the text; what is no TOML is refused line by line, and the rest is there.
pub(super) fn parse(text: &str) -> (Vec<Entry>, Vec<PolicyFault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let refused = errors.iter().map(|error| {
        let at = error.span().map(|span| place(text, span.start));
        fault(at, None, PolicyFaultKind::Syntax)
    });
    (entries(text, table.get_ref()), refused.collect())
}

fn entries(text: &str, table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<(usize, Entry)> = table
        .iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let entry = Entry {
                key: key.get_ref().to_string(),
                at: Some(place(text, start)),
                item: item(text, value),
            };
            (start, entry)
        })
        .collect();
    entries.sort_by_key(|(start, _)| *start);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn item(text: &str, value: &Spanned<DeValue<'_>>) -> Item {
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Text(text.to_string()),
        DeValue::Boolean(flag) => Node::Flag(*flag),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Node::Other, Node::Whole)
        }
        DeValue::Array(items) => Node::List(items.iter().map(|it| item(text, it)).collect()),
        DeValue::Table(table) => Node::Group(entries(text, table)),
        DeValue::Float(_) | DeValue::Datetime(_) => Node::Other,
    };
    Item {
        at: Some(place(text, value.span().start)),
        node,
    }
}

/// Line and column of a byte, both from 1; a column is a character.
fn place(text: &str, byte: usize) -> Place {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let begun = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(begun..).unwrap_or_default().chars().count() + 1;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(line), number(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let text = "a = 1\né = \"x\"\n";
        let (entries, faults) = parse(text);
        assert_eq!(faults.len(), 1, "é is no bare key");
        assert_eq!((faults[0].line, faults[0].column), (Some(2), Some(1)));
        assert_eq!(entries[0].at, Some((1, 1)));
        assert_eq!(place("é = \"é\" x", 9), (1, 8));
        assert_eq!(place("", 7), (1, 1));
    }

    #[test]
    fn what_is_no_toml_leaves_the_rest() {
        let (entries, faults) = parse("a = 1\nb = = 2\nc = 3\n");
        assert_eq!(faults[0].line, Some(2));
        let named = |key: &str| entries.iter().find(|entry| entry.key == key);
        assert_eq!(named("a").unwrap().item.node, Node::Whole(1));
        assert_eq!(named("c").unwrap().item.node, Node::Whole(3));
    }
}
