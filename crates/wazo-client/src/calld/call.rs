//! Calls. One is a channel of the own user; the other party has one of its own, with the same
//! `conversation_id`.

use std::collections::BTreeMap;

use reqwest::Method;
use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// A call to start. The own phone rings first; once it is answered the number is dialled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CallRequest {
    /// What to dial. The server takes out blanks and nothing else: `+()-.` are not normalised.
    pub extension: String,
    /// The own line to call from, by default the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_id: Option<i64>,
    /// Lets the own desk phone pick up by itself, where it can.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub auto_answer_caller: bool,
}

/// A call (recording `call_01_originate_answered`). Texts and states are given as the server names
/// them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Call {
    /// The call's id.
    #[serde(deserialize_with = "lenient::text")]
    pub call_id: String,
    /// What joins the two sides. It may change when a phone transfers by its own keys.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub conversation_id: Option<String>,
    /// The own user.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub user_uuid: Option<String>,
    /// The own line.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub line_id: Option<i64>,
    /// The state of the own side, as Asterisk names it: `Down`, `Ring`, `Ringing`, `Up`, `Busy`…
    #[serde(deserialize_with = "lenient::text")]
    pub status: String,
    /// Whether the own side called.
    #[serde(deserialize_with = "lenient::flag")]
    pub is_caller: bool,
    /// `internal`, `inbound`, `outbound` or `unknown`.
    #[serde(deserialize_with = "lenient::text")]
    pub direction: String,
    /// What is dialled, as the server understood it. On a call that was asked for by
    /// [`Api::call`] it is `s` until the own phone is picked up, and null in the end of a call that
    /// nobody answered.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub dialed_extension: Option<String>,
    /// The own name.
    #[serde(deserialize_with = "lenient::text")]
    pub caller_id_name: String,
    /// The own number.
    #[serde(deserialize_with = "lenient::text")]
    pub caller_id_number: String,
    /// The other side's name.
    #[serde(deserialize_with = "lenient::text")]
    pub peer_caller_id_name: String,
    /// The other side's number.
    #[serde(deserialize_with = "lenient::text")]
    pub peer_caller_id_number: String,
    /// Who is at the other end: calls, and the user of each where it is one. Empty while nobody is.
    #[serde(deserialize_with = "lenient::optional_fields")]
    pub talking_to: BTreeMap<String, Option<String>>,
    /// The bridges that the call is in.
    #[serde(deserialize_with = "lenient::optional_texts")]
    pub bridges: Vec<Option<String>>,
    /// Whether the own phone holds it. Always false in the end of a call.
    #[serde(deserialize_with = "lenient::flag")]
    pub on_hold: bool,
    /// Whether the own voice is off. Always false in the end of a call.
    #[serde(deserialize_with = "lenient::flag")]
    pub muted: bool,
    /// Whether it is parked.
    #[serde(deserialize_with = "lenient::flag")]
    pub parked: bool,
    /// Whether it has pictures.
    #[serde(deserialize_with = "lenient::flag")]
    pub is_video: bool,
    /// `inactive`, `active` or `paused`.
    #[serde(deserialize_with = "lenient::text")]
    pub record_state: String,
    /// When it was started, in ISO 8601.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub creation_time: Option<String>,
    /// When the own side was picked up, in ISO 8601.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub answer_time: Option<String>,
    /// When it ended, in ISO 8601.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub hangup_time: Option<String>,
}

/// A call that did not reach its user (recording `call_02_callee_busy`). It is not sent for a caller
/// who gave up, nor for a call that the phone declined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MissedCall {
    /// The user who called, where it was one.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub caller_user_uuid: Option<String>,
    /// The caller's name.
    #[serde(deserialize_with = "lenient::text")]
    pub caller_id_name: String,
    /// The caller's number.
    #[serde(deserialize_with = "lenient::text")]
    pub caller_id_number: String,
    /// What the caller had dialled.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub dialed_extension: Option<String>,
    /// As [`Call::conversation_id`].
    #[serde(deserialize_with = "lenient::optional_text")]
    pub conversation_id: Option<String>,
    /// `dnd`, `busy`, `no-answer`, `phone-unreachable`…
    #[serde(deserialize_with = "lenient::text")]
    pub reason: String,
}

impl Api {
    /// The own calls.
    pub async fn calls(&self) -> Result<Vec<Call>, Error> {
        self.read(Request::get(calls()), parse_calls).await
    }

    /// Starts a call. [`Error::Refused`] names the cause by its `error_id`: `invalid-extension`,
    /// `call-origin-unavailable` (the own phone is not registered), `user-missing-main-line`,
    /// `invalid-user-line`, `call-creation`.
    pub async fn call(&self, call: &CallRequest) -> Result<Call, Error> {
        let request = Request::new(Method::POST, calls()).json(call)?;
        self.read(request, parse_call).await
    }

    /// Hangs a call up, or refuses one that rings. [`Error::NotFound`] when it is over.
    pub async fn hang_up(&self, call_id: &str) -> Result<(), Error> {
        let request = Request::delete(calls().segment(call_id)?);
        self.send(request).await.map(drop)
    }

    /// Picks a call up. [`Error::Refused`] with `phoned-error` where the phone cannot be told to;
    /// most cannot.
    pub async fn answer(&self, call_id: &str) -> Result<(), Error> {
        self.press(call_id, "/answer").await
    }

    /// Takes the own voice out of a call, or puts it back. Works with any phone. A server that is
    /// not well may answer [`Error::Unavailable`] and have done it.
    pub async fn mute(&self, call_id: &str, on: bool) -> Result<(), Error> {
        let action = if on { "/mute/start" } else { "/mute/stop" };
        self.press(call_id, action).await
    }

    /// Holds a call, or takes it back; for the phones of [`answer`](Self::answer). Both press the
    /// same key of the phone, so only ask for what is not so.
    pub async fn hold(&self, call_id: &str, on: bool) -> Result<(), Error> {
        let action = if on { "/hold/start" } else { "/hold/stop" };
        self.press(call_id, action).await
    }

    /// Sends digits, `0`–`9`, `*` and `#`, to the other side.
    pub async fn dtmf(&self, call_id: &str, digits: &str) -> Result<(), Error> {
        let route = calls().segment(call_id)?.then("/dtmf");
        let request = Request::new(Method::PUT, route).query("digits", digits);
        self.send(request).await.map(drop)
    }

    async fn press(&self, call_id: &str, action: &'static str) -> Result<(), Error> {
        let route = calls().segment(call_id)?.then(action);
        self.send(Request::new(Method::PUT, route)).await.map(drop)
    }
}

fn calls() -> Route {
    Route::new("/api/calld/1.0/users/me/calls")
}

/// Reads a call.
pub fn parse_call(body: &[u8]) -> Result<Call, Error> {
    lenient::one(body, "call", |call: &Call| !call.call_id.is_empty())
}

/// Reads a list of calls; what has no id in it is left out.
pub fn parse_calls(body: &[u8]) -> Result<Vec<Call>, Error> {
    lenient::items(body, "calls", |call: &Call| !call.call_id.is_empty())
}
