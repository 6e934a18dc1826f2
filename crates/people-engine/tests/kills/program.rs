//! The program that is killed: an engine that does as its environment says, and says in lines of JSON how far it is.

use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs};

use people_core::list::{Query, View};
use people_engine::api::{Settings, SignIn};
use people_engine::keychain::{Keychain, KeychainFault};
use people_engine::{Config, Engine, EngineHandle, save};
use serde::{Deserialize, Serialize};
use serde_json::json;
use wazo_client::Secret;

use crate::bench::Found;

/// The environment variable that holds a [`Part`].
pub const PART: &str = "PEOPLE_KILLS_PART";

/// What each line of it begins with; the test's harness writes others.
pub const SAID: &str = "program: ";

/// Favorites that are set at the sign-in.
const STARS: usize = 5;

/// What it does, and where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    pub wish: Wish,
    pub home: PathBuf,
    pub server: String,
    pub fingerprint: String,
    pub username: String,
    pub password: String,
}

/// What it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// Signs in to stay, and ends in order.
    SignIn,
    /// Goes on with the session, reads everything anew, and ends in order.
    Resume,
    /// Goes on with the session and says what is there.
    Look,
    /// Writes other settings again and again, and says each time that it did.
    WriteSettings,
}

/// Plays its part, if it has one.
pub async fn run() {
    let Ok(part) = env::var(PART) else {
        return;
    };
    let part: Part = serde_json::from_str(&part).unwrap();
    let keychain = Arc::new(FileKeychain(part.home.join("keychain")));
    let engine = Engine::start(Config::below(&part.home, keychain)).unwrap();
    match part.wish {
        Wish::SignIn => sign_in(&engine, part).await,
        Wish::Resume => {
            engine.resume(None).await.unwrap();
            engine.in_step().await.unwrap();
            engine.close().await.unwrap();
        }
        Wish::Look => look(&engine).await,
        Wish::WriteSettings => write_settings(&engine).await,
    }
}

/// The size that is written the nth time.
pub fn zoom(write: u32) -> u32 {
    50 + write % 250
}

async fn sign_in(engine: &EngineHandle, part: Part) {
    let trusted = engine.trust(part.server.clone(), part.fingerprint);
    trusted.await.unwrap();
    let form = SignIn {
        server: part.server,
        username: part.username,
        password: part.password,
        domain: None,
        stay: true,
    };
    engine.sign_in(form).await.unwrap();
    engine.in_step().await.unwrap();
    for (row, _) in engine.personal().await.unwrap().into_iter().take(STARS) {
        engine.set_favorite(row, true).await.unwrap();
    }
    engine.close().await.unwrap();
}

async fn look(engine: &EngineHandle) {
    let session = engine.resume(None).await.unwrap();
    let mut found = Found {
        session: session.is_some(),
        zoom: engine.settings().await.unwrap().zoom,
        ..Found::default()
    };
    if found.session {
        let query = Query {
            view: View::All,
            ..Query::default()
        };
        for (_, contact) in engine.find(query).await.unwrap().contacts {
            let name = format!("{:?}", contact.key);
            if contact.favorite {
                found.favorites.push(name.clone());
            }
            found.contacts.push(name);
        }
        let personal = engine.personal().await.unwrap().into_iter();
        let texts = personal.map(|(_, fields)| json!(fields).to_string());
        found.contacts.extend(texts);
    }
    say(&json!(found));
}

async fn write_settings(engine: &EngineHandle) {
    let before = engine.settings().await.unwrap().zoom;
    for write in (before - zoom(0)).. {
        let settings = Settings {
            zoom: zoom(write + 1),
            ..Settings::default()
        };
        engine.set_settings(settings).await.unwrap();
        say(&json!(write + 1));
    }
}

fn say(what: &serde_json::Value) {
    println!("{SAID}{what}");
}

/// A keychain that outlives the program, as the system's does, in a folder with a file an account.
#[derive(Debug)]
struct FileKeychain(PathBuf);

impl Keychain for FileKeychain {
    fn get(&self, account: &str) -> Result<Option<Secret>, KeychainFault> {
        Ok(fs::read_to_string(self.0.join(account))
            .ok()
            .map(Secret::new))
    }

    fn set(&self, account: &str, secret: &Secret) -> Result<(), KeychainFault> {
        fs::create_dir_all(&self.0).map_err(|_| KeychainFault)?;
        save(&self.0.join(account), secret.expose().as_bytes()).map_err(|_| KeychainFault)
    }

    fn delete(&self, account: &str) -> Result<(), KeychainFault> {
        let _ = fs::remove_file(self.0.join(account));
        Ok(())
    }
}
