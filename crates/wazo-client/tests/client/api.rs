//! Signed-in calls: the token's life around them, and what they send.

use wazo_client::{Api, CallRequest, Error, PersonalContact, SessionEnd, SessionState};

use crate::responder::{Reply, Responder, Seen, granted, ok, passing_session, session};

const LEGACY_401: &str = r#"{"reason":["Unauthorized"],"timestamp":1.0,"status_code":401}"#;
const NO_SUCH_TOKEN: &str = r#"{"reason":["No such token"],"status_code":404}"#;

/// A server on which `token-1` is gone and `token-2` can be had.
fn token_gone(request: &Seen) -> Reply {
    match (request.method.as_str(), request.header("x-auth-token")) {
        ("HEAD", _) => Reply::Json(404, NO_SUCH_TOKEN.into()),
        ("POST", None) => ok(&granted("token-2")),
        (_, Some("token-1")) => Reply::Json(401, LEGACY_401.into()),
        _ => ok(r#"{"uuid":"stack","wazo_version":"26.08"}"#),
    }
}

#[tokio::test]
async fn a_token_that_is_gone_is_renewed_and_the_request_sent_again() {
    let responder = Responder::start(token_gone).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.infos().await.unwrap().wazo_version, "26.08");
    let lines = responder.lines().into_iter();
    let asked: Vec<_> = lines.filter(|line| !line.starts_with("DELETE")).collect();
    assert_eq!(
        asked,
        [
            "GET /api/confd/1.1/infos",
            "HEAD /api/auth/0.1/token/token-1",
            "POST /api/auth/0.1/token",
            "GET /api/confd/1.1/infos",
        ]
    );
}

#[tokio::test]
async fn many_requests_with_a_dead_token_cause_one_renewal() {
    let responder = Responder::start(token_gone).await;
    let api = Api::new(responder.client(), session());
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let api = api.clone();
            tokio::spawn(async move { api.infos().await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().uuid, "stack");
    }
    let renewals = responder
        .lines()
        .iter()
        .filter(|line| line.starts_with("POST"))
        .count();
    assert_eq!(renewals, 1);
}

#[tokio::test]
async fn a_dead_token_without_refresh_token_signs_out() {
    let responder = Responder::start(token_gone).await;
    let api = Api::new(responder.client(), passing_session());
    assert_eq!(api.infos().await.err(), Some(Error::SignedOut));
    assert_eq!(
        *api.session_state().borrow(),
        SessionState::Ended(SessionEnd::Expired)
    );
    let before = responder.seen().len();
    assert_eq!(api.infos().await.err(), Some(Error::SignedOut));
    assert_eq!(responder.seen().len(), before);
}

#[tokio::test]
async fn a_401_with_a_good_token_is_a_missing_permission() {
    let legacy = Responder::start(|request| match request.method.as_str() {
        "HEAD" => Reply::Html(204, "", ""),
        _ => Reply::Json(401, LEGACY_401.into()),
    })
    .await;
    let api = Api::new(legacy.client(), session());
    assert_eq!(
        api.personal().await.err(),
        Some(Error::Forbidden { permission: None })
    );
    assert_eq!(legacy.seen().len(), 2);

    let standard = Responder::start(|_| {
        let body = r#"{"message":"Unauthorized","error_id":"unauthorized","details":{
            "invalid_token":"token-1","reason":"missing_permission_or_invalid_tenant",
            "required_access":"dird.directories.full.sources.read"}}"#;
        Reply::Json(401, body.into())
    })
    .await;
    let api = Api::new(standard.client(), session());
    let permission = Some("dird.directories.full.sources.read".into());
    assert_eq!(
        api.sources("full", None).await.err(),
        Some(Error::Forbidden { permission })
    );
    assert_eq!(standard.seen().len(), 1);
}

#[tokio::test]
async fn a_missing_permission_shows_after_a_renewal_too() {
    let responder = Responder::start(|request| {
        let is_new = request.path.ends_with("token-2");
        match request.method.as_str() {
            "HEAD" if is_new => Reply::Html(204, "", ""),
            "HEAD" => Reply::Json(404, NO_SUCH_TOKEN.into()),
            "POST" => ok(&granted("token-2")),
            _ => Reply::Json(401, LEGACY_401.into()),
        }
    })
    .await;
    let api = Api::new(responder.client(), session());
    assert_eq!(
        api.personal().await.err(),
        Some(Error::Forbidden { permission: None })
    );
}

