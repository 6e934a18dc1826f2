//! The user's own contacts: shown, saved, removed.

use people_core::personal::{FieldCheck, PersonalContact, check};
use people_core::plan::Fields;
use uuid::Uuid;
use wazo_client::Error;

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::{AppError, Field, FieldWarning, Saved, Update};
use crate::import::settle_empty;
use crate::session::{Link, Live};

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

    /// Removes a personal contact; one that is gone already is as good as removed.
    pub async fn remove(&self, row: u32) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(remove(mailbox, row)).await
    }

    /// Removes all personal contacts; gives how many.
    pub async fn delete_all(&self) -> Result<u32, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(delete_all(mailbox)).await
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

async fn remove(mailbox: Mailbox, row: u32) -> Result<(), AppError> {
    let known = mailbox.ask(move |state| {
        let live = state.live()?;
        let contact = live.personal_of(row)?;
        let key = live.personal_key(&contact.id);
        let starred = live.is_favorite(&key);
        Ok::<_, AppError>((live.link()?, contact.id, key, starred))
    });
    let (link, id, key, starred) = known.await??;
    match link.api.delete_personal(&id).await {
        Ok(()) | Err(Error::NotFound) => {}
        Err(error) => return Err(explain(&link, error)),
    }
    // The server leaves the favorite behind.
    if starred && let Err(error) = link.api.delete_favorite(&key.source, &id).await {
        tracing::debug!(%error, "favorite of a removed contact");
    }
    let removed = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(link.epoch) {
            live.writes += 1;
            live.drop_personal(&id);
            live.favorites
                .retain(|favorite| favorite.id != id || favorite.source != key.source);
            live.tell_changes();
            live.unsaved = true;
        }
    });
    removed.await
}

async fn delete_all(mailbox: Mailbox) -> Result<u32, AppError> {
    let known =
        mailbox.ask(|state| Ok::<_, AppError>((state.live()?.link()?, state.config.rhythm)));
    let (link, rhythm) = known.await??;
    let there = link.api.personal().await;
    let there = there.map_err(|error| link.explain(error))?;
    let total = u32::try_from(there.len()).unwrap_or(u32::MAX);
    let told = mailbox.ask(move |state| state.updates.send(&Update::Removing { total }));
    told.await?;
    if let Err(error) = link.api.purge_personal().await {
        let gone = error.outcome_unknown() && settle_empty(&link, &rhythm).await == Ok(true);
        if !gone {
            let refreshed = mailbox.ask(move |state| {
                state.live_of(link.epoch).map(Live::refresh_soon);
                link.explain(error)
            });
            return Err(refreshed.await?);
        }
    }
    let removed = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(link.epoch) {
            live.writes += 1;
            live.directory.retain(|contact| !contact.is_personal());
            live.personal = Default::default();
            live.tell_changes();
            live.unsaved = true;
        }
    });
    removed.await?;
    Ok(total)
}

fn explain(link: &Link, error: Error) -> AppError {
    match error {
        Error::Conflict => AppError::DuplicateContact,
        Error::NotFound => AppError::NoSuchContact,
        error => link.explain(error),
    }
}
