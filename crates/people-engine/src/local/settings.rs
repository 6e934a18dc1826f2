//! The settings' file.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::file::{Readers, write_atomically};
use crate::api::Settings;

/// The settings and where they are kept.
pub(crate) struct SettingsFile {
    path: PathBuf,
    settings: Settings,
}

impl SettingsFile {
    /// Reads the file. One that is not there or cannot be read gives the settings of the first start.
    pub(crate) fn open(directory: &Path) -> Self {
        let path = directory.join("settings.json");
        let settings = std::fs::read(&path)
            .ok()
            .and_then(|bytes| match read(&bytes) {
                Ok(settings) => Some(settings),
                Err(error) => {
                    tracing::warn!(line = error.line(), "settings cannot be read");
                    None
                }
            })
            .unwrap_or_default();
        Self { path, settings }
    }

    /// The settings of the moment.
    pub(crate) fn get(&self) -> &Settings {
        &self.settings
    }

    /// Takes new settings, from the disk's first.
    pub(crate) fn set(&mut self, settings: Settings) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(&settings)?;
        write_atomically(&self.path, &bytes, Readers::Owner)?;
        self.settings = settings;
        Ok(())
    }
}

/// Settings that the file lacks are those of the first start: it may be of an older program.
fn read(bytes: &[u8]) -> serde_json::Result<Settings> {
    let mut settings = serde_json::to_value(Settings::default())?;
    let kept: serde_json::Map<String, Value> = serde_json::from_slice(bytes)?;
    overlay(&mut settings, Value::Object(kept));
    serde_json::from_value(settings)
}

/// Puts what was kept over the settings of the first start, group by group.
fn overlay(settings: &mut Value, kept: Value) {
    match (settings, kept) {
        (Value::Object(settings), Value::Object(kept)) => {
            for (name, value) in kept {
                overlay(settings.entry(name).or_insert(Value::Null), value);
            }
        }
        (settings, kept) => *settings = kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Density, Theme};

    #[test]
    fn settings_survive_a_restart() {
        let directory = tempfile::tempdir().unwrap();
        let mut file = SettingsFile::open(directory.path());
        let chosen = Settings {
            theme: Theme::Dark,
            language: Some("fr".into()),
            density: Density::Compact,
            local_copy: false,
            ..Settings::default()
        };
        file.set(chosen.clone()).unwrap();
        assert_eq!(SettingsFile::open(directory.path()).get(), &chosen);
    }

    #[test]
    fn settings_of_an_older_program_keep_what_they_have() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("settings.json");
        std::fs::write(path, r#"{"theme":"dark","gone":1}"#).unwrap();
        let file = SettingsFile::open(directory.path());
        assert_eq!(file.get().theme, Theme::Dark);
        assert_eq!(file.get().profile, "default");
    }

    #[test]
    fn a_broken_file_gives_the_settings_of_the_first_start() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("settings.json"), "{").unwrap();
        let file = SettingsFile::open(directory.path());
        assert_eq!(file.get(), &Settings::default());
    }
}
