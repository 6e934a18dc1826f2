//! Settings by their paths: `calls.mailboxPrefix` and its value.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use people_core::calls::address;
use people_core::shortcut::are_keys;
use serde_json::{Map, Value};

use crate::api::Settings;

/// Each setting by its path, as the page names it.
pub(crate) type Flat = BTreeMap<String, Value>;

/// The sizes that the program can have, in percent.
pub(crate) const ZOOM: RangeInclusive<u32> = 50..=300;

/// All settings by their paths.
pub(crate) fn of(settings: &Settings) -> Flat {
    serde_json::to_value(settings).map_or_else(|_| Flat::new(), flatten)
}

/// The settings of paths; none unless every one is there and fits.
pub(crate) fn settings(flat: &Flat) -> Option<Settings> {
    let mut whole = Map::new();
    for (path, value) in flat {
        put(&mut whole, path, value.clone());
    }
    serde_json::from_value(Value::Object(whole)).ok()
}

/// Values by their paths, with groups taken apart.
pub(crate) fn flatten(value: Value) -> Flat {
    fn walk(path: String, value: Value, flat: &mut Flat) {
        match value {
            Value::Object(group) => {
                for (name, value) in group {
                    let path = if path.is_empty() {
                        name
                    } else {
                        format!("{path}.{name}")
                    };
                    walk(path, value, flat);
                }
            }
            value => {
                flat.insert(path, value);
            }
        }
    }
    let mut flat = Flat::new();
    walk(String::new(), value, &mut flat);
    flat
}

/// Whether a setting can have a value.
pub(crate) fn is_sound(path: &str, value: &Value) -> bool {
    let mut flat = of(&Settings::default());
    if flat.insert(path.to_owned(), value.clone()).is_none() {
        return false;
    }
    let Some(settings) = settings(&flat) else {
        return false;
    };
    let text = value.as_str();
    match path {
        "zoom" => ZOOM.contains(&settings.zoom),
        "calls.callerPage" => {
            text.is_none_or(|page| page.trim().is_empty() || address::check(page).is_ok())
        }
        "calls.mailboxPrefix" | "calls.extensionPrefix" => text.is_none_or(is_dialled),
        "desktop.searchShortcut" | "desktop.dialShortcut" => text.is_none_or(are_keys),
        _ => true,
    }
}

/// What stands before a number that is dialled; nothing may.
fn is_dialled(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || "*#+".contains(c))
}

fn put(whole: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            whole.insert(path.to_owned(), value);
        }
        Some((group, rest)) => {
            let group = whole
                .entry(group)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(group) = group {
                put(group, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_from_their_paths() {
        let settings = Settings {
            language: Some("fr".into()),
            zoom: 125,
            ..Settings::default()
        };
        assert_eq!(super::settings(&of(&settings)), Some(settings));
    }

    #[test]
    fn a_value_that_cannot_be_is_not_sound() {
        for (path, value, sound) in [
            ("theme", Value::from("dark"), true),
            ("theme", Value::from("purple"), false),
            ("zoom", Value::from(300), true),
            ("zoom", Value::from(301), false),
            ("zoom", Value::from(-1), false),
            ("language", Value::Null, true),
            ("calls.line", Value::from(1_i64 << 40), false),
            ("calls.callerPage", Value::from("file:///x"), false),
            (
                "calls.callerPage",
                Value::from("https://crm.example.com/?n={number}"),
                true,
            ),
            ("calls.mailboxPrefix", Value::from("*97"), true),
            ("calls.mailboxPrefix", Value::from("ninety"), false),
            ("desktop.searchShortcut", Value::from("Ctrl+Alt+P"), true),
            ("desktop.searchShortcut", Value::from("Ctrl++"), false),
            ("desktop.dialShortcut", Value::from("P"), false),
            ("nowhere", Value::from(1), false),
        ] {
            assert_eq!(is_sound(path, &value), sound, "{path} = {value}");
        }
    }
}
