//! wazo-agentd: the own agent of the call centre, and those of others for who may see them. Recorded in `agentd` and
//! `calls/18*`.

pub(crate) mod agent;

use hyper::Method;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::bus::Event;
use crate::directory::{Person, STACK_UUID};
use crate::error;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, StoreError, kind};
use agent::{Agent, Membership, Queue};

const LONGEST_REASON: usize = 80;

/// Routes below `/api/agentd/1.0`. Other agents are not in a user's policy.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["users", "me", "agents"], &Method::GET) => {
            let (_, person) = own(world, request, "read")?;
            Ok(Answer::ok(&describe(world, person)))
        }
        (["users", "me", "agents", "queues"], &Method::GET) => queues(world, request),
        (["users", "me", "agents", verb], &Method::POST) => act(world, request, verb),
        (["users", "me", "agents", "queues", queue, verb], &Method::PUT) => {
            act_on_queue(world, request, queue, verb)
        }
        (["agents"], &Method::GET) => list(world, request),
        (["agents", "by-id", id], &Method::GET) => by_id(world, request, id),
        (["users", "me", "agents"] | ["agents"] | ["agents", "by-id", _], _) => {
            Err(Box::new(error::not_allowed()))
        }
        _ => Err(Box::new(error::no_route())),
    }
}

/// What is asked of an agent.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    LogIn {
        line: u32,
    },
    LogOff,
    Pause {
        reason: Option<String>,
    },
    Unpause,
    /// Into a queue or out of it.
    Queue {
        id: u32,
        logged: bool,
    },
}

/// Does it and tells those who may know: the agent's own users.
pub(crate) fn perform(world: &mut World, user: Uuid, act: &Act) -> Result<(), StoreError> {
    let Some(person) = world.directory.person_mut(user) else {
        return Ok(());
    };
    let Some(agent) = &mut person.agent else {
        return Ok(());
    };
    match act {
        Act::LogIn { line } => agent.log_in(*line),
        Act::LogOff => agent.log_off(),
        Act::Pause { reason } => agent.pause(reason.clone()),
        Act::Unpause => agent.unpause(),
        Act::Queue { id, logged } => {
            for membership in agent.queues.iter_mut().filter(|it| it.queue == *id) {
                membership.logged = *logged;
            }
        }
    }
    let agent = agent.clone();
    world.keep(|| Ok(vec![Change::put(kind::AGENT, user, &agent)?]))?;
    for (name, data) in events(world, user, &agent, act) {
        tell(world, user, name, data);
    }
    Ok(())
}

/// A log-off ends with an `agent_unpaused` for each queue, paused or not.
fn events(world: &World, user: Uuid, agent: &Agent, act: &Act) -> Vec<(&'static str, Value)> {
    let status = |status: &str| {
        let data = json!({"agent_id": agent.id, "status": status});
        ("agent_status_update", data)
    };
    let paused = |name, queue: &Queue| {
        let data = json!({
            "agent_id": agent.id,
            "agent_number": agent.number,
            "paused": agent.paused,
            "paused_reason": agent.reason.as_deref().unwrap_or_default(),
            "queue": queue.name,
        });
        (name, data)
    };
    let in_queue = |id: u32, logged: bool| {
        let name = if logged {
            "user_agent_queue_logged_in"
        } else {
            "user_agent_queue_logged_off"
        };
        (name, json!({"agent_id": agent.id, "queue_id": id}))
    };
    let person = world.directory.person(user);
    let tenant = person.and_then(|person| world.directory.tenant_of(person));
    let queues = agent
        .queues
        .iter()
        .filter_map(|membership| tenant?.queue(membership.queue));
    match act {
        Act::LogIn { .. } => [status("logged_in")]
            .into_iter()
            .chain(queues.map(|queue| in_queue(queue.id, true)))
            .collect(),
        Act::LogOff => [status("logged_out")]
            .into_iter()
            .chain(queues.map(|queue| paused("agent_unpaused", queue)))
            .collect(),
        Act::Pause { .. } => queues.map(|queue| paused("agent_paused", queue)).collect(),
        Act::Unpause => queues
            .map(|queue| paused("agent_unpaused", queue))
            .collect(),
        Act::Queue { id, logged } => vec![in_queue(*id, *logged)],
    }
}

fn tell(world: &mut World, user: Uuid, name: &'static str, data: Value) {
    let person = world.directory.person(user);
    let tenant = person.and_then(|person| world.directory.tenant_of(person));
    if let Some(tenant) = tenant.map(|tenant| tenant.uuid) {
        let acl = "events.statuses.agents".to_owned();
        world.publish(Event::to_user(name, acl, tenant, user, data));
    }
}

/// `login`, `logoff`, `pause` and `unpause`.
fn act(world: &mut World, request: &Request, verb: &str) -> Outcome {
    if !["login", "logoff", "pause", "unpause"].contains(&verb) {
        return Err(Box::new(error::no_route()));
    }
    let (user, person) = own(world, request, &format!("{verb}.create"))?;
    let logged = person.agent.as_ref().is_some_and(|agent| agent.logged);
    let act = match verb {
        "login" => {
            let line = wanted_line(request)?;
            if !person.lines().any(|own| own == line) {
                return Err(refused(400, "no such line"));
            }
            if logged {
                return Err(refused(409, "already logged"));
            }
            Act::LogIn { line }
        }
        "pause" => Act::Pause {
            reason: reason(request)?,
        },
        "unpause" => Act::Unpause,
        _ => Act::LogOff,
    };
    if verb != "login" && !logged {
        return Err(refused(409, "not logged in"));
    }
    perform(world, user, &act)?;
    Ok(Answer::no_content())
}

