//! The user's own contacts: shown, saved, removed.

use people_core::personal::{FieldCheck, PersonalContact, check};
use people_core::plan::Fields;
use uuid::Uuid;
use wazo_client::Error;

use super::EngineHandle;
use super::contacts::set_favorite;
use crate::actor::Mailbox;
use crate::api::{AppError, Field, FieldWarning, Removed, Saved};
use crate::session::{Link, RemovedContact};

impl EngineHandle {
    /// The fields of a personal contact: the known ones always, then any other that it has.
    pub async fn contact(&self, row: u32) -> Result<Vec<Field>, AppError> {
        let contact = self.ask(move |state| {
            let live = state.live()?;
            let contact = live.personal_of(row)?;
            live.form = Some(contact.clone());
            Ok(contact)
        });
        let contact = contact.await?;
        let field = |(name, value)| Field { name, value };
        Ok(contact.form().into_iter().map(field).collect())
    }

    /// Every personal contact with its row and all its fields, `id` among them.
    pub async fn personal(&self) -> Result<Vec<(u32, Fields)>, AppError> {
        self.ask(|state| {
            let live = state.live()?;
            let row = |id: &str| live.directory.find(&live.personal_key(id));
            let contacts = live.personal.iter();
            Ok(contacts
                .filter_map(|(id, fields)| Some((row(id)?.0, fields.clone())))
                .collect())
        })
        .await
    }

    /// What looks wrong with fields; they may be saved all the same.
    pub fn check(&self, fields: &[Field]) -> Vec<FieldWarning> {
        let checks = check(
            fields
                .iter()
                .map(|field| (field.name.as_str(), field.value.as_str())),
        );
        let warning = |check| match check {
            FieldCheck::Email { field } => FieldWarning::Email { field },
            FieldCheck::Number { field } => FieldWarning::Number { field },
            FieldCheck::Nameless => FieldWarning::Nameless,
        };
        checks.into_iter().map(warning).collect()
    }

    /// Saves a form: a new contact, or a row's form as [`contact`](Self::contact) gave it last, filled in.
    ///
    /// Only what the person changed in the form is written, over the contact as the server has it by then, so that nothing is
    /// reverted that was changed elsewhere meanwhile: a field that is given as the form showed it is left alone, and one that
    /// is given empty or left out of the form goes.
    pub async fn save(&self, row: Option<u32>, fields: Vec<Field>) -> Result<Saved, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(save(mailbox, row, fields)).await
    }

    /// Changes some fields of a personal contact, over what the server has by then: one that is given empty goes, those that
    /// are not given stay.
    pub async fn edit(&self, row: u32, fields: Vec<Field>) -> Result<Saved, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(edit(mailbox, row, fields)).await
    }

    /// Removes a personal contact, with its star; one that is gone already is as good as removed.
    pub async fn remove(&self, row: u32) -> Result<Removed, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(remove(mailbox, row)).await
    }

    /// Brings a removed contact back under its own id, with its star. The last ten thousand of a session can be brought
    /// back.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`] when it is not remembered any more, or there again; [`AppError::DuplicateContact`] when an
    /// equal one has taken its place.
    pub async fn undo_remove(&self, removed: u32) -> Result<Saved, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(undo_remove(mailbox, removed)).await
    }
}

async fn save(mailbox: Mailbox, row: Option<u32>, fields: Vec<Field>) -> Result<Saved, AppError> {
    let Some(row) = row else {
        let link = mailbox.ask(|state| state.live()?.link()).await??;
        let contact = PersonalContact {
            id: Uuid::new_v4().to_string(),
            fields: PersonalContact::default().merged(pairs(&fields)),
        };
        create(&link, &contact).await?;
        return show(mailbox, link, contact, None).await;
    };
    let (link, contact, form) = known(&mailbox, row).await?;
    let form = form.filter(|form| form.id == contact.id);
    let form = form.as_ref().unwrap_or(&contact);
    let edits = form.edits(pairs(&fields));
    let edits = || edits.iter().map(|(name, value)| (*name, *value));
    let filled_in = PersonalContact {
        id: form.id.clone(),
        fields: form.merged(edits()),
    };
    let stored = lay_over(&link, &contact.id, edits()).await?;
    show(mailbox, link, stored, Some(filled_in)).await
}

async fn edit(mailbox: Mailbox, row: u32, fields: Vec<Field>) -> Result<Saved, AppError> {
    let (link, contact, form) = known(&mailbox, row).await?;
    let stored = lay_over(&link, &contact.id, pairs(&fields)).await?;
    show(mailbox, link, stored, form).await
}

/// The way to the server, the contact of a row, and the form that was filled last.
async fn known(
    mailbox: &Mailbox,
    row: u32,
) -> Result<(Link, PersonalContact, Option<PersonalContact>), AppError> {
    let known = mailbox.ask(move |state| {
        let live = state.live()?;
        let contact = live.personal_of(row)?;
        Ok((live.link()?, contact, live.form.clone()))
    });
    known.await?
}

fn pairs(fields: &[Field]) -> impl Iterator<Item = (&str, &str)> {
    let fields = fields.iter();
    fields.map(|field| (field.name.as_str(), field.value.as_str()))
}

