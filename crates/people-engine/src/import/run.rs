//! Carrying a plan out: chunk by chunk, with progress, until done, cancelled or stopped.

use std::sync::Arc;

use people_core::personal::PersonalContact;
use people_core::plan::{Chunk, Plan};
use tokio::sync::watch;
use uuid::Uuid;
use wazo_client::Error;

use super::Planned;
use super::send::Sender;
use crate::actor::Mailbox;
use crate::api::{AppError, ImportEnd, ImportReport, Update};

/// Carries a plan out and reports.
pub(crate) async fn run(mailbox: Mailbox, plan: u32) -> Result<ImportReport, AppError> {
    let begun = mailbox.ask(move |state| {
        let rhythm = state.config.rhythm;
        let live = state.live()?;
        let link = live.link()?;
        let planned = live.imports.plan(plan)?;
        let stop = live.imports.begin()?;
        Ok::<_, AppError>((link, planned, stop, rhythm))
    });
    let (link, planned, stop, rhythm) = begun.await??;
    let mut run = Run {
        sender: Sender::new(link.clone(), rhythm),
        mailbox: mailbox.clone(),
        stop,
        total: planned.plan.summary().counts.new + planned.plan.summary().counts.changes,
    };
    let end = match run.carry_out(&planned).await {
        Ok(true) => ImportEnd::Done,
        Ok(false) => ImportEnd::Cancelled,
        Err(error) => ImportEnd::Stopped {
            error: link.explain(error),
        },
    };
    run.show().await?;
    let ended = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(link.epoch) {
            live.imports.end();
            live.writes += 1;
            live.refresh_soon();
        }
    });
    ended.await?;
    Ok(run.sender.ledger.report(&planned.plan, end))
}

struct Run {
    sender: Sender,
    mailbox: Mailbox,
    stop: watch::Receiver<bool>,
    total: u32,
}

impl Run {
    /// False when the person stopped it.
    async fn carry_out(&mut self, planned: &Arc<Planned>) -> Result<bool, Error> {
        let plan: &Plan = &planned.plan;
        let mut chunks = plan.chunks();
        loop {
            let pace = self.sender.pace;
            let mut fresh_id = || Uuid::new_v4().to_string();
            let Some(chunk) = chunks.next_chunk(pace.rows, pace.bytes, &mut fresh_id) else {
                break;
            };
            if *self.stop.borrow() {
                return Ok(false);
            }
            match chunk {
                Chunk::Import(uploads) => self.sender.import(uploads).await?,
                Chunk::Single(upload) => self.sender.create(upload).await?,
            }
            self.progress().await?;
        }
        for change in plan.changes() {
            if *self.stop.borrow() {
                return Ok(false);
            }
            self.sender.change(change).await?;
            self.progress().await?;
        }
        Ok(true)
    }

    async fn progress(&mut self) -> Result<(), Error> {
        self.show().await.map_err(|_| Error::SignedOut)
    }

    /// Shows how far it is, and what has been stored.
    async fn show(&mut self) -> Result<(), AppError> {
        let stored = std::mem::take(&mut self.sender.stored);
        let contacts: Vec<PersonalContact> = stored
            .into_iter()
            .filter_map(PersonalContact::from_map)
            .collect();
        let (done, total, epoch) = (
            self.sender.ledger.dealt(),
            self.total,
            self.sender.link.epoch,
        );
        let shown = self.mailbox.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                if !contacts.is_empty() {
                    live.put_personal(&contacts);
                    live.tell_changes();
                }
                live.updates.send(&Update::Import { done, total });
            }
        });
        shown.await
    }
}
