//! wazo-calld: a call that a user asks for. Recorded in `calld` and `calls/01*`.

use hyper::Method;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::access::{Refusal, authorize};
use crate::directory::{Directory, Person, Tenant};
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, kind};
use crate::{clock, error};

/// Routes below `/api/calld/1.0`.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["users", "me", "calls"], &Method::POST) => create(world, request),
        (["users", "me", "calls"], _) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

fn create(world: &mut World, request: &Request) -> Outcome {
    let caller =
        authorize(world, request, "calld.users.me.calls.create").map_err(Refusal::standard)?;
    let Some(Value::Object(body)) = request.json() else {
        return Err(Box::new(error::unreadable()));
    };
    let extension = extension(&body)?;
    let call = {
        let person = world
            .directory
            .person(caller.user)
            .ok_or_else(|| Box::new(error::internal()))?;
        let tenant = world
            .directory
            .tenant_of(person)
            .ok_or_else(|| Box::new(error::internal()))?;
        originate(&world.directory, tenant, person, &body, &extension)?
    };
    world.calls.push(call.clone());
    let key = world.calls.len().to_string();
    world.keep(|| Ok(vec![Change::put(kind::CALL, key, &call)?]))?;
    Ok(Answer::json(201, &call))
}

/// Spaces are taken out of it, `+()-.` are not.
fn extension(body: &Map<String, Value>) -> Result<String, Box<Answer>> {
    let problem = match body.get("extension") {
        Some(Value::String(extension)) if extension.is_empty() => "Shorter than minimum length 1.",
        Some(Value::String(extension)) => {
            return Ok(extension.chars().filter(|it| !it.is_whitespace()).collect());
        }
        Some(Value::Null) => "Field may not be null.",
        Some(_) => "Not a valid string.",
        None => "Missing data for required field.",
    };
    Err(Box::new(error::invalid_data(
        &json!({"extension": [problem]}),
    )))
}

/// The own phone rings first, so what can go wrong there is told before the extension is dialled.
fn originate(
    directory: &Directory,
    tenant: &Tenant,
    person: &Person,
    body: &Map<String, Value>,
    extension: &str,
) -> Result<Value, Box<Answer>> {
    let user = person.uuid;
    let refused = |message: &str, error_id: &str, details: &Value| {
        Err(Box::new(error::standard(400, message, error_id, details)))
    };
    let flag = |name: &str| body.get(name).and_then(Value::as_bool).unwrap_or_default();
    let Some(line) = person.line() else {
        return refused(
            "User has no main line",
            "user-missing-main-line",
            &json!({"user_uuid": user}),
        );
    };
    if let Some(wanted) = body
        .get("line_id")
        .filter(|wanted| !wanted.is_null() && **wanted != json!(line))
    {
        let details = json!({"user_id": user, "line_id": wanted});
        return refused("User has no such line", "invalid-user-line", &details);
    }
    if !can_dial(directory, tenant, person.tenant, extension) {
        let details = json!({"context": tenant.dialplan.context, "exten": extension});
        return refused("Invalid extension", "invalid-extension", &details);
    }
    if flag("from_mobile") && (person.mobile.is_none() || !tenant.dialplan.outgoing) {
        let details = json!({
            "user": user,
            "mobile_exten": person.mobile,
            "mobile_context": tenant.dialplan.context,
        });
        return refused(
            "User has invalid mobile phone number",
            "call-creation",
            &details,
        );
    }
    if person.presence.line_state == "unavailable" {
        let details = json!({"line_id": line, "source_interface": format!("pjsip/line{line}")});
        let message = "Could not connect call: Could not dial caller's requested line";
        return refused(message, "call-origin-unavailable", &details);
    }
    // With all lines, the answer is about a local channel that belongs to nobody.
    let all_lines = flag("all_lines");
    let now = clock::now();
    let call_id = format!("{}.{}", now / 1_000_000, now % 1_000_000);
    Ok(json!({
        "call_id": call_id,
        "conversation_id": call_id,
        "sip_call_id": if all_lines { None } else { Some(Uuid::new_v4()) },
        "user_uuid": if all_lines { None } else { Some(user) },
        "line_id": if all_lines { None } else { Some(line) },
        "dialed_extension": extension,
        "caller_id_name": extension,
        "caller_id_number": extension,
        "peer_caller_id_name": extension,
        "peer_caller_id_number": extension,
        "creation_time": clock::milliseconds(now),
        "answer_time": null,
        "hangup_time": null,
        "status": "Down",
        "direction": "internal",
        "is_caller": true,
        "is_video": false,
        "on_hold": false,
        "muted": false,
        "parked": false,
        "record_state": "inactive",
        "bridges": [],
        "talking_to": {},
    }))
}

/// People and rooms of the tenant; numbers outside and `*` services if the dialplan has them.
fn can_dial(directory: &Directory, tenant: &Tenant, index: usize, extension: &str) -> bool {
    let is_person = || {
        directory
            .people_of(index)
            .any(|person| person.exten.as_deref() == Some(extension))
    };
    let is_room = || {
        tenant
            .sources
            .iter()
            .flat_map(|source| &source.entries)
            .any(|entry| entry.incoming.is_some() && entry.number.as_deref() == Some(extension))
    };
    let digits = |text: &str, least: usize| {
        text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_outside = || {
        let is_service = extension
            .strip_prefix('*')
            .is_some_and(|service| digits(service, 2));
        is_service || digits(extension.strip_prefix('+').unwrap_or(extension), 7)
    };
    is_person() || is_room() || (tenant.dialplan.outgoing && is_outside())
}
