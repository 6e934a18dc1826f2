//! Sending contacts until it is known what became of each.
//!
//! Every contact has an id that was chosen here, so sending it again does no harm: the server says that the id is there, and
//! that tells that an earlier try had arrived.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use people_core::plan::{Change, Fields, Upload, import_csv};
use tokio::time::{Instant, sleep};
use uuid::Uuid;
use wazo_client::{Error, ImportAnswer};

use super::ledger::Ledger;
use super::look::{look, settle};
use super::pace::Pace;
use crate::config::Rhythm;
use crate::session::Link;

/// How often the same contacts are sent while it is not clear whether they arrived, or the server is out of reach.
const TRIES: u32 = 4;

/// How many requests in a row the server may refuse without storing anything before the import stops.
const REFUSALS: u32 = 24;

/// Sends contacts, and counts.
pub(super) struct Sender {
    pub(super) link: Link,
    pub(super) rhythm: Rhythm,
    pub(super) ledger: Ledger,
    pub(super) pace: Pace,
    /// Contacts that were stored since they were last taken out, with their ids.
    pub(super) stored: Vec<Fields>,
    /// Requests that the server refused since it last stored something.
    refusals: u32,
}

/// Contacts that go together, and how often they went already.
struct Batch {
    uploads: Vec<Upload>,
    tries: u32,
}

impl Sender {
    pub(super) fn new(link: Link, rhythm: Rhythm) -> Self {
        Self {
            link,
            rhythm,
            ledger: Ledger::default(),
            pace: Pace::default(),
            stored: Vec::new(),
            refusals: 0,
        }
    }

    /// Sends contacts by import requests; splits what the server refuses as a whole until the bad row is found.
    ///
    /// # Errors
    /// When going on makes no sense. What the ledger does not hold was not stored, as far as the server's list showed.
    pub(super) async fn import(&mut self, uploads: Vec<Upload>) -> Result<(), Error> {
        let mut batches = vec![Batch { uploads, tries: 0 }];
        while let Some(batch) = batches.pop() {
            let csv = import_csv(&batch.uploads);
            let (bytes, rows) = (csv.len(), batch.uploads.len());
            let started = Instant::now();
            match self.link.api.import_personal(csv).await {
                Ok(answer) => {
                    self.pace.took(rows, started.elapsed());
                    let again = self.judge(batch.uploads, &answer).await?;
                    if !again.is_empty() {
                        let tries = batch.tries + 1;
                        batches.push(Batch {
                            uploads: again,
                            tries,
                        });
                    }
                }
                Err(Error::TooLarge) => {
                    self.pace.too_large(bytes);
                    self.split(batch, &mut batches, Error::TooLarge).await?;
                }
                Err(error @ Error::Refused { .. }) => {
                    self.split(batch, &mut batches, error).await?;
                }
                Err(error) => {
                    let missing = self.after(error, batch).await?;
                    batches.extend(missing);
                }
            }
        }
        Ok(())
    }

    /// Creates one contact alone, as it is.
    ///
    /// # Errors
    /// As for [`import`](Self::import).
    pub(super) async fn create(&mut self, upload: Upload) -> Result<(), Error> {
        let mut batch = Batch {
            uploads: vec![upload],
            tries: 0,
        };
        loop {
            let Some(upload) = batch.uploads.first_mut() else {
                return Ok(());
            };
            match self.link.api.create_personal(&upload.with_id()).await {
                Ok(_) => {
                    self.arrived(&upload.clone());
                    return Ok(());
                }
                Err(Error::Conflict) if batch.tries > 0 && self.is_there(&upload.id).await? => {
                    self.arrived(&upload.clone());
                    return Ok(());
                }
                Err(Error::Conflict) => {
                    self.ledger.duplicate();
                    return Ok(());
                }
                Err(Error::Refused { status: 500, .. }) if upload.wanted_id => fresh_id(upload),
                Err(Error::Refused {
                    status, reasons, ..
                }) => {
                    self.ledger.failed(upload.line, &reasons, Some(status));
                    return self.refused(Error::Refused {
                        status,
                        reasons,
                        error_id: None,
                    });
                }
                Err(Error::TooLarge) => {
                    self.ledger.failed(upload.line, &[], Some(413));
                    return Ok(());
                }
                Err(error) => match self.after(error, batch).await? {
                    Some(missing) => batch = missing,
                    None => return Ok(()),
                },
            }
        }
    }

    /// Gives a contact its new text, over what it has by now. Doing so twice does no harm.
    ///
    /// # Errors
    /// As for [`import`](Self::import).
    pub(super) async fn change(&mut self, change: &Change) -> Result<(), Error> {
        let mut tries = 0;
        loop {
            let error = match self.lay_over(change).await {
                Ok(stored) => {
                    self.stored.push(stored);
                    self.ledger.updated();
                    self.refusals = 0;
                    return Ok(());
                }
                Err(error) => error,
            };
            match error {
                Error::Conflict => {
                    self.ledger.duplicate();
                    return Ok(());
                }
                Error::NotFound => {
                    self.ledger.failed(change.line, &[], Some(404));
                    return Ok(());
                }
                Error::TooLarge => {
                    self.ledger.failed(change.line, &[], Some(413));
                    return Ok(());
                }
                Error::Refused {
                    status,
                    ref reasons,
                    ..
                } => {
                    self.ledger.failed(change.line, reasons, Some(status));
                    return self.refused(error);
                }
                error => {
                    tries += 1;
                    self.pause(error, tries).await?;
                }
            }
        }
    }

