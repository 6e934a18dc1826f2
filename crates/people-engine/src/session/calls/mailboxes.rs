//! Whose mailbox has which number, where the display does not say.

use std::collections::HashMap;

use people_core::display::ColumnKind;
use people_core::menu::Mailbox;
use wazo_client::{Api, Error};

use crate::session::Live;

/// The backend of the phone system's own users.
const WAZO: &str = "wazo";

/// The numbers of mailboxes by user; none for a user without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mailboxes(HashMap<String, Option<String>>);

impl Mailboxes {
    /// What is known of a user's mailbox.
    pub(crate) fn of(&self, user: &str) -> Mailbox {
        match self.0.get(user) {
            Some(Some(number)) => Mailbox::Number(number.clone()),
            Some(None) => Mailbox::Absent,
            None => Mailbox::Unknown,
        }
    }

    /// Reads the phone system's sources; a server that withholds them, or their numbers, says nothing.
    pub(crate) async fn read(api: &Api, profile: &str) -> Result<Self, Error> {
        let mut known = HashMap::new();
        for source in api.sources(profile, Some(WAZO)).await? {
            for contact in api.wazo_contacts(&source.uuid).await? {
                known.insert(contact.uuid, contact.voicemail_number);
            }
        }
        Ok(Self(known))
    }
}

impl Live {
    /// Whether the display tells mailboxes, so that nobody else has to be asked.
    pub(crate) fn shows_mailboxes(&self) -> bool {
        let columns = self.directory.display().columns.iter().enumerate();
        let mut mailboxes = columns.filter(|(_, column)| column.kind() == ColumnKind::Voicemail);
        mailboxes.any(|(column, _)| {
            self.directory
                .iter()
                .any(|contact| contact.text(column).is_some_and(|text| !text.is_empty()))
        })
    }
}
