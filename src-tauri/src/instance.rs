//! One program for one person's data: a second start hands over what it wants and ends.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

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

/// What a second start was given. What cannot be read was told there, and still shows the window.
fn hear(program: &AppHandle, arguments: &[String]) {
    let wish = Arguments::try_parse_from(arguments)
        .ok()
        .and_then(|arguments| arguments.wish());
    fulfil(program, wish.unwrap_or(Wish::Focus));
}

/// Data in a folder of their own have a program of their own.
fn bus_name(folder: Option<&Path>) -> String {
    folder.map_or_else(
        || NAME.into(),
        |folder| {
            let mut hasher = DefaultHasher::new();
            folder.hash(&mut hasher);
            format!("{NAME}.Data{:x}", hasher.finish())
        },
    )
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
