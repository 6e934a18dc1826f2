//! The control of what people say to each other.

use hyper::Method;
use serde::Deserialize;

use super::{Who, body, problem};
use crate::chatd::rooms;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(super) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Option<Outcome> {
    Some(match (&request.method, path) {
        (&Method::POST, ["chat", "say"]) => say(world, request),
        _ => return None,
    })
}

/// A message between two people; their room is made if it is missing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    from: Who,
    to: Who,
    content: String,
}

fn say(world: &mut World, request: &Request) -> Outcome {
    let Say { from, to, content } = body(request)?;
    let (from, to) = (from.find(world)?, to.find(world)?);
    let author = world.directory.person(from);
    let tenant = author.and_then(|author| world.directory.tenant_of(author));
    let (Some(author), Some(tenant)) = (author, tenant) else {
        return Err(problem(404, "no such person"));
    };
    let (alias, tenant) = (Some(author.full_name()), tenant.uuid);
    let room = rooms::open(world, tenant, &[from, to], None)?;
    let message = rooms::say(world, &room, from, content, alias)?;
    Ok(Answer::json(201, &message.describe()))
}
