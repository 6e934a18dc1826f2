//! What a person sets for the own phone: do not disturb, the filter of incoming calls, forwards.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::bus::Event;
use crate::chatd;
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, kind};

/// Where calls go instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Forward {
    pub(crate) enabled: bool,
    pub(crate) destination: Option<String>,
}

/// One person's settings; do not disturb stands in the presence.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) incallfilter: bool,
    pub(crate) busy: Forward,
    pub(crate) noanswer: Forward,
    pub(crate) unconditional: Forward,
}

impl Settings {
    fn forward_mut(&mut self, name: &str) -> Option<&mut Forward> {
        match name {
            "busy" => Some(&mut self.busy),
            "noanswer" => Some(&mut self.noanswer),
            "unconditional" => Some(&mut self.unconditional),
            _ => None,
        }
    }

    fn forward(&self, name: &str) -> Option<&Forward> {
        match name {
            "busy" => Some(&self.busy),
            "noanswer" => Some(&self.noanswer),
            "unconditional" => Some(&self.unconditional),
            _ => None,
        }
    }

    pub(super) fn forwards(&self) -> Value {
        json!({"busy": self.busy, "noanswer": self.noanswer, "unconditional": self.unconditional})
    }
}

/// Everybody's settings.
#[derive(Debug, Default)]
pub(crate) struct AllSettings(HashMap<Uuid, Settings>);

impl AllSettings {
    pub(crate) fn restore(settings: impl Iterator<Item = (Uuid, Settings)>) -> Self {
        AllSettings(settings.collect())
    }

    pub(crate) fn of(&self, user: Uuid) -> Settings {
        self.0.get(&user).cloned().unwrap_or_default()
    }
}

/// `GET /users/{user}/services[/{name}]`.
pub(super) fn get_service(
    world: &World,
    request: &Request,
    user: &str,
    name: Option<&str>,
) -> Outcome {
    let right = name.map_or("services.read".to_owned(), |name| {
        format!("services.{name}.read")
    });
    let caller = allowed(world, request, user, &right)?;
    let services = services(world, caller.user);
    match name {
        None => Ok(Answer::ok(&services)),
        Some(name) => match services.get(name) {
            Some(service) => Ok(Answer::ok(service)),
            None => Err(Box::new(error::no_route())),
        },
    }
}

/// `{"dnd": {"enabled"}, "incallfilter": {"enabled"}}`.
pub(super) fn services(world: &World, user: Uuid) -> Value {
    let person = world.directory.person(user);
    let dnd = person.is_some_and(|person| person.presence.do_not_disturb);
    json!({
        "dnd": {"enabled": dnd},
        "incallfilter": {"enabled": world.settings.of(user).incallfilter},
    })
}

/// `PUT /users/{user}/services/{name}`.
pub(super) fn put_service(world: &mut World, request: &Request, user: &str, name: &str) -> Outcome {
    if !["dnd", "incallfilter"].contains(&name) {
        return Err(Box::new(error::no_route()));
    }
    let caller = allowed(world, request, user, &format!("services.{name}.update"))?;
    let enabled = enabled(&object(request)?)?;
    if name == "dnd" {
        set_dnd(world, caller, enabled)?;
    } else {
        let mut settings = world.settings.of(caller.user);
        settings.incallfilter = enabled;
        keep(world, caller.user, settings)?;
        tell(
            world,
            caller,
            "users_services_incallfilter_updated",
            "services.incallfilter",
            json!({"enabled": enabled}),
        );
    }
    Ok(Answer::no_content())
}

fn set_dnd(world: &mut World, caller: Caller, enabled: bool) -> Result<(), Box<Answer>> {
    let Some(person) = world.directory.person_mut(caller.user) else {
        return Ok(());
    };
    person.presence.do_not_disturb = enabled;
    let change = Change::put(kind::PRESENCE, caller.user, &person.presence)?;
    world.keep(|| Ok(vec![change]))?;
    tell(
        world,
        caller,
        "users_services_dnd_updated",
        "services.dnd",
        json!({"enabled": enabled}),
    );
    chatd::publish_presence(world, caller.user);
    Ok(())
}

