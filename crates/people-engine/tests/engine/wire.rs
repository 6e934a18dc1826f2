use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use people_core::calls::CallPhase;
use people_core::list::View;
use people_core::presence::ClientState;
use people_engine::api::{Connection, Update};
use people_engine::{Config, Rhythm, WallClock};
use serde_json::{Value, json};
use wazo_sandbox::Options;

use crate::bench::{Bench, SignedIn, query};
use crate::floor::{ANN, ZOE, talks};

fn is_behind(connection: &Connection) -> bool {
    matches!(connection, Connection::Behind { .. })
}

/// Sends a request to the control whose answer does not matter.
async fn order(bench: &Bench, path: &str, order: Value) {
    bench.control.send("POST", path, order).await;
}

async fn online_again(here: &mut SignedIn) {
    here.connection(|connection| *connection == Connection::Online)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_to_lose_the_socket_is_survived() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    for code in [1000, 1001, 1011, 4002, 4003] {
        order(&bench, "socket/close", json!({"code": code})).await;
        here.connection(is_behind).await;
        online_again(&mut here).await;
    }
    order(&bench, "socket/close", json!({})).await;
    here.connection(is_behind).await;
    online_again(&mut here).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_closes_each_socket_at_once_leaves_the_program_behind_and_not_blind() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    order(
        &bench,
        "socket/refuse",
        json!({"code": 1011, "before_start": true}),
    )
    .await;
    order(&bench, "socket/close", json!({"code": 1011})).await;
    here.connection(is_behind).await;
    bench.dial(ANN, ZOE).await;
    here.one_call(|phase| *phase == CallPhase::Ringing).await;
    order(&bench, "socket/refuse", json!({"code": null})).await;
    online_again(&mut here).await;
    bench.phone("answer", ZOE).await;
    here.one_call(talks).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_start_and_end_while_the_server_is_away_are_known_afterwards() {
    let bench = Bench::new().await;
    bench.dial(ANN, ZOE).await;
    let mut here = bench.signed_in().await;
    let first = here.one_call(|phase| *phase == CallPhase::Ringing).await;
    bench
        .control
        .fault(json!({"path": "/api", "status": 502, "html": true}))
        .await;
    order(&bench, "socket/close", json!({})).await;
    here.connection(|connection| matches!(connection, Connection::Offline { .. }))
        .await;
    bench.phone("hangup", ANN).await;
    bench.dial("1003", ZOE).await;
    bench.control.heal().await;
    online_again(&mut here).await;
    let second = here.one_call(|phase| *phase == CallPhase::Ringing).await;
    assert_ne!(second.id, first.id);
    assert_eq!(second.party.number.as_deref(), Some("1003"));
    let rung = std::iter::from_fn(|| here.updates.try_recv().ok())
        .filter(|update| matches!(update, Update::Rings { call } if *call == second.id));
    assert!(rung.count() <= 1, "nothing is told twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_ends_during_a_call_ends_nothing() {
    let bench = Bench::new().await;
    bench.set_phone(ZOE, json!({"answers_after_ms": 0})).await;
    let mut here = bench.signed_in().await;
    bench.dial(ANN, ZOE).await;
    let call = here.one_call(talks).await;
    order(&bench, "token/expire", json!({"sockets": true})).await;
    here.connection(is_behind).await;
    online_again(&mut here).await;
    assert_eq!(here.one_call(talks).await.id, call.id);
    here.engine.hang_up(call.id).await.unwrap();
    here.no_call().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_star_that_another_program_sets_is_seen() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let beside = bench.signed_in().await;
    let head = beside.engine.open(query(View::All, "")).await.unwrap();
    let plain = head.rows.iter().find(|row| row.favorite == Some(false));
    let row = plain.unwrap().id;
    let before = here.session().await.counts.favorites;
    for (star, favorites) in [(true, before + 1), (false, before)] {
        beside.engine.set_favorite(row, star).await.unwrap();
        here.update(|update| match update {
            Update::Counts { counts } => (counts.favorites == favorites).then_some(()),
            _ => None,
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_jump_of_the_clock_by_a_day_the_calls_are_as_they_are() {
    let bench = Bench::new().await;
    bench.set_phone(ZOE, json!({"answers_after_ms": 0})).await;
    let day = Arc::new(AtomicI64::new(0));
    let moved = day.clone();
    let clock = WallClock::new(move || {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        i64::try_from(since.unwrap().as_millis()).unwrap() + moved.load(Ordering::Relaxed)
    });
    let engine = bench
        .signed_in_with(Config {
            clock,
            ..bench.config()
        })
        .await;
    let mut here = SignedIn {
        updates: engine.updates(),
        session: engine.session().await.unwrap().unwrap(),
        engine,
    };
    bench.dial(ANN, ZOE).await;
    let call = here.one_call(talks).await;
    order(&bench, "socket/silence", json!({"on": true})).await;
    bench.phone("hangup", ANN).await;
    bench.dial("1003", ZOE).await;
    order(&bench, "socket/silence", json!({"on": false})).await;
    day.store(86_400_000, Ordering::Relaxed);
    // The computer may have slept: the server is looked for at once, and what was missed is known.
    let other = here
        .calls(|calls| matches!(calls, [other] if other.id != call.id))
        .await;
    assert_eq!(other.calls[0].party.number.as_deref(), Some("1003"));
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_storm_the_engine_answers_and_the_last_state_of_each_person_is_right() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine.open(query(View::All, "")).await.unwrap();
    let storm = json!({"per_second": 5000, "seconds": 10});
    let weather = bench.control.send("POST", "storm", storm);
    tokio::pin!(weather);
    for text in ["a", "la", "mar", "100"].iter().cycle().take(400) {
        tokio::select! {
            biased;
            _ = &mut weather => panic!("the storm passed before the questions were answered"),
            head = here.engine.open(query(View::All, text)) => drop(head.unwrap()),
        }
    }
    let storm = weather.await;
    let last = storm["people"].as_array().unwrap();
    assert!(!last.is_empty());
    let status = |people: &[people_engine::Person], uuid: &str| {
        let person = people.iter().find(|person| person.uuid == uuid);
        person.map(|person| person.phone)
    };
    let arrived = async {
        loop {
            let people = here.engine.people().await.unwrap();
            let right = last.iter().all(|presence| {
                let uuid = presence["uuid"].as_str().unwrap();
                let state = presence["line_state"].as_str().unwrap_or_default();
                let phone = people_core::presence::PhoneState::of(state);
                status(&people, uuid).is_none_or(|it| it == phone)
            });
            if right {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::bench::PATIENCE, arrived)
        .await
        .expect("the last states did not arrive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_reconnections_leave_one_socket() {
    let bench = Bench::new().await;
    let here = bench
        .signed_in_with(Config {
            rhythm: Rhythm {
                reconnect: (std::time::Duration::ZERO, std::time::Duration::ZERO),
                ..bench.config().rhythm
            },
            ..bench.config()
        })
        .await;
    let mut updates = here.updates();
    for _ in 0..100 {
        order(&bench, "socket/close", json!({"code": 1001})).await;
        crate::bench::next(&mut updates, |update| match update {
            Update::Connection { connection } => (*connection == Connection::Online).then_some(()),
            _ => None,
        })
        .await;
    }
    let sockets = bench.control.send("GET", "sockets", Value::Null).await;
    assert_eq!(sockets["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_large_company_everybody_s_status_is_known_from_the_start() {
    let bench = Bench::with(Options {
        people: 600,
        ..Options::default()
    })
    .await;
    bench.signed_in().await.engine.close().await.unwrap();
    let engine = bench.engine().await;
    engine.resume(None).await.unwrap().unwrap();
    engine.in_step().await.unwrap();
    let people = engine.people().await.unwrap();
    assert!(people.len() >= 600);
    let unknown = |person: &&people_engine::Person| person.state == ClientState::Unknown;
    assert_eq!(people.iter().find(unknown), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_presences_nobody_is_told_that_they_are_right() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let chatd = json!({"name": "chatd", "available": false});
    order(&bench, "services", chatd).await;
    order(&bench, "socket/close", json!({"code": 1001})).await;
    here.connection(is_behind).await;
    bench.dial(ANN, ZOE).await;
    here.one_call(|phase| *phase == CallPhase::Ringing).await;
    assert!(is_behind(&here.session().await.connection));
    let chatd = json!({"name": "chatd", "available": true});
    order(&bench, "services", chatd).await;
    online_again(&mut here).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_service_could_not_say_at_the_start_is_asked_for_again() {
    let bench = Bench::new().await;
    let agentd = json!({"name": "agentd", "available": false});
    order(&bench, "services", agentd).await;
    let mut here = bench.signed_in().await;
    assert_eq!(here.session().await.connection, Connection::Online);
    let agentd = json!({"name": "agentd", "available": true});
    order(&bench, "services", agentd).await;
    here.own(|own| own.agent.is_some()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_of_a_phone_system_that_died_does_not_stay() {
    let bench = Bench::new().await;
    bench.set_phone(ZOE, json!({"answers_after_ms": 0})).await;
    let engine = bench
        .signed_in_with(Config {
            rhythm: Rhythm {
                calls: bench.config().rhythm.presences,
                ..bench.config().rhythm
            },
            ..bench.config()
        })
        .await;
    let mut here = SignedIn {
        updates: engine.updates(),
        session: engine.session().await.unwrap().unwrap(),
        engine,
    };
    bench.dial(ANN, ZOE).await;
    here.one_call(talks).await;
    order(&bench, "exchange", json!({"asterisk": "gone"})).await;
    order(&bench, "exchange", json!({"asterisk": "there"})).await;
    here.no_call().await;
}
