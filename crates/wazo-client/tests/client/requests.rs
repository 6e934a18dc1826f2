//! What the calls of telephony, chat and agents send, and what they make of refusals.

use wazo_client::{
    Api, Error, Flow, Forward, SessionEnd, SessionState, TokenState, TransferRequest,
};

use crate::responder::{Reply, Responder, granted, ok, passing_session, session};

/// An API of a server that answers everything so.
async fn answering(reply: impl Fn() -> Reply + Send + 'static) -> (Responder, Api) {
    let responder = Responder::start(move |_| reply()).await;
    let api = Api::new(responder.client(), session());
    (responder, api)
}

/// What was sent: method, path and body.
fn sent(responder: &Responder) -> Vec<String> {
    let seen = responder.seen();
    seen.iter()
        .map(|request| {
            format!("{} {}", request.line(), request.body)
                .trim_end()
                .to_owned()
        })
        .collect()
}

fn done() -> Reply {
    Reply::Html(204, "", "")
}

#[tokio::test]
async fn a_call_is_worked_by_its_id() {
    let (responder, api) = answering(done).await;
    api.hang_up("1.2").await.unwrap();
    api.answer("1.2").await.unwrap();
    api.mute("1.2", true).await.unwrap();
    api.mute("1.2", false).await.unwrap();
    api.hold("1.2", true).await.unwrap();
    api.hold("1.2", false).await.unwrap();
    api.dtmf("1.2", "1*#").await.unwrap();
    assert_eq!(
        sent(&responder),
        [
            "DELETE /api/calld/1.0/users/me/calls/1.2",
            "PUT /api/calld/1.0/users/me/calls/1.2/answer",
            "PUT /api/calld/1.0/users/me/calls/1.2/mute/start",
            "PUT /api/calld/1.0/users/me/calls/1.2/mute/stop",
            "PUT /api/calld/1.0/users/me/calls/1.2/hold/start",
            "PUT /api/calld/1.0/users/me/calls/1.2/hold/stop",
            "PUT /api/calld/1.0/users/me/calls/1.2/dtmf?digits=1*%23",
        ]
    );
}

