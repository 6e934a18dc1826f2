//! A stack, an engine beside it, and what tests do with both.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use people_core::list::{Query, View};
use people_engine::api::{
    AppError, Connection, ExportFormat, ExportRequest, ExportWhat, Field, Session, SignIn, Update,
};
use people_engine::keychain::{Keychain, MemoryKeychain};
use people_engine::{Config, Engine, EngineHandle, Rhythm};
use tempfile::TempDir;
use tokio::sync::mpsc::UnboundedReceiver;
use wazo_sandbox::{Options, Sandbox};

use crate::control::Control;

/// Longer than anything here takes: a state that is not there by then will not come.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A stack over TLS and a place for an engine's files.
pub struct Bench {
    pub sandbox: Option<Sandbox>,
    pub url: String,
    pub fingerprint: String,
    pub username: String,
    pub password: String,
    pub control: Control,
    pub home: TempDir,
    pub keychain: Arc<dyn Keychain>,
}

/// An engine that somebody is signed in to.
pub struct SignedIn {
    pub engine: EngineHandle,
    pub session: Session,
    pub updates: UnboundedReceiver<Update>,
}

impl Bench {
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        Self::start(Options {
            tls: true,
            ..options
        })
        .await
    }

    /// As [`with`](Self::with), as it is asked for: also without TLS.
    pub async fn start(options: Options) -> Self {
        let sandbox = Sandbox::start(Options {
            control: true,
            ..options
        });
        let sandbox = sandbox.await.unwrap();
        Self {
            url: sandbox.url().to_owned(),
            fingerprint: sandbox.fingerprint().unwrap_or_default().to_owned(),
            username: sandbox.username().to_owned(),
            password: sandbox.password().to_owned(),
            control: Control::new(sandbox.control_url().unwrap()),
            sandbox: Some(sandbox),
            home: tempfile::tempdir().unwrap(),
            keychain: Arc::new(MemoryKeychain::default()),
        }
    }

    /// Ends the stack: nobody listens any more.
    pub async fn stop(&mut self) {
        self.sandbox.take().unwrap().stop().await;
    }

    pub fn config(&self) -> Config {
        Config {
            rhythm: Rhythm {
                presences: Duration::from_millis(50),
                agents: Duration::from_millis(50),
                surroundings: Duration::from_millis(20),
                typing: Duration::ZERO,
                reconnect: (Duration::from_millis(5), Duration::from_millis(50)),
                settle: Duration::from_millis(20),
                settle_limit: Duration::from_millis(200),
                patience: Duration::from_millis(300),
                ..Rhythm::default()
            },
            ..Config::below(self.home.path(), self.keychain.clone())
        }
    }

    pub fn form(&self) -> SignIn {
        SignIn {
            server: self.url.clone(),
            username: self.username.clone(),
            password: self.password.clone(),
            domain: None,
            stay: true,
        }
    }

    /// An engine that trusts the stack's certificate.
    pub async fn engine(&self) -> EngineHandle {
        let engine = Engine::start(self.config()).unwrap();
        let pinned = engine.trust(self.url.clone(), self.fingerprint.clone());
        pinned.await.unwrap();
        engine
    }

    /// An engine that is signed in and in step.
    pub async fn signed_in(&self) -> SignedIn {
        let engine = self.engine().await;
        let updates = engine.updates();
        let session = engine.sign_in(self.form()).await.unwrap();
        engine.in_step().await.unwrap();
        SignedIn {
            engine,
            session,
            updates,
        }
    }

    /// An engine of another configuration, signed in and in step.
    pub async fn signed_in_with(&self, config: Config) -> EngineHandle {
        let engine = Engine::start(config).unwrap();
        let trusted = engine.trust(self.url.clone(), self.fingerprint.clone());
        trusted.await.unwrap();
        engine.sign_in(self.form()).await.unwrap();
        engine.in_step().await.unwrap();
        engine
    }

    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The personal contact with this first name, as the server has it.
    pub async fn stored(&self, firstname: &str) -> serde_json::Value {
        let there = self.control.personal().await;
        let named = |contact: &serde_json::Value| contact["firstname"] == firstname;
        there.into_iter().find(named).expect(firstname)
    }

    /// The journal of the only account.
    pub fn journal(&self) -> rusqlite::Connection {
        let directory = std::fs::read_dir(self.home.path().join("data")).unwrap();
        let mut paths = directory.map(|entry| entry.unwrap().path());
        let journal = paths.find(|path| path.to_string_lossy().ends_with(".journal.sqlite"));
        rusqlite::Connection::open(journal.unwrap()).unwrap()
    }

    /// Everything that the engine wrote, as one heap of bytes.
    pub fn written(&self) -> Vec<u8> {
        fn walk(directory: &Path, heap: &mut Vec<u8>) {
            for entry in std::fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, heap);
                } else {
                    heap.extend(std::fs::read(path).unwrap());
                }
            }
        }
        let mut heap = Vec::new();
        walk(self.home.path(), &mut heap);
        heap
    }
}

impl SignedIn {
    /// The session as it is now.
    pub async fn session(&self) -> Session {
        self.engine.session().await.unwrap().expect("signed in")
    }

    /// Waits for an update.
    pub async fn update<T>(&mut self, wanted: impl FnMut(&Update) -> Option<T>) -> T {
        next(&mut self.updates, wanted).await
    }

    /// Waits for a state of the connection.
    pub async fn connection(&mut self, wanted: impl Fn(&Connection) -> bool) {
        self.update(|update| match update {
            Update::Connection { connection } if wanted(connection) => Some(()),
            _ => None,
        })
        .await;
    }

    /// The texts of the rows that a text finds, joined by a space.
    pub async fn search(&self, view: View, text: &str) -> Vec<String> {
        rows(&self.engine, view, text).await
    }

    /// The row of the first contact that a text finds.
    pub async fn row(&self, view: View, text: &str) -> u32 {
        let head = self.engine.open(query(view, text)).await.unwrap();
        head.rows.first().expect(text).id
    }
}

pub async fn next<T>(
    updates: &mut UnboundedReceiver<Update>,
    mut wanted: impl FnMut(&Update) -> Option<T>,
) -> T {
    let search = async {
        loop {
            let update = updates.recv().await.expect("the engine has ended");
            if let Some(found) = wanted(&update) {
                return found;
            }
        }
    };
    tokio::time::timeout(PATIENCE, search)
        .await
        .expect("the update did not come")
}

pub async fn rows(engine: &EngineHandle, view: View, text: &str) -> Vec<String> {
    let head = engine.open(query(view, text)).await.unwrap();
    let texts = |row: &people_core::list::Row| {
        let cells = row.cells.iter().map(|cell| cell.text.as_str());
        cells
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    head.rows.iter().map(texts).collect()
}

pub fn query(view: View, text: &str) -> Query {
    Query {
        view,
        text: text.into(),
        sort: None,
    }
}

pub fn field(name: &str, value: &str) -> Field {
    Field {
        name: name.into(),
        value: value.into(),
    }
}

/// An export of all contacts with all their fields.
pub fn everything(format: ExportFormat) -> ExportRequest {
    ExportRequest {
        what: ExportWhat::All,
        columns: None,
        format,
    }
}

/// The host as errors name it.
pub fn host() -> String {
    "127.0.0.1".into()
}

pub fn refused(status: u16) -> impl Fn(&AppError) -> bool {
    move |error| matches!(error, AppError::ServerRefused { status: found, .. } if *found == status)
}
