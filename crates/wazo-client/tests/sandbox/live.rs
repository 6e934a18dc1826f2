//! Events as they happen, and what is done by telephone and in writing.

use std::collections::HashSet;

use serde_json::json;
use wazo_client::{
    Api, CallRequest, Closed, EVENTS, Error, Event, Flow, Forward, Socket, TokenState,
    TransferRequest, TransferStep,
};

use crate::stack::Stack;

async fn listening(stack: &Stack) -> (Api, Socket) {
    let api = stack.api().await;
    let socket = api.socket(EVENTS).await.unwrap();
    (api, socket)
}

/// Reads on until an event means something.
async fn until<T>(socket: &mut Socket, mut meaning: impl FnMut(&Event) -> Option<T>) -> T {
    loop {
        let event = socket.next().await.unwrap();
        if let Some(found) = meaning(&event) {
            return found;
        }
    }
}

#[tokio::test]
async fn an_own_change_comes_back_as_an_event() {
    let stack = Stack::start().await;
    let (api, mut socket) = listening(&stack).await;
    api.set_presence("away", Some(Some("lunch"))).await.unwrap();
    let status = until(&mut socket, |event| match event {
        Event::Presence(presence) if presence.uuid == api.user_uuid() => Some(presence.clone()),
        _ => None,
    })
    .await;
    assert_eq!(
        (status.state.as_str(), status.status.as_deref()),
        ("away", Some("lunch"))
    );

    api.set_dnd(true).await.unwrap();
    let is_on =
        |event: &Event| matches!(event, Event::DoNotDisturb { enabled: true }).then_some(());
    until(&mut socket, is_on).await;
    api.set_forward(Forward::Busy, true, Some("1009"))
        .await
        .unwrap();
    let destination = until(&mut socket, |event| match event {
        Event::Forward {
            which: Forward::Busy,
            enabled: true,
            destination,
        } => destination.clone(),
        _ => None,
    })
    .await;
    assert_eq!(destination, "1009");
    let user = api.own_user().await.unwrap();
    assert_eq!(user.services.do_not_disturb, Some(true));
    assert!(user.forwards.busy.unwrap().enabled);
}

