//! Agents of the call centre.

use reqwest::Method;
use serde_json::{Value, json};

use crate::listener::Listener;
use crate::visitor::{Visitor, demo};

const OWN: &str = "/api/agentd/1.0/users/me/agents";

const EVENTS: [&str; 5] = [
    "agent_status_update",
    "agent_paused",
    "agent_unpaused",
    "user_agent_queue_logged_in",
    "user_agent_queue_logged_off",
];

async fn own_line(visitor: &Visitor) -> Value {
    let (_, user) = visitor
        .get(&format!("/api/confd/1.1/users/{}", visitor.user))
        .await;
    user["lines"][0]["id"].clone()
}

#[tokio::test]
async fn the_demo_user_logs_in_with_either_of_two_lines() {
    let (_sandbox, visitor) = demo().await;
    let (_, user) = visitor
        .get(&format!("/api/confd/1.1/users/{}", visitor.user))
        .await;
    let lines = user["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    assert_ne!(lines[0]["id"], lines[1]["id"]);
    for line in lines {
        let login = json!({"line_id": line["id"]});
        assert_eq!(act(&visitor, Method::POST, "login", login).await.0, 204);
        let interface = format!("PJSIP/{}", line["name"].as_str().unwrap());
        assert_eq!(visitor.get(OWN).await.1["state_interface"], interface);
        assert_eq!(
            act(&visitor, Method::POST, "logoff", json!({})).await.0,
            204
        );
    }
}

async fn act(visitor: &Visitor, method: Method, path: &str, body: Value) -> (u16, Value) {
    visitor.send(method, &format!("{OWN}/{path}"), body).await
}

#[tokio::test]
async fn an_agent_logs_in_pauses_leaves_a_queue_and_logs_off() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &EVENTS).await;
    let line = own_line(&visitor).await;
    let done = (204, json!(""));
    let login = act(&visitor, Method::POST, "login", json!({"line_id": line})).await;
    assert_eq!(login, done);
    let own = visitor.get(OWN).await.1;
    assert_eq!(
        (&own["logged"], &own["extension"]),
        (&json!(true), &json!("1000"))
    );
    assert_eq!(own["queues"].as_array().unwrap().len(), 2);
    let pause = act(&visitor, Method::POST, "pause", json!({"reason": "lunch"})).await;
    assert_eq!(pause, done);
    assert_eq!(visitor.get(OWN).await.1["paused_reason"], "lunch");
    let off = act(&visitor, Method::PUT, "queues/2/logoff", json!({})).await;
    assert_eq!(off, done);
    assert_eq!(visitor.get(OWN).await.1["queues"][1]["logged"], false);
    assert_eq!(act(&visitor, Method::POST, "logoff", json!({})).await, done);
    let own = visitor.get(OWN).await.1;
    assert_eq!(
        (&own["logged"], &own["paused"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(own["queues"], json!([]));
    let mut heard = Vec::new();
    for _ in 0..9 {
        heard.push(listener.event().await.0);
    }
    assert_eq!(
        heard,
        [
            "agent_status_update",
            "user_agent_queue_logged_in",
            "user_agent_queue_logged_in",
            "agent_paused",
            "agent_paused",
            "user_agent_queue_logged_off",
            "agent_status_update",
            "agent_unpaused",
            "agent_unpaused",
        ]
    );
}

#[tokio::test]
async fn what_an_agent_cannot_do_is_refused_in_the_service_s_words() {
    let (_sandbox, visitor) = demo().await;
    let line = own_line(&visitor).await;
    let refused = async |method, path: &str, body| {
        let (status, answer) = act(&visitor, method, path, body).await;
        (
            status,
            answer["error"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let no = |status: u16, words: &str| (status, words.to_owned());
    for path in ["logoff", "pause", "unpause"] {
        assert_eq!(
            refused(Method::POST, path, json!({})).await,
            no(409, "not logged in")
        );
    }
    assert_eq!(
        refused(Method::POST, "login", json!({"line_id": 99_999})).await,
        no(400, "no such line")
    );
    let login = json!({"line_id": line});
    act(&visitor, Method::POST, "login", login.clone()).await;
    assert_eq!(
        refused(Method::POST, "login", login).await,
        no(409, "already logged")
    );
    assert_eq!(
        refused(Method::PUT, "queues/77/login", json!({})).await,
        no(404, "no such queue")
    );
}

#[tokio::test]
async fn other_agents_are_seen_with_the_right_and_not_without() {
    let (_sandbox, visitor) = demo().await;
    assert_eq!(visitor.get("/api/agentd/1.0/agents").await.0, 401);
    let scopes = json!(["agentd.agents.read", "agentd.agents.by-id.*.read"]);
    visitor
        .tell("/grant", json!({"user": "1000", "scopes": scopes}))
        .await;
    let (status, agents) = visitor.get("/api/agentd/1.0/agents").await;
    assert_eq!(status, 200);
    let first = &agents.as_array().unwrap()[0];
    let (_, same) = visitor
        .get(&format!("/api/agentd/1.0/agents/by-id/{}", first["id"]))
        .await;
    assert_eq!(same, *first);
    assert_eq!(visitor.get("/api/agentd/1.0/agents/by-id/1").await.0, 404);
}

#[tokio::test]
async fn another_agent_s_change_reaches_only_who_may_hear_everything() {
    let (_sandbox, visitor) = demo().await;
    let mut listener = Listener::start(&visitor, &["agent_status_update", "last"]).await;
    let last = json!({"name": "last", "data": {}, "to": "*", "acl": "events.switchboards.x"});
    let change = |logged: bool| json!({"who": "1005", "logged": logged});
    visitor.tell("/agents", change(false)).await;
    visitor.tell("/events", last).await;
    assert_eq!(listener.event().await.0, "last");
    visitor
        .tell("/grant", json!({"user": "1000", "admin": true}))
        .await;
    visitor.tell("/agents", change(true)).await;
    assert_eq!(listener.event().await.0, "agent_status_update");
}
