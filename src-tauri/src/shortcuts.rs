//! Keys that reach the program from anywhere on the desktop.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use people_core::shortcut::are_keys;
use people_engine::api::{AppError, DesktopSettings, ShortcutFault};
use tauri::async_runtime::spawn;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_global_shortcut::{GlobalShortcutExt, Shortcut, ShortcutState};

use crate::selection;
use crate::wishes::{Wish, fulfil};

/// What gives the keys.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_global_shortcut::Builder::new().build()
}

/// The keys that the settings name.
#[derive(Default)]
pub(crate) struct Shortcuts(Mutex<BTreeMap<Deed, Held>>);

impl Shortcuts {
    /// Has the keys do what the settings say. Those that stay the same are not touched, even where they could not be had.
    ///
    /// # Errors
    ///
    /// [`AppError::Shortcut`] for the first keys that cannot be had; the others work.
    pub(crate) fn follow(
        &self,
        program: &AppHandle,
        settings: &DesktopSettings,
    ) -> Result<(), AppError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut wanted = vec![
            (Deed::Search, &settings.search_shortcut),
            (Deed::Dial, &settings.dial_shortcut),
        ];
        wanted.retain(|(deed, keys)| held.get(deed).map(|held| &held.keys) != keys.as_ref());
        // All that change are let go of first, so that two can change places.
        for (deed, _) in &wanted {
            if let Some(Held {
                shortcut: Some(shortcut),
                ..
            }) = held.remove(deed)
                && let Err(error) = program.global_shortcut().unregister(shortcut)
            {
                tracing::warn!(%error, "a shortcut is not given back");
            }
        }
        let mut result = Ok(());
        for (deed, keys) in wanted {
            let Some(keys) = keys.clone() else { continue };
            let taken = take(program, deed, &keys);
            let shortcut = taken.as_ref().ok().copied();
            if let Err(fault) = taken {
                let keys = keys.clone();
                result = result.and(Err(AppError::Shortcut { keys, fault }));
            }
            held.insert(deed, Held { keys, shortcut });
        }
        result
    }
}

/// What keys do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Search,
    Dial,
}

/// Keys as the settings name them, and as they were had; nothing where they could not be.
struct Held {
    keys: String,
    shortcut: Option<Shortcut>,
}

fn take(program: &AppHandle, deed: Deed, keys: &str) -> Result<Shortcut, ShortcutFault> {
    let shortcut = read(keys)?;
    let variable = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !can_grab(variable("DISPLAY"), variable("WAYLAND_DISPLAY")) {
        return Err(ShortcutFault::Unsupported);
    }
    program
        .global_shortcut()
        .on_shortcut(shortcut, move |program, _, event| {
            if event.state == ShortcutState::Pressed {
                perform(program, deed);
            }
        })
        .map_err(|error| {
            tracing::info!(%error, "a shortcut cannot be had");
            ShortcutFault::Taken
        })?;
    Ok(shortcut)
}

fn perform(program: &AppHandle, deed: Deed) {
    match deed {
        Deed::Search => fulfil(
            program,
            Wish::Search {
                text: String::new(),
            },
        ),
        Deed::Dial => {
            let program = program.clone();
            spawn(async move {
                let wish = match selection::number(&program).await {
                    Some(link) => Wish::Dial { link },
                    None => Wish::NoNumber,
                };
                fulfil(&program, wish);
            });
        }
    }
}

/// Keys as they are written.
fn read(keys: &str) -> Result<Shortcut, ShortcutFault> {
    if are_keys(keys) {
        keys.parse().map_err(|_| ShortcutFault::NoKeys)
    } else {
        Err(ShortcutFault::NoKeys)
    }
}

/// Whether a desktop lets programs take keys: X does, and Wayland does not, even where it also speaks X.
fn can_grab(x: bool, wayland: bool) -> bool {
    x && !wayland
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_the_settings_write_them() {
        for keys in [
            "Ctrl+Alt+P",
            "Super+Space",
            "Shift+F9",
            "F12",
            "Alt+Shift+1",
        ] {
            assert!(read(keys).is_ok(), "{keys}");
        }
    }

    #[test]
    fn keys_that_people_type_with_are_left_alone() {
        for keys in [
            "P",
            "Shift+P",
            "Space",
            "Enter",
            "Escape",
            "",
            "Ctrl",
            "Ctrl+",
            "Ctrl+Nonsense",
        ] {
            assert_eq!(read(keys), Err(ShortcutFault::NoKeys), "{keys}");
        }
    }

    #[test]
    fn only_a_desktop_of_x_gives_keys_away() {
        assert!(can_grab(true, false));
        assert!(!can_grab(true, true));
        assert!(!can_grab(false, true));
        assert!(!can_grab(false, false));
    }
}
