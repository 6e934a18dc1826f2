//! A policy in a property list of macOS, where a configuration profile puts it.

use std::io::Cursor;

use plist::Value;

use super::item::{Entry, Item, Node};

/// Reads the list; none for what is none, or no dictionary.
pub(super) fn parse(bytes: &[u8]) -> Option<Vec<Entry>> {
    match Value::from_reader(Cursor::new(bytes)).ok()? {
        Value::Dictionary(dictionary) => Some(entries(dictionary)),
        _ => None,
    }
}

fn entries(dictionary: plist::Dictionary) -> Vec<Entry> {
    let entries = dictionary.into_iter().map(|(key, value)| Entry {
        key,
        at: None,
        item: item(value),
    });
    entries.collect()
}

fn item(value: Value) -> Item {
    Item::bare(match value {
        Value::String(text) => Node::Text(text),
        Value::Boolean(flag) => Node::Flag(flag),
        Value::Integer(number) => number.as_signed().map_or(Node::Other, Node::Whole),
        Value::Array(items) => Node::List(items.into_iter().map(item).collect()),
        Value::Dictionary(dictionary) => Node::Group(entries(dictionary)),
        _ => Node::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::apply::apply;

    #[test]
    fn a_property_list_says_what_a_file_says() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?>
            <plist version="1.0"><dict>
              <key>server</key><dict><key>address</key><string>pbx.example.com</string></dict>
              <key>settings</key><dict>
                <key>zoom</key><integer>150</integer>
                <key>calls</key><dict><key>auto_answer</key><true/></dict>
                <key>theme</key><date>2026-08-05T12:00:00Z</date>
              </dict>
              <key>locked</key><array><string>server.address</string></array>
            </dict></plist>"#;
        let rules = apply(&parse(text.as_bytes()).unwrap(), Vec::new());
        assert_eq!(
            rules.shown.server.as_deref(),
            Some("https://pbx.example.com")
        );
        assert_eq!(rules.shown.locked, ["server"]);
        assert_eq!(rules.presets["zoom"], 150);
        assert_eq!(rules.presets["calls.autoAnswer"], true);
        assert_eq!(rules.shown.faults.len(), 1);
        assert_eq!(rules.shown.faults[0].key.as_deref(), Some("settings.theme"));
        assert_eq!(parse(b"hello"), None);
        assert_eq!(parse(b"<plist version=\"1.0\"><true/></plist>"), None);
    }
}
