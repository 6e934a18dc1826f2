//! What goes wrong at the server meanwhile, by a seed.

use std::time::Duration;

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::Fault;
use crate::stack::Stack;

/// How long something is wrong, and how long nothing is, at most.
const LONGEST: u64 = 3_000;

/// Where requests go. An answer of 401 to a sign-in ends a session for good, which is no trouble but what is asked for.
const PATHS: [&str; 6] = [
    "/api/dird/",
    "/api/chatd/",
    "/api/confd/",
    "/api/calld/",
    "/api/agentd/",
    "/api/dird/0.1/personal",
];
const SERVICES: [&str; 6] = ["dird", "chatd", "confd", "calld", "agentd", "websocketd"];

/// Makes trouble until it is dropped.
pub async fn run(stack: &Stack, mut random: ChaCha8Rng) -> Result<(), Fault> {
    loop {
        sleep(Duration::from_millis(random.random_range(0..LONGEST))).await;
        match random.random_range(0..8) {
            0 => stack.control("socket/close", json!({})).await?,
            1 => stack.control("socket/close", json!({"code": 1011})).await?,
            2 => stack.control("bus/lose", json!({})).await?,
            3 => stack.control("token/expire", json!({})).await?,
            4 => away(stack, &mut random).await?,
            5 => silence(stack, &mut random).await?,
            _ => fault(stack, &mut random).await?,
        }
    }
}

/// Takes everything away that is wrong.
pub async fn end(stack: &Stack) -> Result<(), Fault> {
    stack.heal().await?;
    stack
        .control("socket/silence", json!({"on": false}))
        .await?;
    for name in SERVICES {
        let there = json!({"name": name, "available": true});
        stack.control("services", there).await?;
    }
    Ok(())
}

async fn away(stack: &Stack, random: &mut ChaCha8Rng) -> Result<(), Fault> {
    let name = SERVICES.choose(random);
    let set = |available| json!({"name": name, "available": available});
    stack.control("services", set(false)).await?;
    sleep(Duration::from_millis(random.random_range(0..LONGEST))).await;
    stack.control("services", set(true)).await
}

async fn silence(stack: &Stack, random: &mut ChaCha8Rng) -> Result<(), Fault> {
    stack.control("socket/silence", json!({"on": true})).await?;
    sleep(Duration::from_millis(random.random_range(0..LONGEST))).await;
    stack.control("socket/silence", json!({"on": false})).await
}

async fn fault(stack: &Stack, random: &mut ChaCha8Rng) -> Result<(), Fault> {
    let mut fault = any_fault(random);
    fault["path"] = json!(PATHS.choose(random));
    fault["times"] = json!(random.random_range(1..=20));
    stack.control("faults", fault).await?;
    sleep(Duration::from_millis(random.random_range(0..LONGEST))).await;
    stack.heal().await
}

fn any_fault(random: &mut ChaCha8Rng) -> Value {
    match random.random_range(0..10) {
        0 => json!({"status": 500}),
        1 => json!({"status": 502, "html": true}),
        2 => json!({"status": 504, "html": true, "commit": true}),
        3 => json!({"status": 503}),
        4 => json!({"status": 401}),
        5 => json!({"status": 429, "retry_after": 1}),
        6 => json!({"delay_ms": random.random_range(0..LONGEST)}),
        7 => json!({"cut_after": random.random_range(0..400)}),
        8 => json!({"garbage": true}),
        _ => json!({"body": "{\"items\": {}, \"results\": 1}"}),
    }
}
