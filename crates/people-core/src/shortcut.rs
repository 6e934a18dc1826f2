//! Keys that reach the program from anywhere on the desktop, as the settings write them: `Ctrl+Alt+P`.

/// What is held beside a key, in the spellings that are read.
const HELD: [(&str, bool); 10] = [
    ("ctrl", true),
    ("control", true),
    ("alt", true),
    ("option", true),
    ("super", true),
    ("cmd", true),
    ("command", true),
    ("cmdorctrl", true),
    ("commandorcontrol", true),
    ("shift", false),
];

/// Whether a text can be such keys: one key, with others held that make it one which types nothing, so that nobody loses a
/// letter. Keys that type nothing by themselves may stand alone. Whether the desktop has and gives them, it says itself.
pub fn are_keys(text: &str) -> bool {
    let mut parts: Vec<&str> = text.split('+').map(str::trim).collect();
    let Some(key) = parts.pop() else {
        return false;
    };
    let held: Vec<Option<bool>> = parts.iter().map(|part| held(part)).collect();
    is_key(key)
        && held.iter().all(Option::is_some)
        && (held.contains(&Some(true)) || types_nothing(key))
}

/// Whether a name is one of what is held, and whether that keeps a key from typing.
fn held(name: &str) -> Option<bool> {
    let mut names = HELD.iter();
    let found = names.find(|(held, _)| name.eq_ignore_ascii_case(held));
    found.map(|(_, keeps)| *keeps)
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic()) && held(name).is_none()
}

fn types_nothing(key: &str) -> bool {
    let number = key.strip_prefix(['F', 'f']);
    number.is_some_and(|number| number.parse::<u8>().is_ok_and(|n| (1..=24).contains(&n)))
        || key.starts_with("Media")
        || key.starts_with("Launch")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_alone_would_be_lost_to_every_program() {
        for keys in ["P", "Shift+P", "Space", "F25", "F", "Shift+Comma"] {
            assert!(!are_keys(keys), "{keys}");
        }
        for keys in [
            "F9",
            "Shift+F9",
            "MediaPlayPause",
            "Alt+P",
            "Ctrl+Shift+Comma",
            "ctrl + alt + p",
        ] {
            assert!(are_keys(keys), "{keys}");
        }
    }

    #[test]
    fn what_is_held_alone_or_twice_the_key_is_none() {
        for keys in [
            "", "+", "Ctrl", "Ctrl+", "Ctrl++", "Ctrl+Alt", "A+B", "Ctrl+A+B", "Hyper+A", "Ctrl+é",
        ] {
            assert!(!are_keys(keys), "{keys}");
        }
    }

    proptest! {
        #[test]
        fn keys_have_a_key_and_something_held_or_stand_alone(text in "([A-Za-z0-9+ ]|Ctrl|Alt|F){0,8}") {
            if are_keys(&text) {
                prop_assert!(text.contains('+') || text.trim().len() > 1);
                prop_assert!(!text.ends_with('+'));
            }
        }
    }
}