#[tokio::test]
async fn a_token_that_no_renewal_helps_is_not_tried_for_ever() {
    let responder = Responder::start(|request| match request.method.as_str() {
        "HEAD" => Reply::Json(404, NO_SUCH_TOKEN.into()),
        "POST" => ok(&granted("token-2")),
        _ => Reply::Json(401, LEGACY_401.into()),
    })
    .await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.infos().await.err(), Some(Error::Unauthorized));
}

#[tokio::test]
async fn a_renewal_that_fails_for_the_moment_keeps_the_session() {
    let responder = Responder::start(|request| match request.method.as_str() {
        "HEAD" => Reply::Json(404, NO_SUCH_TOKEN.into()),
        "POST" => Reply::Html(502, "", "<html>"),
        _ => Reply::Json(401, LEGACY_401.into()),
    })
    .await;
    let api = Api::new(responder.client(), session());
    assert_eq!(
        api.infos().await.err(),
        Some(Error::Unavailable { status: 502 })
    );
    assert!(matches!(
        *api.session_state().borrow(),
        SessionState::Live { .. }
    ));
}

#[tokio::test]
async fn signing_out_revokes_both_tokens_and_ends_the_session() {
    let responder = Responder::start(|_| ok("{}")).await;
    let api = Api::new(responder.client(), session());
    api.sign_out().await.unwrap();
    assert_eq!(
        responder.lines(),
        [
            "DELETE /api/auth/0.1/users/me/tokens/here",
            "DELETE /api/auth/0.1/token/token-1"
        ]
    );
    assert_eq!(
        *api.session_state().borrow(),
        SessionState::Ended(SessionEnd::SignedOut)
    );
    assert_eq!(api.infos().await.err(), Some(Error::SignedOut));
}

#[tokio::test]
async fn signing_out_of_a_server_that_is_down_says_so_and_ends_the_session() {
    let responder = Responder::start(|_| Reply::Html(502, "", "<html>")).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(
        api.sign_out().await,
        Err(Error::Unavailable { status: 502 })
    );
    assert_eq!(api.infos().await.err(), Some(Error::SignedOut));
    assert_eq!(responder.seen().len(), 2);
}

