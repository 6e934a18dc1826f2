//! The exchange by control: phones and what is done with them, its clock, and what is otherwise chance.

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Who, body, problem};
use crate::exchange::{Asterisk, BUSY, CallerId, Chance, DECLINED, Leg, LegId, Phone};
use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(super) fn answer(front: &Front, request: &Request, path: &[&str]) -> Option<Outcome> {
    let mut world = front.stack.world();
    let world = &mut *world;
    Some(match (&request.method, path) {
        (&Method::GET, ["phones"]) => Ok(phones(world)),
        (&Method::POST, ["phones"]) => set_phone(world, request),
        (&Method::POST, ["phones", "dial"]) => dial(world, request),
        (&Method::POST, ["phones", "transfer"]) => transfer(world, request),
        (&Method::POST, ["phones", "press"]) => press(world, request),
        (&Method::POST, ["phones", key]) => use_key(world, request, key),
        (&Method::POST, ["outside", "hangup"]) => hang_up_outside(world, request),
        (&Method::POST, ["outside"]) => call_from_outside(world, request),
        (&Method::GET, ["exchange"]) => Ok(exchange(world)),
        (&Method::POST, ["exchange"]) => set_exchange(world, request),
        (&Method::POST, ["clock"]) => set_clock(world, request),
        (&Method::POST, ["clock", "advance"]) => advance(world, request),
        (&Method::POST, ["chances"]) => add_chances(world, request),
        _ => return None,
    })
}

/// What changes of a phone; what is not named stays. Times are in milliseconds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhoneChange {
    who: Who,
    registered: Option<bool>,
    rings_for_ms: Option<i64>,
    #[serde(default, deserialize_with = "given")]
    answers_after_ms: Option<Option<i64>>,
    #[serde(default, deserialize_with = "given")]
    picks_up_after_ms: Option<Option<i64>>,
    #[serde(default, deserialize_with = "given")]
    declines_after_ms: Option<Option<i64>>,
    declines: Option<bool>,
    busy: Option<bool>,
    hold_by_api: Option<bool>,
    auto_answer: Option<bool>,
    voicemail: Option<bool>,
}

/// Tells a null from a field that is not there.
fn given<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<i64>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// How long a phone that is set to decline rings, in milliseconds, if nothing else is said.
const BEFORE_DECLINING: i64 = 1_000;

fn set_phone(world: &mut World, request: &Request) -> Outcome {
    let change: PhoneChange = body(request)?;
    let user = change.who.find(world)?;
    let was = world.exchange.phone(user);
    let declines = change
        .declines
        .map(|declines| declines.then_some(BEFORE_DECLINING));
    let phone = Phone {
        registered: change.registered.or(was.registered),
        rings_for: change.rings_for_ms.unwrap_or(was.rings_for),
        answers_after: change.answers_after_ms.unwrap_or(was.answers_after),
        picks_up_after: change.picks_up_after_ms.unwrap_or(was.picks_up_after),
        declines_after: change
            .declines_after_ms
            .or(declines)
            .unwrap_or(was.declines_after),
        busy: change.busy.unwrap_or(was.busy),
        hold_by_api: change.hold_by_api.unwrap_or(was.hold_by_api),
        auto_answer: change.auto_answer.unwrap_or(was.auto_answer),
        voicemail: change.voicemail.or(was.voicemail),
    };
    world.at_exchange(|exchange, directory| exchange.set_phone(directory, user, phone));
    Ok(Answer::ok(&shown(world, user)))
}

/// Those that were set or are in use.
fn phones(world: &World) -> Answer {
    let phones: Vec<Value> = world
        .exchange
        .known_phones()
        .into_iter()
        .map(|user| shown(world, user))
        .collect();
    Answer::ok(&json!({"items": phones}))
}

