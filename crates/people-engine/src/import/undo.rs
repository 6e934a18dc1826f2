//! Taking an import back: what it created goes, what it changed gets its text of before, and what was edited since stays.

mod contact;

use std::collections::{HashMap, HashSet};

use futures_util::{StreamExt, stream};
use people_core::personal::PersonalContact;
use tokio::time::sleep;
use wazo_client::Error;

use super::halt::Halt;
use super::look::settle;
use super::progress::Progress;
use super::wait::Patience;
use super::{AT_ONCE, REFUSALS, Site};
use crate::actor::Mailbox;
use crate::api::{AppError, ImportEnd, TaskKind, TaskState, UndoReport};
use crate::journal;
use crate::journal::undo::{self, Begun, Cursor, Deed, Fate, ToUndo};
use contact::take_back;

/// Contacts whose outcome is kept together.
const PAGE: u32 = 100;

/// Takes an import back, or goes on with it.
///
/// # Errors
/// [`AppError::NothingToUndo`] when it was taken back or did nothing; otherwise when it did not begin.
pub(crate) async fn undo(mailbox: Mailbox, import: u32) -> Result<UndoReport, AppError> {
    Site::work(mailbox, async move |site| take_all_back(site, import).await).await
}

async fn take_all_back(site: Site, import: u32) -> Result<UndoReport, AppError> {
    let journal = site.journal.clone();
    let begun = journal.with(move |connection| undo::begin(connection, import));
    let (total, done) = match begun.await? {
        Begun::NoSuchImport => return Err(AppError::NoSuchImport),
        Begun::Nothing => return Err(AppError::NothingToUndo),
        Begun::Contacts { total, done } => (total, done),
    };
    let progress = Progress::new(site.updates.clone(), TaskKind::Undo, done, total);
    let (mailbox, epoch) = (site.mailbox.clone(), site.link.epoch);
    let mut run = Run {
        site,
        import,
        progress,
        done,
        patience: Patience::default(),
        refusals: 0,
        refusal: None,
    };
    let end = run.carry_out().await?;
    let report = journal.with(move |connection| {
        undo::set_end(connection, import, &end)?;
        undo::report(connection, import)
    });
    let report = report.await?;
    let told = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            live.refresh_soon();
        }
    });
    told.await?;
    report.ok_or(AppError::NoSuchImport)
}

struct Run {
    site: Site,
    import: u32,
    progress: Progress,
    done: u32,
    patience: Patience,
    /// Contacts that it refused in a row.
    refusals: u32,
    /// The last refusal.
    refusal: Option<(u16, Vec<String>)>,
}

impl Run {
    async fn carry_out(&mut self) -> Result<ImportEnd, AppError> {
        if let Err(halt) = self.let_arrive().await? {
            return Ok(halt.end(&self.site.link));
        }
        let mut cursor = Cursor::START;
        loop {
            if self.site.control.is_paused() {
                self.progress.set_state(TaskState::Paused);
            }
            if let Err(stopped) = self.site.control.may_go_on().await {
                return Ok(Halt::Stopped(stopped).end(&self.site.link));
            }
            self.progress.set_state(TaskState::Running);
            let import = self.import;
            let page = self
                .site
                .journal
                .with(move |connection| undo::next(connection, import, cursor, PAGE));
            let page = page.await?;
            let Some(last) = page.last().map(|row| row.line) else {
                match cursor {
                    Cursor::Created(_) => cursor = Cursor::Changed(0),
                    Cursor::Changed(_) => return Ok(ImportEnd::Done),
                }
                continue;
            };
            match self.take_back(page).await? {
                None if self.refusals > REFUSALS => return Ok(self.refused()),
                None => cursor = cursor.behind(last),
                Some(error) => {
                    if let Err(halt) = self.wait(error).await {
                        return Ok(halt.end(&self.site.link));
                    }
                }
            }
        }
    }

