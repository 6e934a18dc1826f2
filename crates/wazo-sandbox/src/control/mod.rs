//! The control: what tests and the demo do to the stack from behind. On a port of its own, only when asked for.

mod access;
mod agents;
mod chat;
mod exchange;
mod people;
mod services;
mod sockets;
mod storm;

use std::sync::Arc;

use hyper::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;

use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::server::Reply;
use crate::stack::World;

/// Answers one request to the control.
pub(crate) async fn reply(front: Arc<Front>, request: Request) -> Reply {
    let outcome = match (&request.method, request.segments().as_slice()) {
        (&Method::POST, ["storm"]) => storm::run(&front, &request).await,
        (_, path) => answer(&front, &request, path),
    };
    Reply::Whole(outcome.unwrap_or_else(|refused| *refused))
}

fn answer(front: &Front, request: &Request, path: &[&str]) -> Outcome {
    sockets::answer(front, request, path)
        .or_else(|| access::answer(front, request, path))
        .or_else(|| services::answer(front, request, path))
        .or_else(|| exchange::answer(front, request, path))
        .or_else(|| people::answer(&mut front.stack.world(), request, path))
        .or_else(|| agents::answer(&mut front.stack.world(), request, path))
        .or_else(|| chat::answer(&mut front.stack.world(), request, path))
        .unwrap_or_else(|| Err(problem(404, "no such control")))
}

/// A person: the uuid, the extension or the whole name.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Who(String);

impl Who {
    pub(crate) fn named(text: String) -> Self {
        Who(text)
    }

    /// # Errors
    /// The answer when nobody is meant.
    pub(crate) fn find(&self, world: &World) -> Result<Uuid, Box<Answer>> {
        let Who(text) = self;
        let uuid = Uuid::try_parse(text).ok();
        world
            .directory
            .people()
            .iter()
            .find(|person| {
                Some(person.uuid) == uuid
                    || person.exten.as_ref() == Some(text)
                    || person.full_name() == *text
            })
            .map(|person| person.uuid)
            .ok_or_else(|| problem(404, "no such person"))
    }
}

pub(crate) fn body<T: DeserializeOwned>(request: &Request) -> Result<T, Box<Answer>> {
    serde_json::from_slice(&request.body).map_err(|error| problem(400, &error.to_string()))
}

fn body_or_default<T: DeserializeOwned + Default>(request: &Request) -> Result<T, Box<Answer>> {
    if request.body.is_empty() {
        Ok(T::default())
    } else {
        body(request)
    }
}

pub(crate) fn problem(status: u16, error: &str) -> Box<Answer> {
    Box::new(Answer::json(status, &json!({"error": error})))
}