fn wanted_line(request: &Request) -> Result<u32, Box<Answer>> {
    let body = object(request)?;
    body.get("line_id")
        .and_then(Value::as_u64)
        .and_then(|line| u32::try_from(line).ok())
        .ok_or_else(|| refused(400, "line_id: a number is needed"))
}

fn reason(request: &Request) -> Result<Option<String>, Box<Answer>> {
    match object(request)?.remove("reason") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(reason)) if reason.chars().count() <= LONGEST_REASON => Ok(Some(reason)),
        Some(_) => Err(refused(400, "reason: a text of at most 80 characters")),
    }
}

fn object(request: &Request) -> Result<Map<String, Value>, Box<Answer>> {
    match request.json() {
        Some(Value::Object(body)) => Ok(body),
        _ => Err(Box::new(error::unreadable())),
    }
}

fn act_on_queue(world: &mut World, request: &Request, queue: &str, verb: &str) -> Outcome {
    let Ok(id) = queue.parse() else {
        return Err(Box::new(error::no_route()));
    };
    let logged = match verb {
        "login" => true,
        "logoff" => false,
        _ => return Err(Box::new(error::no_route())),
    };
    let (user, person) = own(world, request, &format!("queues.{id}.{verb}.update"))?;
    let tenant = world.directory.tenant_of(person);
    if tenant.and_then(|tenant| tenant.queue(id)).is_none() {
        return Err(refused(404, "no such queue"));
    }
    let agent = person.agent.as_ref();
    if !agent.is_some_and(|agent| agent.logged) {
        return Err(refused(409, "not logged in"));
    }
    if !agent.is_some_and(|agent| agent.queues.iter().any(|it| it.queue == id)) {
        return Err(refused(409, "agent not in queue"));
    }
    perform(world, user, &Act::Queue { id, logged })?;
    Ok(Answer::no_content())
}

/// The queues the own agent belongs to, logged in or not.
fn queues(world: &World, request: &Request) -> Outcome {
    let (_, person) = own(world, request, "queues.read")?;
    let tenant = world.directory.tenant_of(person);
    let memberships = person.agent.iter().flat_map(|agent| &agent.queues);
    let items: Vec<Value> = memberships
        .filter_map(|membership| tenant?.queue(membership.queue))
        .map(
            |queue| json!({"id": queue.id, "name": queue.name, "display_name": queue.display_name}),
        )
        .collect();
    Ok(Answer::ok(
        &json!({"items": items, "total": items.len(), "filtered": items.len()}),
    ))
}

/// Every agent of the tenant.
fn list(world: &World, request: &Request) -> Outcome {
    let caller = authorize(world, request, "agentd.agents.read").map_err(Refusal::agentd)?;
    let agents: Vec<Value> = agents(world, caller)
        .map(|person| describe(world, person))
        .collect();
    Ok(Answer::ok(&agents))
}

fn by_id(world: &World, request: &Request, id: &str) -> Outcome {
    let scope = format!("agentd.agents.by-id.{id}.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::agentd)?;
    let wanted = |person: &&Person| {
        let agent = person.agent.as_ref();
        agent.is_some_and(|agent| agent.id.to_string() == id)
    };
    match agents(world, caller).find(wanted) {
        Some(person) => Ok(Answer::ok(&describe(world, person))),
        None => Err(no_such_agent()),
    }
}

fn agents(world: &World, caller: Caller) -> impl Iterator<Item = &Person> {
    let people = world.directory.people().iter();
    people.filter(move |person| {
        let tenant = world.directory.tenant_of(person);
        person.agent.is_some() && tenant.is_some_and(|tenant| tenant.uuid == caller.tenant)
    })
}

/// The caller, who is an agent.
fn own<'a>(
    world: &'a World,
    request: &Request,
    rest: &str,
) -> Result<(Uuid, &'a Person), Box<Answer>> {
    let scope = format!("agentd.users.me.agents.{rest}");
    let caller = authorize(world, request, &scope).map_err(Refusal::agentd)?;
    world
        .directory
        .person(caller.user)
        .filter(|person| person.agent.is_some())
        .map(|person| (caller.user, person))
        .ok_or_else(no_such_agent)
}

/// An agent as the service tells it; one that is logged out has no line and no queues.
fn describe(world: &World, person: &Person) -> Value {
    let Some(agent) = &person.agent else {
        return Value::Null;
    };
    let tenant = world.directory.tenant_of(person);
    let queues: Vec<Value> = agent
        .queues
        .iter()
        .filter(|_| agent.logged)
        .filter_map(|membership| {
            let queue = tenant?.queue(membership.queue)?;
            Some(describe_queue(queue, *membership, agent))
        })
        .collect();
    json!({
        "id": agent.id,
        "tenant_uuid": tenant.map(|tenant| tenant.uuid),
        "origin_uuid": STACK_UUID,
        "number": agent.number,
        "logged": agent.logged,
        "paused": agent.paused,
        "paused_reason": agent.reason,
        "extension": person.exten.as_ref().filter(|_| agent.logged),
        "context": tenant.map(|tenant| tenant.dialplan.context).filter(|_| agent.logged),
        "state_interface": agent.line.map(|line| format!("PJSIP/line{line}")),
        "queues": queues,
    })
}

fn describe_queue(queue: &Queue, membership: Membership, agent: &Agent) -> Value {
    json!({
        "id": queue.id,
        "name": queue.name,
        "display_name": queue.display_name,
        "logged": membership.logged,
        "paused": agent.paused,
        "paused_reason": agent.reason,
    })
}

fn no_such_agent() -> Box<Answer> {
    refused(404, "no such agent")
}

fn refused(status: u16, error: &str) -> Box<Answer> {
    Box::new(Answer::json(status, &json!({"error": error})))
}