fn shown(world: &World, user: Uuid) -> Value {
    let exchange = &world.exchange;
    let phone = exchange.phone(user);
    let calls: Vec<Value> = exchange
        .calls_of(user)
        .map(|leg| exchange.shown(leg))
        .collect();
    json!({
        "user_uuid": user,
        "registered": exchange.is_registered(&world.directory, user),
        "rings_for_ms": phone.rings_for,
        "answers_after_ms": phone.answers_after,
        "picks_up_after_ms": phone.picks_up_after,
        "declines_after_ms": phone.declines_after,
        "busy": phone.busy,
        "hold_by_api": phone.hold_by_api,
        "auto_answer": phone.auto_answer,
        "line_state": world.directory.person(user).map(|person| &person.presence.line_state),
        "calls": calls,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    who: Who,
    /// The latest that fits, without.
    call_id: Option<String>,
    /// Declines as busy.
    #[serde(default)]
    busy: bool,
}

fn use_key(world: &mut World, request: &Request, key: &str) -> Outcome {
    let Key { who, call_id, busy } = body(request)?;
    let user = who.find(world)?;
    let fits: fn(&Leg) -> bool = match key {
        "answer" | "decline" => Leg::rings,
        "hold" => |leg| leg.is_up() && !leg.held,
        "resume" => |leg| leg.held,
        "hangup" => |_| true,
        _ => return Err(problem(404, "no such key")),
    };
    let leg = pick(world, user, call_id.as_deref(), fits)?;
    world.at_exchange(|exchange, directory| match key {
        "answer" => exchange.answer(directory, leg),
        "decline" => exchange.refuse(directory, leg, if busy { BUSY } else { DECLINED }),
        "hold" => exchange.hold(directory, leg, true),
        "resume" => exchange.hold(directory, leg, false),
        _ => exchange.put_down(directory, leg),
    });
    Ok(Answer::no_content())
}

fn pick(
    world: &mut World,
    user: Uuid,
    call_id: Option<&str>,
    fits: fn(&Leg) -> bool,
) -> Result<LegId, Box<Answer>> {
    world.pass_time();
    let mut legs = world
        .exchange
        .calls_of(user)
        .filter(|leg| call_id.is_none_or(|call| leg.call_id == call) && fits(leg));
    legs.next_back()
        .map(|leg| leg.id)
        .ok_or_else(|| problem(404, "no such call"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dialled {
    who: Who,
    number: String,
}

fn dial(world: &mut World, request: &Request) -> Outcome {
    let Dialled { who, number } = body(request)?;
    let user = who.find(world)?;
    let call = world.at_exchange(|exchange, directory| {
        let leg = exchange.dial(directory, user, &number)?;
        exchange.leg(leg).map(|leg| leg.call_id.clone())
    });
    let call = call.ok_or_else(|| problem(404, "no such number"))?;
    Ok(Answer::json(201, &json!({"call_id": call})))
}

fn transfer(world: &mut World, request: &Request) -> Outcome {
    let Dialled { who, number } = body(request)?;
    let user = who.find(world)?;
    let leg = pick(world, user, None, Leg::is_up)?;
    world.at_exchange(|exchange, directory| exchange.refer(directory, leg, &number));
    Ok(Answer::no_content())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Digits {
    who: Who,
    digits: String,
}

fn press(world: &mut World, request: &Request) -> Outcome {
    let Digits { who, digits } = body(request)?;
    let user = who.find(world)?;
    let leg = pick(world, user, None, Leg::is_up)?;
    world.at_exchange(|exchange, _| exchange.press(leg, &digits));
    Ok(Answer::no_content())
}

/// Somebody outside calls.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outside {
    to: Who,
    #[serde(default)]
    name: String,
    number: String,
}

fn call_from_outside(world: &mut World, request: &Request) -> Outcome {
    let Outside { to, name, number } = body(request)?;
    let user = to.find(world)?;
    let caller = CallerId::new(name, number);
    let call = world.at_exchange(|exchange, directory| {
        let leg = exchange.call_from_outside(directory, caller, user)?;
        exchange.leg(leg).map(|leg| leg.call_id.clone())
    });
    let call = call.ok_or_else(|| problem(404, "no such number"))?;
    Ok(Answer::json(201, &json!({"call_id": call})))
}

/// Which call of somebody outside: the latest, without.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outsider {
    call_id: Option<String>,
}

fn hang_up_outside(world: &mut World, request: &Request) -> Outcome {
    let Outsider { call_id } = body(request)?;
    world.pass_time();
    let leg = world
        .exchange
        .legs()
        .rfind(|leg| leg.is_outside() && call_id.as_ref().is_none_or(|it| leg.call_id == *it))
        .map(|leg| leg.id)
        .ok_or_else(|| problem(404, "no such call"))?;
    world.at_exchange(|exchange, directory| exchange.put_down(directory, leg));
    Ok(Answer::no_content())
}

fn exchange(world: &mut World) -> Answer {
    world.pass_time();
    let exchange = &world.exchange;
    let calls: Vec<Value> = exchange.legs().map(|leg| exchange.shown(leg)).collect();
    let transfers: Vec<Value> = exchange.transfers().map(|it| it.shown()).collect();
    Answer::ok(&json!({"calls": calls, "transfers": transfers}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExchangeChange {
    /// Whether wazo-phoned is there.
    phoned: Option<bool>,
    asterisk: Option<Asterisk>,
    outside_answers_after_ms: Option<i64>,
}

fn set_exchange(world: &mut World, request: &Request) -> Outcome {
    let change: ExchangeChange = body(request)?;
    if let Some(phoned) = change.phoned {
        world.exchange.phoned_is_away = !phoned;
    }
    if let Some(asterisk) = change.asterisk {
        world.at_exchange(|exchange, _| exchange.set_asterisk(asterisk));
    }
    if let Some(after) = change.outside_answers_after_ms {
        world.exchange.outside_answers_after = after;
    }
    Ok(Answer::no_content())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockChange {
    manual: bool,
}

fn set_clock(world: &mut World, request: &Request) -> Outcome {
    let ClockChange { manual } = body(request)?;
    world.set_time_by_hand(manual);
    Ok(Answer::no_content())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    ms: i64,
}

fn advance(world: &mut World, request: &Request) -> Outcome {
    let Advance { ms } = body(request)?;
    if !world.exchange.time.is_by_hand() {
        return Err(problem(409, "the clock follows the machine"));
    }
    world.move_time(ms);
    Ok(Answer::no_content())
}

/// For a person's next legs, one after the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chances {
    who: Who,
    legs: Vec<Chance>,
}

fn add_chances(world: &mut World, request: &Request) -> Outcome {
    let Chances { who, legs } = body(request)?;
    let user = who.find(world)?;
    for chance in legs {
        world.exchange.chances.add(user, chance);
    }
    Ok(Answer::no_content())
}
