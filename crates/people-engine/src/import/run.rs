//! Carrying an import out from its journal: chunk by chunk, until done, stopped or at an error.

use std::sync::Arc;

use jiff::Timestamp;
use people_core::plan::{Chunk, Chunks, Plan, PlanRow, RowKind, SkipReason, Upload};
use rusqlite::Connection;
use uuid::Uuid;

use super::control::Control;
use super::halt::Halt;
use super::ledger::Ledger;
use super::pace::Pace;
use super::progress::Progress;
use super::send::Sender;
use super::wait::Patience;
use super::{Planned, stars};
use crate::actor::Mailbox;
use crate::api::{AppError, ImportEnd, ImportOf, ImportReport, TaskKind, TaskState};
use crate::config::Rhythm;
use crate::journal::{self, Draft, Head, Journal};
use crate::local::file_name;
use crate::mapping;
use crate::session::{Link, Live};
use crate::updates::Updates;

/// Creations that are read from the journal at a time, at least.
const LEAST: usize = 100;

/// Changes that are read from the journal at a time.
const CHANGES: usize = 500;

/// What a task on many contacts works with, while no other one runs.
pub(crate) struct Site {
    pub(crate) mailbox: Mailbox,
    pub(crate) link: Link,
    pub(crate) rhythm: Rhythm,
    pub(crate) journal: Arc<Journal>,
    pub(crate) control: Control,
    pub(crate) updates: Updates,
}

impl Site {
    /// Begins a task, with what it needs of the session.
    ///
    /// # Errors
    /// [`AppError::ImportRuns`] when another one runs, here or in another process; when the server is out of reach.
    pub(crate) async fn work<T, W>(
        mailbox: Mailbox,
        work: impl FnOnce(Site) -> W,
    ) -> Result<T, AppError>
    where
        W: Future<Output = Result<T, AppError>>,
    {
        let home = mailbox.clone();
        let begun = mailbox.ask(move |state| {
            let rhythm = state.config.rhythm;
            let live = state.live()?;
            Ok::<_, AppError>(Site {
                mailbox: home,
                link: live.link()?,
                rhythm,
                journal: live.journal.clone(),
                control: live.imports.begin()?,
                updates: live.updates.clone(),
            })
        });
        let site = begun.await??;
        let epoch = site.link.epoch;
        let worked = match site.journal.lock().await {
            Ok(guard) => {
                let worked = work(site).await;
                drop(guard);
                worked
            }
            Err(error) => Err(error),
        };
        let ended = mailbox.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.imports.end();
            }
        });
        ended.await?;
        worked
    }
}

/// Writes a plan down and carries it out.
pub(crate) async fn run(mailbox: Mailbox, plan: u32) -> Result<ImportReport, AppError> {
    Site::work(mailbox, async move |site| {
        let asked = site
            .mailbox
            .ask(move |state| state.live()?.imports.plan(plan));
        let planned = asked.await??;
        if let Some(columns) = planned.by_hand.clone() {
            mapping::remember(&site.journal, &planned.reading(), columns).await;
        }
        let import = site
            .journal
            .with(move |connection| write_down(connection, &planned))
            .await?;
        carry_out(site, import).await
    })
    .await
}

/// Goes on with an import that was interrupted, stopped or cancelled, or begins one that was written down.
pub(crate) async fn resume(mailbox: Mailbox, import: u32) -> Result<ImportReport, AppError> {
    Site::work(mailbox, async move |site| carry_out(site, import).await).await
}

fn write_down(connection: &mut Connection, planned: &Planned) -> rusqlite::Result<u32> {
    let plan = planned.plan();
    let fields = &plan.summary().fields;
    let head = Head {
        name: file_name(&planned.path),
        at: Timestamp::now().to_string(),
        of: ImportOf::File,
        fields: fields.clone(),
        titles: plan.titles().to_vec(),
    };
    let mut draft = Draft::begin(connection, &head)?;
    for upload in plan.uploads(&mut || Uuid::new_v4().to_string()) {
        draft.create(&upload)?;
    }
    let mut rows = changing(&plan);
    for change in plan.changes() {
        let row = rows.find(|row| row.line == change.line);
        draft.change(change, &row.map(|row| row.values).unwrap_or_default())?;
    }
    for (line, same_as, values) in plan.same() {
        draft.same(line, &same_as, fields, &values)?;
    }
    for (line, reason, cells) in plan.skipped() {
        draft.skip(line, reason, &cells)?;
    }
    for (change, cells) in plan.chosen_out() {
        draft.skip(change.line, &SkipReason::Chosen, &cells)?;
    }
    draft.finish()
}

/// The rows that change a contact, some at a time.
fn changing(plan: &Plan) -> impl Iterator<Item = PlanRow> {
    let starts = (0..).step_by(CHANGES);
    let pages = starts.map(|start| plan.rows(Some(RowKind::Changes), start, CHANGES).1);
    pages.take_while(|page| !page.is_empty()).flatten()
}

