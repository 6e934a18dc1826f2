//! The control: what tests and the demo do to the stack from behind. On a port of its own, only when asked for.

use std::sync::Arc;

use hyper::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::chatd;
use crate::clock;
use crate::dird::contact::{Book, Contact};
use crate::dird::favorites::Favorites;
use crate::directory::{Agent, Person, Presence};
use crate::fault::Fault;
use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::population::DEMO_PASSWORD;
use crate::server::Reply;
use crate::stack::{Service, World};
use crate::store::{Change, kind};

/// Answers one request to the control.
pub(crate) async fn reply(front: Arc<Front>, request: Request) -> Reply {
    Reply::Whole(answer(&front, &request).unwrap_or_else(|refused| *refused))
}

fn answer(front: &Front, request: &Request) -> Outcome {
    let path = request.segments();
    match (&request.method, path.as_slice()) {
        (&Method::POST, ["presence"]) => set_presence(&mut front.stack.world(), request),
        (&Method::POST, ["people"]) => add_person(&mut front.stack.world(), request),
        (&Method::DELETE, ["people", uuid]) => remove_person(&mut front.stack.world(), uuid),
        (&Method::POST, ["token", "expire"]) => expire(&mut front.stack.world(), request),
        (&Method::POST, ["token", "revoke"]) => revoke(&mut front.stack.world(), request),
        (&Method::POST, ["services"]) => set_service(&mut front.stack.world(), request),
        (&Method::POST, ["sources"]) => set_source(&mut front.stack.world(), request),
        (&Method::POST, ["faults"]) => {
            front.faults.add(body::<Fault>(request)?);
            Ok(Answer::no_content())
        }
        (&Method::GET, ["faults"]) => Ok(Answer::ok(&json!({"items": front.faults.waiting()}))),
        (&Method::DELETE, ["faults"]) => {
            front.faults.clear();
            Ok(Answer::no_content())
        }
        (&Method::GET, ["requests"]) => Ok(Answer::ok(&json!({"items": *front.seen()}))),
        (&Method::DELETE, ["requests"]) => {
            front.seen().clear();
            Ok(Answer::no_content())
        }
        (&Method::GET, ["calls"]) => Ok(Answer::ok(&json!({"items": front.stack.world().calls}))),
        (&Method::GET, ["state"]) => Ok(state(&front.stack.world())),
        _ => Err(problem(404, "no such control")),
    }
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
    let wanted = |person: &&Person| {
        change.user_uuid.is_some_and(|uuid| person.uuid == uuid)
            || change
                .name
                .as_ref()
                .is_some_and(|name| person.full_name() == *name)
            || change.number.is_some() && person.exten == change.number
    };
    let uuid = world
        .directory
        .people()
        .iter()
        .find(wanted)
        .map(|person| person.uuid);
    let person = uuid
        .and_then(|uuid| world.directory.person_mut(uuid))
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
    if let (Some(agent), Some(change)) = (&mut person.agent, change.agent) {
        agent.logged = change.logged.unwrap_or(agent.logged);
        agent.paused = change.paused.unwrap_or(agent.paused);
    }
    let mut changes = vec![Change::put(kind::PRESENCE, person.uuid, &person.presence)?];
    if let Some(agent) = &person.agent {
        changes.push(Change::put(kind::AGENT, person.uuid, agent)?);
    }
    let uuid = person.uuid;
    world.keep(|| Ok(changes))?;
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
        agent: new.agent.then(|| Agent {
            id: id + 6,
            number: (4999 + id).to_string(),
            logged: false,
            paused: false,
        }),
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

/// Which tokens: all without `token`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    token: Option<Uuid>,
    #[serde(default)]
    refresh: bool,
}

fn expire(world: &mut World, request: &Request) -> Outcome {
    let tokens: Tokens = body_or_default(request)?;
    let mut changes = world.sessions.expire(tokens.token, clock::now())?;
    if tokens.refresh {
        changes.extend(world.sessions.revoke_refresh_tokens());
    }
    world.keep(|| Ok(changes))?;
    Ok(Answer::no_content())
}

fn revoke(world: &mut World, request: &Request) -> Outcome {
    let tokens: Tokens = body_or_default(request)?;
    let mut changes = world.sessions.revoke(tokens.token);
    if tokens.refresh {
        changes.extend(world.sessions.revoke_refresh_tokens());
    }
    world.keep(|| Ok(changes))?;
    Ok(Answer::no_content())
}

/// A service or a source that is there or not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Availability {
    name: String,
    available: bool,
}

fn set_service(world: &mut World, request: &Request) -> Outcome {
    let Availability { name, available } = body(request)?;
    let service = Service::named(&name).ok_or_else(|| problem(404, "no such service"))?;
    if available {
        world.down.remove(&service);
    } else {
        world.down.insert(service);
    }
    Ok(Answer::no_content())
}

fn set_source(world: &mut World, request: &Request) -> Outcome {
    let Availability { name, available } = body(request)?;
    let source = world
        .directory
        .source_mut(&name)
        .ok_or_else(|| problem(404, "no such source"))?;
    source.available = available;
    Ok(Answer::no_content())
}

/// The server's database, as far as the demo user's is concerned.
fn state(world: &World) -> Answer {
    let user = world.demo_user;
    let personal: Vec<&Contact> = world
        .books
        .get(&user)
        .map(Book::iter)
        .into_iter()
        .flatten()
        .collect();
    let favorites: Vec<Value> = world
        .favorites
        .get(&user)
        .map(Favorites::iter)
        .into_iter()
        .flatten()
        .map(|(source, entry)| json!({"source": source, "entry": entry}))
        .collect();
    Answer::ok(&json!({
        "user_uuid": user,
        "people": world.directory.people().len(),
        "sessions": world.sessions.live_of(user, clock::now()).count(),
        "refresh_tokens": world.sessions.refresh_tokens_of(user).count(),
        "personal": personal,
        "favorites": favorites,
    }))
}

fn body<T: DeserializeOwned>(request: &Request) -> Result<T, Box<Answer>> {
    serde_json::from_slice(&request.body).map_err(|error| problem(400, &error.to_string()))
}

fn body_or_default<T: DeserializeOwned + Default>(request: &Request) -> Result<T, Box<Answer>> {
    if request.body.is_empty() {
        Ok(T::default())
    } else {
        body(request)
    }
}

fn problem(status: u16, error: &str) -> Box<Answer> {
    Box::new(Answer::json(status, &json!({"error": error})))
}