#[tokio::test]
async fn a_transfer_is_asked_for_completed_and_cancelled() {
    let (responder, api) = answering(|| ok(r#"{"id":"t-1","status":"starting"}"#)).await;
    let mut request = TransferRequest {
        initiator_call: "1.2".into(),
        exten: "1003".into(),
        ..TransferRequest::default()
    };
    assert_eq!(api.transfer(&request).await.unwrap().id, "t-1");
    request.flow = Flow::Blind;
    request.timeout = Some(9);
    api.transfer(&request).await.unwrap();
    api.complete_transfer("t-1").await.unwrap();
    api.cancel_transfer("t-1").await.unwrap();
    assert_eq!(
        sent(&responder),
        [
            r#"POST /api/calld/1.0/users/me/transfers {"initiator_call":"1.2","exten":"1003","flow":"attended"}"#,
            r#"POST /api/calld/1.0/users/me/transfers {"initiator_call":"1.2","exten":"1003","flow":"blind","timeout":9}"#,
            "PUT /api/calld/1.0/users/me/transfers/t-1/complete",
            "DELETE /api/calld/1.0/users/me/transfers/t-1",
        ]
    );
}

#[tokio::test]
async fn a_phone_that_cannot_hold_says_so_by_name() {
    let body = r#"{"message":"Phoned internal error","error_id":"phoned-error","details":{}}"#;
    let (_responder, api) = answering(|| Reply::Json(503, body.into())).await;
    let refused = api.hold("1.2", true).await;
    assert!(
        matches!(&refused, Err(Error::Refused { error_id: Some(id), .. }) if id == "phoned-error"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn what_cannot_stand_in_a_path_is_not_sent() {
    let (responder, api) = answering(done).await;
    for id in ["", "..", "a/b"] {
        assert_eq!(api.hang_up(id).await, Err(Error::Unaddressable));
        assert_eq!(api.dtmf(id, "1").await, Err(Error::Unaddressable));
        assert_eq!(api.complete_transfer(id).await, Err(Error::Unaddressable));
        assert!(api.messages(id, 1, 0).await.is_err());
    }
    assert!(responder.seen().is_empty());
}

#[tokio::test]
async fn rooms_are_made_read_and_written_to() {
    let body = r#"{"uuid":"r-1","room":{"uuid":"r-1"},"items":[{"uuid":"m-1"},{}],"filtered":7}"#;
    let (responder, api) = answering(|| ok(body)).await;
    assert_eq!(api.create_room(&["u-1"], None).await.unwrap().uuid, "r-1");
    api.create_room(&["u-1", "u-2"], Some("Team"))
        .await
        .unwrap();
    api.rooms().await.unwrap();
    assert_eq!(api.last_messages().await.unwrap().len(), 1);
    let page = api.messages("r-1", 50, 100).await.unwrap();
    assert_eq!((page.messages.len(), page.total), (1, Some(7)));
    api.messages_since("r-1", "2026-11-23T04:35:38+00:00", 9)
        .await
        .unwrap();
    api.send_message("r-1", "h\"i", None).await.unwrap();
    api.send_message("r-1", "hi", Some("Zoë")).await.unwrap();
    let rooms = "/api/chatd/1.0/users/me/rooms";
    assert_eq!(
        sent(&responder),
        [
            format!(r#"POST {rooms} {{"users":[{{"uuid":"u-1"}}]}}"#),
            format!(
                r#"POST {rooms} {{"users":[{{"uuid":"u-1"}},{{"uuid":"u-2"}}],"name":"Team"}}"#
            ),
            format!("GET {rooms}"),
            format!("GET {rooms}/messages?distinct=room_uuid"),
            format!("GET {rooms}/r-1/messages?order=created_at&direction=desc&limit=50&offset=100"),
            format!(
                "GET {rooms}/r-1/messages?order=created_at&direction=desc&limit=9&from_date=2026-11-23T04%3A35%3A38%2B00%3A00"
            ),
            format!(r#"POST {rooms}/r-1/messages {{"content":"h\"i"}}"#),
            format!(r#"POST {rooms}/r-1/messages {{"content":"hi","alias":"Zoë"}}"#),
        ]
    );
}

#[tokio::test]
async fn an_agent_always_sends_a_body() {
    let (responder, api) = answering(done).await;
    api.agent_login(4).await.unwrap();
    api.agent_logoff().await.unwrap();
    api.agent_pause(Some("lunch")).await.unwrap();
    api.agent_pause(None).await.unwrap();
    api.agent_unpause().await.unwrap();
    api.agent_queue(9, true).await.unwrap();
    api.agent_queue(9, false).await.unwrap();
    let agent = "/api/agentd/1.0/users/me/agents";
    assert_eq!(
        sent(&responder),
        [
            format!(r#"POST {agent}/login {{"line_id":4}}"#),
            format!("POST {agent}/logoff {{}}"),
            format!(r#"POST {agent}/pause {{"reason":"lunch"}}"#),
            format!("POST {agent}/pause {{}}"),
            format!("POST {agent}/unpause {{}}"),
            format!("PUT {agent}/queues/9/login {{}}"),
            format!("PUT {agent}/queues/9/logoff {{}}"),
        ]
    );
}

#[tokio::test]
async fn an_agent_that_is_in_already_is_told_from_one_whose_place_is_taken() {
    for words in ["already logged", "extension and context already in use"] {
        let body = format!(r#"{{"error":"{words}"}}"#);
        let (_responder, api) = answering(move || Reply::Json(409, body.clone())).await;
        let refused = Error::Refused {
            status: 409,
            error_id: None,
            reasons: vec![words.into()],
        };
        assert_eq!(api.agent_login(4).await, Err(refused));
    }
}

#[tokio::test]
async fn own_settings_name_the_own_user() {
    let (responder, api) = answering(done).await;
    api.set_dnd(true).await.unwrap();
    api.set_forward(Forward::Busy, true, Some("1009"))
        .await
        .unwrap();
    api.set_forward(Forward::NoAnswer, false, None)
        .await
        .unwrap();
    api.set_forward(Forward::Unconditional, false, Some("1009"))
        .await
        .unwrap();
    api.set_presence("away", None).await.unwrap();
    api.set_presence("away", Some(None)).await.unwrap();
    api.set_presence("available", Some(Some("lunch")))
        .await
        .unwrap();
    let user = "/api/confd/1.1/users/me-1";
    let presence = "PUT /api/chatd/1.0/users/me-1/presences";
    assert_eq!(
        sent(&responder),
        [
            format!(r#"PUT {user}/services/dnd {{"enabled":true}}"#),
            format!(r#"PUT {user}/forwards/busy {{"enabled":true,"destination":"1009"}}"#),
            format!(r#"PUT {user}/forwards/noanswer {{"enabled":false,"destination":null}}"#),
            format!(
                r#"PUT {user}/forwards/unconditional {{"enabled":false,"destination":"1009"}}"#
            ),
            format!(r#"{presence} {{"state":"away"}}"#),
            format!(r#"{presence} {{"state":"away","status":null}}"#),
            format!(r#"{presence} {{"state":"available","status":"lunch"}}"#),
        ]
    );
}

#[tokio::test]
async fn the_permissions_of_a_token_are_asked_for() {
    let body = r#"{"scopes":{"agentd.agents.read":true,"dird.x":false,"odd":null}}"#;
    let (responder, api) = answering(|| ok(body)).await;
    let granted = api
        .granted(&["agentd.agents.read", "dird.x"])
        .await
        .unwrap();
    assert!(granted["agentd.agents.read"] && !granted["dird.x"]);
    assert_eq!(
        sent(&responder),
        [
            r#"POST /api/auth/0.1/token/token-1/scopes/check {"scopes":["agentd.agents.read","dird.x"]}"#
        ]
    );
}

#[tokio::test]
async fn a_token_is_checked_before_anything_is_thrown_away() {
    for (status, state) in [(204, TokenState::Good), (403, TokenState::Lacking)] {
        let (responder, api) = answering(move || Reply::Json(status, "{}".into())).await;
        assert_eq!(api.check_token("websocketd").await, Ok(state));
        assert_eq!(
            sent(&responder),
            ["HEAD /api/auth/0.1/token/token-1?scope=websocketd"]
        );
    }
    for status in [500, 502, 503] {
        let (responder, api) = answering(move || Reply::Json(status, "{}".into())).await;
        assert!(api.check_token("websocketd").await.is_err());
        assert_eq!(responder.seen().len(), 1);
        let live = SessionState::Live { generation: 0 };
        assert_eq!(*api.session_state().borrow(), live);
    }
}

/// Knows no token but those that it grants from now on.
fn forgetful(refresh: &'static str) -> impl Fn(&crate::responder::Seen) -> Reply + Send {
    move |request| match request.method.as_str() {
        "POST" if request.body.contains(refresh) => ok(&granted("token-2")),
        "POST" => Reply::Json(401, r#"{"reason":["Authentication Failed"]}"#.into()),
        "HEAD" if request.path.contains("token-2") => done(),
        _ => Reply::Json(404, "{}".into()),
    }
}

#[tokio::test]
async fn a_token_that_is_gone_is_replaced_when_it_is_checked() {
    let responder = Responder::start(forgetful("refresh-1")).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.check_token("websocketd").await, Ok(TokenState::Gone));
    assert_eq!(api.check_token("websocketd").await, Ok(TokenState::Good));
}

#[tokio::test]
async fn only_a_refused_refresh_token_ends_the_session() {
    let responder = Responder::start(forgetful("another")).await;
    let api = Api::new(responder.client(), session());
    assert_eq!(api.check_token("websocketd").await, Err(Error::SignedOut));
    assert_eq!(
        *api.session_state().borrow(),
        SessionState::Ended(SessionEnd::Revoked)
    );
}

#[tokio::test]
async fn contacts_of_a_source_are_read_to_the_end() {
    let responder = Responder::start(|request| {
        let (_, offset) = request.path.rsplit_once("offset=").unwrap();
        let offset: usize = offset.parse().unwrap();
        let items: Vec<_> = (offset..2_300.min(offset + 1_000))
            .map(|id| format!(r#"{{"uuid":"u-{id}","id":{id},"voicemail_number":"8{id}"}}"#))
            .collect();
        ok(&format!(r#"{{"items":[{}]}}"#, items.join(",")))
    })
    .await;
    let api = Api::new(responder.client(), passing_session());
    let contacts = api.wazo_contacts("s-1").await.unwrap();
    let mailboxes: Vec<_> = contacts
        .iter()
        .filter_map(|c| c.voicemail_number.clone())
        .collect();
    let expected: Vec<_> = (0..2_300).map(|id| format!("8{id}")).collect();
    assert_eq!(mailboxes, expected);
    assert_eq!(responder.seen().len(), 3);
}

#[tokio::test]
async fn a_source_that_starts_over_is_read_once() {
    let items = vec![r#"{"uuid":"u"}"#; 1_000].join(",");
    let body = format!(r#"{{"items":[{items}]}}"#);
    let (responder, api) = answering(move || ok(&body)).await;
    assert_eq!(api.wazo_contacts("s-1").await.unwrap().len(), 1_000);
    assert_eq!(responder.seen().len(), 2);
}
