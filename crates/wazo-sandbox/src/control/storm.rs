//! A storm of presences, as when a whole company's phones come back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{body, problem};
use crate::chatd;
use crate::front::Front;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

/// How often some of the events go out.
const BEAT: Duration = Duration::from_millis(10);
const BEATS_A_SECOND: u32 = 100;

const STATES: [&str; 4] = ["available", "unavailable", "invisible", "away"];
const LINE_STATES: [&str; 5] = ["available", "ringing", "talking", "holding", "unavailable"];

/// How hard and how long.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Storm {
    per_second: u32,
    seconds: u32,
}

/// Changes people's presences at random and publishes each; answers at the end with the last presence of everybody who
/// was met. The data directory does not learn of it.
pub(super) async fn run(front: &Arc<Front>, request: &Request) -> Outcome {
    let storm: Storm = body(request)?;
    let beats = u64::from(storm.seconds) * u64::from(BEATS_A_SECOND);
    let mut random = ChaCha8Rng::seed_from_u64(beats);
    let mut met = BTreeSet::new();
    let mut interval = tokio::time::interval(BEAT);
    let (mut due, mut sent) = (0, 0_u64);
    for _ in 0..beats {
        interval.tick().await;
        due += storm.per_second;
        let count = due / BEATS_A_SECOND;
        due %= BEATS_A_SECOND;
        let front = Arc::clone(front);
        let beat = tokio::task::spawn_blocking(move || {
            gust(&mut front.stack.world(), &mut random, &mut met, count);
            (random, met)
        });
        (random, met) = beat
            .await
            .map_err(|failure| problem(500, &failure.to_string()))?;
        sent += u64::from(count);
    }
    let world = front.stack.world();
    let people: Vec<Value> = met
        .iter()
        .filter_map(|&uuid| world.directory.person(uuid))
        .map(|person| chatd::presence(&world, person))
        .collect();
    Ok(Answer::ok(&json!({"sent": sent, "people": people})))
}

fn gust(world: &mut World, random: &mut ChaCha8Rng, met: &mut BTreeSet<Uuid>, count: u32) {
    for _ in 0..count {
        let people = world.directory.people();
        let Some(person) = people.get(random.random_range(0..people.len().max(1))) else {
            return;
        };
        let uuid = person.uuid;
        if let Some(person) = world.directory.person_mut(uuid) {
            person.presence.state = STATES[random.random_range(0..STATES.len())].into();
            person.presence.line_state =
                LINE_STATES[random.random_range(0..LINE_STATES.len())].into();
        }
        chatd::publish_presence(world, uuid);
        met.insert(uuid);
    }
}
