//! The caller's transfers.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{caller, not_yours};
use crate::error;
use crate::exchange::{Flow, Refused};
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(super) fn list(world: &World, request: &Request) -> Outcome {
    let caller = caller(world, request, "calld.users.me.transfers.read")?;
    let transfers: Vec<Value> = world
        .exchange
        .transfers()
        .filter(|transfer| transfer.user == caller.user)
        .map(|transfer| transfer.shown())
        .collect();
    Ok(Answer::ok(&json!({"items": transfers})))
}

/// Anybody's who knows its id.
pub(super) fn get(world: &World, request: &Request, id: &str) -> Outcome {
    caller(world, request, &format!("calld.transfers.{id}.read"))?;
    let transfer = Uuid::try_parse(id)
        .ok()
        .and_then(|id| world.exchange.transfer(id));
    let transfer = transfer.ok_or_else(|| no_such_transfer(id))?;
    Ok(Answer::ok(&transfer.shown()))
}

pub(super) fn create(world: &mut World, request: &Request) -> Outcome {
    let caller = caller(world, request, "calld.users.me.transfers.create")?;
    let Some(Value::Object(body)) = request.json() else {
        return Err(Box::new(error::unreadable()));
    };
    let wanted = Wanted::read(&body)?;
    let leg = world
        .exchange
        .call(&wanted.initiator_call)
        .ok_or_else(|| not_made("initiator channel not found"))?;
    if leg.user() != Some(caller.user) {
        return Err(not_yours(caller.user, &wanted.initiator_call));
    }
    let leg = leg.id;
    let shown = world.at_exchange(|exchange, directory| {
        let id =
            exchange.start_transfer(directory, leg, &wanted.exten, wanted.flow, wanted.timeout)?;
        let transfer = exchange.transfer(id).ok_or(Refused::Fault)?;
        Ok(transfer.shown())
    });
    match shown {
        Ok(shown) => Ok(Answer::json(201, &shown)),
        Err(refused) => Err(refusal(world, caller.user, &wanted, refused)),
    }
}

pub(super) fn complete(world: &mut World, request: &Request, id: &str) -> Outcome {
    let scope = format!("calld.users.me.transfers.{id}.complete.update");
    let transfer = own(world, request, id, &scope)?;
    let done =
        world.at_exchange(|exchange, directory| exchange.complete_transfer(directory, transfer));
    match done {
        Ok(()) => Ok(Answer::no_content()),
        Err(_) => Err(Box::new(error::internal())),
    }
}

pub(super) fn cancel(world: &mut World, request: &Request, id: &str) -> Outcome {
    let scope = format!("calld.users.me.transfers.{id}.delete");
    let transfer = own(world, request, id, &scope)?;
    world.at_exchange(|exchange, directory| exchange.cancel_transfer(directory, transfer));
    Ok(Answer::no_content())
}

fn own(world: &World, request: &Request, id: &str, scope: &str) -> Result<Uuid, Box<Answer>> {
    let caller = caller(world, request, scope)?;
    let known = Uuid::try_parse(id)
        .ok()
        .and_then(|id| Some((id, world.exchange.transfer(id)?)));
    match known {
        Some((id, transfer)) if transfer.user == caller.user => Ok(id),
        Some(_) => Err(Box::new(error::standard(
            403,
            "User does not have permission to handle objects of other users",
            "user-permission-denied",
            &json!({"transfer": id, "user": caller.user}),
        ))),
        None => Err(no_such_transfer(id)),
    }
}

/// A transfer that is asked for.
struct Wanted {
    initiator_call: String,
    exten: String,
    flow: Flow,
    /// Seconds.
    timeout: Option<i64>,
}

impl Wanted {
    fn read(body: &Map<String, Value>) -> Result<Self, Box<Answer>> {
        const FIELDS: [&str; 5] = ["initiator_call", "exten", "flow", "timeout", "variables"];
        let mut problems = Map::new();
        for name in body.keys().filter(|name| !FIELDS.contains(&name.as_str())) {
            problems.insert(name.clone(), json!(["Unknown field."]));
        }
        let mut text = |name: &str| match body.get(name) {
            Some(Value::String(text)) if !text.is_empty() => text.clone(),
            other => {
                let problem = match other {
                    Some(Value::String(_)) => "Shorter than minimum length 1.",
                    Some(Value::Null) => "Field may not be null.",
                    Some(_) => "Not a valid string.",
                    None => "Missing data for required field.",
                };
                problems.insert(name.to_owned(), json!([problem]));
                String::new()
            }
        };
        let (initiator_call, exten) = (text("initiator_call"), text("exten"));
        let flow = match body.get("flow").map(Value::as_str) {
            None | Some(Some("attended")) => Flow::Attended,
            Some(Some("blind")) => Flow::Blind,
            Some(_) => {
                problems.insert(
                    "flow".to_owned(),
                    json!(["Must be one of: attended, blind."]),
                );
                Flow::Attended
            }
        };
        let timeout = match body.get("timeout") {
            None | Some(Value::Null) => None,
            Some(timeout) => {
                let seconds = timeout.as_i64().filter(|seconds| *seconds >= 1);
                if seconds.is_none() {
                    problems.insert("timeout".to_owned(), json!(["Not a valid integer."]));
                }
                seconds
            }
        };
        if !problems.is_empty() {
            return Err(Box::new(error::invalid_data(&Value::Object(problems))));
        }
        Ok(Wanted {
            initiator_call,
            exten,
            flow,
            timeout,
        })
    }
}

fn refusal(world: &World, user: Uuid, wanted: &Wanted, refused: Refused) -> Box<Answer> {
    let initiator = json!({"initiator_call": wanted.initiator_call});
    Box::new(match refused {
        Refused::NobodyToTransfer => return not_made("transferred channel not found"),
        Refused::TooMany => error::standard(
            409,
            "Too many transferred candidates",
            "too-many-transferred-candidates",
            &initiator,
        ),
        Refused::AlreadyStarted => error::standard(
            409,
            "Transfer already started with same initiator",
            "transfer-already-started",
            &initiator,
        ),
        Refused::NoSuchExtension => {
            let context = world
                .directory
                .person(user)
                .and_then(|person| world.directory.tenant_of(person))
                .map(|tenant| tenant.dialplan.context);
            error::standard(
                400,
                "Invalid extension",
                "invalid-extension",
                &json!({"context": context, "exten": wanted.exten}),
            )
        }
        Refused::Fault => error::internal(),
    })
}

fn not_made(why: &str) -> Box<Answer> {
    Box::new(error::standard(
        400,
        "Transfer creation error",
        "transfer-creation-error",
        &json!({"message": why}),
    ))
}

fn no_such_transfer(id: &str) -> Box<Answer> {
    Box::new(error::standard(
        404,
        "No such transfer",
        "no-such-transfer",
        &json!({"transfer_id": id}),
    ))
}