#[tokio::test]
async fn a_favorite_that_is_so_already_is_no_error() {
    let responder = Responder::start(|request| match request.method.as_str() {
        "PUT" => Reply::Json(409, r#"{"reason":["duplicate"]}"#.into()),
        _ => Reply::Json(404, r#"{"reason":["No such favorite"]}"#.into()),
    })
    .await;
    let api = Api::new(responder.client(), session());
    api.put_favorite("company csv", "2").await.unwrap();
    api.delete_favorite("company csv", "é").await.unwrap();
    assert_eq!(
        responder.lines(),
        [
            "PUT /api/dird/0.1/directories/favorites/company%20csv/2",
            "DELETE /api/dird/0.1/directories/favorites/company%20csv/%C3%A9"
        ]
    );
}

#[tokio::test]
async fn a_favorite_of_an_unknown_source_is_refused() {
    let responder = Responder::start(|_| Reply::Json(404, "{}".into())).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.put_favorite("nosuch", "1").await, Err(Error::NotFound));
}

#[tokio::test]
async fn what_cannot_be_addressed_is_never_sent() {
    let responder = Responder::start(|_| ok("{}")).await;
    let api = Api::new(responder.client(), session());
    for id in ["a/b", "", ".", ".."] {
        assert_eq!(api.put_favorite("csv", id).await, Err(Error::Unaddressable));
        assert_eq!(
            api.delete_favorite(id, "1").await,
            Err(Error::Unaddressable)
        );
        assert_eq!(api.delete_personal(id).await, Err(Error::Unaddressable));
        assert_eq!(api.lookup(id, "x").await, Err(Error::Unaddressable));
    }
    assert!(responder.seen().is_empty());
}

#[tokio::test]
async fn a_term_is_trimmed_and_encoded() {
    let responder = Responder::start(|_| ok(r#"{"results":[]}"#)).await;
    let api = Api::new(responder.client(), session());
    api.lookup("default", "  a&b É\t").await.unwrap();
    assert_eq!(
        responder.lines(),
        ["GET /api/dird/0.1/directories/lookup/default?term=a%26b+%C3%89"]
    );
    assert_eq!(responder.seen()[0].header("x-auth-token"), Some("token-1"));
    assert_eq!(responder.seen()[0].header("content-type"), None);
}

#[tokio::test]
async fn an_import_is_sent_as_utf_8_and_its_failures_are_an_answer() {
    let body = r#"{"reason":[{"errors":["too many fields"],"line":2}],"status_code":400}"#;
    let responder = Responder::start(|_| Reply::Json(400, body.into())).await;
    let api = Api::new(responder.client(), session());
    let answer = api
        .import_personal("firstname\nZoë,x\n".into())
        .await
        .unwrap();
    assert!(answer.created.is_empty());
    assert_eq!(
        (answer.failed[0].line, &*answer.failed[0].errors),
        (2, &["too many fields".into()][..])
    );
    let request = &responder.seen()[0];
    assert_eq!(
        request.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(request.body, "firstname\nZoë,x\n");
}

#[tokio::test]
async fn an_import_without_contacts_is_refused() {
    let body = r#"{"reason":["No contact found"],"status_code":400}"#;
    let responder = Responder::start(|_| Reply::Json(400, body.into())).await;
    let api = Api::new(responder.client(), session());
    let refused = api.import_personal(b"firstname\n".to_vec()).await.err();
    let reasons = vec!["No contact found".into()];
    assert_eq!(
        refused,
        Some(Error::Refused {
            status: 400,
            error_id: None,
            reasons
        })
    );
}

#[tokio::test]
async fn presences_are_asked_for_in_batches() {
    let responder = Responder::start(|request| {
        let (_, uuids) = request.path.split_once("user_uuid=").unwrap();
        let items: Vec<_> = uuids
            .split("%2C")
            .map(|uuid| format!(r#"{{"uuid":"{uuid}","state":"away"}}"#))
            .collect();
        ok(&format!(r#"{{"items":[{}]}}"#, items.join(",")))
    })
    .await;
    let api = Api::new(responder.client(), session());
    let uuids: Vec<String> = (0..65).map(|n| format!("user-{n}")).collect();
    let presences = api.presences(&uuids).await.unwrap();
    let answered: Vec<_> = presences
        .into_iter()
        .map(|presence| presence.uuid)
        .collect();
    assert_eq!(answered, uuids);
    assert_eq!(responder.seen().len(), 3);
}

#[tokio::test]
async fn nobody_to_ask_about_asks_nobody() {
    let responder = Responder::start(|_| ok(r#"{"items":[{"uuid":"everybody"}]}"#)).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.presences(&[]).await, Ok(vec![]));
    assert!(responder.seen().is_empty());
}

#[tokio::test]
async fn bodies_hold_what_was_given_and_nothing_else() {
    let answer = r#"{"call_id":"1.0","id":"7"}"#;
    let responder = Responder::start(|_| ok(answer)).await;
    let api = Api::new(responder.client(), session());
    let call = CallRequest {
        extension: "1002".into(),
        ..CallRequest::default()
    };
    assert_eq!(api.call(&call).await.unwrap().call_id, "1.0");
    let contact = PersonalContact::from([("firstname".into(), "Zoë".into())]);
    assert_eq!(api.edit_personal("7", &contact).await.unwrap()["id"], "7");
    let sent: Vec<_> = responder
        .seen()
        .into_iter()
        .map(|request| (request.line(), request.body))
        .collect();
    assert_eq!(
        sent,
        [
            (
                "POST /api/calld/1.0/users/me/calls",
                r#"{"extension":"1002"}"#
            ),
            ("PUT /api/dird/0.1/personal/7", r#"{"firstname":"Zoë"}"#),
        ]
        .map(|(line, body)| (line.to_owned(), body.to_owned()))
    );
}

#[tokio::test]
async fn a_user_who_is_no_agent_has_none() {
    let responder =
        Responder::start(|_| Reply::Json(404, r#"{"error":"no such agent"}"#.into())).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.own_agent().await, Ok(None));
}
