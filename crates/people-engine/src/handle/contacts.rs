//! What is done with any contact: the star, a call; and whole contacts for the command line.

use people_core::contact::Contact;
use people_core::directory::ContactId;
use people_core::display::Column;
use people_core::list::Query;
use people_core::presence::{ClientState, PhoneState};
use people_core::search::search;

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::AppError;
use crate::list::admits;
use crate::session::Link;
use crate::store::Favorite;

/// What a search found, with every value in the display's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The display's columns.
    pub columns: Vec<Column>,
    /// Each contact with its handle, in the query's order.
    pub contacts: Vec<(u32, Contact)>,
}

/// A person of the phone system and how they can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The user.
    pub uuid: String,
    /// The text of the display's first name column, or of its first column with a text.
    pub name: String,
    /// Whether they can be reached.
    pub state: ClientState,
    /// What their phone does.
    pub phone: PhoneState,
    /// Their own words.
    pub status: Option<String>,
}

impl EngineHandle {
    /// Gives a contact the star or takes it away: on screen at once, and undone when the server refuses.
    pub async fn set_favorite(&self, row: u32, favorite: bool) -> Result<(), AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(set_favorite(mailbox, row, favorite)).await
    }

    /// The display's columns, whether a grid shows them or not.
    pub async fn columns(&self) -> Result<Vec<Column>, AppError> {
        self.ask(|state| Ok(state.live()?.directory.display().columns.clone()))
            .await
    }

    /// Searches memory and the server, and waits for both. The open list stays as it is.
    pub async fn find(&self, query: Query) -> Result<Found, AppError> {
        let text = query.text.trim().to_owned();
        let mut only_server = Vec::new();
        if !text.is_empty() {
            let link = self.ask(|state| state.live()?.link()).await?;
            let answer = link.api.lookup(&link.profile, &text).await;
            let rows = answer.map_err(|error| link.explain(error))?.results;
            only_server = self
                .ask(move |state| Ok(state.live()?.remember(rows)))
                .await?;
        }
        self.ask(move |state| {
            let live = state.live()?;
            let mut ids = search(&live.directory, &query, &live.ranking);
            let admitted =
                |id: &ContactId| admits(query.view, *id, &live.directory) && !ids.contains(id);
            let joined: Vec<ContactId> = only_server.into_iter().filter(admitted).collect();
            ids.extend(joined);
            let contacts = ids.into_iter();
            let contacts =
                contacts.filter_map(|id| Some((id.0, live.directory.get(id)?.to_contact())));
            Ok(Found {
                columns: live.directory.display().columns.clone(),
                contacts: contacts.collect(),
            })
        })
        .await
    }

    /// Everybody of the phone system, by name.
    pub async fn people(&self) -> Result<Vec<Person>, AppError> {
        self.ask(|state| Ok(state.live()?.people())).await
    }
}

pub(super) async fn set_favorite(mailbox: Mailbox, row: u32, star: bool) -> Result<(), AppError> {
    let changed = mailbox.ask(move |state| {
        let live = state.live()?;
        let link = live.link()?;
        let contact = live.directory.get(ContactId(row));
        let contact = contact.ok_or(AppError::NoSuchContact)?;
        let id = contact.entry_id().ok_or(AppError::NotAddressable)?;
        let favorite = Favorite {
            source: contact.source().to_owned(),
            id: id.to_owned(),
        };
        live.ask_star(ContactId(row), &favorite, star);
        Ok::<_, AppError>((link, favorite))
    });
    let (link, favorite) = changed.await??;
    let asked = tell_server(&link, &favorite, star).await;
    let refused = asked.is_err();
    let settled = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(link.epoch) {
            live.settle_star(ContactId(row), &favorite, star, refused);
        }
    });
    settled.await?;
    asked
}

async fn tell_server(link: &Link, favorite: &Favorite, star: bool) -> Result<(), AppError> {
    let Favorite { source, id } = favorite;
    let asked = if star {
        link.api.put_favorite(source, id).await
    } else {
        link.api.delete_favorite(source, id).await
    };
    asked.map_err(|error| link.explain(error))
}
