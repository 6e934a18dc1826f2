//! The personal contacts that a session knows.

use std::sync::Arc;

use people_core::contact::{Contact, ContactKey, Relations};
use people_core::directory::ContactId;
use people_core::personal::PersonalContact;

use super::{Live, PERSONAL};
use crate::api::AppError;
use crate::store::Favorite;

impl Live {
    /// Takes personal contacts with the rows that this program makes of them: until the server's own are there.
    pub(crate) fn put_personal(&mut self, contacts: &[PersonalContact]) {
        let rows: Vec<Contact> = contacts
            .iter()
            .map(|contact| {
                let key = self.personal_key(&contact.id);
                Contact {
                    values: contact.display_values(self.directory.display()),
                    relations: Relations::default(),
                    favorite: self.is_favorite(&key),
                    key,
                }
            })
            .collect();
        self.directory.upsert(rows);
        let book = Arc::make_mut(&mut self.personal);
        book.extend(
            contacts
                .iter()
                .map(|contact| (contact.id.clone(), contact.to_map())),
        );
    }

    /// Takes a personal contact out, with its star.
    pub(crate) fn drop_personal(&mut self, id: &str) {
        let key = self.personal_key(id);
        if let Some(id) = self.directory.find(&key) {
            self.directory.remove(id);
        }
        Arc::make_mut(&mut self.personal).remove(id);
        self.favorites.remove(&Favorite {
            source: key.source,
            id: id.to_owned(),
        });
    }

    /// Takes every personal contact out, with its star.
    pub(crate) fn drop_every_personal(&mut self) {
        self.directory.retain(|contact| !contact.is_personal());
        self.personal = Arc::default();
        let source = &self.personal_source;
        self.favorites.retain(|favorite| favorite.source != *source);
    }

    /// The key of a personal contact.
    pub(crate) fn personal_key(&self, id: &str) -> ContactKey {
        ContactKey {
            backend: PERSONAL.into(),
            source: self.personal_source.clone(),
            id: Some(id.into()),
        }
    }

    /// The personal contact of a row.
    pub(crate) fn personal_of(&self, row: u32) -> Result<PersonalContact, AppError> {
        let contact = self.directory.get(ContactId(row));
        let id = contact.filter(|contact| contact.is_personal());
        id.and_then(|contact| self.personal.get(contact.entry_id()?))
            .and_then(|fields| PersonalContact::from_map(fields.clone()))
            .ok_or(AppError::NoSuchContact)
    }
}
