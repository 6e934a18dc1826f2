use super::*;
use crate::api::{Density, Theme};

fn open(directory: &Path) -> SettingsFile {
    SettingsFile::open(directory, &Rules::default())
}

fn dark() -> Settings {
    Settings {
        theme: Theme::Dark,
        language: Some("fr".into()),
        density: Density::Compact,
        local_copy: false,
        ..Settings::default()
    }
}

/// Rules that preset the theme and the zoom, and lock some paths.
fn rules(locked: &[&str]) -> Rules {
    let mut rules = Rules::default();
    rules.presets.insert("theme".into(), "light".into());
    rules.presets.insert("zoom".into(), 150.into());
    rules.shown.locked = locked.iter().map(|path| (*path).to_owned()).collect();
    rules
}

#[test]
fn settings_survive_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    open(directory.path()).set(dark()).unwrap();
    assert_eq!(open(directory.path()).get(), &dark());
}

#[test]
fn only_what_was_chosen_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let mut file = SettingsFile::open(directory.path(), &rules(&[]));
    let chosen = Settings {
        language: Some("fr".into()),
        ..file.get().clone()
    };
    file.set(chosen).unwrap();
    let written = std::fs::read_to_string(directory.path().join("settings.json")).unwrap();
    let written: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(written, serde_json::json!({"chosen": {"language": "fr"}}));
}

#[test]
fn presets_hold_until_the_person_chooses_otherwise() {
    let directory = tempfile::tempdir().unwrap();
    let mut file = SettingsFile::open(directory.path(), &rules(&[]));
    assert_eq!((file.get().theme, file.get().zoom), (Theme::Light, 150));
    // The value of the first start is a choice too, where another one is preset.
    let hundred = Settings {
        zoom: 100,
        ..file.get().clone()
    };
    file.set(hundred).unwrap();
    let again = SettingsFile::open(directory.path(), &rules(&[]));
    assert_eq!((again.get().theme, again.get().zoom), (Theme::Light, 100));
    assert_eq!(open(directory.path()).get().theme, Theme::System);
}

#[test]
fn a_lock_wins_over_what_was_chosen_and_loses_nothing_of_it() {
    let directory = tempfile::tempdir().unwrap();
    open(directory.path()).set(dark()).unwrap();
    let mut file = SettingsFile::open(directory.path(), &rules(&["theme"]));
    assert_eq!(file.get().theme, Theme::Light);
    assert_eq!(file.locked(file.get()), None);
    assert_eq!(file.locked(&dark()), Some("theme".into()));
    let compact = Settings {
        density: Density::Comfortable,
        ..file.get().clone()
    };
    assert_eq!(file.locked(&compact), None);
    file.set(compact).unwrap();
    let unlocked = open(directory.path());
    assert_eq!(unlocked.get().theme, Theme::Dark);
    assert_eq!(unlocked.get().density, Density::Comfortable);
}

#[test]
fn settings_of_an_older_program_keep_what_was_chosen_there() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("settings.json");
    let older =
        r#"{"theme":"dark","gone":1,"zoom":100,"calls":{"mailboxPrefix":"*98","line":null}}"#;
    std::fs::write(path, older).unwrap();
    let file = SettingsFile::open(directory.path(), &rules(&[]));
    assert_eq!(file.get().theme, Theme::Dark);
    assert_eq!(file.get().calls.mailbox_prefix, "*98");
    assert_eq!(file.get().profile, "default");
    assert_eq!(
        file.get().zoom,
        150,
        "the first start's value was not chosen"
    );
}

#[test]
fn what_does_not_fit_is_left_out_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("settings.json");
    let text = r#"{"chosen":{"theme":"purple","zoom":9000,"language":"fr"}}"#;
    std::fs::write(path, text).unwrap();
    let file = open(directory.path());
    assert_eq!(file.get().theme, Theme::System);
    assert_eq!(file.get().zoom, 100);
    assert_eq!(file.get().language.as_deref(), Some("fr"));
}

#[test]
fn a_broken_file_gives_the_settings_of_the_first_start() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("settings.json"), "{").unwrap();
    assert_eq!(open(directory.path()).get(), &Settings::default());
}
