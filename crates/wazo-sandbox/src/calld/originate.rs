//! A call that a user asks for: the own phone rings first.

use serde_json::{Map, Value, json};

use super::caller;
use crate::directory::{Person, Tenant};
use crate::error;
use crate::exchange::{Destination, Origin, destination};
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, kind};

pub(super) fn create(world: &mut World, request: &Request) -> Outcome {
    let caller = caller(world, request, "calld.users.me.calls.create")?;
    let Some(Value::Object(body)) = request.json() else {
        return Err(Box::new(error::unreadable()));
    };
    let number = number(&body)?;
    let line = {
        let person = world
            .directory
            .person(caller.user)
            .ok_or_else(|| Box::new(error::internal()))?;
        let tenant = world
            .directory
            .tenant_of(person)
            .ok_or_else(|| Box::new(error::internal()))?;
        checked_line(world, tenant, person, &body, &number)?
    };
    let origin = Origin {
        user: caller.user,
        line,
        number: &number,
        auto_answer: flag(&body, "auto_answer_caller"),
        all_lines: flag(&body, "all_lines"),
    };
    let call = world
        .at_exchange(|exchange, directory| {
            let leg = exchange.originate(directory, origin)?;
            Some(exchange.leg(leg)?.asked_for())
        })
        .ok_or_else(|| Box::new(error::internal()))?;
    world.calls.push(call.clone());
    let key = world.calls.len().to_string();
    world.keep(|| Ok(vec![Change::put(kind::CALL, key, &call)?]))?;
    Ok(Answer::json(201, &call))
}

/// Spaces are taken out of it, `+()-.` are not.
fn number(body: &Map<String, Value>) -> Result<String, Box<Answer>> {
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

fn flag(body: &Map<String, Value>, name: &str) -> bool {
    body.get(name).and_then(Value::as_bool).unwrap_or_default()
}

/// What can go wrong with the own phone is told before the number is dialled.
fn checked_line(
    world: &World,
    tenant: &Tenant,
    person: &Person,
    body: &Map<String, Value>,
    number: &str,
) -> Result<u32, Box<Answer>> {
    let user = person.uuid;
    let refused = |message: &str, error_id: &str, details: &Value| {
        Err(Box::new(error::standard(400, message, error_id, details)))
    };
    let Some(mut line) = person.line() else {
        return refused(
            "User has no main line",
            "user-missing-main-line",
            &json!({"user_uuid": user}),
        );
    };
    if let Some(wanted) = body.get("line_id").filter(|wanted| !wanted.is_null()) {
        let Some(own) = person.lines().find(|own| *wanted == json!(own)) else {
            let details = json!({"user_id": user, "line_id": wanted});
            return refused("User has no such line", "invalid-user-line", &details);
        };
        line = own;
    }
    if destination(&world.directory, person.tenant, number) == Destination::Nowhere {
        let details = json!({"context": tenant.dialplan.context, "exten": number});
        return refused("Invalid extension", "invalid-extension", &details);
    }
    if flag(body, "from_mobile") && (person.mobile.is_none() || !tenant.dialplan.outgoing) {
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
    if !world.exchange.is_registered(&world.directory, user) {
        let details = json!({"line_id": line, "source_interface": format!("pjsip/line{line}")});
        let message = "Could not connect call: Could not dial caller's requested line";
        return refused(message, "call-origin-unavailable", &details);
    }
    Ok(line)
}