/// Reads a contact and writes it with edits; gives it as it is then.
async fn lay_over<'f>(
    link: &Link,
    id: &str,
    edits: impl Iterator<Item = (&'f str, &'f str)>,
) -> Result<PersonalContact, AppError> {
    let current = link.api.personal_contact(id).await;
    let current = current.map_err(|error| explain(link, error))?;
    let current = PersonalContact::from_map(current).ok_or(AppError::NoSuchContact)?;
    let merged = current.merged(edits);
    let edited = link.api.edit_personal(id, &merged).await;
    edited.map_err(|error| explain(link, error))?;
    Ok(PersonalContact {
        id: current.id,
        fields: merged,
    })
}

/// Puts a stored contact on screen, and the server's own row of it as soon as that is there.
async fn show(
    mailbox: Mailbox,
    link: Link,
    stored: PersonalContact,
    form: Option<PersonalContact>,
) -> Result<Saved, AppError> {
    let (epoch, shown) = (link.epoch, stored.clone());
    let saved = mailbox.ask(move |state| {
        let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
        live.form = form;
        live.writes += 1;
        live.put_personal(std::slice::from_ref(&shown));
        live.tell_changes();
        live.unsaved = true;
        let key = live.personal_key(&shown.id);
        let row = live.directory.find(&key).ok_or(AppError::NoSuchContact)?;
        Ok::<_, AppError>(Saved { row: row.0 })
    });
    let saved = saved.await??;
    tokio::spawn(fetch_row(mailbox, link, stored));
    Ok(saved)
}

/// Creates a contact under its own id, which tells after a lost answer whether it arrived.
async fn create(link: &Link, contact: &PersonalContact) -> Result<(), AppError> {
    let Err(error) = link.api.create_personal(&contact.to_map()).await else {
        return Ok(());
    };
    if error.outcome_unknown() && link.api.personal_contact(&contact.id).await.is_ok() {
        return Ok(());
    }
    Err(explain(link, error))
}

/// Puts the server's own row of a contact in place of ours, as an administrator may have chosen other columns for it.
async fn fetch_row(mailbox: Mailbox, link: Link, contact: PersonalContact) {
    let Some(term) = contact
        .name()
        .or_else(|| contact.fields.values().next().cloned())
    else {
        return;
    };
    // The server looks for the text in one field at a time.
    let word = term.split_whitespace().max_by_key(|word| word.len());
    let Ok(answer) = link
        .api
        .lookup(&link.profile, word.unwrap_or_default())
        .await
    else {
        return;
    };
    let rows = answer.results.into_iter().filter(|row| {
        row.backend == crate::session::PERSONAL
            && row.relations.source_entry_id.as_deref() == Some(&contact.id)
    });
    let rows: Vec<_> = rows.collect();
    let put = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(link.epoch)
            && live.personal.get(&contact.id) == Some(&contact.to_map())
        {
            live.remember(rows);
            live.tell_changes();
            live.unsaved = true;
        }
    });
    let _ = put.await;
}

async fn remove(mailbox: Mailbox, row: u32) -> Result<Removed, AppError> {
    let known = mailbox.ask(move |state| {
        let live = state.live()?;
        let contact = live.personal_of(row)?;
        let key = live.personal_key(&contact.id);
        let starred = live.is_favorite(&key);
        Ok::<_, AppError>((live.link()?, contact, key, starred))
    });
    let (link, mut contact, key, starred) = known.await??;
    match link.api.personal_contact(&contact.id).await {
        // It comes back as it was last, whoever changed it.
        Ok(current) => contact = PersonalContact::from_map(current).unwrap_or(contact),
        Err(Error::NotFound) => {}
        Err(error) => return Err(explain(&link, error)),
    }
    let id = contact.id.clone();
    match link.api.delete_personal(&id).await {
        Ok(()) | Err(Error::NotFound) => {}
        Err(error) => return Err(explain(&link, error)),
    }
    // The server leaves the favorite behind.
    if starred && let Err(error) = link.api.delete_favorite(&key.source, &id).await {
        tracing::debug!(%error, "favorite of a removed contact");
    }
    let removed = mailbox.ask(move |state| {
        let live = state.live_of(link.epoch).ok_or(AppError::SignedOut)?;
        live.writes += 1;
        live.drop_personal(&id);
        live.tell_changes();
        live.unsaved = true;
        let removed = live.removed.add(RemovedContact { contact, starred });
        Ok(Removed { removed })
    });
    removed.await?
}

async fn undo_remove(mailbox: Mailbox, removed: u32) -> Result<Saved, AppError> {
    let known = mailbox.ask(move |state| {
        let live = state.live()?;
        let back = live.removed.get(removed).ok_or(AppError::NothingToUndo)?;
        Ok::<_, AppError>((live.link()?, back.clone(), live.form.clone()))
    });
    let (link, back, form) = known.await??;
    match create(&link, &back.contact).await {
        Err(AppError::DuplicateContact) if is_there(&link, &back.contact).await => {}
        created => created?,
    }
    let epoch = link.epoch;
    let saved = show(mailbox.clone(), link, back.contact, form).await?;
    let forgotten = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            live.removed.forget(removed);
        }
    });
    forgotten.await?;
    if back.starred {
        set_favorite(mailbox, saved.row, true).await?;
    }
    Ok(saved)
}

/// Whether the server has exactly this contact: it was brought back already.
async fn is_there(link: &Link, contact: &PersonalContact) -> bool {
    let there = link.api.personal_contact(&contact.id).await;
    there.is_ok_and(|there| there == contact.to_map())
}

fn explain(link: &Link, error: Error) -> AppError {
    match error {
        Error::Conflict => AppError::DuplicateContact,
        Error::NotFound => AppError::NoSuchContact,
        error => link.explain(error),
    }
}
