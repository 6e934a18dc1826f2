use reqwest::Method;
use serde_json::{Value, json};

use crate::visitor::{PERSONAL, demo, log_in, read};

#[tokio::test]
async fn without_being_asked_for_there_is_no_control() {
    let sandbox = wazo_sandbox::Sandbox::start(wazo_sandbox::Options::default())
        .await
        .unwrap();
    assert_eq!(sandbox.control_url(), None);
}

#[tokio::test]
async fn a_presence_changes_and_the_rest_of_it_stays() {
    let (_sandbox, visitor) = demo().await;
    let change = json!({"name": "Émilie Lefèvre", "line_state": "ringing", "status": "Brb", "do_not_disturb": true});
    let shown = visitor.tell("/presence", change).await;
    let (_, presence) = visitor
        .get(&format!(
            "/api/chatd/1.0/users/{}/presences",
            shown["uuid"].as_str().unwrap()
        ))
        .await;
    assert_eq!(presence, shown);
    assert_eq!(presence["lines"][0]["state"], "ringing");
    assert_eq!(
        (&presence["status"], &presence["do_not_disturb"]),
        (&json!("Brb"), &json!(true))
    );
    let cleared = visitor
        .tell(
            "/presence",
            json!({"number": "1001", "status": "", "connected": false}),
        )
        .await;
    assert_eq!(
        (&cleared["status"], &cleared["line_state"]),
        (&Value::Null, &json!("ringing"))
    );
    assert_eq!(cleared["connected"], false);
}

#[tokio::test]
async fn the_receptionist_s_agent_goes_in_and_out() {
    let (_sandbox, visitor) = demo().await;
    let agents = "/api/agentd/1.0/users/me/agents";
    assert_eq!(visitor.get(agents).await.1["logged"], false);
    visitor
        .tell(
            "/presence",
            json!({"number": "1000", "agent": {"logged": true, "paused": true}}),
        )
        .await;
    let (_, agent) = visitor.get(agents).await;
    assert_eq!(
        (&agent["logged"], &agent["paused"], &agent["extension"]),
        (&json!(true), &json!(true), &json!("1000"))
    );
}

#[tokio::test]
async fn a_person_comes_and_goes() {
    let (_sandbox, visitor) = demo().await;
    let new = json!({"firstname": "Nora", "lastname": "Newcomer", "number": "1999", "email": "nora@acme.example"});
    let person = visitor.tell("/people", new).await;
    assert_eq!(visitor.rows("newcomer").await.len(), 1);
    let url = format!(
        "{}/people/{}",
        visitor.control,
        person["uuid"].as_str().unwrap()
    );
    assert_eq!(
        visitor.client.delete(&url).send().await.unwrap().status(),
        204
    );
    assert_eq!(visitor.rows("newcomer").await.len(), 0);
    assert_eq!(
        visitor.client.delete(&url).send().await.unwrap().status(),
        404
    );
}

#[tokio::test]
async fn an_expired_token_is_renewed_and_a_revoked_one_is_not() {
    let (sandbox, visitor) = demo().await;
    let offline = r#"{"access_type": "offline", "client_id": "here"}"#;
    let answer = log_in(
        &visitor.client,
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        offline,
    )
    .await;
    let (_, answer) = read(answer).await;
    let renew = || {
        let body = json!({"refresh_token": answer["data"]["refresh_token"], "client_id": "here"})
            .to_string();
        visitor
            .client
            .post(format!("{}/api/auth/0.1/token", sandbox.url()))
            .body(body)
            .send()
    };
    visitor.tell("/token/expire", json!({})).await;
    assert_eq!(visitor.get(PERSONAL).await.0, 401);
    assert_eq!(renew().await.unwrap().status(), 200);
    visitor
        .tell("/token/revoke", json!({"refresh": true}))
        .await;
    assert_eq!(renew().await.unwrap().status(), 401);
}

