//! Sending contacts until it is known what became of each.
//!
//! Every contact has an id that was chosen here, so sending it again does no harm: the server says that the id is there, and
//! that tells that an earlier try had arrived.

use std::collections::{HashMap, HashSet};

use people_core::personal::PersonalContact;
use people_core::plan::{Fields, SameAs, Upload, import_csv};
use tokio::time::Instant;
use uuid::Uuid;
use wazo_client::{Error, ImportAnswer};

use super::REFUSALS;
use super::called;
use super::control::Control;
use super::halt::Halt;
use super::ledger::Ledger;
use super::pace::Pace;
use super::progress::Progress;
use super::wait::Patience;
use crate::actor::Mailbox;
use crate::config::Rhythm;
use crate::journal::Outcome;
use crate::session::Link;

/// Sends contacts, and notes what became of them.
pub(super) struct Sender {
    pub(super) mailbox: Mailbox,
    pub(super) link: Link,
    pub(super) rhythm: Rhythm,
    pub(super) control: Control,
    pub(super) progress: Progress,
    pub(super) ledger: Ledger,
    pub(super) pace: Pace,
    pub(super) patience: Patience,
    /// Contacts that were stored and are not on screen yet, with their ids.
    pub(super) stored: Vec<Fields>,
    /// Requests that the server refused since it last stored something.
    pub(super) refusals: u32,
}

/// Contacts that go together.
pub(super) struct Batch {
    pub(super) uploads: Vec<Upload>,
    /// How often they went without an answer that told what became of them.
    pub(super) tries: u32,
    /// Whether they went before and may have arrived then: what is there under their ids may be ours.
    pub(super) went: bool,
}

