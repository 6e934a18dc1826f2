//! wazo-agentd: the agent that the user is, and who else is one.

use reqwest::Method;
use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// An agent (recordings `agentd_me`, `call_18_agent_queue`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Agent {
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
    /// The queues that it belongs to.
    #[serde(deserialize_with = "lenient::objects")]
    pub queues: Vec<AgentQueue>,
}

/// A queue of an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AgentQueue {
    /// Its id.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub id: Option<i64>,
    /// Its name in the stack, which events carry.
    #[serde(deserialize_with = "lenient::text")]
    pub name: String,
    /// Its name for people.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub display_name: Option<String>,
    /// Whether the agent takes its calls.
    #[serde(deserialize_with = "lenient::flag")]
    pub logged: bool,
    /// Whether it takes none of them for now.
    #[serde(deserialize_with = "lenient::flag")]
    pub paused: bool,
    /// Why not.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub paused_reason: Option<String>,
}

impl Api {
    /// One's own agent, `None` for a user who is none.
    pub async fn own_agent(&self) -> Result<Option<Agent>, Error> {
        match self.read(Request::get(own()), parse_agent).await {
            Ok(agent) if agent.id.is_none() => Err(Error::Garbled { what: "agent" }),
            Ok(agent) => Ok(Some(agent)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every agent of the tenant. [`Error::Forbidden`] for most users.
    pub async fn agents(&self) -> Result<Vec<Agent>, Error> {
        let route = Route::new("/api/agentd/1.0/agents");
        self.read(Request::get(route), parse_agents).await
    }

    /// Logs the own agent in at one of the own lines. [`Error::Refused`] with a status of 409 and
    /// `already logged` or `extension and context already in use`; of 400 and `no such line`.
    pub async fn agent_login(&self, line_id: i64) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Wanted {
            line_id: i64,
        }
        self.act("/login", &Wanted { line_id }).await
    }

    /// Logs the own agent out. [`Error::Refused`] with a status of 409 when it is not logged in.
    pub async fn agent_logoff(&self) -> Result<(), Error> {
        self.act("/logoff", &Nothing {}).await
    }

    /// Stops the calls of all queues for a while. [`Error::Refused`] as
    /// [`agent_logoff`](Self::agent_logoff).
    pub async fn agent_pause(&self, reason: Option<&str>) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Wanted<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            reason: Option<&'a str>,
        }
        self.act("/pause", &Wanted { reason }).await
    }

    /// Lets the calls come again. [`Error::Refused`] as [`agent_logoff`](Self::agent_logoff).
    pub async fn agent_unpause(&self) -> Result<(), Error> {
        self.act("/unpause", &Nothing {}).await
    }

    /// Takes the calls of one queue, or no more.
    pub async fn agent_queue(&self, queue_id: i64, on: bool) -> Result<(), Error> {
        let route = own().then("/queues").segment(&queue_id.to_string())?;
        let route = route.then(if on { "/login" } else { "/logoff" });
        let request = Request::new(Method::PUT, route).json(&Nothing {})?;
        self.send(request).await.map(drop)
    }

    async fn act(&self, action: &'static str, body: &impl Serialize) -> Result<(), Error> {
        let request = Request::new(Method::POST, own().then(action)).json(body)?;
        self.send(request).await.map(drop)
    }
}

/// Since 26.02 an empty body is refused where one may be read.
#[derive(Serialize)]
struct Nothing {}

fn own() -> Route {
    Route::new("/api/agentd/1.0/users/me/agents")
}

/// Reads one agent.
pub fn parse_agent(body: &[u8]) -> Result<Agent, Error> {
    lenient::answer(body, "agent")
}

/// Reads a list of agents, which stands alone.
pub fn parse_agents(body: &[u8]) -> Result<Vec<Agent>, Error> {
    #[derive(Deserialize)]
    struct Agents(#[serde(deserialize_with = "lenient::all")] Vec<Agent>);
    serde_json::from_slice(body)
        .map(|Agents(agents)| agents)
        .map_err(|_| Error::Garbled { what: "agents" })
}
