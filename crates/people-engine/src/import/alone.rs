//! Contacts that go one by one: those that an import request would change, and changes.

use people_core::plan::{Change, Fields, Upload};
use wazo_client::Error;

use super::halt::Halt;
use super::send::{Batch, Sender, fresh_id};
use crate::fault;
use crate::journal::{self, Outcome};

/// How often a request that stumbles (500 and above) is sent before it counts as refused.
const STUMBLES: u32 = 3;

impl Sender {
    /// Creates one contact alone, as it is.
    ///
    /// # Errors
    /// As for [`import`](Self::import).
    pub(super) async fn create(&mut self, upload: Upload, went: bool) -> Result<(), Halt> {
        let mut stumbles = 0;
        let mut batch = Batch {
            uploads: vec![upload],
            tries: 0,
            went,
        };
        loop {
            let Some(upload) = batch.uploads.first_mut() else {
                return Ok(());
            };
            match self.link.api.create_personal(&upload.with_id()).await {
                Ok(_) => {
                    let upload = upload.clone();
                    self.heard();
                    self.arrived(&upload);
                    return Ok(());
                }
                Err(Error::Conflict) => {
                    // Equal to another one, or to itself: an earlier try had arrived.
                    let upload = upload.clone();
                    match self.contact(&upload.id).await? {
                        None => self.ledger.duplicate(upload.line, None),
                        there => self.taken(&upload, batch.went, there, ""),
                    }
                    return Ok(());
                }
                Err(Error::Refused {
                    status: status @ 500..,
                    reasons,
                    ..
                }) => {
                    // An id that another user has is refused each time. A stumble is not, and may have stored the contact.
                    let copy = upload.clone();
                    if let Some(there) = self.contact(&copy.id).await? {
                        self.taken(&copy, true, Some(there), &words(&reasons, status));
                        return Ok(());
                    }
                    stumbles += 1;
                    batch.went = true;
                    if stumbles < STUMBLES {
                        self.refused(refusal(status, reasons))?;
                    } else if copy.wanted_id {
                        stumbles = 0;
                        batch.uploads.iter_mut().for_each(fresh_id);
                        self.ledger.renamed(&batch.uploads).await?;
                    } else {
                        self.ledger.failed(copy.line, &reasons, Some(status));
                        return self.refused(refusal(status, reasons));
                    }
                }
                Err(Error::Refused {
                    status, reasons, ..
                }) => {
                    self.ledger.failed(upload.line, &reasons, Some(status));
                    return self.refused(refusal(status, reasons));
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

    /// Gives a contact its new text, over what it has by now. Doing so twice does no harm: `before` is the text that it had
    /// before an earlier try.
    ///
    /// # Errors
    /// As for [`import`](Self::import).
    pub(super) async fn change(
        &mut self,
        change: &Change,
        mut before: Option<Fields>,
    ) -> Result<(), Halt> {
        let mut tries = 0;
        loop {
            let error = match self.lay_over(change, &mut before).await? {
                Ok(after) => {
                    self.heard();
                    self.stored.push(after.clone());
                    self.ledger.note(change.line, Outcome::Updated { after });
                    self.refusals = 0;
                    return Ok(());
                }
                Err(error) => error,
            };
            match error {
                Error::Conflict => {
                    self.ledger.duplicate(change.line, None);
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
                // It may have been written all the same: looked at before it is tried again.
                Error::Refused { status: 500.., .. } if tries + 1 < STUMBLES => {
                    tries += 1;
                    self.refused(error)?;
                }
                Error::Refused {
                    status,
                    ref reasons,
                    ..
                } => {
                    self.ledger.failed(change.line, reasons, Some(status));
                    return self.refused(error);
                }
                error if fault::is_silent(&error) => self.wait_for_server(error).await?,
                error => {
                    tries += 1;
                    self.try_again(error, tries).await?;
                }
            }
        }
    }

    /// Reads a contact and writes it with a row's fields; gives it as it is then, with its id.
    async fn lay_over(
        &mut self,
        change: &Change,
        before: &mut Option<Fields>,
    ) -> Result<Result<Fields, Error>, Halt> {
        let Some(current) = self.contact(&change.id).await? else {
            return Ok(Err(Error::NotFound));
        };
        let with_id = |mut fields: Fields| {
            fields.insert("id".to_owned(), change.id.clone());
            fields
        };
        if let Some(before) = before
            && with_id(change.over(before)) == current
        {
            // An earlier try had arrived.
            return Ok(Ok(current));
        }
        let fields = change.over(&current);
        let (line, text, after) = (change.line, current.clone(), with_id(fields.clone()));
        self.ledger
            .keep(move |connection, import| {
                journal::mark_changing(connection, import, line, &text, &after)
            })
            .await?;
        *before = Some(current);
        let edited = self.link.api.edit_personal(&change.id, &fields).await;
        Ok(edited.map(|_| with_id(fields)))
    }
}

fn refusal(status: u16, reasons: Vec<String>) -> Error {
    Error::Refused {
        status,
        reasons,
        error_id: None,
    }
}

fn words(reasons: &[String], status: u16) -> String {
    match reasons {
        [] => status.to_string(),
        reasons => reasons.join("; "),
    }
}
