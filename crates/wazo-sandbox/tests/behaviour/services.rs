use reqwest::Method;
use serde_json::json;

use crate::visitor::{LOOKUP, Visitor, demo, log_in, read};

#[tokio::test]
async fn the_hundred_and_first_session_is_refused() {
    let (sandbox, visitor) = demo().await;
    let (url, username, password) = (sandbox.url(), sandbox.username(), sandbox.password());
    for _ in 1..100 {
        assert_eq!(
            log_in(&visitor.client, url, username, password, "{}")
                .await
                .status(),
            200
        );
    }
    let (status, answer) = read(log_in(&visitor.client, url, username, password, "{}").await).await;
    assert_eq!(
        (status, &answer["error_id"]),
        (429, &json!("max-user-concurrent-sessions"))
    );
    let sessions = format!("/api/auth/0.1/users/{}/sessions", visitor.user);
    assert_eq!(visitor.get(&sessions).await.1["total"], 100);
    visitor
        .request(
            Method::DELETE,
            &format!("/api/auth/0.1/token/{}", visitor.token),
        )
        .send()
        .await
        .unwrap();
    assert_eq!(
        log_in(&visitor.client, url, username, password, "{}")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn a_domain_asks_a_directory_that_knows_nobody() {
    let (sandbox, visitor) = demo().await;
    let body = r#"{"domain_name": "acme.example"}"#;
    let answer = log_in(
        &visitor.client,
        sandbox.url(),
        sandbox.username(),
        sandbox.password(),
        body,
    )
    .await;
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn a_token_is_checked_without_being_used() {
    let (_sandbox, visitor) = demo().await;
    let path = format!("/api/auth/0.1/token/{}", visitor.token);
    let head = |path: String| visitor.request(Method::HEAD, &path).send();
    assert_eq!(head(path.clone()).await.unwrap().status(), 204);
    assert_eq!(
        head("/api/auth/0.1/token/00000000-0000-4000-8000-000000000000".to_owned())
            .await
            .unwrap()
            .status(),
        404
    );
    let scopes = json!({"scopes": ["dird.personal.read", "agentd.agents.read"]});
    let (status, answer) = visitor
        .send(Method::POST, &format!("{path}/scopes/check"), scopes)
        .await;
    assert_eq!(status, 200);
    assert_eq!(
        answer,
        json!({"scopes": {"dird.personal.read": true, "agentd.agents.read": false}})
    );
}

#[tokio::test]
async fn a_number_leads_back_to_its_owner() {
    let (_sandbox, visitor) = demo().await;
    let reverse = |exten: &str| {
        format!(
            "/api/dird/0.1/directories/reverse/default/{}?exten={exten}",
            visitor.user
        )
    };
    let (_, known) = visitor.get(&reverse("1001")).await;
    assert_eq!(
        (&known["display"], &known["source"]),
        (&json!("Émilie Lefèvre"), &json!("auto_wazo_acme"))
    );
    let (status, unknown) = visitor.get(&reverse("4040")).await;
    assert_eq!(status, 200);
    assert_eq!(
        unknown,
        json!({"display": null, "exten": "4040", "fields": {}, "source": null})
    );
}

#[tokio::test]
async fn a_lookup_needs_a_term_and_is_for_oneself() {
    let (_sandbox, visitor) = demo().await;
    let (status, answer) = visitor.get(LOOKUP).await;
    assert_eq!(status, 400);
    assert!(answer["message"]["term"].is_string());
    assert_eq!(
        visitor
            .get(&format!("{LOOKUP}/{}?term=zoe", visitor.user))
            .await
            .0,
        200
    );
    assert_eq!(
        visitor
            .get(&format!(
                "{LOOKUP}/00000000-0000-4000-8000-000000000000?term=zoe"
            ))
            .await
            .0,
        401
    );
}

#[tokio::test]
async fn a_source_tells_the_voicemail_that_the_display_does_not() {
    let (_sandbox, visitor) = demo().await;
    let (_, sources) = visitor
        .get("/api/dird/0.1/directories/default/sources?backend=wazo")
        .await;
    let path = format!(
        "/api/dird/0.1/backends/wazo/sources/{}/contacts",
        sources["items"][0]["uuid"].as_str().unwrap()
    );
    let (_, answer) = visitor.get(&format!("{path}?search=Lambert&limit=1")).await;
    assert_eq!(
        (&answer["total"], &answer["filtered"]),
        (&json!(60), &json!(1))
    );
    assert_eq!(answer["items"][0]["voicemail_number"], "1000");
}

#[tokio::test]
async fn confd_knows_the_own_user_and_which_wazo_this_is() {
    let (_sandbox, visitor) = demo().await;
    let (_, infos) = visitor.get("/api/confd/1.1/infos").await;
    assert_eq!(infos["wazo_version"], "26.08");
    let (_, user) = visitor
        .get(&format!("/api/confd/1.1/users/{}", visitor.user))
        .await;
    assert_eq!(
        (&user["firstname"], &user["lines"][0]["id"]),
        (&json!("Zoé"), &json!(1))
    );
    let (status, refusal) = visitor
        .get("/api/confd/1.1/users/00000000-0000-4000-8000-000000000000")
        .await;
    assert_eq!(status, 401);
    assert!(
        refusal[0].as_str().unwrap().contains(&visitor.token),
        "confd quotes the token"
    );
}

#[tokio::test]
async fn presences_are_asked_for_by_uuid() {
    let (sandbox, visitor) = demo().await;
    let other = Visitor::sign_in(
        sandbox.url(),
        "bob.gauthier@acme.example",
        sandbox.password(),
        String::new(),
    )
    .await;
    let path = format!(
        "/api/chatd/1.0/users/presences?user_uuid={}%2C{}",
        visitor.user, other.user
    );
    let (_, answer) = visitor.get(&path).await;
    assert_eq!(
        (&answer["filtered"], &answer["total"]),
        (&json!(2), &json!(60))
    );
    assert_eq!(answer["items"][0]["connected"], true);
}

#[tokio::test]
async fn an_export_comes_back_unchanged() {
    let (_sandbox, visitor) = demo().await;
    let before = visitor.personal().await;
    let path = "/api/dird/0.1/personal?format=text/csv";
    let (_, export) = read(visitor.request(Method::GET, path).send().await.unwrap()).await;
    visitor
        .request(Method::DELETE, "/api/dird/0.1/personal")
        .send()
        .await
        .unwrap();
    assert_eq!(
        visitor
            .request(Method::GET, path)
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    let import = visitor.request(Method::POST, "/api/dird/0.1/personal/import");
    let import = import
        .body(export.as_str().unwrap().to_owned())
        .send()
        .await
        .unwrap();
    assert_eq!(import.status(), 201);
    let after = visitor.personal().await;
    let ids = |contacts: &[serde_json::Value]| {
        contacts
            .iter()
            .map(|contact| contact["id"].to_string())
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(ids(&before), ids(&after));
}

#[tokio::test]
async fn an_imported_row_keeps_its_own_id_unless_the_text_is_known() {
    let (_sandbox, visitor) = demo().await;
    let ada = visitor
        .personal()
        .await
        .into_iter()
        .find(|contact| contact["firstname"] == "Blaise")
        .unwrap();
    let file = "id,firstname,lastname,number,email\n\
                11111111-0000-4000-8000-000000000001,New,Person,1,\n\
                11111111-0000-4000-8000-000000000002,Blaise,Pascal,+33 4 65 71 55 02,blaise@pascaline.example\n";
    let import = || {
        visitor
            .request(Method::POST, "/api/dird/0.1/personal/import")
            .body(file)
            .send()
    };
    let (_, first) = read(import().await.unwrap()).await;
    assert_eq!(
        first["created"][0]["id"],
        "11111111-0000-4000-8000-000000000001"
    );
    assert_eq!(first["created"][1]["id"], ada["id"]);
    let (_, again) = read(import().await.unwrap()).await;
    let problem = "contact \"11111111-0000-4000-8000-000000000001\" already exist";
    assert_eq!(again["failed"], json!([{"errors": [problem], "line": 2}]));
}
