//! The websocket beyond its recordings: who hears what, the first version, and what the control does to connections.

use std::collections::HashMap;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::listener::{Heard, Listener};
use crate::visitor::{Visitor, demo};

const ALLOWED: &str = "events.switchboards.any.thing";

async fn publish(visitor: &Visitor, name: &str, to: Value, acl: &str) {
    let event = json!({"name": name, "data": {"of": name}, "to": to, "acl": acl});
    visitor.tell("/events", event).await;
}

#[tokio::test]
async fn an_event_needs_the_name_the_address_and_the_right() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["wanted", "last"]).await;
    publish(&visitor, "unwanted", json!("*"), ALLOWED).await;
    publish(&visitor, "wanted", json!([Uuid::nil()]), ALLOWED).await;
    publish(&visitor, "wanted", json!([]), ALLOWED).await;
    publish(&visitor, "wanted", json!("*"), "events.config.user.edited").await;
    publish(
        &visitor,
        "wanted",
        json!([Uuid::nil(), visitor.user]),
        ALLOWED,
    )
    .await;
    publish(&visitor, "last", json!("*"), ALLOWED).await;
    assert_eq!(listener.event().await.0, "wanted");
    assert_eq!(listener.event().await.0, "last");
}

#[tokio::test]
async fn an_event_says_where_it_comes_from_and_whom_it_is_for() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["*"]).await;
    publish(&visitor, "any", json!([visitor.user]), ALLOWED).await;
    let event = listener.frame().await["data"].clone();
    assert_eq!(event["required_acl"], ALLOWED);
    assert_eq!(event["required_access"], "event.any");
    assert_eq!(event[format!("user_uuid:{}", visitor.user)], true);
    assert!(event["tenant_uuid"].is_string());
    assert!(event["origin_uuid"].is_string());
    let timestamp = event["timestamp"].as_str().unwrap();
    assert!(timestamp.contains('T') && !timestamp.contains('+') && !timestamp.ends_with('Z'));
}

#[tokio::test]
async fn the_first_version_has_no_envelope_and_no_answers_once_started() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::open(&visitor, "").await;
    assert_eq!(listener.frame().await["data"]["version"], 1);
    let subscribe = |name: &str| json!({"op": "subscribe", "data": {"event_name": name}});
    listener.ask(&subscribe("one")).await;
    assert_eq!(listener.frame().await["op"], "subscribe");
    listener.ask(&json!({"op": "start"})).await;
    assert_eq!(listener.frame().await["op"], "start");
    listener
        .ask(&json!({"op": "ping", "data": {"payload": "x"}}))
        .await;
    listener.ask(&subscribe("two")).await;
    // The one answer that still comes shows that the two before it had none.
    listener.ask(&json!({"op": "start"})).await;
    assert_eq!(listener.frame().await["op"], "start");
    publish(&visitor, "two", json!("*"), ALLOWED).await;
    assert_eq!(listener.frame().await["name"], "two");
}

#[tokio::test]
async fn a_ping_comes_back_with_what_it_carried() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &[]).await;
    listener
        .ask(&json!({"op": "ping", "data": {"payload": "it is me"}}))
        .await;
    assert_eq!(
        listener.frame().await,
        json!({"op": "pong", "code": 0, "data": {"payload": "it is me"}})
    );
}

#[tokio::test]
async fn operations_that_are_none_close_the_connection() {
    let (_sandbox, visitor) = demo().await;
    for frame in [
        json!([]),
        json!({"op": "stop"}),
        json!({"op": "subscribe", "data": "x"}),
    ] {
        let mut listener = Listener::start(&visitor, &[]).await;
        listener.ask(&frame).await;
        assert_eq!(listener.next().await, Heard::Closed(4004), "{frame}");
    }
    let mut listener = Listener::open(&visitor, "?version=two").await;
    assert_eq!(listener.next().await, Heard::Closed(1011));
}

#[tokio::test]
async fn a_token_of_nobody_in_exchange_ends_the_connection() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &[]).await;
    listener
        .ask(&json!({"op": "token", "data": {"token": Uuid::new_v4()}}))
        .await;
    assert_eq!(listener.next().await, Heard::Closed(4002));
}

#[tokio::test]
async fn a_lost_right_or_wazo_auth_away_is_a_failed_authentication() {
    let (_sandbox, visitor) = demo().await;
    visitor
        .tell("/services", json!({"name": "auth", "available": false}))
        .await;
    let mut listener = Listener::open(&visitor, "?version=2").await;
    assert_eq!(listener.next().await, Heard::Closed(4002));
    visitor
        .tell("/services", json!({"name": "auth", "available": true}))
        .await;
    let mut listener = Listener::start(&visitor, &[]).await;
    let grant = json!({"user": visitor.user, "scopes": ["!websocketd"]});
    visitor.tell("/grant", grant).await;
    assert_eq!(listener.next().await, Heard::Closed(4003));
}

#[tokio::test]
async fn tokens_that_end_can_be_noticed_at_once() {
    for path in ["/token/expire", "/token/revoke"] {
        let (_sandbox, visitor) = demo().await;
        let mut listener = Listener::start(&visitor, &[]).await;
        visitor.tell(path, json!({"sockets": true})).await;
        assert_eq!(listener.next().await, Heard::Closed(4003), "{path}");
    }
}

#[tokio::test]
async fn a_granted_right_is_heard_by_the_open_connection() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["*"]).await;
    let grant = json!({"user": visitor.user, "scopes": ["events.secret.#"], "admin": true});
    visitor.tell("/grant", grant).await;
    publish(
        &visitor,
        "secret",
        json!([Uuid::nil()]),
        "events.secret.of.others",
    )
    .await;
    assert_eq!(listener.event().await.0, "secret");
}

