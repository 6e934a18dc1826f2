//! Who works with the program: an engine that is signed in, and looks at everybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use people_engine::api::SignIn;
use people_engine::keychain::MemoryKeychain;
use people_engine::{Config, Engine, EngineHandle, Rhythm};
use tempfile::TempDir;
use tokio::task::AbortHandle;

use crate::stack::Place;
use crate::{Fault, life};

/// A program, and where it keeps things.
pub struct Person {
    pub engine: EngineHandle,
    updates: Arc<AtomicU64>,
    listening: AbortHandle,
    _home: TempDir,
}

impl Person {
    /// Signs in and waits until everything is known.
    pub async fn start(place: &Place) -> Result<Self, Fault> {
        let home = tempfile::tempdir()?;
        let engine = Engine::start(Config {
            rhythm: Rhythm {
                // Trouble comes and goes faster here than anywhere.
                reconnect: (Duration::from_millis(100), Duration::from_secs(2)),
                ..Rhythm::default()
            },
            ..Config::below(home.path(), Arc::new(MemoryKeychain::default()))
        })?;
        let trusted = engine.trust(place.url.clone(), place.fingerprint.clone());
        trusted.await?;
        let mut told = engine.updates();
        let form = SignIn {
            server: place.url.clone(),
            username: place.username.clone(),
            password: place.password.clone(),
            domain: None,
            stay: true,
        };
        engine.sign_in(form).await?;
        engine.in_step().await?;
        let everybody = engine.open(life::query("")).await?;
        engine.rows(0, everybody.total, None).await?;
        let updates = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&updates);
        let listening = tokio::spawn(async move {
            while told.recv().await.is_some() {
                counted.fetch_add(1, Ordering::Relaxed);
            }
        });
        Ok(Self {
            engine,
            updates,
            listening: listening.abort_handle(),
            _home: home,
        })
    }

    /// How often something on screen changed.
    pub fn updates(&self) -> u64 {
        self.updates.load(Ordering::Relaxed)
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
