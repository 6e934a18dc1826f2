//! How a session ends.

use std::path::Path;

use wazo_client::{Api, SessionEnd, TokenService};

use super::Live;
use crate::actor::Mailbox;
use crate::api::AppError;
use crate::journal::{Guard, Journal};
use crate::keychain;
use crate::sqlite;
use crate::state::State;
use crate::store::Store;

/// Signs out: both tokens are revoked, nothing is left in the keychain and, if asked for, nothing of the local copy. A session
/// of which nothing was to be kept leaves alone what another one of the same account keeps.
///
/// # Errors
/// [`AppError::ImportRuns`], and the session goes on, when the local data is to go while an import is written there.
pub(crate) async fn sign_out(mailbox: &Mailbox, wipe: bool) -> Result<(), AppError> {
    let kept = mailbox.ask(|state| {
        let live = state.live.as_ref().filter(|live| live.remembered)?;
        Some((state.config.data_dir.clone(), live.account.id.clone()))
    });
    let journal = match kept.await? {
        Some((directory, account)) if wipe => Some(take_journal(&directory, &account).await?),
        _ => None,
    };
    let taken = mailbox.ask(|state| {
        let live = state.live.take()?;
        if live.remembered
            && let Err(error) = state.book.set_kept(&live.account.id, false)
        {
            tracing::warn!(%error, "accounts not written");
        }
        Some((live, state.config.clone()))
    });
    let Some((mut live, config)) = taken.await? else {
        return Ok(());
    };
    live.tasks.clear();
    live.question = None;
    if let Some(api) = &live.api
        && let Err(error) = api.sign_out().await
    {
        tracing::warn!(%error, "the server was not told of the sign-out");
    }
    if live.remembered {
        keychain::forget(&config.keychain, &live.account.id).await;
    }
    live.save_unsaved();
    close_store(live.store.take()).await;
    if let Some(journal) = journal {
        live.journal.close().await;
        remove_account(&config.data_dir, &live.account.id, journal).await?;
    }
    Ok(())
}

/// Ends a session that may go on later. Its account stays as it is: only the token of the moment is given back.
pub(crate) async fn end(mut live: Live) {
    live.tasks.clear();
    live.question = None;
    if let Some(api) = &live.api {
        retire(api).await;
    }
    live.save_unsaved();
    close_store(live.store.take()).await;
}

/// Gives a token back that nobody needs any more; what it can be renewed with stays good.
pub(super) async fn retire(api: &Api) {
    if let Some(token) = api.renewer().end(SessionEnd::SignedOut)
        && let Err(error) = api.client().revoke(&token).await
    {
        tracing::debug!(%error, "token not revoked");
    }
}

/// Closes a local copy once all is written, on a thread that may wait.
pub(crate) async fn close_store(store: Option<Store>) {
    let _ = tokio::task::spawn_blocking(move || drop(store)).await;
}

/// Takes an account's journal, to remove it.
///
/// # Errors
/// [`AppError::ImportRuns`] while somebody works through it.
pub(crate) async fn take_journal(directory: &Path, account: &str) -> Result<Guard, AppError> {
    let journal = Journal::path(directory, account);
    let taken = tokio::task::spawn_blocking(move || Guard::take_existing(&journal));
    taken.await.map_err(|_| AppError::Store)?
}

/// Removes an account's local copy and the journal that was taken; neither is open.
pub(crate) async fn remove_account(
    directory: &Path,
    account: &str,
    journal: Guard,
) -> Result<(), AppError> {
    let files = [
        Store::path(directory, account),
        Journal::path(directory, account),
    ];
    let removed = tokio::task::spawn_blocking(move || {
        let _taken = journal;
        files.iter().try_for_each(|it| sqlite::remove(it))
    });
    removed
        .await
        .map_err(|_| AppError::Store)?
        .map_err(|_| AppError::Store)
}

impl State {
    /// The server ended a session: what was kept of it is of no use any more. What another session of the same account keeps is
    /// not this one's to take.
    pub(super) fn forget_session(&mut self, epoch: u64) {
        let Some(live) = self.live_of(epoch).filter(|live| live.remembered) else {
            return;
        };
        let id = live.account.id.clone();
        live.account.kept = false;
        if let Err(error) = self.book.set_kept(&id, false) {
            tracing::warn!(%error, "accounts not written");
        }
        let keychain = self.config.keychain.clone();
        tokio::spawn(async move { keychain::forget(&keychain, &id).await });
    }
}
