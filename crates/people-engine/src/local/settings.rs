//! The settings' file: what the person chose, and nothing of what holds without it.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::file::{Readers, write_atomically};
use super::flat::{self, Flat};
use crate::api::Settings;
use crate::policy::Rules;

/// The settings and where they are kept.
pub(crate) struct SettingsFile {
    path: PathBuf,
    /// What holds unless the person chose otherwise: the first start's, with the administrator's over it.
    given: Flat,
    /// What the person chose, also where it is locked now: locks can go.
    chosen: Flat,
    locked: Vec<String>,
    settings: Settings,
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// By their paths.
    chosen: Flat,
}

impl SettingsFile {
    /// Reads the file. One that is not there or cannot be read has nothing in it.
    pub(crate) fn open(directory: &Path, rules: &Rules) -> Self {
        let path = directory.join("settings.json");
        let chosen = std::fs::read(&path)
            .ok()
            .and_then(|bytes| match read(&bytes) {
                Ok(chosen) => Some(chosen),
                Err(error) => {
                    tracing::warn!(line = error.line(), "settings cannot be read");
                    None
                }
            })
            .unwrap_or_default();
        let mut given = flat::of(&Settings::default());
        given.extend(rules.presets.clone());
        let mut file = Self {
            path,
            given,
            chosen,
            locked: rules.shown.locked.clone(),
            settings: Settings::default(),
        };
        file.settings = flat::settings(&file.whole()).unwrap_or_default();
        file
    }

    /// The settings of the moment.
    pub(crate) fn get(&self) -> &Settings {
        &self.settings
    }

    /// The first setting that is locked and would be another one.
    pub(crate) fn locked(&self, settings: &Settings) -> Option<String> {
        let (before, after) = (flat::of(&self.settings), flat::of(settings));
        let mut locked = self.locked.iter();
        locked
            .find(|path| before.get(*path) != after.get(*path))
            .cloned()
    }

    /// Takes new settings, on the disk first. Where they are locked, what was chosen before stays chosen.
    pub(crate) fn set(&mut self, settings: Settings) -> io::Result<()> {
        let mut chosen = self.chosen.clone();
        chosen.retain(|path, _| self.is_locked(path) || !self.given.contains_key(path));
        let differs = |(path, value): &(String, Value)| {
            !self.is_locked(path) && self.given.get(path) != Some(value)
        };
        chosen.extend(flat::of(&settings).into_iter().filter(differs));
        let kept = Kept { chosen };
        let bytes = serde_json::to_vec_pretty(&kept)?;
        write_atomically(&self.path, &bytes, Readers::Owner)?;
        self.chosen = kept.chosen;
        self.settings = settings;
        Ok(())
    }

    /// What holds: what is given, with what was chosen over it as far as it fits.
    fn whole(&self) -> Flat {
        let mut whole = self.given.clone();
        for (path, value) in &self.chosen {
            if !self.is_locked(path) && flat::is_sound(path, value) {
                whole.insert(path.clone(), value.clone());
            }
        }
        whole
    }

    fn is_locked(&self, path: &str) -> bool {
        self.locked.iter().any(|locked| locked == path)
    }
}

/// What a file says was chosen. An older program wrote all settings: those that are as at its first start were not chosen.
fn read(bytes: &[u8]) -> serde_json::Result<Flat> {
    if let Ok(kept) = serde_json::from_slice::<Kept>(bytes) {
        return Ok(kept.chosen);
    }
    let whole: serde_json::Map<String, Value> = serde_json::from_slice(bytes)?;
    let first = flat::of(&Settings::default());
    let mut chosen = flat::flatten(Value::Object(whole));
    chosen.retain(|path, value| first.get(path).is_some_and(|first| first != value));
    Ok(chosen)
}

#[cfg(test)]
mod tests;