/// Carries out what is left of an import, and reports. A restore sets the stars again once its contacts are there.
pub(super) async fn carry_out(site: Site, import: u32) -> Result<ImportReport, AppError> {
    let journal = site.journal.clone();
    let left = journal.with(move |connection| journal::unfinished(connection, import));
    let left = left.await?.ok_or(AppError::NoSuchImport)?;
    let (mailbox, link) = (site.mailbox.clone(), site.link.clone());
    let task = match left.of {
        ImportOf::File => TaskKind::Import,
        ImportOf::Restore => TaskKind::Restore,
    };
    let mut run = Run {
        sender: Sender {
            progress: Progress::new(site.updates, task, left.done, left.total),
            ledger: Ledger::new(site.journal, import, left.done),
            mailbox: site.mailbox,
            link: site.link,
            rhythm: site.rhythm,
            control: site.control,
            pace: Pace::default(),
            patience: Patience::default(),
            stored: Vec::new(),
            refusals: 0,
        },
    };
    let carried_out = match run.carry_out().await {
        Ok(()) => Ok(()),
        // What is known of the rest is not to be lost with the error.
        Err(halt) => run.sender.tell().await.and(Err(halt)),
    };
    if left.of == ImportOf::Restore
        && let Err(error) = stars::restore(&mailbox, &link).await
    {
        tracing::warn!(?error, "stars of restored contacts");
    }
    let end = match carried_out {
        Ok(()) => ImportEnd::Done,
        Err(halt) => halt.end(&link),
    };
    let report = journal.with(move |connection| journal::end(connection, import, &end));
    let report = report.await;
    let ended = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(link.epoch) {
            live.writes += 1;
            Live::refresh_soon(live);
        }
    });
    ended.await?;
    report?.ok_or(AppError::NoSuchImport)
}

struct Run {
    sender: Sender,
}

impl Run {
    async fn carry_out(&mut self) -> Result<(), Halt> {
        self.settle_sent().await?;
        let mut rows = self.sender.pace.rows;
        loop {
            let due = move |connection: &mut Connection, import| {
                journal::creations(connection, import, rows)
            };
            let due = self.sender.ledger.keep(due).await?;
            let Some(chunk) = self.next_chunk(due.iter().cloned()) else {
                break;
            };
            self.may_go_on().await?;
            self.sender.ledger.sending(chunk.uploads()).await?;
            let taken = chunk.uploads().len();
            self.send(chunk, false).await?;
            rows = self.sender.pace.rows;
            if is_cut(&due, taken) {
                // Not many more are read than have room.
                rows = rows.min((taken + taken / 4).max(LEAST));
            }
        }
        loop {
            let due =
                |connection: &mut Connection, import| journal::changes(connection, import, CHANGES);
            let due = self.sender.ledger.keep(due).await?;
            if due.is_empty() {
                return Ok(());
            }
            for (change, before) in due {
                self.may_go_on().await?;
                self.sender.change(&change, before).await?;
                self.sender.tell().await?;
            }
        }
    }

    /// Finds out what became of contacts that were sent when the program ended, and sends those again that did not arrive.
    async fn settle_sent(&mut self) -> Result<(), Halt> {
        let sent = self.sender.ledger.keep(journal::sent).await?;
        if sent.is_empty() {
            return Ok(());
        }
        let missing = self.sender.missing(sent, false).await?;
        self.sender.tell().await?;
        let mut chunks = Chunks::new(missing.into_iter());
        loop {
            let Pace { rows, bytes, .. } = self.sender.pace;
            let Some(chunk) = chunks.next_chunk(rows, bytes) else {
                return Ok(());
            };
            self.may_go_on().await?;
            self.send(chunk, true).await?;
        }
    }

    /// As much of what is due as one request takes.
    fn next_chunk(&self, due: impl Iterator<Item = Upload>) -> Option<Chunk> {
        let Pace { rows, bytes, .. } = self.sender.pace;
        Chunks::new(due).next_chunk(rows, bytes)
    }

    /// Sends contacts, which may have gone before or have not.
    async fn send(&mut self, chunk: Chunk, went: bool) -> Result<(), Halt> {
        match chunk {
            Chunk::Import(uploads) => self.sender.import(uploads, went).await,
            Chunk::Single(upload) => {
                self.sender.create(upload, went).await?;
                self.sender.tell().await
            }
        }
    }

    /// Waits while the person wants a pause.
    async fn may_go_on(&mut self) -> Result<(), Halt> {
        if self.sender.control.is_paused() {
            self.sender.progress.set_state(TaskState::Paused);
            self.sender.control.may_go_on().await?;
            self.sender.progress.set_state(TaskState::Running);
        }
        Ok(self.sender.control.check()?)
    }
}

/// Whether a request ended before more contacts with the same fields, for want of room.
fn is_cut(due: &[Upload], taken: usize) -> bool {
    let last = taken.checked_sub(1).and_then(|at| due.get(at));
    match (last, due.get(taken)) {
        (Some(last), Some(next)) => last.fields.keys().eq(next.fields.keys()),
        _ => false,
    }
}
