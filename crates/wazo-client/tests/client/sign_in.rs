//! Signing in, and each way to fail.

use wazo_client::{Error, LoginOptions, RefreshToken, Secret};

use crate::responder::{Reply, Responder, alice, granted, ok};

const REFUSED: &str = r#"{"reason":["Authentication Failed"],"timestamp":[1.0],"status_code":401}"#;

async fn outcome_of(reply: fn() -> Reply) -> Error {
    let responder = Responder::start(move |_| reply()).await;
    let outcome = responder
        .client()
        .login(&alice(), &LoginOptions::default())
        .await;
    outcome.err().unwrap()
}

#[tokio::test]
async fn a_password_is_sent_as_basic_credentials_with_the_wanted_life() {
    let responder = Responder::start(|_| ok(&granted("t"))).await;
    let session = responder
        .client()
        .login(&alice(), &LoginOptions::default())
        .await
        .unwrap();
    assert_eq!(session.user_uuid, "me-1");
    assert_eq!(session.token.expose(), "t");
    assert!(session.refresh.is_none());

    let request = &responder.seen()[0];
    assert_eq!(request.line(), "POST /api/auth/0.1/token");
    assert_eq!(request.body, r#"{"expiration":3600}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.header("authorization"),
        Some("Basic YWxpY2VAYWNtZS5leGFtcGxlOnBhc3Mtd29yZA==")
    );
    assert_eq!(request.header("wazo-session-type"), None);
}

#[tokio::test]
async fn an_installation_gets_a_refresh_token_and_a_domain_is_sent_only_when_given() {
    let body = granted("t").replace("\"token\":\"t\"", "\"token\":\"t\",\"refresh_token\":\"r\"");
    let responder = Responder::start(move |_| ok(&body)).await;
    let mut credentials = alice();
    credentials.domain = Some("acme.example".into());
    let options = LoginOptions {
        client_id: Some("desk".into()),
        ..LoginOptions::default()
    };
    let session = responder
        .client()
        .login(&credentials, &options)
        .await
        .unwrap();
    assert_eq!(
        session.refresh,
        Some(RefreshToken {
            token: Secret::new("r"),
            client_id: "desk".into()
        })
    );
    assert_eq!(
        responder.seen()[0].body,
        r#"{"expiration":3600,"access_type":"offline","client_id":"desk","domain_name":"acme.example"}"#
    );
}

#[tokio::test]
async fn a_refresh_token_signs_in_without_access_type_and_is_kept() {
    let responder = Responder::start(|_| ok(&granted("t2"))).await;
    let refresh = RefreshToken {
        token: Secret::new("r"),
        client_id: "desk".into(),
    };
    let options = LoginOptions::default();
    let session = responder
        .client()
        .login_with_refresh(&refresh, options.expiration)
        .await
        .unwrap();
    assert_eq!(session.refresh, Some(refresh));
    let request = &responder.seen()[0];
    assert_eq!(
        request.body,
        r#"{"expiration":3600,"client_id":"desk","refresh_token":"r"}"#
    );
    assert_eq!(request.header("authorization"), None);
}

#[tokio::test]
async fn each_refusal_of_a_sign_in_has_its_own_error() {
    let wrong = outcome_of(|| Reply::Json(401, REFUSED.into())).await;
    assert_eq!(wrong, Error::Authentication);
    let sessions = outcome_of(|| Reply::Json(429, r#"{"reason":["Too many"]}"#.into())).await;
    assert_eq!(sessions, Error::TooManySessions);
    let rate = outcome_of(|| Reply::Html(429, "retry-after: 3\r\n", "<html>")).await;
    assert!(
        matches!(rate, Error::TooManyRequests { retry_after: Some(wait) } if wait.as_secs() == 3)
    );
    for status in [502, 503, 504] {
        let script = move |_: &_| Reply::Html(status, "", "<html>");
        let responder = Responder::start(script).await;
        let down = responder
            .client()
            .login(&alice(), &LoginOptions::default())
            .await;
        assert_eq!(down.err(), Some(Error::Unavailable { status }));
    }
    let schema =
        outcome_of(|| Reply::Json(400, r#"{"reason":["{'expiration': 1}"]}"#.into())).await;
    assert!(matches!(schema, Error::Refused { status: 400, .. }));
}

#[tokio::test]
async fn what_is_no_wazo_server_is_told_from_one_that_refuses() {
    for reply in [
        (|| Reply::Html(200, "content-type: text/html\r\n", "<html>Welcome</html>"))
            as fn() -> Reply,
        || Reply::Html(401, "www-authenticate: Basic\r\n", "<html>router</html>"),
        || Reply::Html(403, "", "<html>"),
        || Reply::Html(404, "", "<html>"),
        || Reply::Html(301, "location: https://elsewhere.example/\r\n", ""),
        || Reply::Html(500, "", "Oops"),
        || ok("{}"),
        || ok("[1]"),
        || ok(r#"{"data":{"token":""}}"#),
        || ok(r#"{"data":{"token":"a b","auth_id":"u"}}"#),
        || ok(r#"{"data":{"token":"no-user"}}"#),
        || Reply::Json(405, "{}".into()),
        || Reply::Raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    ] {
        assert_eq!(outcome_of(reply).await, Error::NotWazo);
    }
}
