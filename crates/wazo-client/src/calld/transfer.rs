//! Transfers: a call is passed on by its initiator, with a word to the target before or without.

use reqwest::Method;
use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// How a call is passed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Flow {
    /// The initiator stays until the transfer is completed. Completed before the answer it becomes
    /// blind.
    #[default]
    Attended,
    /// The initiator is hung up at once. When the target fails, so is the caller.
    Blind,
}

/// A transfer to start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TransferRequest {
    /// The own call to pass on: it is up and has exactly one peer.
    pub initiator_call: String,
    /// Where to, as [`CallRequest::extension`](crate::CallRequest::extension).
    pub exten: String,
    /// How.
    pub flow: Flow,
    /// How long the target may ring, in seconds; by default for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
}

/// A transfer (recording `call_08_attended_complete`). What happened to it is told by the name of its
/// event, not by its status.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Transfer {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub id: String,
    /// The user who passes the call on.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub initiator_uuid: Option<String>,
    /// The initiator's call.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub initiator_call: Option<String>,
    /// The call that is passed on.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub transferred_call: Option<String>,
    /// The way to the target, once it is dialled. It is no call that anybody is told of.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub recipient_call: Option<String>,
    /// `starting`, `ready`, `ringback`, `answered`, `blind_transferred`, `abandoned` or `ended`.
    #[serde(deserialize_with = "lenient::text")]
    pub status: String,
    /// `attended` or `blind`; it may become the latter.
    #[serde(deserialize_with = "lenient::text")]
    pub flow: String,
}

impl Api {
    /// The own transfers that are under way.
    pub async fn transfers(&self) -> Result<Vec<Transfer>, Error> {
        self.read(Request::get(transfers()), parse_transfers).await
    }

    /// Starts a transfer. [`Error::Refused`] names the cause by its `error_id`:
    /// `invalid-extension`, `transfer-creation-error`, `transfer-already-started`,
    /// `too-many-transferred-candidates`.
    pub async fn transfer(&self, transfer: &TransferRequest) -> Result<Transfer, Error> {
        let request = Request::new(Method::POST, transfers()).json(transfer)?;
        self.read(request, parse_transfer).await
    }

    /// Leaves the caller with the target. [`Error::NotFound`] when the transfer is over.
    pub async fn complete_transfer(&self, id: &str) -> Result<(), Error> {
        let route = transfers().segment(id)?.then("/complete");
        self.send(Request::new(Method::PUT, route)).await.map(drop)
    }

    /// Takes the caller back. [`Error::NotFound`] when the transfer is over.
    pub async fn cancel_transfer(&self, id: &str) -> Result<(), Error> {
        let request = Request::delete(transfers().segment(id)?);
        self.send(request).await.map(drop)
    }
}

fn transfers() -> Route {
    Route::new("/api/calld/1.0/users/me/transfers")
}

/// Reads a transfer.
pub fn parse_transfer(body: &[u8]) -> Result<Transfer, Error> {
    lenient::one(body, "transfer", |transfer: &Transfer| {
        !transfer.id.is_empty()
    })
}

/// Reads a list of transfers; what has no id in it is left out.
pub fn parse_transfers(body: &[u8]) -> Result<Vec<Transfer>, Error> {
    lenient::items(body, "transfers", |transfer: &Transfer| {
        !transfer.id.is_empty()
    })
}
