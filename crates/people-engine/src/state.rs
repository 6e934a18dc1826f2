//! What the actor owns.

use std::sync::Arc;

use crate::actor::HomeAddress;
use crate::api::{AppError, Desk, Settings};
use crate::config::Config;
use crate::local::{AccountBook, SettingsFile};
use crate::policy::Rules;
use crate::session::Live;
use crate::updates::Updates;

/// Everything that the engine knows.
pub(crate) struct State {
    /// What it was started with.
    pub(crate) config: Arc<Config>,
    /// Accounts and pins.
    pub(crate) book: AccountBook,
    /// What the administrator set for this computer.
    pub(crate) rules: Rules,
    /// Settings.
    pub(crate) settings: SettingsFile,
    /// What the front ends were told to stand on the desktop.
    pub(crate) told_desk: Desk,
    /// The way to the front ends.
    pub(crate) updates: Updates,
    /// The actor's own address, for tasks that report back.
    pub(crate) home: HomeAddress,
    /// The session, while somebody is signed in.
    pub(crate) live: Option<Live>,
    /// Numbers the sessions, so that what belongs to an older one is known.
    pub(crate) epoch: u64,
}

impl State {
    /// The session; [`AppError::SignedOut`] without one.
    pub(crate) fn live(&mut self) -> Result<&mut Live, AppError> {
        self.live.as_mut().ok_or(AppError::SignedOut)
    }

    /// The session of a task that reports back, unless it is over.
    pub(crate) fn live_of(&mut self, epoch: u64) -> Option<&mut Live> {
        self.live.as_mut().filter(|live| live.epoch == epoch)
    }

    /// The settings.
    pub(crate) fn settings(&self) -> &Settings {
        self.settings.get()
    }
}