impl Sender {
    /// Sends contacts by import requests; splits what the server refuses as a whole until the bad row is found.
    ///
    /// # Errors
    /// When going on makes no sense. What the journal does not say otherwise of was not stored, as far as the server's list
    /// showed.
    pub(super) async fn import(&mut self, uploads: Vec<Upload>, went: bool) -> Result<(), Halt> {
        let mut batches = vec![Batch {
            uploads,
            tries: 0,
            went,
        }];
        while let Some(batch) = batches.pop() {
            self.control.check()?;
            let csv = import_csv(&batch.uploads);
            let (bytes, rows) = (csv.len(), batch.uploads.len());
            let started = Instant::now();
            match self.link.api.import_personal(csv).await {
                Ok(answer) => {
                    self.heard();
                    self.pace.took(rows, started.elapsed());
                    let again = self.judge(batch.uploads, batch.went, &answer).await?;
                    if !again.is_empty() {
                        self.ledger.renamed(&again).await?;
                        batches.push(Batch {
                            uploads: again,
                            tries: batch.tries + 1,
                            went: false,
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
            self.tell().await?;
        }
        Ok(())
    }

    /// Reads an answer; gives the contacts that have to go again under another id.
    async fn judge(
        &mut self,
        uploads: Vec<Upload>,
        went: bool,
        answer: &ImportAnswer,
    ) -> Result<Vec<Upload>, Halt> {
        let ours: HashSet<&str> = uploads.iter().map(|upload| upload.id.as_str()).collect();
        let mut stored = HashSet::new();
        let mut others = HashMap::new();
        for contact in &answer.created {
            match PersonalContact::from_map(contact.clone()) {
                Some(contact) if ours.contains(contact.id.as_str()) => {
                    stored.insert(contact.id);
                }
                Some(contact) => {
                    others.insert(contact.fields, contact.id);
                }
                None => {}
            }
        }
        let failed: HashMap<u32, &[String]> = answer
            .failed
            .iter()
            .map(|failed| (failed.line, failed.errors.as_slice()))
            .collect();
        // Line 1 is the header.
        let lines = || (2..).zip(&uploads);
        let is_wanted = |(line, upload): &(u32, &Upload)| {
            upload.wanted_id && failed.get(line).is_some_and(|errors| is_taken(errors))
        };
        let wanted: HashSet<String> = lines()
            .filter(is_wanted)
            .map(|(_, it)| it.id.clone())
            .collect();
        let mut there = self.contacts(wanted).await?;
        let mut again = Vec::new();
        for (line, mut upload) in (2..).zip(uploads) {
            match failed.get(&line) {
                Some(errors) if !is_taken(errors) => {
                    self.ledger.failed(upload.line, errors, None);
                }
                Some(errors) => match there.remove(&upload.id) {
                    None if upload.wanted_id => {
                        fresh_id(&mut upload);
                        again.push(upload);
                    }
                    there => self.taken(&upload, went, there, &errors.join("; ")),
                },
                None if stored.contains(&upload.id) => self.arrived(&upload),
                None => {
                    let same_as = others.get(&upload.fields).map(|id| SameAs::Contact {
                        id: id.clone(),
                        name: called(&upload.fields),
                    });
                    self.ledger.duplicate(upload.line, same_as);
                }
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
    ) -> Result<(), Halt> {
        let (tries, went) = (batch.tries, batch.went || error != Error::TooLarge);
        let second = batch.uploads.split_off(batch.uploads.len() / 2);
        if batch.uploads.is_empty() {
            for upload in second {
                self.create(upload, went).await?;
            }
            return Ok(());
        }
        if error != Error::TooLarge {
            self.refused(error)?;
        }
        for uploads in [second, batch.uploads] {
            batches.push(Batch {
                uploads,
                tries,
                went,
            });
        }
        Ok(())
    }

    pub(super) fn arrived(&mut self, upload: &Upload) {
        self.refusals = 0;
        self.ledger.note(upload.line, Outcome::Created);
        self.stored.push(upload.with_id());
    }

    /// Notes what became of a contact under whose id something is there, or was a moment ago. An id that was chosen here is
    /// ours; one of the file may be on another's contact since the plan was made, and then nothing of the row is there.
    pub(super) fn taken(
        &mut self,
        upload: &Upload,
        went: bool,
        there: Option<Fields>,
        words: &str,
    ) {
        let Some(there) = there else {
            return self.arrived(upload);
        };
        let is_equal = there == upload.with_id();
        if !upload.wanted_id || is_equal && went {
            self.refusals = 0;
            self.ledger.note(upload.line, Outcome::Created);
            self.stored.push(there);
        } else if is_equal {
            let same_as = SameAs::Contact {
                id: upload.id.clone(),
                name: called(&upload.fields),
            };
            self.ledger.duplicate(upload.line, Some(same_as));
        } else {
            self.ledger.failed(upload.line, &[words.to_owned()], None);
        }
    }

    pub(super) fn refused(&mut self, error: Error) -> Result<(), Halt> {
        self.refusals += 1;
        if self.refusals > REFUSALS {
            return Err(error.into());
        }
        Ok(())
    }

    /// Puts what is known into the journal, and then on screen.
    pub(super) async fn tell(&mut self) -> Result<(), Halt> {
        self.ledger.write().await?;
        self.progress.dealt(self.ledger.done());
        let stored = std::mem::take(&mut self.stored);
        let contacts: Vec<PersonalContact> = stored
            .into_iter()
            .filter_map(PersonalContact::from_map)
            .collect();
        if contacts.is_empty() {
            return Ok(());
        }
        let epoch = self.link.epoch;
        let shown = self.mailbox.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.writes += 1;
                live.put_personal(&contacts);
                live.tell_changes();
            }
        });
        shown.await.map_err(|_| Error::SignedOut.into())
    }
}

/// The id of a file's row may be in use elsewhere on the server: by another user.
pub(super) fn fresh_id(upload: &mut Upload) {
    upload.id = Uuid::new_v4().to_string();
    upload.wanted_id = false;
}

/// `contact "…" already exist`: the id is there.
fn is_taken(errors: &[String]) -> bool {
    errors.iter().any(|error| error.contains("already exist"))
}