#[tokio::test]
async fn the_control_ends_connections_with_a_code_or_without_a_word() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &[]).await;
    visitor
        .tell("/socket/close", json!({"code": 1011, "reason": "x"}))
        .await;
    assert_eq!(listener.next().await, Heard::Closed(1011));
    let mut listener = Listener::start(&visitor, &[]).await;
    visitor
        .tell("/socket/close", json!({"user_uuid": visitor.user}))
        .await;
    assert_eq!(listener.next().await, Heard::Broken);
    let mut listener = Listener::start(&visitor, &[]).await;
    visitor.tell("/bus/lose", json!({})).await;
    assert_eq!(listener.next().await, Heard::Closed(1011));
}

#[tokio::test]
async fn new_connections_are_sent_away_before_or_at_the_start() {
    let (_sandbox, visitor) = demo().await;
    visitor.tell("/socket/refuse", json!({"code": 4002})).await;
    let mut listener = Listener::open(&visitor, "?version=2").await;
    assert_eq!(listener.frame().await["op"], "init");
    assert_eq!(listener.next().await, Heard::Closed(4002));
    visitor
        .tell(
            "/socket/refuse",
            json!({"code": 4003, "before_start": true}),
        )
        .await;
    let mut listener = Listener::open(&visitor, "?version=2").await;
    assert_eq!(listener.frame().await["op"], "init");
    listener.ask(&json!({"op": "start"})).await;
    assert_eq!(listener.next().await, Heard::Closed(4003));
    visitor.tell("/socket/refuse", json!({"code": null})).await;
    Listener::start(&visitor, &[]).await;
}

#[tokio::test]
async fn a_silenced_connection_hears_everything_once_the_silence_ends() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["*"]).await;
    visitor.tell("/socket/silence", json!({"on": true})).await;
    publish(&visitor, "first", json!("*"), ALLOWED).await;
    listener
        .ask(&json!({"op": "ping", "data": {"payload": ""}}))
        .await;
    publish(&visitor, "second", json!("*"), ALLOWED).await;
    visitor.tell("/socket/silence", json!({"on": false})).await;
    let mut heard = Vec::new();
    for _ in 0..3 {
        let frame = listener.frame().await;
        heard.push(match frame["data"]["name"].as_str() {
            Some(name) => name.to_owned(),
            None => frame["op"].to_string(),
        });
    }
    heard.retain(|what| what != "\"pong\"");
    assert_eq!(heard, ["first", "second"]);
}

#[tokio::test]
async fn websocketd_down_closes_what_is_open_and_refuses_what_is_new() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &[]).await;
    visitor
        .tell(
            "/services",
            json!({"name": "websocketd", "available": false}),
        )
        .await;
    assert_eq!(listener.next().await, Heard::Closed(1001));
    assert_eq!(visitor.get("/api/websocketd/").await.0, 502);
    visitor
        .tell(
            "/services",
            json!({"name": "websocketd", "available": true}),
        )
        .await;
    assert_eq!(visitor.get("/api/websocketd/").await.0, 426);
}

#[tokio::test]
async fn the_last_presence_of_a_storm_is_what_everybody_hears_last() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["chatd_presence_updated"]).await;
    let storm = visitor
        .tell("/storm", json!({"per_second": 2_000, "seconds": 1}))
        .await;
    let mut last: HashMap<String, Value> = HashMap::new();
    for _ in 0..storm["sent"].as_u64().unwrap() {
        let (_, presence) = listener.event().await;
        last.insert(presence["uuid"].to_string(), presence);
    }
    let people = storm["people"].as_array().unwrap();
    assert_eq!(storm["sent"], 2_000);
    assert_eq!(last.len(), people.len());
    for person in people {
        assert_eq!(last[&person["uuid"].to_string()], *person);
    }
}

#[tokio::test]
async fn presences_and_own_settings_are_told() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["*"]).await;
    let presence = format!("/api/chatd/1.0/users/{}/presences", visitor.user);
    let away = json!({"state": "away", "status": "lunch"});
    assert_eq!(visitor.send(Method::PUT, &presence, away).await.0, 204);
    let (name, data) = listener.event().await;
    assert_eq!(name, "chatd_presence_updated");
    assert_eq!(
        (&data["state"], &data["status"]),
        (&json!("away"), &json!("lunch"))
    );

    let own = format!("/api/confd/1.1/users/{}", visitor.user);
    let dnd = format!("{own}/services/dnd");
    assert_eq!(
        visitor
            .send(Method::PUT, &dnd, json!({"enabled": true}))
            .await
            .0,
        204
    );
    let (name, data) = listener.event().await;
    assert_eq!(
        (name.as_str(), &data["enabled"]),
        ("users_services_dnd_updated", &json!(true))
    );
    let (name, data) = listener.event().await;
    assert_eq!(name, "chatd_presence_updated");
    assert_eq!(data["do_not_disturb"], true);

    let busy = format!("{own}/forwards/busy");
    let forward = json!({"enabled": true, "destination": "1009"});
    assert_eq!(
        visitor.send(Method::PUT, &busy, forward.clone()).await.0,
        204
    );
    let (name, data) = listener.event().await;
    assert_eq!(name, "users_forwards_busy_updated");
    assert_eq!(data["destination"], "1009");
    let (_, user) = visitor.get(&own).await;
    assert_eq!(user["forwards"]["busy"], forward);
    assert_eq!(user["services"]["dnd"]["enabled"], true);
    let nowhere = json!({"enabled": true, "destination": null});
    assert_eq!(visitor.send(Method::PUT, &busy, nowhere).await.0, 400);
}
