//! What the person chose.

use people_core::list::{Sort, View};
pub use people_core::notice::{NotificationNames, NotificationSettings};
use serde::{Deserialize, Serialize};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Height of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// 40 px.
    #[default]
    Comfortable,
    /// 32 px.
    Compact,
}

/// A column as the person arranged it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ColumnLayout {
    /// Title and kind, as the page joins them to recognise the column again.
    pub key: String,
    /// Width in CSS pixels; absent: by itself.
    pub width: Option<u32>,
}

/// A view as the person arranged it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ViewLayout {
    /// Which view.
    pub view: View,
    /// Columns in order; columns that are not listed follow in the server's order.
    pub columns: Vec<ColumnLayout>,
    /// The order of rows.
    pub sort: Option<Sort>,
}

/// How calls are made and passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CallSettings {
    /// Lets the own desk phone pick up by itself when a call is placed from here.
    pub auto_answer: bool,
    /// The line to call from; absent: the main one.
    pub line: Option<i32>,
    /// Blind and voicemail transfers start attended and complete once the target is really there.
    pub safe_transfers: bool,
    /// What the phone system dials before a mailbox's number.
    pub mailbox_prefix: String,
    /// What it dials before the extension of the mailbox's owner.
    pub extension_prefix: String,
    /// The address of a page about a caller, with `{number}`, `{name}` and `{uuid}` in it; empty: none.
    pub caller_page: String,
    /// Whether that page is opened when a call rings; absent: ask.
    pub open_caller_page: Option<bool>,
}

impl Default for CallSettings {
    fn default() -> Self {
        Self {
            auto_answer: false,
            line: None,
            safe_transfers: true,
            mailbox_prefix: "*97".into(),
            extension_prefix: "*96".into(),
            caller_page: String::new(),
            open_caller_page: None,
        }
    }
}

/// What becomes of a link to a number that another program hands over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum CallLinks {
    /// The person is asked.
    #[default]
    Ask,
    /// It is called at once, where it is a plain number.
    Always,
}

/// How the program lives on the desktop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct DesktopSettings {
    /// Whether a window that is closed goes on in the tray; absent: ask.
    pub keep_in_tray: Option<bool>,
    /// Starts without its window where there is a tray.
    pub start_in_tray: bool,
    /// Starts when the person logs in to the computer.
    pub start_with_system: bool,
    /// The keys that bring the search up from anywhere, as `Ctrl+Alt+P`; absent: none.
    pub search_shortcut: Option<String>,
    /// The keys that call the number that is selected or copied; absent: none.
    pub dial_shortcut: Option<String>,
    /// What becomes of links.
    pub call_links: CallLinks,
}

/// How much the log says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum LogLevel {
    /// What went wrong.
    #[default]
    Warnings,
    /// What was done, too.
    Steps,
    /// Everything but what is carried.
    Details,
}

/// Settings, kept on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// `en` or `fr`; absent: as the system.
    pub language: Option<String>,
    /// Height of a row.
    pub density: Density,
    /// The profile of the directory.
    pub profile: String,
    /// Whether a copy of the directory is kept on this computer.
    pub local_copy: bool,
    /// The view that was open last.
    pub view: View,
    /// How the views are arranged.
    pub layouts: Vec<ViewLayout>,
    /// How calls are made and passed on.
    pub calls: CallSettings,
    /// The size of everything in percent, from 50 to 300.
    pub zoom: u32,
    /// How the program lives on the desktop.
    pub desktop: DesktopSettings,
    /// What the desktop is asked to show.
    pub notifications: NotificationSettings,
    /// How much the log says.
    pub log: LogLevel,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            language: None,
            density: Density::default(),
            profile: "default".into(),
            local_copy: true,
            view: View::All,
            layouts: Vec::new(),
            calls: CallSettings::default(),
            zoom: 100,
            desktop: DesktopSettings::default(),
            notifications: NotificationSettings::default(),
            log: LogLevel::default(),
        }
    }
}