/// `GET /users/{user}/forwards[/{name}]`.
pub(super) fn get_forward(
    world: &World,
    request: &Request,
    user: &str,
    name: Option<&str>,
) -> Outcome {
    let right = name.map_or("forwards.read".to_owned(), |name| {
        format!("forwards.{name}.read")
    });
    let caller = allowed(world, request, user, &right)?;
    let settings = world.settings.of(caller.user);
    match name {
        None => Ok(Answer::ok(&settings.forwards())),
        Some(name) => match settings.forward(name) {
            Some(forward) => Ok(Answer::ok(forward)),
            None => Err(Box::new(error::no_route())),
        },
    }
}

/// `PUT /users/{user}/forwards/{name}`: enabled, it needs a destination.
pub(super) fn put_forward(world: &mut World, request: &Request, user: &str, name: &str) -> Outcome {
    let event = match name {
        "busy" => "users_forwards_busy_updated",
        "noanswer" => "users_forwards_noanswer_updated",
        "unconditional" => "users_forwards_unconditional_updated",
        _ => return Err(Box::new(error::no_route())),
    };
    let caller = allowed(world, request, user, &format!("forwards.{name}.update"))?;
    let body = object(request)?;
    let destination = match body.get("destination") {
        None | Some(Value::Null) => None,
        Some(Value::String(destination)) if !destination.is_empty() => Some(destination.clone()),
        Some(_) => return Err(invalid("destination", "Not a valid string.")),
    };
    let forward = Forward {
        enabled: enabled(&body)?,
        destination,
    };
    if forward.enabled && forward.destination.is_none() {
        return Err(invalid(
            "destination",
            "A destination is required when enabled.",
        ));
    }
    let mut settings = world.settings.of(caller.user);
    if let Some(known) = settings.forward_mut(name) {
        *known = forward.clone();
    }
    keep(world, caller.user, settings)?;
    tell(
        world,
        caller,
        event,
        &format!("forwards.{name}"),
        json!(forward),
    );
    Ok(Answer::no_content())
}

fn keep(world: &mut World, user: Uuid, settings: Settings) -> Result<(), Box<Answer>> {
    world.keep(|| Ok(vec![Change::put(kind::SETTINGS, user, &settings)?]))?;
    world.settings.0.insert(user, settings);
    Ok(())
}

/// Tells the person what is set now.
fn tell(world: &mut World, caller: Caller, name: &'static str, what: &str, set: Value) {
    let user = caller.user;
    let mut data = Map::new();
    data.insert(
        "user_id".to_owned(),
        json!(world.directory.person(user).map(|person| person.id)),
    );
    data.insert("user_uuid".to_owned(), json!(user));
    data.insert("tenant_uuid".to_owned(), json!(caller.tenant));
    if let Value::Object(set) = set {
        data.extend(set);
    }
    let acl = format!("events.config.users.{user}.{what}.updated");
    world.publish(Event::to_user(name, acl, caller.tenant, user, data.into()));
}

/// The caller, whose own uuid stands in the path: the policy covers no other.
fn allowed(
    world: &World,
    request: &Request,
    user: &str,
    right: &str,
) -> Result<Caller, Box<Answer>> {
    authorize(world, request, &format!("confd.users.{user}.{right}")).map_err(Refusal::confd)
}

fn object(request: &Request) -> Result<Map<String, Value>, Box<Answer>> {
    match request.json() {
        Some(Value::Object(body)) => Ok(body),
        _ => Err(Box::new(error::unreadable())),
    }
}

fn enabled(body: &Map<String, Value>) -> Result<bool, Box<Answer>> {
    match body.get("enabled") {
        Some(Value::Bool(enabled)) => Ok(*enabled),
        Some(_) => Err(invalid("enabled", "Not a valid boolean.")),
        None => Err(invalid("enabled", "Missing data for required field.")),
    }
}

fn invalid(field: &str, problem: &str) -> Box<Answer> {
    Box::new(Answer::json(
        400,
        &json!([format!("Input Error - {field}: '{problem}'")]),
    ))
}
