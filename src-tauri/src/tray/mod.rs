//! The icon in the tray: on Linux a StatusNotifierItem of our own, which is the one way to learn whether anybody shows it;
//! elsewhere Tauri's. What its menu offers, and in which words, is the page's to say.

#[cfg(target_os = "linux")]
mod host;
mod label;
#[cfg(target_os = "linux")]
mod notifier;
mod pictures;
#[cfg(not(target_os = "linux"))]
mod system;

#[cfg(target_os = "linux")]
pub(crate) use host::{follow, is_seen};
#[cfg(target_os = "linux")]
pub(crate) use notifier::Icon;
#[cfg(not(target_os = "linux"))]
pub(crate) use system::{Icon, follow, is_seen};

use people_engine::api::DeskState;
use serde::Deserialize;

/// What stands for the program in the tray.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tray {
    /// How the person stands.
    state: DeskState,
    /// Whether something waits: missed calls or messages.
    badge: bool,
    /// What the icon says when it is pointed at; empty: the program's name.
    tooltip: String,
    /// The menu, from top to bottom.
    items: Vec<TrayItem>,
}

/// A part of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum TrayItem {
    /// Something to choose.
    Entry {
        /// What.
        entry: TrayEntry,
    },
    /// A menu of its own.
    Group {
        /// In the person's language.
        label: String,
        /// What is in it.
        entries: Vec<TrayEntry>,
    },
    /// A line between what stands above and below.
    Separator,
}

/// Something to choose from the menu.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrayEntry {
    /// Comes back when it is chosen.
    id: String,
    /// In the person's language.
    label: String,
    /// Whether it can be chosen.
    enabled: bool,
    /// Whether it holds now; absent: it is nothing that holds or not.
    checked: Option<bool>,
}

/// The entry that brings the window up, which a press on the icon does too.
pub(crate) const OPEN: &str = "open";

/// The entries after which the person wants to look at the window.
pub(crate) const WINDOWED: &[&str] = &[OPEN, "missed", "signout"];

/// The entry that ends the program.
pub(crate) const QUIT: &str = "quit";

impl Tray {
    /// Whether the page said what is in the menu.
    pub(crate) fn has_menu(&self) -> bool {
        !self.items.is_empty()
    }

    /// What the icon says when it is pointed at.
    fn said(&self, program: &str) -> String {
        if self.tooltip.is_empty() {
            program.to_owned()
        } else {
            label::shown(&self.tooltip)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_is_read_as_the_page_writes_it() {
        let tray: Tray = serde_json::from_str(
            r#"{"state": "inCall", "badge": true, "tooltip": "In a call", "items": [
                {"kind": "entry", "entry": {"id": "open", "label": "Open", "enabled": true, "checked": null}},
                {"kind": "separator"},
                {"kind": "group", "label": "Me", "entries": [
                    {"id": "dnd", "label": "Do not disturb", "enabled": false, "checked": true}
                ]}
            ]}"#,
        )
        .unwrap();
        assert_eq!(tray.state, DeskState::InCall);
        assert!(matches!(
            tray.items.as_slice(),
            [TrayItem::Entry { .. }, TrayItem::Separator, TrayItem::Group { entries, .. }]
                if entries[0].checked == Some(true)
        ));
    }

    #[test]
    fn without_words_the_icon_says_the_program_s_name() {
        assert_eq!(Tray::default().said("People"), "People");
        let words = Tray {
            tooltip: "Away\u{202E}\n2 missed".into(),
            ..Tray::default()
        };
        assert_eq!(words.said("People"), "Away 2 missed");
    }
}
