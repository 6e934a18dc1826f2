//! The control of agents.

use hyper::Method;
use serde::Deserialize;
use uuid::Uuid;

use super::{Who, body, problem};
use crate::agentd::{self, Act};
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(super) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Option<Outcome> {
    match (&request.method, path) {
        (&Method::POST, ["agents"]) => Some(set(world, request)),
        _ => None,
    }
}

/// What becomes of an agent; what is not named stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgentChange {
    who: Who,
    logged: Option<bool>,
    paused: Option<bool>,
    reason: Option<String>,
}

fn set(world: &mut World, request: &Request) -> Outcome {
    let change: AgentChange = body(request)?;
    let user = change.who.find(world)?;
    self::change(world, user, change.logged, change.paused, change.reason)?;
    Ok(Answer::no_content())
}

/// Logs in with the main line, logs off, pauses and unpauses, and tells of it.
///
/// # Errors
/// The answer when the person is no agent.
pub(super) fn change(
    world: &mut World,
    user: Uuid,
    logged: Option<bool>,
    paused: Option<bool>,
    reason: Option<String>,
) -> Result<(), Box<Answer>> {
    let person = world.directory.person(user);
    let Some(person) = person.filter(|person| person.agent.is_some()) else {
        return Err(problem(404, "no such agent"));
    };
    let line = person.line().unwrap_or_default();
    let logging = logged.map(|on| if on { Act::LogIn { line } } else { Act::LogOff });
    let pausing = paused.map(|on| {
        if on {
            Act::Pause { reason }
        } else {
            Act::Unpause
        }
    });
    for act in logging.into_iter().chain(pausing) {
        agentd::perform(world, user, &act)?;
    }
    Ok(())
}
