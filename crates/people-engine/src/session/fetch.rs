//! Reading the directory in one go, and presences.

use std::collections::{HashMap, HashSet};

use people_core::contact::{Contact, ContactKey};
use people_core::display::Display;
use people_core::personal::PersonalContact;
use people_core::presence::Presence;
use wazo_client::{Api, Error, LookupRow};

use super::{Link, PERSONAL, PersonalBook, convert, has_star};
use crate::api::AppError;
use crate::store::Favorite;

/// The directory as the server gave it.
pub(super) struct Fetched {
    pub(super) display: Display,
    /// Rows by source; a source that did not answer is missing.
    pub(super) sources: HashMap<(String, String), Vec<Contact>>,
    /// Rows that only the favorites gave, from sources that cannot be listed.
    pub(super) others: Vec<Contact>,
    /// None when the profile has no favorites.
    pub(super) favorites: Option<HashSet<Favorite>>,
    /// None when the user may not read personal contacts.
    pub(super) personal: Option<PersonalBook>,
    /// The name of the personal source, if a row gave it.
    pub(super) personal_source: Option<String>,
}

/// Reads all contacts; what a stock server may withhold is none, and anything else is an error.
pub(super) async fn fetch(api: &Api, profile: &str) -> Result<Fetched, Error> {
    let (lookup, favorites, personal) = tokio::try_join!(
        api.lookup(profile, ""),
        async { withheld(api.favorites(profile).await) },
        async { withheld(api.personal().await) },
    )?;
    let work = move || {
        let personal = personal.map(book);
        let starred = favorites
            .as_ref()
            .map(|answer| answer.results.iter().filter_map(favorite).collect());
        let star = |key: &ContactKey| starred.as_ref().is_some_and(|stars| has_star(stars, key));
        let others = favorites.map(|answer| answer.results).unwrap_or_default();
        let display = convert::display(lookup.headers, lookup.types);
        let mut sources: HashMap<(String, String), Vec<Contact>> = HashMap::new();
        for contact in convert::contacts(lookup.results, star) {
            let source = (contact.key.backend.clone(), contact.key.source.clone());
            sources.entry(source).or_default().push(contact);
        }
        let personal_source = sources
            .keys()
            .find(|(backend, _)| backend == PERSONAL)
            .map(|(_, source)| source.clone());
        if let Some(book) = &personal {
            let name = personal_source.as_deref().unwrap_or(PERSONAL);
            complete(&mut sources, name, book, &display, star);
        }
        Fetched {
            others: convert::contacts(others, star),
            favorites: starred,
            personal,
            personal_source,
            display,
            sources,
        }
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::Garbled { what: "directory" })
}

/// Reads the columns of a profile; [`AppError::BadProfile`] when there is no such profile or it has none.
pub(crate) async fn check_profile(link: &Link, profile: &str) -> Result<Display, AppError> {
    match link.api.headers(profile).await {
        Ok(headers) => {
            let display = convert::display(headers.titles, headers.types);
            if display.columns.is_empty() {
                return Err(bad(profile));
            }
            Ok(display)
        }
        Err(error) if may_lack_profile(&error) => Err(bad(profile)),
        Err(error) => Err(link.explain(error)),
    }
}

/// Whether an answer is one that the server gives for a profile that is not there or has no columns.
pub(super) fn may_lack_profile(error: &Error) -> bool {
    matches!(
        error,
        Error::NotFound | Error::Unaddressable | Error::Refused { status: 500, .. }
    )
}

/// The presences of these users, or of everybody.
pub(super) async fn presences(
    api: &Api,
    users: Option<Vec<String>>,
) -> Result<Vec<(String, Presence)>, Error> {
    let all = match users {
        Some(users) => api.presences(&users).await?,
        None => api.every_presence().await?,
    };
    let named =
        |presence: wazo_client::Presence| (presence.uuid.clone(), convert::presence(presence));
    Ok(all.into_iter().map(named).collect())
}

/// Personal contacts by id.
fn book(contacts: Vec<wazo_client::PersonalContact>) -> PersonalBook {
    let named = |contact: wazo_client::PersonalContact| Some((contact.get("id")?.clone(), contact));
    contacts.into_iter().filter_map(named).collect()
}

/// `GET /personal` is the authority: rows that it does not know go, and contacts without a row get one.
fn complete(
    sources: &mut HashMap<(String, String), Vec<Contact>>,
    name: &str,
    book: &PersonalBook,
    display: &Display,
    star: impl Fn(&ContactKey) -> bool,
) {
    let rows = sources
        .entry((PERSONAL.to_owned(), name.to_owned()))
        .or_default();
    rows.retain(|row| row.key.id.as_ref().is_some_and(|id| book.contains_key(id)));
    let there: HashSet<String> = rows.iter().filter_map(|row| row.key.id.clone()).collect();
    let missing = book.iter().filter(|(id, _)| !there.contains(*id));
    rows.extend(missing.filter_map(|(id, fields)| {
        let key = ContactKey {
            backend: PERSONAL.to_owned(),
            source: name.to_owned(),
            id: Some(id.clone()),
        };
        Some(Contact {
            values: PersonalContact::from_map(fields.clone())?.display_values(display),
            relations: Default::default(),
            favorite: star(&key),
            key,
        })
    }));
}

fn favorite(row: &LookupRow) -> Option<Favorite> {
    Some(Favorite {
        source: row.source.clone(),
        id: row.relations.source_entry_id.clone()?,
    })
}

/// What an administrator may have switched off.
fn withheld<T>(outcome: Result<T, Error>) -> Result<Option<T>, Error> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(Error::NotFound | Error::Forbidden { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn bad(profile: &str) -> AppError {
    AppError::BadProfile {
        profile: profile.into(),
    }
}