    /// Reads a contact and writes it with a row's fields; gives it as it is then, with its id.
    async fn lay_over(&self, change: &Change) -> Result<Fields, Error> {
        let current = self.link.api.personal_contact(&change.id).await?;
        let mut fields = change.over(&current);
        self.link.api.edit_personal(&change.id, &fields).await?;
        fields.insert("id".to_owned(), change.id.clone());
        Ok(fields)
    }

    /// Reads an answer; gives the contacts that have to go again under another id.
    async fn judge(
        &mut self,
        uploads: Vec<Upload>,
        answer: &ImportAnswer,
    ) -> Result<Vec<Upload>, Error> {
        let stored: HashSet<&str> = answer
            .created
            .iter()
            .filter_map(|contact| contact.get("id").map(String::as_str))
            .collect();
        let failed: HashMap<u32, &[String]> = answer
            .failed
            .iter()
            .map(|failed| (failed.line, failed.errors.as_slice()))
            .collect();
        let mut again = Vec::new();
        // Line 1 is the header.
        for (line, mut upload) in (2..).zip(uploads) {
            match failed.get(&line) {
                Some(errors) if !is_taken(errors) => {
                    self.ledger.failed(upload.line, errors, None);
                }
                Some(_) if !upload.wanted_id || self.is_there(&upload.id).await? => {
                    self.arrived(&upload);
                }
                Some(_) => {
                    fresh_id(&mut upload);
                    again.push(upload);
                }
                None if stored.contains(upload.id.as_str()) => self.arrived(&upload),
                None => self.ledger.duplicate(),
            }
        }
        Ok(again)
    }

    /// Halves what the server refuses as a whole; a contact that is left alone is created alone, which tells what is wrong.
    async fn split(
        &mut self,
        mut batch: Batch,
        batches: &mut Vec<Batch>,
        error: Error,
    ) -> Result<(), Error> {
        let tries = batch.tries;
        let second = batch.uploads.split_off(batch.uploads.len() / 2);
        if batch.uploads.is_empty() {
            for upload in second {
                self.create(upload).await?;
            }
            return Ok(());
        }
        if error != Error::TooLarge {
            self.refused(error)?;
        }
        for uploads in [second, batch.uploads] {
            batches.push(Batch { uploads, tries });
        }
        Ok(())
    }

    /// What is left to send after an error that is not about the contacts: looks at the list where they may have arrived, and
    /// waits where nothing was heard of the server.
    async fn after(&mut self, error: Error, mut batch: Batch) -> Result<Option<Batch>, Error> {
        if error.outcome_unknown() {
            let ids: HashSet<&str> = batch.uploads.iter().map(|it| it.id.as_str()).collect();
            let at_work = matches!(
                error,
                Error::TimedOut { .. } | Error::Unavailable { status: 504 }
            );
            let there = if at_work {
                settle(&self.link, &self.rhythm, |id| ids.contains(id)).await?
            } else {
                look(&self.link, |id| ids.contains(id)).await?
            };
            let (arrived, missing) = batch
                .uploads
                .into_iter()
                .partition(|upload| there.contains(&upload.id));
            batch.uploads = missing;
            let arrived: Vec<Upload> = arrived;
            for upload in &arrived {
                self.arrived(upload);
            }
            if batch.uploads.is_empty() {
                return Ok(None);
            }
        }
        batch.tries += 1;
        self.pause(error, batch.tries).await?;
        Ok(Some(batch))
    }

    /// Waits before the next try; the error itself when there is none.
    async fn pause(&self, error: Error, tries: u32) -> Result<(), Error> {
        let wait = match &error {
            Error::TooManyRequests {
                retry_after: Some(wait),
            } => *wait,
            error if error.outcome_unknown() => Duration::ZERO,
            Error::UnknownHost
            | Error::ConnectionRefused
            | Error::Unreachable
            | Error::TimedOut { .. }
            | Error::TooManyRequests { .. }
            | Error::Unavailable { .. } => self.rhythm.reconnect.0 * 2_u32.saturating_pow(tries),
            _ => return Err(error),
        };
        if tries >= TRIES {
            return Err(error);
        }
        sleep(wait.min(self.rhythm.reconnect.1)).await;
        Ok(())
    }

    fn arrived(&mut self, upload: &Upload) {
        self.refusals = 0;
        self.ledger.created();
        self.stored.push(upload.with_id());
    }

    fn refused(&mut self, error: Error) -> Result<(), Error> {
        self.refusals += 1;
        if self.refusals > REFUSALS {
            return Err(error);
        }
        Ok(())
    }

    async fn is_there(&self, id: &str) -> Result<bool, Error> {
        match self.link.api.personal_contact(id).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound | Error::Unaddressable) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// The id of a file's row may be in use elsewhere on the server: by another user.
fn fresh_id(upload: &mut Upload) {
    upload.id = Uuid::new_v4().to_string();
    upload.wanted_id = false;
}

/// `contact "…" already exist`: the id is there.
fn is_taken(errors: &[String]) -> bool {
    errors.iter().any(|error| error.contains("already exist"))
}
