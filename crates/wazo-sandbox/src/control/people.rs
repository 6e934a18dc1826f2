//! The control of people: presences, and who is there.

use hyper::Method;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{Who, agents, body, problem};
use crate::agentd::agent::Agent;
use crate::chatd;
use crate::clock;
use crate::directory::{Person, Presence};
use crate::http::{Answer, Outcome, Request};
use crate::population::DEMO_PASSWORD;
use crate::stack::World;
use crate::store::{Change, kind};

pub(super) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Option<Outcome> {
    Some(match (&request.method, path) {
        (&Method::POST, ["presence"]) => set_presence(world, request),
        (&Method::POST, ["people"]) => add_person(world, request),
        (&Method::DELETE, ["people", uuid]) => remove_person(world, uuid),
        _ => return None,
    })
}

/// Whose presence, and what of it changes; what is not named stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PresenceChange {
    user_uuid: Option<Uuid>,
    name: Option<String>,
    number: Option<String>,
    state: Option<String>,
    #[serde(default)]
    status: Option<String>,
    do_not_disturb: Option<bool>,
    connected: Option<bool>,
    line_state: Option<String>,
    agent: Option<AgentChange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgentChange {
    logged: Option<bool>,
    paused: Option<bool>,
}

fn set_presence(world: &mut World, request: &Request) -> Outcome {
    let change: PresenceChange = body(request)?;
    let who = (change.user_uuid.map(|uuid| uuid.to_string()))
        .or(change.name)
        .or(change.number)
        .unwrap_or_default();
    let uuid = Who::named(who).find(world)?;
    let person = world
        .directory
        .person_mut(uuid)
        .ok_or_else(|| problem(404, "no such person"))?;
    let presence = &mut person.presence;
    let now = clock::now();
    presence.last_activity = change
        .state
        .as_ref()
        .map(|_| now)
        .or(presence.last_activity);
    if let Some(state) = change.state {
        presence.state = state.into();
    }
    if let Some(status) = change.status {
        presence.status = Some(status)
            .filter(|status| !status.is_empty())
            .map(Into::into);
    }
    presence.do_not_disturb = change.do_not_disturb.unwrap_or(presence.do_not_disturb);
    presence.connected = change.connected.or(presence.connected);
    if let Some(line_state) = change.line_state {
        presence.line_state = line_state.into();
    }
    let kept = Change::put(kind::PRESENCE, uuid, &person.presence)?;
    world.keep(|| Ok(vec![kept]))?;
    chatd::publish_presence(world, uuid);
    if let Some(agent) = change.agent {
        agents::change(world, uuid, agent.logged, agent.paused, None)?;
    }
    let shown = world
        .directory
        .person(uuid)
        .map(|person| chatd::presence(world, person));
    Ok(Answer::ok(&shown))
}

/// A new colleague of the demo user.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    #[serde(default)]
    firstname: String,
    #[serde(default)]
    lastname: String,
    number: Option<String>,
    mobile: Option<String>,
    email: Option<String>,
    voicemail: Option<String>,
    #[serde(default)]
    agent: bool,
}

fn add_person(world: &mut World, request: &Request) -> Outcome {
    let new: NewPerson = body(request)?;
    let people = world.directory.people();
    let id = people
        .iter()
        .map(|person| person.id)
        .max()
        .unwrap_or_default()
        + 1;
    let tenant = world
        .directory
        .person(world.demo_user)
        .map_or(0, |person| person.tenant);
    let person = Person {
        uuid: Uuid::new_v4(),
        tenant,
        id,
        firstname: new.firstname,
        lastname: new.lastname,
        exten: new.number,
        mobile: new.mobile,
        email: new.email,
        voicemail: new.voicemail,
        softphone: false,
        agent: new
            .agent
            .then(|| Agent::new(id + 6, (4999 + id).to_string(), &[])),
        presence: Presence::default(),
        password: DEMO_PASSWORD.into(),
        searched: Box::default(),
    }
    .indexed();
    let answer = Answer::json(201, &json!({"uuid": person.uuid, "id": person.id}));
    world.keep(|| Ok(vec![Change::put(kind::PERSON, person.uuid, &person)?]))?;
    world.directory.add(person);
    Ok(answer)
}

fn remove_person(world: &mut World, uuid: &str) -> Outcome {
    let removed = Uuid::try_parse(uuid)
        .ok()
        .and_then(|uuid| world.directory.remove(uuid));
    let person = removed.ok_or_else(|| problem(404, "no such person"))?;
    world.keep(|| Ok(vec![Change::put(kind::REMOVED, person.uuid, &person.uuid)?]))?;
    Ok(Answer::no_content())
}
