//! wazo-dird: lookups, favorites, sources and their contacts, and who a number belongs to.

use std::collections::BTreeMap;

use reqwest::Method;
use serde::Deserialize;

use crate::http::Request;
use crate::lookup::{Headers, LookupAnswer, parse_headers, parse_lookup};
use crate::route::Route;
use crate::{Api, Error, lenient};

/// How many contacts of a source one request asks for.
const PAGE: usize = 1000;

/// A source of contacts that a profile searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// Its name, which rows and favorites carry.
    #[serde(deserialize_with = "lenient::text")]
    pub name: String,
    /// Its kind: `wazo`, `personal`, `phonebook`, `csv`, `ldap`…
    #[serde(deserialize_with = "lenient::text")]
    pub backend: String,
}

/// A user as a source of the backend `wazo` has it. It is the one place that surely tells the number
/// of a mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WazoContact {
    /// The user, as presences name it.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// The user's number in confd.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub id: Option<i64>,
    /// The extension.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub exten: Option<String>,
    /// The mailbox.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub voicemail_number: Option<String>,
}

/// Who a number belongs to. All but `exten` are empty when nobody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reverse {
    /// The name to show.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub display: Option<String>,
    /// The number that was asked for.
    #[serde(deserialize_with = "lenient::text")]
    pub exten: String,
    /// The contact's fields, as its source names them.
    #[serde(deserialize_with = "lenient::fields")]
    pub fields: BTreeMap<String, String>,
    /// The name of the source that knew.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub source: Option<String>,
}

impl Api {
    /// Every contact of the profile's sources with `term` in it; an empty term gives all that can
    /// be listed. A source that fails is missing from the answer without a word.
    pub async fn lookup(&self, profile: &str, term: &str) -> Result<LookupAnswer, Error> {
        let route = Route::new("/api/dird/0.1/directories/lookup").segment(profile)?;
        let term = term.trim();
        let request = Request::get(route).query("term", term).large();
        let request = if term.is_empty() {
            request.slow()
        } else {
            request
        };
        self.read_large(request, parse_lookup).await
    }

    /// The columns of the profile's display.
    pub async fn headers(&self, profile: &str) -> Result<Headers, Error> {
        let route = Route::new("/api/dird/0.1/directories/lookup").segment(profile)?;
        self.read(Request::get(route.then("/headers")), parse_headers)
            .await
    }

    /// The favorites. [`Error::NotFound`] when the profile has none, or does not exist.
    pub async fn favorites(&self, profile: &str) -> Result<LookupAnswer, Error> {
        let route = Route::new("/api/dird/0.1/directories/favorites").segment(profile)?;
        self.read_large(Request::get(route).large().slow(), parse_lookup)
            .await
    }

    /// The personal contacts in display form; empty when the profile does not search them.
    pub async fn personal_rows(&self, profile: &str) -> Result<LookupAnswer, Error> {
        let route = Route::new("/api/dird/0.1/directories/personal").segment(profile)?;
        self.read_large(Request::get(route).large().slow(), parse_lookup)
            .await
    }

    /// Marks a contact, which may be marked already. [`Error::NotFound`] when there is no such
    /// source; whether the contact exists is not checked by the server.
    pub async fn put_favorite(&self, source: &str, entry_id: &str) -> Result<(), Error> {
        match self
            .send(Request::new(Method::PUT, favorite(source, entry_id)?))
            .await
        {
            Ok(_) | Err(Error::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Takes the mark away, if it is there.
    pub async fn delete_favorite(&self, source: &str, entry_id: &str) -> Result<(), Error> {
        match self
            .send(Request::delete(favorite(source, entry_id)?))
            .await
        {
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The sources of a profile, of one backend or of all.
    pub async fn sources(
        &self,
        profile: &str,
        backend: Option<&str>,
    ) -> Result<Vec<Source>, Error> {
        let route = Route::new("/api/dird/0.1/directories").segment(profile)?;
        let mut request = Request::get(route.then("/sources"));
        if let Some(backend) = backend {
            request = request.query("backend", backend);
        }
        self.read(request, parse_sources).await
    }

    /// The contacts of a source of the backend `wazo`, by the source's id.
    pub async fn wazo_contacts(&self, source_uuid: &str) -> Result<Vec<WazoContact>, Error> {
        let mut all = Vec::new();
        loop {
            let route = Route::new("/api/dird/0.1/backends/wazo/sources").segment(source_uuid)?;
            let request = Request::get(route.then("/contacts"))
                .query("order", "id")
                .query("limit", PAGE.to_string())
                .query("offset", all.len().to_string());
            let page = self.read(request, parse_wazo_contacts).await?;
            // A server that does not know `offset` would give its first page for ever.
            let is_again = !all.is_empty() && page.first() == all.first();
            if is_again {
                return Ok(all);
            }
            let is_last = page.len() < PAGE;
            all.extend(page);
            if is_last {
                return Ok(all);
            }
        }
    }

    /// Who has exactly this number.
    pub async fn reverse(&self, profile: &str, number: &str) -> Result<Reverse, Error> {
        let route = Route::new("/api/dird/0.1/directories/reverse")
            .segment(profile)?
            .segment(self.user_uuid())?;
        self.read(Request::get(route).query("exten", number), parse_reverse)
            .await
    }
}

fn favorite(source: &str, entry_id: &str) -> Result<Route, Error> {
    Route::new("/api/dird/0.1/directories/favorites")
        .segment(source)?
        .segment(entry_id)
}

/// Reads a list of sources (recording `dird_sources_default`).
pub fn parse_sources(body: &[u8]) -> Result<Vec<Source>, Error> {
    lenient::items(body, "sources", |_| true)
}

/// Reads contacts of a source of the backend `wazo`.
pub fn parse_wazo_contacts(body: &[u8]) -> Result<Vec<WazoContact>, Error> {
    lenient::items(body, "contacts", |_| true)
}

/// Reads who a number belongs to.
pub fn parse_reverse(body: &[u8]) -> Result<Reverse, Error> {
    lenient::answer(body, "reverse")
}
