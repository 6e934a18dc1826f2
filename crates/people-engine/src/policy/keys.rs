//! Which settings a policy may set, and what each holds.

use serde_json::Value;

use super::item::Item;
use crate::api::PolicyFaultKind;
use crate::local::flat;

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Flag,
    Whole,
}

use Kind::{Flag, Text, Whole};

/// Each setting by its path, as the page knows it; how the views are arranged is the person's alone.
const KEYS: &[(&str, Kind)] = &[
    ("theme", Text),
    ("language", Text),
    ("density", Text),
    ("profile", Text),
    ("localCopy", Flag),
    ("view", Text),
    ("zoom", Whole),
    ("log", Text),
    ("calls.autoAnswer", Flag),
    ("calls.line", Whole),
    ("calls.safeTransfers", Flag),
    ("calls.mailboxPrefix", Text),
    ("calls.extensionPrefix", Text),
    ("calls.callerPage", Text),
    ("calls.openCallerPage", Flag),
    ("desktop.keepInTray", Flag),
    ("desktop.startInTray", Flag),
    ("desktop.startWithSystem", Flag),
    ("desktop.searchShortcut", Text),
    ("desktop.dialShortcut", Text),
    ("desktop.callLinks", Text),
    ("notifications.calls", Flag),
    ("notifications.missed", Flag),
    ("notifications.messages", Flag),
    ("notifications.names", Text),
];

/// The setting that an administrator writes as `calls.mailbox_prefix`.
pub(super) fn find(written: &str) -> Option<(&'static str, Kind)> {
    KEYS.iter()
        .copied()
        .find(|(path, _)| snake(path) == written)
}

/// The settings at or below what is written; none for what is none.
pub(super) fn below(written: &str) -> Vec<&'static str> {
    let group = format!("{written}.");
    let paths = KEYS.iter().map(|(path, _)| *path);
    paths
        .filter(|path| snake(path) == written || snake(path).starts_with(&group))
        .collect()
}

/// Every setting.
pub(super) fn all() -> Vec<&'static str> {
    KEYS.iter().map(|(path, _)| *path).collect()
}

/// The value that a setting is given.
pub(super) fn value(path: &str, kind: Kind, item: &Item) -> Result<Value, PolicyFaultKind> {
    let value: Value = match kind {
        Text => item.text()?.into(),
        Flag => item.flag()?.into(),
        Whole => item.whole()?.into(),
    };
    if flat::is_sound(path, &value) {
        Ok(value)
    } else {
        Err(PolicyFaultKind::BadValue)
    }
}

fn snake(path: &str) -> String {
    let mut written = String::with_capacity(path.len() + 4);
    for letter in path.chars() {
        if letter.is_ascii_uppercase() {
            written.push('_');
        }
        written.push(letter.to_ascii_lowercase());
    }
    written
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::api::Settings;

    #[test]
    fn every_setting_but_the_layouts_can_be_set() {
        let settings = flat::of(&Settings::default());
        let there: BTreeSet<&str> = settings.keys().map(String::as_str).collect();
        let mut named: BTreeSet<&str> = all().into_iter().collect();
        named.insert("layouts");
        assert_eq!(named, there);
    }

    #[test]
    fn settings_are_found_as_administrators_write_them() {
        assert_eq!(
            find("calls.mailbox_prefix"),
            Some(("calls.mailboxPrefix", Text))
        );
        assert_eq!(find("calls.mailboxPrefix"), None);
        assert_eq!(find("layouts"), None);
        assert_eq!(below("zoom"), ["zoom"]);
        assert_eq!(below("notifications").len(), 4);
        assert!(below("not").is_empty());
    }
}
