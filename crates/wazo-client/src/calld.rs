//! wazo-calld: starting a call.

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

/// A call that has been started (recording `call_01_originate_answered`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Call {
    /// The call's id.
    #[serde(deserialize_with = "lenient::text")]
    pub call_id: String,
    /// What is dialled, as the server understood it.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub dialed_extension: Option<String>,
    /// The own line.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub line_id: Option<i64>,
    /// The state of the own side, as Asterisk names it (`Ring`, `Ringing`, `Up`).
    #[serde(deserialize_with = "lenient::text")]
    pub status: String,
    /// When it was started, in ISO 8601.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub creation_time: Option<String>,
}

impl Api {
    /// Starts a call. [`Error::Refused`] names the cause by its `error_id`: `invalid-extension`,
    /// `call-origin-unavailable` (the own phone is not registered), `user-missing-main-line`,
    /// `invalid-user-line`.
    pub async fn call(&self, call: &CallRequest) -> Result<Call, Error> {
        let route = Route::new("/api/calld/1.0/users/me/calls");
        let request = Request::new(Method::POST, route).json(call)?;
        self.read(request, parse_call).await
    }
}

/// Reads a call.
pub fn parse_call(body: &[u8]) -> Result<Call, Error> {
    serde_json::from_slice::<Call>(body)
        .ok()
        .filter(|call| !call.call_id.is_empty())
        .ok_or(Error::Garbled { what: "call" })
}
