//! wazo-agentd: whether I am an agent. Recorded in `agentd`.

use hyper::Method;
use serde_json::json;

use crate::auth::access::{Refusal, authorize};
use crate::directory::STACK_UUID;
use crate::error;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;

/// Routes below `/api/agentd/1.0`. Other agents are not in a user's policy.
pub(crate) fn answer(world: &World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["users", "me", "agents"], &Method::GET) => own(world, request),
        (["agents"], &Method::GET) => {
            authorize(world, request, "agentd.agents.read").map_err(Refusal::agentd)?;
            Err(Box::new(error::no_route()))
        }
        (["users", "me", "agents"] | ["agents"], _) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

fn own(world: &World, request: &Request) -> Outcome {
    let caller =
        authorize(world, request, "agentd.users.me.agents.read").map_err(Refusal::agentd)?;
    let person = world.directory.person(caller.user);
    let Some((person, agent)) =
        person.and_then(|person| person.agent.as_ref().map(|agent| (person, agent)))
    else {
        return Err(Box::new(Answer::json(
            404,
            &json!({"error": "no such agent"}),
        )));
    };
    let context = world
        .directory
        .tenant_of(person)
        .map(|tenant| tenant.dialplan.context);
    let logged = agent.logged;
    Ok(Answer::ok(&json!({
        "id": agent.id,
        "tenant_uuid": caller.tenant,
        "origin_uuid": STACK_UUID,
        "number": agent.number,
        "logged": logged,
        "paused": agent.paused,
        "paused_reason": null,
        "extension": person.exten.as_ref().filter(|_| logged),
        "context": context.filter(|_| logged),
        "state_interface": person.line().filter(|_| logged).map(|line| format!("PJSIP/line{line}")),
        "queues": [],
    })))
}
