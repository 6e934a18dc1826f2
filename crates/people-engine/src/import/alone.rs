//! Contacts that go one by one: those that an import request would change, and changes.

use std::slice;

use people_core::plan::{Change, Fields, Upload};
use wazo_client::Error;

use super::halt::Halt;
use super::send::{Batch, Sender, fresh_id};
use crate::fault;
use crate::journal::{self, Outcome};

impl Sender {
    /// Creates one contact alone, as it is.
    ///
    /// # Errors
    /// As for [`import`](Self::import).
    pub(super) async fn create(&mut self, upload: Upload) -> Result<(), Halt> {
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
                    let upload = upload.clone();
                    self.heard();
                    self.arrived(&upload);
                    return Ok(());
                }
                Err(Error::Conflict) => {
                    // Equal to another one, or to itself: an earlier try had arrived.
                    let upload = upload.clone();
                    if self.is_there(&upload.id).await? {
                        self.arrived(&upload);
                    } else {
                        self.ledger.duplicate(upload.line, None);
                    }
                    return Ok(());
                }
                Err(Error::Refused { status: 500, .. }) if upload.wanted_id => {
                    fresh_id(upload);
                    self.ledger.renamed(slice::from_ref(upload)).await?;
                }
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
        let current = match self.link.api.personal_contact(&change.id).await {
            Ok(current) => current,
            Err(error) => return Ok(Err(error)),
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
