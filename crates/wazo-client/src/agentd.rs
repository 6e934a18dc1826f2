//! wazo-agentd: the agent that the user is.

use serde::Deserialize;

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// One's own agent (recording `agentd_me`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OwnAgent {
    /// Its id, which a row's `agent_id` names.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub id: Option<i64>,
    /// Its number.
    #[serde(deserialize_with = "lenient::text")]
    pub number: String,
    /// Whether it is logged in.
    #[serde(deserialize_with = "lenient::flag")]
    pub logged: bool,
    /// Whether it takes no calls for now.
    #[serde(deserialize_with = "lenient::flag")]
    pub paused: bool,
    /// Why not.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub paused_reason: Option<String>,
    /// The number that it is logged in at.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub extension: Option<String>,
}

impl Api {
    /// One's own agent, `None` for a user who is none.
    pub async fn own_agent(&self) -> Result<Option<OwnAgent>, Error> {
        let route = Route::new("/api/agentd/1.0/users/me/agents");
        match self.read(Request::get(route), parse_own_agent).await {
            Ok(agent) => Ok(Some(agent)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Reads one's own agent.
pub fn parse_own_agent(body: &[u8]) -> Result<OwnAgent, Error> {
    serde_json::from_slice(body).map_err(|_| Error::Garbled { what: "agent" })
}
