//! One program for one person: a second start hands over what it wants and ends. On Linux, data in a folder of their own have one
//! of their own.

use std::env;
use std::path::{Path, absolute};

use clap::Parser;
use people_engine::DATA_DIR;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_single_instance::Builder;

use crate::arguments::Arguments;
use crate::wishes::{Wish, fulfil};

/// The name of the program on the bus of a Linux desktop.
const NAME: &str = "community.people.desktop";

/// Ends this start when another program has the data in `data_dir`. It comes before anything that touches them.
pub(crate) fn plugin(data_dir: &Path) -> TauriPlugin<Wry> {
    let chosen = env::var_os(DATA_DIR).is_some_and(|folder| !folder.is_empty());
    Builder::new()
        .dbus_id(bus_name(chosen.then_some(data_dir)))
        .callback(|program, arguments, _| hear(program, &arguments))
        .build()
}

/// Links of other programs, as macOS hands them over.
#[cfg(target_os = "macos")]
pub(crate) fn opened(program: &AppHandle, links: &[url::Url]) {
    if let Some(link) = links.last() {
        fulfil(program, Wish::link(link.as_str()));
    }
}

/// What a second start was given. What cannot be read shows the window; one at the login, or without a window, nothing.
fn hear(program: &AppHandle, arguments: &[String]) {
    let arguments = Arguments::try_parse_from(arguments).unwrap_or_default();
    if let Some(wish) = arguments.wish() {
        fulfil(program, wish);
    } else if !arguments.is_unseen() {
        fulfil(program, Wish::Focus);
    }
}

/// Data in a folder of their own have a program of their own.
fn bus_name(folder: Option<&Path>) -> String {
    /// Of FNV-1a, which is the same in each version of the program.
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x100_0000_01b3;
    let Some(folder) = folder else {
        return NAME.into();
    };
    let folder = absolute(folder).unwrap_or_else(|_| folder.into());
    let bytes = folder.as_os_str().as_encoded_bytes();
    let hash = bytes.iter().fold(BASIS, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    });
    format!("{NAME}.Data{hash:x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_in_a_folder_of_their_own_have_a_program_of_their_own() {
        let (a, b) = (Some(Path::new("a")), Some(Path::new("b")));
        assert_eq!(bus_name(None), NAME);
        assert_ne!(bus_name(a), bus_name(b));
        assert_eq!(bus_name(a), bus_name(a));
        assert_ne!(bus_name(a), bus_name(None));
    }

    #[test]
    fn the_name_is_the_one_that_the_program_is_installed_by() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        assert_eq!(config["identifier"], NAME);
    }
}
