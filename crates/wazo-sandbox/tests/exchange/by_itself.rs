//! What no recording holds: the machine's own clock, phones that do things by themselves, callers from outside.

use serde_json::json;

use crate::recording::Event;
use crate::stage::Stage;

const CALLS: &str = "/api/calld/1.0/users/me/calls";

fn is(name: &'static str) -> impl Fn(&Event) -> bool {
    move |event| event.name == name
}

#[tokio::test]
async fn a_call_goes_its_way_by_the_machines_clock() {
    let carol = json!({"who": "1003", "answers_after_ms": 0});
    let alice = json!({"who": "1001", "picks_up_after_ms": 0});
    let mut stage = Stage::open([("phones", carol), ("phones", alice)]).await;
    stage.tell("clock", json!({"manual": false})).await;
    let asked = json!({"extension": "1003"});
    let (status, call) = stage.ask("alice", "POST", CALLS, &asked).await;
    assert_eq!(status, 201);
    stage.hears("carol", is("call_answered")).await;
    stage
        .hears("alice", |event| {
            event.data["call_id"] == call["call_id"]
                && event.data["talking_to"]
                    .as_object()
                    .is_some_and(|it| !it.is_empty())
        })
        .await;
}

#[tokio::test]
async fn a_clock_by_hand_stands_still() {
    let stage = Stage::open([]).await;
    let dialled = stage
        .tell("phones/dial", json!({"who": "1002", "number": "1001"}))
        .await;
    let (_, calls) = stage.ask("alice", "GET", CALLS, &json!(null)).await;
    assert_eq!(calls["items"], json!([]));
    stage.tell("clock/advance", json!({"ms": 200})).await;
    let (_, calls) = stage.ask("alice", "GET", CALLS, &json!(null)).await;
    assert_eq!(calls["items"][0]["status"], "Ringing");
    assert_eq!(calls["items"][0]["conversation_id"], dialled["call_id"]);
}

#[tokio::test]
async fn a_phone_takes_no_call_before_it_rings() {
    let stage = Stage::open([]).await;
    let asked = json!({"extension": "1003"});
    assert_eq!(stage.ask("alice", "POST", CALLS, &asked).await.0, 201);
    for key in ["phones/answer", "phones/decline"] {
        let (status, _) = stage.try_to_tell(key, json!({"who": "1001"})).await;
        assert_eq!(status, 404, "{key}");
    }
    stage.tell("clock/advance", json!({"ms": 100})).await;
    stage.tell("phones/answer", json!({"who": "1001"})).await;
}

#[tokio::test]
async fn the_clock_of_the_machine_cannot_be_moved() {
    let stage = Stage::open([]).await;
    stage.tell("clock", json!({"manual": false})).await;
    let (status, _) = stage.try_to_tell("clock/advance", json!({"ms": 200})).await;
    assert_eq!(status, 409);
}

#[tokio::test]
async fn a_caller_from_outside_has_no_user_and_a_direction() {
    let mut stage = Stage::open([]).await;
    let caller = json!({"to": "1001", "name": "Paula Supplier", "number": "+15550001111"});
    stage.tell("outside", caller).await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let rings = stage.hears("alice", is("call_created")).await;
    assert_eq!(rings.data["direction"], "inbound");
    assert_eq!(rings.data["peer_caller_id_name"], "Paula Supplier");
    stage.tell("phones/answer", json!({"who": "1001"})).await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let answered = stage.hears("alice", is("call_answered")).await;
    let peers = answered.data["talking_to"].as_object().unwrap();
    assert!(peers.values().all(|user| user.is_null()) && peers.len() == 1);
    stage.tell("outside/hangup", json!({})).await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    stage.hears("alice", is("call_ended")).await;
}

#[tokio::test]
async fn an_attended_transfer_leads_to_a_mailbox_at_once() {
    let mut stage = Stage::open([("phones", json!({"who": "1001", "answers_after_ms": 0}))]).await;
    stage
        .tell("phones/dial", json!({"who": "1002", "number": "1001"}))
        .await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let answered = stage.hears("alice", is("call_answered")).await;
    let wanted = json!({"initiator_call": answered.data["call_id"], "exten": "*978003"});
    let path = "/api/calld/1.0/users/me/transfers";
    assert_eq!(stage.ask("alice", "POST", path, &wanted).await.0, 201);
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let through = stage.hears("alice", is("transfer_answered")).await;
    assert_eq!(through.data["flow"], "attended");
}

async fn forward(stage: &Stage, which: &str) {
    const ALICE: &str = "ca4db7c3-ff1c-5c5a-86df-b9e2cd8f7362";
    let path = format!("/api/confd/1.1/users/{ALICE}/forwards/{which}");
    let body = json!({"enabled": true, "destination": "1003"});
    assert_eq!(stage.ask("alice", "PUT", &path, &body).await.0, 204);
}

#[tokio::test]
async fn a_forwarded_call_rings_elsewhere() {
    let mut stage = Stage::open([]).await;
    forward(&stage, "unconditional").await;
    let caller = json!({"to": "1001", "number": "+15550001111"});
    stage.tell("outside", caller).await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let rings = stage.hears("carol", is("call_created")).await;
    assert_eq!(rings.data["dialed_extension"], "1001");
    let missed = stage.hears("alice", is("user_missed_call")).await;
    assert_eq!(missed.data["reason"], "unconditional-forward");
}

#[tokio::test]
async fn a_busy_phone_forwards() {
    let mut stage = Stage::open([("phones", json!({"who": "1001", "busy": true}))]).await;
    forward(&stage, "busy").await;
    stage
        .tell("phones/dial", json!({"who": "1002", "number": "1001"}))
        .await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    stage.hears("carol", is("call_created")).await;
}

#[tokio::test]
async fn a_transfer_to_a_queue_can_be_taken_back() {
    let mut stage = Stage::open([("phones", json!({"who": "1001", "answers_after_ms": 0}))]).await;
    stage
        .tell("phones/dial", json!({"who": "1002", "number": "1001"}))
        .await;
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let answered = stage.hears("alice", is("call_answered")).await;
    let wanted = json!({"initiator_call": answered.data["call_id"], "exten": "3001"});
    let path = "/api/calld/1.0/users/me/transfers";
    let (status, transfer) = stage.ask("alice", "POST", path, &wanted).await;
    assert_eq!(status, 201);
    stage.tell("clock/advance", json!({"ms": 1_500})).await;
    let path = format!("{path}/{}", transfer["id"].as_str().unwrap());
    let (status, _) = stage.ask("alice", "DELETE", &path, &json!(null)).await;
    assert_eq!(status, 204);
    stage.tell("clock/advance", json!({"ms": 500})).await;
    let (_, calls) = stage.ask("alice", "GET", CALLS, &json!(null)).await;
    assert_eq!(calls["items"][0]["peer_caller_id_name"], "Bob Tremblay");
    assert_eq!(
        calls["items"][0]["talking_to"].as_object().unwrap().len(),
        1
    );
}
