//! wazo-dird's personal contacts, as they are stored: names and texts without a schema.

use std::collections::BTreeMap;

use reqwest::Method;
use serde::Deserialize;

use crate::classify::refusal;
use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

const PERSONAL: &str = "/api/dird/0.1/personal";

/// A contact: any names (`firstname`, `number`, `note`…) with texts. `id` is among them once stored.
pub type PersonalContact = BTreeMap<String, String>;

/// What became of the lines of an import (recordings `import_*`).
///
/// `created` is not what was created: it also lists contacts that were there before, under the id
/// that they had, and of equal lines in one file only the last has an `id`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportAnswer {
    /// The contacts that the server has now.
    pub created: Vec<PersonalContact>,
    /// The lines that it did not take.
    pub failed: Vec<FailedLine>,
}

/// A line that was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FailedLine {
    /// The server's reasons, in English (`too many fields`).
    #[serde(deserialize_with = "reasons")]
    pub errors: Vec<String>,
    /// The physical line; the header is line 1. 0 when the server does not say.
    #[serde(deserialize_with = "line")]
    pub line: u32,
}

impl Api {
    /// Every personal contact.
    pub async fn personal(&self) -> Result<Vec<PersonalContact>, Error> {
        let request = Request::get(Route::new(PERSONAL)).large().slow();
        self.read_large(request, parse_contacts).await
    }

    /// One personal contact.
    pub async fn personal_contact(&self, id: &str) -> Result<PersonalContact, Error> {
        let route = Route::new(PERSONAL).segment(id)?;
        self.read(Request::get(route), parse_contact).await
    }

    /// Stores a contact, under its own `id` if it has one. [`Error::Conflict`] when an equal one is
    /// there, or (500, [`Error::Refused`]) when the id is taken by a different one.
    pub async fn create_personal(
        &self,
        contact: &PersonalContact,
    ) -> Result<PersonalContact, Error> {
        let request = Request::new(Method::POST, Route::new(PERSONAL)).json(contact)?;
        self.read(request, parse_contact).await
    }

    /// Replaces the whole contact: a field that is not given is gone. [`Error::Conflict`] when it
    /// would equal another one.
    pub async fn edit_personal(
        &self,
        id: &str,
        contact: &PersonalContact,
    ) -> Result<PersonalContact, Error> {
        let route = Route::new(PERSONAL).segment(id)?;
        let request = Request::new(Method::PUT, route).json(contact)?;
        self.read(request, parse_contact).await
    }

    /// Removes a contact. [`Error::NotFound`] when it is gone already.
    pub async fn delete_personal(&self, id: &str) -> Result<(), Error> {
        let route = Route::new(PERSONAL).segment(id)?;
        self.send(Request::delete(route)).await.map(drop)
    }

    /// Removes all of them; it cannot be undone.
    pub async fn purge_personal(&self) -> Result<(), Error> {
        let request = Request::delete(Route::new(PERSONAL)).slow();
        self.send(request).await.map(drop)
    }

    /// Sends lines of CSV: UTF-8 without a byte order mark, commas, a header, LF or CRLF, under
    /// 1 MiB ([`Error::TooLarge`]). When [`Error::outcome_unknown`], the server may go on and store
    /// them all: rows with an `id` of their own may be sent again without harm.
    pub async fn import_personal(&self, csv: Vec<u8>) -> Result<ImportAnswer, Error> {
        let route = Route::new("/api/dird/0.1/personal/import");
        let request = Request::new(Method::POST, route).csv(csv).large().slow();
        let answer = self.exchange(request).await?;
        match answer.status {
            200..=299 => parse_import(&answer.body),
            400 => match parse_import(&answer.body) {
                Ok(import) if !import.failed.is_empty() => Ok(import),
                _ => Err(refusal(&answer)),
            },
            _ => Err(refusal(&answer)),
        }
    }
}

/// Reads the list of personal contacts (recording `dird_personal_list`).
pub fn parse_contacts(body: &[u8]) -> Result<Vec<PersonalContact>, Error> {
    let items = lenient::items(body, "personal", |_: &Contact| true)?;
    Ok(items.into_iter().map(|contact| contact.0).collect())
}

/// Reads one personal contact (recording `dird_personal_create`).
pub fn parse_contact(body: &[u8]) -> Result<PersonalContact, Error> {
    let mut json = serde_json::Deserializer::from_slice(body);
    lenient::fields(&mut json)
        .and_then(|contact| json.end().map(|()| contact))
        .ok()
        .filter(|contact: &PersonalContact| contact.contains_key("id"))
        .ok_or(Error::Garbled { what: "contact" })
}

/// Reads the answer to an import, which tells of its lines, also that of an import of which no line was good: a 400 whose
/// `reason` lists the lines (recording `import_all_bad`).
pub fn parse_import(body: &[u8]) -> Result<ImportAnswer, Error> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Said {
        #[serde(deserialize_with = "told")]
        created: Option<Vec<Contact>>,
        #[serde(deserialize_with = "told")]
        failed: Option<Vec<FailedLine>>,
        #[serde(deserialize_with = "told")]
        reason: Option<Vec<FailedLine>>,
    }
    let said: Said = lenient::answer(body, "import")?;
    if said.created.is_none() && said.failed.is_none() && said.reason.is_none() {
        return Err(Error::Garbled { what: "import" });
    }
    let created = said.created.into_iter().flatten();
    let failed = said.failed.into_iter().flatten();
    Ok(ImportAnswer {
        created: created.map(|contact| contact.0).collect(),
        failed: failed.chain(said.reason.into_iter().flatten()).collect(),
    })
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Contact(#[serde(deserialize_with = "lenient::fields")] PersonalContact);

fn told<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    lenient::all(deserializer).map(Some)
}

fn reasons<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    lenient::Texts::deserialize(deserializer).map(|texts| texts.0)
}

fn line<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let line = lenient::optional_integer(deserializer)?;
    Ok(line.and_then(|line| u32::try_from(line).ok()).unwrap_or(0))
}
