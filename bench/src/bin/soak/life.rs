//! What the person at the program does, by a seed. That the server refuses it, or is away, is part of it.

use std::time::Duration;

use people_core::list::{Query, View};
use people_engine::EngineHandle;
use people_engine::api::{AppError, Field, ForwardKind, PresenceChoice};
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use tokio::time::{sleep, timeout};

/// From one deed to the next, at most, at the speed of people.
const PAUSE: Duration = Duration::from_secs(10);

/// Nobody waits longer for one.
const PATIENCE: Duration = Duration::from_secs(20);

/// More contacts than these the person does not make.
const CONTACTS: usize = 60;

const PRESENCES: [PresenceChoice; 4] = [
    PresenceChoice::Available,
    PresenceChoice::Away,
    PresenceChoice::Unavailable,
    PresenceChoice::Invisible,
];
const FORWARDS: [ForwardKind; 3] = [
    ForwardKind::Always,
    ForwardKind::Busy,
    ForwardKind::NoAnswer,
];
const SEARCHES: [&str; 6] = ["", "a", "zo", "lambert", "10", "x y"];

/// Does one thing after the other until it is dropped; `done` learns how each ended.
pub async fn run(
    engine: &EngineHandle,
    speed: u32,
    mut random: ChaCha8Rng,
    mut done: impl FnMut(bool),
) {
    loop {
        sleep(PAUSE.mul_f64(random.random::<f64>()) / speed).await;
        let deed = timeout(PATIENCE, any_deed(engine, &mut random));
        done(matches!(deed.await, Ok(Ok(()))));
    }
}

async fn any_deed(engine: &EngineHandle, random: &mut ChaCha8Rng) -> Result<(), AppError> {
    match random.random_range(0..14) {
        0 => {
            let presence = PRESENCES.choose(random).copied().unwrap_or_default();
            engine.set_presence(presence, Some("…".into())).await
        }
        1 => engine.set_do_not_disturb(random.random()).await,
        2 => {
            let kind = FORWARDS.choose(random).copied();
            let kind = kind.unwrap_or(ForwardKind::Busy);
            let to = Some("1003".to_owned());
            // One that takes all calls would leave nothing to happen here.
            let on = random.random() && kind != ForwardKind::Always;
            engine.set_forward(kind, on, to).await
        }
        3 => star(engine, random).await,
        4 | 5 => contact(engine, random).await,
        6 | 7 => write(engine, random).await,
        8 => {
            let people = engine.people().await?.len().max(1);
            let number = 1001 + random.random_range(0..people);
            engine.call(number.to_string()).await
        }
        9 => hang_up(engine).await,
        10 => agent(engine, random).await,
        11 => engine.refresh().await,
        _ => search(engine, random).await,
    }
}

async fn search(engine: &EngineHandle, random: &mut ChaCha8Rng) -> Result<(), AppError> {
    let text = SEARCHES.choose(random).copied().unwrap_or_default();
    let head = engine.open(query(text)).await?;
    engine.rows(0, head.total, None).await?;
    Ok(())
}

async fn star(engine: &EngineHandle, random: &mut ChaCha8Rng) -> Result<(), AppError> {
    let found = engine.find(query("")).await?;
    match found.contacts.choose(random) {
        Some((row, contact)) => engine.set_favorite(*row, !contact.favorite).await,
        None => Ok(()),
    }
}

async fn contact(engine: &EngineHandle, random: &mut ChaCha8Rng) -> Result<(), AppError> {
    let contacts = engine.personal().await?;
    let number: u32 = random.random_range(1_000_000..9_999_999);
    let field = |name: &str, value: String| Field {
        name: name.into(),
        value,
    };
    let one = contacts.choose(random).map(|(row, _)| *row);
    match (one, random.random_range(0..3)) {
        (Some(row), 0) => {
            let fields = vec![field("number", number.to_string())];
            engine.edit(row, fields).await.map(drop)
        }
        (Some(row), 1) => engine.remove(row).await.map(drop),
        _ if contacts.len() < CONTACTS => {
            let fields = vec![
                field("firstname", format!("Ann {number}")),
                field("number", number.to_string()),
            ];
            engine.save(None, fields).await.map(drop)
        }
        _ => Ok(()),
    }
}

async fn write(engine: &EngineHandle, random: &mut ChaCha8Rng) -> Result<(), AppError> {
    let people = engine.people().await?;
    let Some(person) = people.choose(random) else {
        return Ok(());
    };
    let room = engine.open_chat(person.uuid.clone()).await?;
    let text = format!("Message {}", random.random::<u32>());
    engine.send_message(room.id, text).await.map(drop)
}

async fn hang_up(engine: &EngineHandle) -> Result<(), AppError> {
    for call in engine.calls().await?.calls {
        engine.hang_up(call.id).await?;
    }
    Ok(())
}

async fn agent(engine: &EngineHandle, random: &mut ChaCha8Rng) -> Result<(), AppError> {
    match random.random_range(0..4) {
        0 => engine.agent_login(None).await,
        1 => engine.agent_logout().await,
        2 => engine.agent_pause(None).await,
        _ => engine.agent_unpause().await,
    }
}

/// Everybody whom a text finds.
pub fn query(text: &str) -> Query {
    Query {
        view: View::All,
        text: text.to_owned(),
        ..Query::default()
    }
}