#[tokio::test]
async fn every_token_that_is_kept_can_be_looked_for() {
    let (sandbox, visitor) = demo().await;
    let answer = log_in(
        &visitor.client,
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        r#"{"access_type": "offline", "client_id": "here"}"#,
    )
    .await;
    let (_, answer) = read(answer).await;
    let known = visitor.ask_control("/tokens").await;
    let known = known["items"].as_array().unwrap();
    assert!(known.contains(&answer["data"]["token"]));
    assert!(known.contains(&answer["data"]["refresh_token"]));
}

#[tokio::test]
async fn one_token_expires_and_the_others_live_on() {
    let (sandbox, visitor) = demo().await;
    let answer = log_in(
        &visitor.client,
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        "{}",
    )
    .await;
    let (_, other) = read(answer).await;
    visitor
        .tell("/token/expire", json!({"token": other["data"]["token"]}))
        .await;
    assert_eq!(visitor.get(PERSONAL).await.0, 200);
}

#[tokio::test]
async fn a_source_that_is_down_is_silently_missing() {
    let (_sandbox, visitor) = demo().await;
    let of = |rows: Vec<Value>, backend: &str| {
        rows.iter().filter(|row| row["backend"] == backend).count()
    };
    visitor
        .tell("/sources", json!({"name": "suppliers", "available": false}))
        .await;
    assert_eq!(of(visitor.rows("").await, "phonebook"), 0);
    visitor
        .tell("/sources", json!({"name": "suppliers", "available": true}))
        .await;
    assert!(of(visitor.rows("").await, "phonebook") > 0);
}

#[tokio::test]
async fn requests_are_listed_without_tokens() {
    let (_sandbox, visitor) = demo().await;
    visitor
        .client
        .delete(format!("{}/requests", visitor.control))
        .send()
        .await
        .unwrap();
    visitor
        .get("/api/dird/0.1/directories/lookup/full?term=zoe")
        .await;
    visitor
        .request(
            Method::HEAD,
            &format!("/api/auth/0.1/token/{}", visitor.token),
        )
        .send()
        .await
        .unwrap();
    assert_eq!(
        visitor.ask_control("/requests").await["items"],
        json!([
            {"method": "GET", "path": "/api/dird/0.1/directories/lookup/full", "query": [["term", "zoe"]], "status": 200},
            {"method": "HEAD", "path": "/api/auth/0.1/token/<token>", "query": [], "status": 204},
        ])
    );
}

#[tokio::test]
async fn calls_and_the_database_are_shown() {
    let (_sandbox, visitor) = demo().await;
    let (status, call) = visitor
        .send(
            Method::POST,
            "/api/calld/1.0/users/me/calls",
            json!({"extension": "1 001"}),
        )
        .await;
    assert_eq!((status, &call["dialed_extension"]), (201, &json!("1001")));
    assert_eq!(visitor.ask_control("/calls").await["items"], json!([call]));
    visitor
        .send(Method::POST, PERSONAL, json!({"firstname": "Nora"}))
        .await;
    let state = visitor.ask_control("/state").await;
    assert_eq!(state["personal"].as_array().unwrap().len(), 26);
    assert_eq!(state["favorites"].as_array().unwrap().len(), 12);
    assert_eq!(
        (&state["people"], &state["sessions"]),
        (&json!(60), &json!(1))
    );
}

#[tokio::test]
async fn a_question_that_the_control_does_not_know_is_an_error() {
    let (_sandbox, visitor) = demo().await;
    let post = |path: &str, body: &'static str| {
        visitor
            .client
            .post(format!("{}{path}", visitor.control))
            .body(body)
            .send()
    };
    assert_eq!(post("/nothing", "").await.unwrap().status(), 404);
    assert_eq!(
        post("/faults", r#"{"path": "/", "statsu": 500}"#)
            .await
            .unwrap()
            .status(),
        400
    );
    assert_eq!(
        post("/services", r#"{"name": "nope", "available": false}"#)
            .await
            .unwrap()
            .status(),
        404
    );
}
