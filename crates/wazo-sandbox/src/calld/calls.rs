//! The caller's calls, and what they do to one.

use serde_json::{Value, json};

use super::{caller, no_such_call, own_call, word};
use crate::error;
use crate::exchange::{Leg, Recording};
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(super) fn list(world: &World, request: &Request) -> Outcome {
    let caller = caller(world, request, "calld.users.me.calls.read")?;
    let exchange = &world.exchange;
    let calls: Vec<Value> = exchange
        .calls_of(caller.user)
        .map(|leg| exchange.shown(leg))
        .collect();
    Ok(Answer::ok(&json!({"items": calls})))
}

/// Everybody's calls need a right that users do not have.
pub(super) fn of_anybody(world: &World, request: &Request, call_id: &str) -> Outcome {
    caller(
        world,
        request,
        &format!("calld.calls.{}.read", word(call_id)),
    )?;
    let leg = world
        .exchange
        .call(call_id)
        .ok_or_else(|| no_such_call(call_id))?;
    Ok(Answer::ok(&world.exchange.shown(leg)))
}

pub(super) fn hang_up(world: &mut World, request: &Request, call_id: &str) -> Outcome {
    let scope = format!("calld.users.me.calls.{}.delete", word(call_id));
    let caller = caller(world, request, &scope)?;
    let leg = own_call(world, caller.user, call_id)?.id;
    world.at_exchange(|exchange, directory| exchange.delete(directory, leg));
    Ok(Answer::no_content())
}

pub(super) fn act(world: &mut World, request: &Request, call_id: &str, action: &[&str]) -> Outcome {
    let scope = format!(
        "calld.users.me.calls.{}.{}.update",
        word(call_id),
        action.join(".")
    );
    let known = matches!(
        action,
        ["answer" | "dtmf"]
            | ["mute" | "hold", "start" | "stop"]
            | ["record", "start" | "stop" | "pause" | "resume"]
    );
    if !known {
        return Err(Box::new(error::no_route()));
    }
    let caller = caller(world, request, &scope)?;
    let leg = own_call(world, caller.user, call_id)?.clone();
    match action {
        ["answer"] => {
            by_phoned(world, &leg, "answer")?;
            world.at_exchange(|exchange, directory| exchange.answer(directory, leg.id));
        }
        ["hold", way] => {
            by_phoned(world, &leg, &format!("hold/{way}"))?;
            // Both ways press the same key.
            world.at_exchange(|exchange, directory| exchange.hold(directory, leg.id, !leg.held));
        }
        ["mute", way] => {
            world.at_exchange(|exchange, _| exchange.mute(leg.id, *way == "start"));
        }
        ["dtmf"] => {
            let digits = digits(request)?;
            world.at_exchange(|exchange, _| exchange.press(leg.id, digits));
        }
        ["record", way] => {
            let recording = match *way {
                "stop" => Recording::Inactive,
                "pause" => Recording::Paused,
                _ => Recording::Active,
            };
            world.at_exchange(|exchange, _| exchange.record(leg.id, recording));
        }
        _ => {}
    }
    Ok(Answer::no_content())
}

/// wazo-phoned drives some makes of phone only.
fn by_phoned(world: &World, leg: &Leg, action: &str) -> Result<(), Box<Answer>> {
    if world.exchange.phoned_is_away {
        return Err(Box::new(error::internal()));
    }
    let known = leg
        .user()
        .is_some_and(|user| world.exchange.phone(user).hold_by_api);
    if known {
        return Ok(());
    }
    let line = leg.line().unwrap_or_default();
    let url = format!("http://127.0.0.1:9498/0.1/endpoints/line{line}/{action}");
    let details = json!({
        "phoned_config": {"host": "127.0.0.1", "port": 9498, "prefix": null, "https": false},
        "original_error": format!("404 Client Error: NOT FOUND for url: {url}"),
    });
    Err(Box::new(error::standard(
        503,
        "Phoned internal error",
        "phoned-error",
        &details,
    )))
}

fn digits(request: &Request) -> Result<&str, Box<Answer>> {
    let problem = match request.query("digits") {
        Some(digits) if is_dialable(digits) => return Ok(digits),
        Some(_) => "String does not match expected pattern.",
        None => "Missing data for required field.",
    };
    Err(Box::new(error::invalid_data(&json!({"digits": [problem]}))))
}

fn is_dialable(digits: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'*' | b'#');
    !digits.is_empty() && digits.bytes().all(known)
}
