//! No settings' file keeps the program from its start, and what it takes from one can be.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;

use bolero::check;
use fuzz::over;
use people_core::shortcut::are_keys;
use people_engine::api::Settings;
use people_engine::keychain::MemoryKeychain;
use people_engine::{Config, Engine, PolicySource, Rhythm, WallClock};
use tokio::runtime::{Builder, Runtime};

/// What is written today, and what an older program wrote.
fn seeds() -> Vec<Vec<u8>> {
    [
        r#"{"chosen":{"theme":"dark","zoom":125,"language":"fr","calls.mailboxPrefix":"*97"}}"#,
        r#"{"chosen":{"desktop.searchShortcut":"Ctrl+Alt+P","desktop.callLinks":"always","calls.line":3}}"#,
        r#"{"theme":"light","zoom":90,"calls":{"callerPage":"https://crm.example.com/?n={number}"},"localCopy":false}"#,
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

#[test]
fn what_a_settings_file_says_can_be() {
    let home = tempfile::tempdir().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let start = AssertUnwindSafe(|bytes: &[u8]| started(&runtime, home.path(), bytes));
    over(check!(), &seeds(), move |bytes| {
        let settings = start(bytes);
        assert!((50..=300).contains(&settings.zoom), "{settings:?}");
        let desktop = settings.desktop;
        let shortcuts = [desktop.search_shortcut, desktop.dial_shortcut];
        assert!(shortcuts.iter().flatten().all(|keys| are_keys(keys)));
    });
}

fn started(runtime: &Runtime, home: &Path, bytes: &[u8]) -> Settings {
    let config_dir = home.join("config");
    fs::create_dir_all(&config_dir).unwrap();
    fs::write(config_dir.join("settings.json"), bytes).unwrap();
    runtime.block_on(async {
        let engine = Engine::start(Config {
            data_dir: home.join("data"),
            config_dir,
            policy: PolicySource::File(home.join("policy.toml")),
            keychain: Arc::new(MemoryKeychain::default()),
            keep: true,
            rhythm: Rhythm::default(),
            clock: WallClock::system(),
        });
        engine.unwrap().settings().await.unwrap()
    })
}
