//! Who is there, and whose phone is free.

use futures_util::{StreamExt, TryStreamExt, stream};
use reqwest::Method;
use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// How many people one request asks for; more would make its URL too long for some proxies.
const BATCH: usize = 30;

/// How many such requests run at once.
const AT_ONCE: usize = 4;

/// Somebody's presence (recording `chatd_presence_one`). States are given as the server names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Presence {
    /// The user.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// What the user chose: `available`, `unavailable`, `invisible`, `away`. Signing in or out does
    /// not change it.
    #[serde(deserialize_with = "lenient::text")]
    pub state: String,
    /// The user's own words.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub status: Option<String>,
    /// Whether any program is signed in for the user.
    #[serde(deserialize_with = "lenient::flag")]
    pub connected: bool,
    /// Whether calls are turned away.
    #[serde(deserialize_with = "lenient::flag")]
    pub do_not_disturb: bool,
    /// The phones as one: `available`, `holding`, `ringing`, `talking`, `unavailable`,
    /// `progressing`.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub line_state: Option<String>,
    /// The phones one by one.
    #[serde(deserialize_with = "lenient::objects")]
    pub lines: Vec<LineState>,
    /// Whether a phone in the pocket can be woken.
    #[serde(deserialize_with = "lenient::flag")]
    pub mobile: bool,
    /// When the user last did something, in ISO 8601.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub last_activity: Option<String>,
}

/// The state of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LineState {
    /// The line; a row's `endpoint_id` names it.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub id: Option<i64>,
    /// As [`Presence::line_state`].
    #[serde(deserialize_with = "lenient::text")]
    pub state: String,
}

impl Api {
    /// The presences of these users, in any order; one that the server does not know is missing.
    pub async fn presences(&self, user_uuids: &[String]) -> Result<Vec<Presence>, Error> {
        let batches: Vec<String> = user_uuids
            .chunks(BATCH)
            .map(|batch| batch.join(","))
            .collect();
        let answers: Vec<Vec<Presence>> = stream::iter(batches)
            .map(|batch| self.read(every_presence().query("user_uuid", batch), parse_presences))
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        Ok(answers.into_iter().flatten().collect())
    }

    /// The presences of everybody in the tenant.
    pub async fn every_presence(&self) -> Result<Vec<Presence>, Error> {
        self.read_large(every_presence().large().slow(), parse_presences)
            .await
    }

    /// Somebody's presence. [`Error::NotFound`] when the server does not know the user.
    pub async fn presence(&self, user_uuid: &str) -> Result<Presence, Error> {
        self.read(Request::get(presence_of(user_uuid)?), parse_presence)
            .await
    }

    /// The signed-in user's own presence.
    pub async fn own_presence(&self) -> Result<Presence, Error> {
        self.presence(self.user_uuid()).await
    }

    /// Chooses one's own state (`available`, `unavailable`, `invisible`, `away`). A `status` of
    /// `None` leaves the words as they are, one of `Some(None)` takes them away.
    pub async fn set_presence(
        &self,
        state: &str,
        status: Option<Option<&str>>,
    ) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Wanted<'a> {
            state: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            status: Option<Option<&'a str>>,
        }
        let request = Request::new(Method::PUT, presence_of(self.user_uuid())?);
        self.send(request.json(&Wanted { state, status })?)
            .await
            .map(drop)
    }
}

fn presence_of(user_uuid: &str) -> Result<Route, Error> {
    let route = Route::new("/api/chatd/1.0/users").segment(user_uuid)?;
    Ok(route.then("/presences"))
}

fn every_presence() -> Request {
    Request::get(Route::new("/api/chatd/1.0/users/presences"))
}

/// Reads a list of presences.
pub fn parse_presences(body: &[u8]) -> Result<Vec<Presence>, Error> {
    lenient::items(body, "presences", |_| true)
}

/// Reads one presence.
pub fn parse_presence(body: &[u8]) -> Result<Presence, Error> {
    lenient::one(body, "presence", |presence: &Presence| {
        !presence.uuid.is_empty()
    })
}
