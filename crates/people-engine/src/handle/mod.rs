//! What a front end holds: every question and wish, by theme.

mod calls;
mod chat;
mod contacts;
mod desk;
mod export;
mod file;
mod lists;
mod own;
mod pass_on;
mod personal;
mod reports;
mod session;
mod settings;
mod transfer;
mod undo;

use std::sync::Arc;

use tokio::sync::mpsc;

use crate::actor::{self, Mailbox};
use crate::api::{AppError, Desk, Update};
use crate::config::Config;
use crate::fault;
use crate::local::{AccountBook, SettingsFile, make_private_directory};
use crate::policy::Rules;
use crate::state::State;
use crate::updates::Updates;

pub use contacts::{Found, Person};

/// Starts engines.
#[derive(Debug)]
pub struct Engine;

/// The way to a running engine, cheap to clone. The engine ends with the last of them.
#[derive(Clone)]
pub struct EngineHandle {
    mailbox: Mailbox,
    updates: Updates,
}

impl Engine {
    /// Spawns the actor on the current Tokio runtime.
    ///
    /// # Errors
    /// [`AppError::Store`] when the directory of the settings cannot be made or written.
    pub fn start(config: Config) -> Result<EngineHandle, AppError> {
        let book = if config.keep {
            make_private_directory(&config.config_dir)
                .and_then(|()| AccountBook::open(&config.config_dir))
                .map_err(|_| AppError::Store)?
        } else {
            AccountBook::in_memory()
        };
        let rules = Rules::read(&config.policy);
        let updates = Updates::default();
        let told = updates.clone();
        let settings = SettingsFile::open(&config.config_dir, &rules);
        let mailbox = actor::spawn(|home| State {
            config: Arc::new(config),
            book,
            rules,
            settings,
            told_desk: Desk::default(),
            updates: told,
            home,
            live: None,
            epoch: 0,
        });
        Ok(EngineHandle { mailbox, updates })
    }
}

impl EngineHandle {
    /// What changes by itself, from now on and in order. None is ever left out.
    pub fn updates(&self) -> mpsc::UnboundedReceiver<Update> {
        self.updates.subscribe()
    }

    async fn ask<T: Send + 'static>(
        &self,
        letter: impl FnOnce(&mut State) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.mailbox.ask(letter).await?
    }

    /// Sees work through even when nobody waits for it any more: a half-done change would be a lie on the screen.
    async fn see_through<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, AppError>> + Send + 'static,
    ) -> Result<T, AppError> {
        tokio::spawn(work)
            .await
            .map_err(|_| fault::internal("task"))?
    }
}

impl std::fmt::Debug for EngineHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EngineHandle")
    }
}
