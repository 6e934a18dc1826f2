use reqwest::Method;
use serde_json::{Value, json};

use crate::visitor::{PERSONAL, Visitor, demo, read};

async fn fault(visitor: &Visitor, fault: Value) {
    visitor.tell("/faults", fault).await;
}

#[tokio::test]
async fn a_status_comes_in_the_service_s_own_words() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"path": "/api/dird", "status": 401, "times": 1}),
    )
    .await;
    let (status, answer) = visitor.get(PERSONAL).await;
    assert_eq!((status, &answer["reason"]), (401, &json!(["Unauthorized"])));
    assert_eq!(visitor.get(PERSONAL).await.0, 200, "it was for one request");
}

#[tokio::test]
async fn the_gateway_s_pages_are_html() {
    let (_sandbox, visitor) = demo().await;
    for status in [502, 504] {
        fault(
            &visitor,
            json!({"path": "/api/dird", "status": status, "html": true, "times": 1}),
        )
        .await;
        let response = visitor.request(Method::GET, PERSONAL).send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["content-type"], "text/html");
        assert!(response.text().await.unwrap().contains("<hr><center>nginx"));
    }
}

#[tokio::test]
async fn a_route_is_met_by_method_and_pattern_until_the_faults_are_cleared() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"method": "PUT", "path": "*/favorites/*", "status": 500}),
    )
    .await;
    let favorite = "/api/dird/0.1/directories/favorites/suppliers/1";
    assert_eq!(
        visitor.send(Method::PUT, favorite, json!(null)).await.0,
        500
    );
    assert_eq!(
        visitor.send(Method::DELETE, favorite, json!(null)).await.0,
        404
    );
    assert_eq!(
        visitor.send(Method::PUT, favorite, json!(null)).await.0,
        500
    );
    visitor
        .client
        .delete(format!("{}/faults", visitor.control))
        .send()
        .await
        .unwrap();
    assert_eq!(
        visitor.send(Method::PUT, favorite, json!(null)).await.0,
        204
    );
}

#[tokio::test]
async fn a_delayed_answer_keeps_no_one_else_waiting() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"path": PERSONAL, "delay_ms": 86_400_000, "times": 1}),
    )
    .await;
    let waiting = tokio::spawn(visitor.request(Method::GET, PERSONAL).send());
    while visitor.ask_control("/faults").await["items"] != json!([]) {}
    assert_eq!(visitor.get(PERSONAL).await.0, 200);
    assert!(!waiting.is_finished());
    waiting.abort();
}

#[tokio::test]
async fn a_delay_ends_and_the_work_is_done() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"path": PERSONAL, "delay_ms": 1, "times": 1}),
    )
    .await;
    assert_eq!(visitor.get(PERSONAL).await.0, 200);
}

#[tokio::test]
async fn a_cut_answer_promises_more_than_it_gives() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"path": PERSONAL, "cut_after": 100, "times": 1}),
    )
    .await;
    let mut response = visitor.request(Method::GET, PERSONAL).send().await.unwrap();
    assert!(response.content_length().unwrap() > 100);
    let mut got = 0;
    let end = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => got += chunk.len(),
            end => break end,
        }
    };
    assert!(end.is_err());
    assert_eq!(got, 100);
}

#[tokio::test]
async fn a_cut_at_nothing_breaks_the_connection_before_an_answer() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"method": "POST", "path": PERSONAL, "cut_after": 0, "times": 1}),
    )
    .await;
    let request = visitor
        .request(Method::POST, PERSONAL)
        .body(r#"{"firstname": "Nora"}"#);
    assert!(request.send().await.is_err());
    assert_eq!(
        visitor.personal().await.len(),
        26,
        "the work was done all the same"
    );
}

#[tokio::test]
async fn a_commit_is_done_and_not_told() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"path": "*/import", "status": 504, "html": true, "commit": true, "times": 1}),
    )
    .await;
    let import = visitor
        .request(Method::POST, "/api/dird/0.1/personal/import")
        .body("firstname\nNora\n");
    assert_eq!(import.send().await.unwrap().status(), 504);
    assert_eq!(visitor.personal().await.len(), 26);
    fault(
        &visitor,
        json!({"path": "*/import", "status": 504, "html": true, "times": 1}),
    )
    .await;
    let import = visitor
        .request(Method::POST, "/api/dird/0.1/personal/import")
        .body("firstname\nOmar\n");
    assert_eq!(import.send().await.unwrap().status(), 504);
    assert_eq!(
        visitor.personal().await.len(),
        26,
        "without it, nothing is done"
    );
}

#[tokio::test]
async fn an_answer_can_be_anything() {
    let (_sandbox, visitor) = demo().await;
    fault(
        &visitor,
        json!({"path": PERSONAL, "garbage": true, "times": 1}),
    )
    .await;
    let garbage = visitor
        .request(Method::GET, PERSONAL)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert!(serde_json::from_slice::<Value>(&garbage).is_err());
    fault(&visitor, json!({"path": PERSONAL, "body": "[]", "content_type": "text/odd", "retry_after": 7, "times": 1})).await;
    let response = visitor.request(Method::GET, PERSONAL).send().await.unwrap();
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(response.headers()["content-type"], "text/odd");
    assert_eq!(read(response).await, (200, json!([])));
}
