//! wazo-confd: the own user and what becomes of its calls, and the stack's version.

use reqwest::Method;
use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// The stack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Infos {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// Its version, year and month: `26.08`.
    #[serde(deserialize_with = "lenient::text")]
    pub wazo_version: String,
}

/// The signed-in user as the stack has it (`GET /users/{uuid}` of the specification).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OwnUser {
    /// The user.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// First name.
    #[serde(deserialize_with = "lenient::text")]
    pub firstname: String,
    /// Last name.
    #[serde(deserialize_with = "lenient::text")]
    pub lastname: String,
    /// E-mail address.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub email: Option<String>,
    /// Mobile number.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub mobile_phone_number: Option<String>,
    /// Lines; the first is the main one.
    #[serde(deserialize_with = "lenient::objects")]
    pub lines: Vec<OwnLine>,
    /// The mailbox.
    #[serde(deserialize_with = "lenient::optional_object")]
    pub voicemail: Option<Voicemail>,
    /// The agent that the user is.
    #[serde(rename = "agent", deserialize_with = "agent_id")]
    pub agent_id: Option<i64>,
    /// What is on for the user.
    #[serde(deserialize_with = "lenient::object")]
    pub services: Services,
    /// Where the user's calls go instead.
    #[serde(deserialize_with = "lenient::object")]
    pub forwards: Forwards,
}

/// What is on for a user; a service that the server does not tell of is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Services {
    /// Whether calls are turned away.
    #[serde(rename = "dnd", deserialize_with = "enabled")]
    pub do_not_disturb: Option<bool>,
}

/// Where a user's calls go instead; a forward that the server does not tell of is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Forwards {
    /// Those that find the user busy.
    #[serde(deserialize_with = "lenient::optional_object")]
    pub busy: Option<ForwardState>,
    /// Those that nobody answers.
    #[serde(rename = "noanswer", deserialize_with = "lenient::optional_object")]
    pub no_answer: Option<ForwardState>,
    /// All.
    #[serde(deserialize_with = "lenient::optional_object")]
    pub unconditional: Option<ForwardState>,
}

/// Which calls a forward takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Forward {
    /// Those that find the user busy.
    Busy,
    /// Those that nobody answers.
    NoAnswer,
    /// All.
    Unconditional,
}

/// How a forward stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ForwardState {
    /// Whether it is on.
    #[serde(deserialize_with = "lenient::flag")]
    pub enabled: bool,
    /// Where to; kept while it is off.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub destination: Option<String>,
}

/// One of the user's lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OwnLine {
    /// The line, as presences and calls name it.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub id: Option<i64>,
    /// The numbers that ring it.
    #[serde(deserialize_with = "lenient::objects")]
    pub extensions: Vec<Extension>,
}

/// A number inside the stack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Extension {
    /// The number.
    #[serde(deserialize_with = "lenient::text")]
    pub exten: String,
    /// Its dialplan context.
    #[serde(deserialize_with = "lenient::text")]
    pub context: String,
}

/// A mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Voicemail {
    /// Its id.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub id: Option<i64>,
    /// Its name.
    #[serde(deserialize_with = "lenient::text")]
    pub name: String,
}

impl Api {
    /// What the stack is.
    pub async fn infos(&self) -> Result<Infos, Error> {
        let route = Route::new("/api/confd/1.1/infos");
        self.read(Request::get(route), parse_infos).await
    }

    /// The signed-in user.
    pub async fn own_user(&self) -> Result<OwnUser, Error> {
        let user = self.read(Request::get(self.user()?), parse_user).await?;
        if user.uuid != self.user_uuid() {
            return Err(Error::Garbled { what: "user" });
        }
        Ok(user)
    }

    /// Turns one's own calls away, or lets them through.
    pub async fn set_dnd(&self, enabled: bool) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Wanted {
            enabled: bool,
        }
        let request = Request::new(Method::PUT, self.user()?.then("/services/dnd"));
        self.send(request.json(&Wanted { enabled })?)
            .await
            .map(drop)
    }

    /// Sends one's own calls elsewhere, or no more. A forward that is on needs a destination, or
    /// the server refuses it.
    pub async fn set_forward(
        &self,
        forward: Forward,
        enabled: bool,
        destination: Option<&str>,
    ) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Wanted<'a> {
            enabled: bool,
            destination: Option<&'a str>,
        }
        let name = match forward {
            Forward::Busy => "/forwards/busy",
            Forward::NoAnswer => "/forwards/noanswer",
            Forward::Unconditional => "/forwards/unconditional",
        };
        let request = Request::new(Method::PUT, self.user()?.then(name));
        let wanted = Wanted {
            enabled,
            destination,
        };
        self.send(request.json(&wanted)?).await.map(drop)
    }

    fn user(&self) -> Result<Route, Error> {
        Route::new("/api/confd/1.1/users").segment(self.user_uuid())
    }
}

/// Reads the stack's infos.
pub fn parse_infos(body: &[u8]) -> Result<Infos, Error> {
    lenient::answer(body, "infos")
}

/// Reads a user.
pub fn parse_user(body: &[u8]) -> Result<OwnUser, Error> {
    lenient::answer(body, "user")
}

fn agent_id<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Agent {
        #[serde(deserialize_with = "lenient::optional_integer")]
        id: Option<i64>,
    }
    let agent: Agent = lenient::object(deserializer)?;
    Ok(agent.id)
}

fn enabled<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    let state: Option<ForwardState> = lenient::optional_object(deserializer)?;
    Ok(state.map(|state| state.enabled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_without_voicemail_or_agent_has_none() {
        let user = parse_user(
            br#"{"uuid":"u","firstname":"Zo\u00eb","lastname":null,"voicemail":null,"agent":null,
                "lines":[{"id":4,"extensions":[{"id":1,"exten":"1000","context":"internal"}]}]}"#,
        )
        .unwrap();
        assert_eq!(
            (user.firstname.as_str(), user.lastname.as_str()),
            ("Zoë", "")
        );
        assert_eq!((user.voicemail, user.agent_id), (None, None));
        assert_eq!(user.lines[0].extensions[0].exten, "1000");
    }

    #[test]
    fn a_user_has_the_voicemail_and_agent_that_the_stack_gives() {
        let user =
            parse_user(br#"{"voicemail":{"id":3,"name":"zoe"},"agent":{"id":"7","number":"5"}}"#)
                .unwrap();
        assert_eq!(user.voicemail.unwrap().id, Some(3));
        assert_eq!(user.agent_id, Some(7));
    }

    #[test]
    fn services_and_forwards_that_are_not_told_of_are_unknown() {
        let user = parse_user(
            br#"{"services":{"dnd":{"enabled":true}},
                "forwards":{"busy":{"enabled":false,"destination":"1009"},"noanswer":null}}"#,
        )
        .unwrap();
        assert_eq!(user.services.do_not_disturb, Some(true));
        let busy = ForwardState {
            enabled: false,
            destination: Some("1009".into()),
        };
        assert_eq!(user.forwards.busy, Some(busy));
        assert_eq!(user.forwards.no_answer, None);
        assert_eq!(user.forwards.unconditional, None);
        assert_eq!(parse_user(b"{}").unwrap().services.do_not_disturb, None);
    }
}
