//! What the person chose, and the copy on this computer.

use std::sync::Arc;

use people_core::calls::address;
use people_core::shortcut::are_keys;

use super::EngineHandle;
use super::file::blocking;
use crate::actor::Mailbox;
use crate::api::{AppError, Settings, ShortcutFault};
use crate::fault;
use crate::journal::Guard;
use crate::local::flat::ZOOM;
use crate::session::{check_profile, close, open_store};
use crate::store::{self, Store};

impl EngineHandle {
    /// The settings.
    pub async fn settings(&self) -> Result<Settings, AppError> {
        self.ask(|state| Ok(state.settings().clone())).await
    }

    /// Takes new settings. Another profile than the one chosen before is read at once, after a look whether the server has it:
    /// if not, everything stays as it was. Without the local copy nothing stays of it.
    ///
    /// # Errors
    /// With everything left as it is: [`AppError::Locked`] for what the administrator locked, [`AppError::BadPageAddress`] for a
    /// page about callers that cannot be opened, [`AppError::Shortcut`] for what is no keys.
    pub async fn set_settings(&self, settings: Settings) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(set_settings(mailbox, settings)).await
    }

    /// Removes every local copy, and the journals of all imports. What is on screen stays, and is copied anew while local copies
    /// are wanted.
    ///
    /// # Errors
    /// [`AppError::ImportRuns`], with nothing removed, while a task runs, also in another process: its journal tells what it did.
    pub async fn wipe_local_copy(&self) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(wipe(mailbox)).await
    }
}

async fn set_settings(mailbox: Mailbox, mut settings: Settings) -> Result<(), AppError> {
    settings.zoom = settings.zoom.clamp(*ZOOM.start(), *ZOOM.end());
    let desktop = &settings.desktop;
    for keys in [&desktop.search_shortcut, &desktop.dial_shortcut] {
        if let Some(keys) = keys.as_ref().filter(|keys| !are_keys(keys)) {
            return Err(AppError::Shortcut {
                keys: keys.clone(),
                fault: ShortcutFault::NoKeys,
            });
        }
    }
    let page = settings.calls.caller_page.trim();
    if !page.is_empty() {
        address::check(page).map_err(fault::page_address)?;
    }
    let asked = settings.clone();
    let locked = mailbox.ask(move |state| state.settings.locked(&asked));
    if let Some(setting) = locked.await? {
        return Err(AppError::Locked { setting });
    }
    let profile = settings.profile.clone();
    let asked = mailbox.ask(move |state| match &state.live {
        Some(live) if state.settings().profile != profile => live.link().map(Some),
        _ => Ok(None),
    });
    let display = match asked.await?? {
        Some(link) => Some(check_profile(&link, &settings.profile).await?),
        None => None,
    };
    let local_copy = settings.local_copy;
    let set = mailbox.ask(move |state| {
        let before = state.settings().local_copy;
        let profile = settings.profile.clone();
        state.settings.set(settings).map_err(|_| AppError::Store)?;
        if let (Some(live), Some(display)) = (&mut state.live, display) {
            live.change_profile(profile, display);
        }
        Ok::<_, AppError>(before)
    });
    let before = set.await??;
    match (before, local_copy) {
        (true, false) => remove_copies(&mailbox, false).await,
        (false, true) => open_copy(&mailbox).await,
        _ => Ok(()),
    }
}

async fn wipe(mailbox: Mailbox) -> Result<(), AppError> {
    let begun = mailbox.ask(|state| {
        let epoch = match &mut state.live {
            // No task begins here meanwhile.
            Some(live) => live.imports.begin().map(|_| Some(live.epoch))?,
            None => None,
        };
        Ok::<_, AppError>((epoch, state.config.data_dir.clone()))
    });
    let (epoch, directory) = begun.await??;
    let wiped = match blocking(move || Guard::take_all(&directory)).await {
        Ok(journals) => wipe_idle(&mailbox, journals).await,
        Err(error) => Err(error),
    };
    let ended = mailbox.ask(move |state| {
        if let Some(live) = epoch.and_then(|epoch| state.live_of(epoch)) {
            live.imports.end();
        }
    });
    ended.await?;
    wiped
}

/// Removes everything, as nobody works through the journals.
async fn wipe_idle(mailbox: &Mailbox, journals: Vec<Guard>) -> Result<(), AppError> {
    let journal = mailbox.ask(|state| {
        let live = state.live.as_mut()?;
        let anew = Arc::new(live.journal.anew());
        Some(std::mem::replace(&mut live.journal, anew))
    });
    if let Some(journal) = journal.await? {
        journal.close().await;
    }
    remove_copies(mailbox, true).await?;
    drop(journals);
    let wanted = mailbox.ask(|state| state.settings().local_copy).await?;
    if wanted {
        open_copy(mailbox).await?;
    }
    Ok(())
}

/// Removes the copies of all accounts, and maybe their journals, which are not open then.
async fn remove_copies(mailbox: &Mailbox, journals: bool) -> Result<(), AppError> {
    let taken = mailbox.ask(|state| {
        let store = state.live.as_mut().and_then(|live| live.store.take());
        (store, state.config.data_dir.clone())
    });
    let (store, directory) = taken.await?;
    close::close_store(store).await;
    let removed = tokio::task::spawn_blocking(move || store::remove_all(&directory, journals));
    removed
        .await
        .map_err(|_| AppError::Store)?
        .map_err(|_| AppError::Store)
}

/// Opens the copy of the session, if there is one of which anything may be kept, and writes it whole.
async fn open_copy(mailbox: &Mailbox) -> Result<(), AppError> {
    let asked = mailbox.ask(|state| {
        let live = state.live.as_ref().filter(|live| live.remembered)?;
        let path = Store::path(&state.config.data_dir, &live.account.id);
        Some((live.epoch, path))
    });
    let Some((epoch, path)) = asked.await? else {
        return Ok(());
    };
    let (store, _) = open_store(path).await;
    let put = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            live.store = store;
            live.save(true);
            live.keep_calls();
        }
    });
    put.await
}
