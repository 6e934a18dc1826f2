//! wazo-confd: the own user with its settings, and which Wazo this is.

pub(crate) mod settings;

use hyper::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::access::{Refusal, authorize};
use crate::auth::is_uuid;
use crate::directory::{Person, STACK_UUID};
use crate::error;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;

/// The version that the recordings were made with.
const WAZO_VERSION: &str = "26.08";

/// Routes below `/api/confd/1.1`. There is no `/users/me`: the own uuid is needed.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["infos"], &Method::GET) => {
            authorize(world, request, "confd.infos.read").map_err(Refusal::confd)?;
            Ok(Answer::ok(
                &json!({"uuid": STACK_UUID, "wazo_version": WAZO_VERSION}),
            ))
        }
        (["users", user], &Method::GET | &Method::HEAD) if is_uuid(user) => {
            get_user(world, request, user)
        }
        (["users", user, "services"], &Method::GET) if is_uuid(user) => {
            settings::get_service(world, request, user, None)
        }
        (["users", user, "services", name], &Method::GET) if is_uuid(user) => {
            settings::get_service(world, request, user, Some(name))
        }
        (["users", user, "services", name], &Method::PUT) if is_uuid(user) => {
            settings::put_service(world, request, user, name)
        }
        (["users", user, "forwards"], &Method::GET) if is_uuid(user) => {
            settings::get_forward(world, request, user, None)
        }
        (["users", user, "forwards", name], &Method::GET) if is_uuid(user) => {
            settings::get_forward(world, request, user, Some(name))
        }
        (["users", user, "forwards", name], &Method::PUT) if is_uuid(user) => {
            settings::put_forward(world, request, user, name)
        }
        (["users", user, "voicemails"], &Method::GET) if is_uuid(user) => {
            voicemails(world, request, user)
        }
        (["infos"], _) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

fn get_user(world: &World, request: &Request, user: &str) -> Outcome {
    let scope = format!("confd.users.{user}.read");
    authorize(world, request, &scope).map_err(Refusal::confd)?;
    match Uuid::try_parse(user)
        .ok()
        .and_then(|uuid| world.directory.person(uuid))
    {
        Some(person) => Ok(Answer::ok(&describe(world, person))),
        None => Err(Box::new(Answer::json(
            404,
            &json!([format!(
                "Resource Not Found - User was not found ('uuid': '{user}')"
            )]),
        ))),
    }
}

/// The own mailbox; nobody has two.
fn voicemails(world: &World, request: &Request, user: &str) -> Outcome {
    let scope = format!("confd.users.{user}.voicemails.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::confd)?;
    let person = world.directory.person(caller.user);
    let items: Vec<Value> = person
        .and_then(|person| {
            let number = person.voicemail.as_ref()?;
            let tenant = world.directory.tenant_of(person)?;
            Some(json!({
                "id": person.id,
                "name": person.full_name(),
                "number": number,
                "context": tenant.dialplan.context,
                "tenant_uuid": tenant.uuid,
                "email": person.email,
                "enabled": true,
            }))
        })
        .into_iter()
        .collect();
    Ok(Answer::ok(&json!({"total": items.len(), "items": items})))
}

fn describe(world: &World, person: &Person) -> Value {
    let tenant = world.directory.tenant_of(person);
    let context = tenant.map(|tenant| tenant.dialplan.context);
    let lines: Vec<Value> = person
        .lines()
        .map(|line| {
            json!({
                "id": line,
                "name": format!("line{line}"),
                "endpoint_sip": {"name": format!("line{line}")},
                "endpoint_sccp": null,
                "endpoint_custom": null,
                "extensions": [{"id": person.id, "exten": person.exten, "context": context}],
            })
        })
        .collect();
    json!({
        "id": person.id,
        "uuid": person.uuid,
        "tenant_uuid": tenant.map(|tenant| tenant.uuid),
        "firstname": person.firstname,
        "lastname": person.lastname,
        "email": person.email,
        "username": person.username(),
        "caller_id": format!("\"{}\"", person.full_name()),
        "mobile_phone_number": person.mobile,
        "language": null,
        "timezone": null,
        "enabled": true,
        "lines": lines,
        "voicemail": person.voicemail.as_ref().map(|_| json!({"id": person.id, "name": person.full_name()})),
        "agent": person.agent.as_ref().map(|agent| json!({"id": agent.id, "number": agent.number})),
        "services": settings::services(world, person.uuid),
        "forwards": world.settings.of(person.uuid).forwards(),
        "groups": [],
        "queues": [],
        "switchboards": [],
        "incalls": [],
    })
}