#[tokio::test]
async fn a_call_is_followed_from_its_beginning_to_its_end() {
    let stack = Stack::start().await;
    let (api, mut socket) = listening(&stack).await;
    let asked = CallRequest {
        extension: "1003".into(),
        ..CallRequest::default()
    };
    let call = api.call(&asked).await.unwrap();
    let begun = until(&mut socket, |event| match event {
        Event::CallCreated(call) | Event::CallUpdated(call) => Some(call.clone()),
        _ => None,
    })
    .await;
    assert_eq!(begun.call_id, call.call_id);
    assert!(begun.is_caller);
    assert_eq!(api.calls().await.unwrap()[0].call_id, call.call_id);
    api.hang_up(&call.call_id).await.unwrap();
    let ended = until(&mut socket, |event| match event {
        Event::CallEnded { call, .. } => Some(call.call_id.clone()),
        _ => None,
    })
    .await;
    assert_eq!(ended, call.call_id);
    assert_eq!(api.calls().await, Ok(vec![]));
    assert_eq!(api.hang_up(&call.call_id).await, Err(Error::NotFound));
    let nothing = TransferRequest {
        initiator_call: call.call_id,
        exten: "1002".into(),
        flow: Flow::Attended,
        timeout: None,
    };
    let refused = api.transfer(&nothing).await;
    assert!(
        matches!(&refused, Err(Error::Refused { error_id: Some(id), .. }) if id == "transfer-creation-error"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_transfer_is_told_step_by_step() {
    let stack = Stack::start().await;
    let (api, mut socket) = listening(&stack).await;
    for who in [api.user_uuid(), "1002", "1003"] {
        let phone = json!({"who": who, "answers_after_ms": 0, "picks_up_after_ms": 0});
        stack.tell("/phones", phone).await;
    }
    let asked = CallRequest {
        extension: "1002".into(),
        ..CallRequest::default()
    };
    let call = api.call(&asked).await.unwrap().call_id;
    let connected = |event: &Event| match event {
        Event::CallUpdated(call) if !call.talking_to.is_empty() => Some(()),
        _ => None,
    };
    until(&mut socket, connected).await;
    let transfer = TransferRequest {
        initiator_call: call,
        exten: "1003".into(),
        ..TransferRequest::default()
    };
    let transfer = api.transfer(&transfer).await.unwrap();
    let mut steps = Vec::new();
    let reached = |step: TransferStep| {
        let id = transfer.id.clone();
        move |event: &Event| match event {
            Event::Transfer {
                step: told,
                transfer,
            } if transfer.id == id => (*told == step).then_some(()),
            _ => None,
        }
    };
    until(&mut socket, reached(TransferStep::Answered)).await;
    assert_eq!(api.transfers().await.unwrap()[0].id, transfer.id);
    api.complete_transfer(&transfer.id).await.unwrap();
    until(&mut socket, |event| {
        if let Event::Transfer { step, .. } = event {
            steps.push(*step);
        }
        (steps.last() == Some(&TransferStep::Ended)).then_some(())
    })
    .await;
    assert!(steps.contains(&TransferStep::Completed), "{steps:?}");
    assert_eq!(
        api.cancel_transfer(&transfer.id).await,
        Err(Error::NotFound)
    );
}

#[tokio::test]
async fn people_write_to_each_other() {
    let stack = Stack::start().await;
    let (api, mut socket) = listening(&stack).await;
    let presences = api.every_presence().await.unwrap();
    let other = presences
        .iter()
        .find(|one| one.uuid != api.user_uuid())
        .unwrap();
    let room = api.create_room(&[&other.uuid], None).await.unwrap();
    assert_eq!(
        api.create_room(&[&other.uuid], None).await.unwrap().uuid,
        room.uuid
    );
    let sent = api
        .send_message(&room.uuid, "hello", Some("Me"))
        .await
        .unwrap();
    let told = until(&mut socket, |event| match event {
        Event::Message(message) => Some(message.clone()),
        _ => None,
    })
    .await;
    assert_eq!(told, sent);
    let said = json!({"from": other.uuid, "to": api.user_uuid(), "content": "hi"});
    stack.tell("/chat/say", said).await;
    let answer = until(&mut socket, |event| match event {
        Event::Message(message) if message.user_uuid == other.uuid => Some(message.clone()),
        _ => None,
    })
    .await;
    assert_eq!((answer.content.as_str(), &answer.room), ("hi", &room.uuid));
    let page = api.messages(&room.uuid, 1, 0).await.unwrap();
    assert_eq!((page.messages, page.total), (vec![answer.clone()], Some(2)));
    assert_eq!(
        api.messages(&room.uuid, 5, 1).await.unwrap().messages,
        std::slice::from_ref(&sent)
    );
    let since = api
        .messages_since(&room.uuid, &answer.created_at, 9)
        .await
        .unwrap();
    assert_eq!(since.messages, std::slice::from_ref(&answer));
    let last = api.last_messages().await.unwrap();
    assert!(last.contains(&answer) && !last.contains(&sent), "{last:?}");
    let nowhere = "00000000-0000-4000-8000-000000000000";
    assert_eq!(api.messages(nowhere, 1, 0).await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_administrator_is_not_told_of_what_others_say_to_each_other() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    let rights = json!({"user": api.user_uuid(), "admin": true, "scopes": ["#"]});
    stack.tell("/grant", rights).await;
    let mut socket = api.socket(EVENTS).await.unwrap();
    let said = json!({"from": "1002", "to": "1003", "content": "hi"});
    stack.tell("/chat/say", said).await;
    let dialled = json!({"who": "1002", "number": "1003"});
    stack.tell("/phones/dial", dialled).await;
    let mut passed_over: HashSet<&str> = [
        "chatd_user_room_created",
        "chatd_user_room_message_created",
        "call_created",
        "call_updated",
    ]
    .into();
    until(&mut socket, |event| {
        match event {
            Event::Other { name } => drop(passed_over.remove(name.as_str())),
            Event::Presence(_) => {}
            event => panic!("{event:?}"),
        }
        passed_over.is_empty().then_some(())
    })
    .await;

    api.set_dnd(true).await.unwrap();
    let is_on =
        |event: &Event| matches!(event, Event::DoNotDisturb { enabled: true }).then_some(());
    until(&mut socket, is_on).await;
}

#[tokio::test]
async fn an_agent_goes_in_and_out() {
    let stack = Stack::start().await;
    let (api, mut socket) = listening(&stack).await;
    let line = api.own_user().await.unwrap().lines[0].id.unwrap();
    api.agent_login(line).await.unwrap();
    let is_in = |event: &Event| match event {
        Event::AgentStatus {
            logged_in: true,
            agent_id,
        } => Some(*agent_id),
        _ => None,
    };
    let agent = until(&mut socket, is_in).await;
    assert_eq!(api.own_agent().await.unwrap().unwrap().id, Some(agent));
    assert!(matches!(
        api.agent_login(line).await,
        Err(Error::Refused { status: 409, .. })
    ));
    api.agent_pause(Some("lunch")).await.unwrap();
    let own = api.own_agent().await.unwrap().unwrap();
    assert_eq!(
        (own.paused, own.paused_reason.as_deref()),
        (true, Some("lunch"))
    );
    api.agent_unpause().await.unwrap();
    api.agent_logoff().await.unwrap();
    assert!(matches!(
        api.agent_logoff().await,
        Err(Error::Refused { status: 409, .. })
    ));
    assert!(matches!(api.agents().await, Err(Error::Forbidden { .. })));
    let scope = "agentd.agents.read";
    assert!(!api.granted(&[scope]).await.unwrap()[scope]);
}

#[tokio::test]
async fn a_renewed_token_is_taken_without_a_new_connection() {
    let stack = Stack::start().await;
    let (api, mut socket) = listening(&stack).await;
    let reading = tokio::spawn(async move {
        let away = |event: &Event| match event {
            Event::Presence(presence) if presence.state == "away" => Some(()),
            _ => None,
        };
        until(&mut socket, away).await;
    });
    stack.tell("/token/expire", json!({})).await;
    assert_eq!(api.check_token("websocketd").await, Ok(TokenState::Gone));
    api.set_presence("away", None).await.unwrap();
    reading.await.unwrap();
}

#[tokio::test]
async fn each_way_to_be_closed_is_told_apart() {
    let stack = Stack::start().await;
    let api = stack.api().await;
    for (code, meaning) in [
        (4002, Closed::TokenRefused),
        (4003, Closed::TokenExpired),
        (4004, Closed::Protocol),
        (1011, Closed::Server),
        (1001, Closed::Going),
    ] {
        let mut socket = api.socket(EVENTS).await.unwrap();
        stack.tell("/socket/close", json!({"code": code})).await;
        let closed = loop {
            if let Err(closed) = socket.next().await {
                break closed;
            }
        };
        assert_eq!(closed, meaning, "{code}");
        for before_start in [false, true] {
            let refuse = json!({"code": code, "before_start": before_start});
            stack.tell("/socket/refuse", refuse).await;
            assert_eq!(
                api.socket(EVENTS).await.err(),
                Some(meaning.clone()),
                "{code}"
            );
        }
        stack.tell("/socket/refuse", json!({"code": null})).await;
    }
}