    /// Gives contacts that were sent when the program ended the time to arrive, as the server goes on with what it was asked for:
    /// or they would come after they were not found.
    async fn let_arrive(&mut self) -> Result<Result<(), Halt>, AppError> {
        let import = self.import;
        let sent = self
            .site
            .journal
            .with(move |connection| journal::sent(connection, import));
        let sent: HashSet<String> = sent.await?.into_iter().map(|upload| upload.id).collect();
        if sent.is_empty() {
            return Ok(Ok(()));
        }
        self.progress.set_state(TaskState::Waiting);
        let (link, rhythm) = (&self.site.link, &self.site.rhythm);
        Ok(tokio::select! {
            seen = settle(link, rhythm, |id| sent.contains(id)) => seen.map(drop).map_err(Halt::from),
            stopped = self.site.control.stopped() => Err(stopped.into()),
        })
    }

    /// Waits for a server that is out of reach; the error itself when it is about something else, or has lasted too long.
    async fn wait(&mut self, error: Error) -> Result<(), Halt> {
        let Some(wait) = self.patience.wait_after(&error, &self.site.rhythm) else {
            return Err(error.into());
        };
        self.progress.set_state(TaskState::Waiting);
        tokio::select! {
            () = sleep(wait) => Ok(()),
            stopped = self.site.control.stopped() => Err(stopped.into()),
        }
    }

    /// The server refuses one contact after the other: so it would the rest.
    fn refused(&mut self) -> ImportEnd {
        let (status, reasons) = self.refusal.take().unwrap_or_default();
        ImportEnd::Stopped {
            error: AppError::ServerRefused { status, reasons },
        }
    }

    /// The sources of the stars that contacts have, by contact.
    async fn starred(&self, page: &[ToUndo]) -> Result<HashMap<String, String>, AppError> {
        let ids: Vec<String> = page.iter().map(|row| row.id.clone()).collect();
        let epoch = self.site.link.epoch;
        let starred = self.site.mailbox.ask(move |state| {
            let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
            let stars = ids.into_iter().filter_map(|id| {
                let key = live.personal_key(&id);
                live.is_favorite(&key).then_some((id, key.source))
            });
            Ok(stars.collect())
        });
        starred.await?
    }

    /// Takes contacts back, several at once; gives an error that is about none of them.
    async fn take_back(&mut self, page: Vec<ToUndo>) -> Result<Option<Error>, AppError> {
        let starred = self.starred(&page).await?;
        let (link, starred) = (&self.site.link, &starred);
        let tried = stream::iter(page).map(|row| async move {
            let star = starred.get(&row.id).map(String::as_str);
            let outcome = take_back(link, &row, star).await;
            (row, outcome)
        });
        let outcomes = tried.buffered(AT_ONCE).collect().await;
        self.keep(outcomes).await
    }

    /// Keeps what became of contacts, and shows it.
    async fn keep(
        &mut self,
        outcomes: Vec<(ToUndo, Result<Fate, Error>)>,
    ) -> Result<Option<Error>, AppError> {
        let (mut fates, mut failure) = (Vec::new(), None);
        let (mut removed, mut restored) = (Vec::new(), Vec::new());
        for (row, outcome) in outcomes {
            let fate = match outcome {
                Ok(fate) => fate,
                Err(error) => {
                    failure = Some(error);
                    continue;
                }
            };
            match (&fate, row.deed) {
                (Fate::Refused { status, reasons }, _) => {
                    self.refusals += 1;
                    self.refusal = Some((*status, reasons.clone()));
                }
                (Fate::Removed | Fate::Gone, _) => removed.push(row.id),
                (Fate::Restored, Deed::Changed { before, .. }) => restored.push(PersonalContact {
                    id: row.id,
                    fields: before,
                }),
                _ => {}
            }
            self.patience = Patience::default();
            if !matches!(fate, Fate::Refused { .. }) {
                self.refusals = 0;
            }
            self.done += 1;
            fates.push((row.line, fate));
        }
        let import = self.import;
        let kept = self
            .site
            .journal
            .with(move |connection| undo::mark(connection, import, &fates));
        kept.await?;
        let epoch = self.site.link.epoch;
        let shown = self.site.mailbox.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.writes += 1;
                live.put_personal(&restored);
                for id in &removed {
                    live.drop_personal(id);
                }
                live.tell_changes();
                live.unsaved = true;
            }
        });
        shown.await?;
        self.progress.dealt(self.done);
        Ok(failure)
    }
}
