use people_core::list::View;
use people_engine::api::{AppError, Connection, Message, MessageState, Room, Update};
use serde_json::json;

use crate::bench::{Bench, SignedIn};
use crate::floor::{ANN, BOB, ZOE};

impl Bench {
    async fn says(&self, who: &str, text: &str) {
        let said = json!({"from": who, "to": ZOE, "content": text});
        self.control.send("POST", "chat/say", said).await;
    }

    /// The websocket is closed, and open again when this has been said.
    async fn loses_the_way_while(&self, who: &str, text: &str) {
        let refuse = json!({"code": 1011});
        for path in ["socket/refuse", "socket/close"] {
            self.control.send("POST", path, refuse.clone()).await;
        }
        self.says(who, text).await;
        let open = json!({"code": null});
        self.control.send("POST", "socket/refuse", open).await;
    }
}

impl SignedIn {
    async fn user(&self, extension: &str) -> String {
        let row = self.row(View::All, extension).await;
        self.engine.menu(row).await.unwrap().user.unwrap()
    }

    async fn chat(&self, extension: &str) -> Room {
        let user = self.user(extension).await;
        self.engine.open_chat(user).await.unwrap()
    }

    async fn texts(&self, room: &Room) -> Vec<String> {
        let page = self.engine.messages(room.id.clone(), None, 100).await;
        texts(&page.unwrap().messages)
    }

    async fn message(&mut self, wanted: impl Fn(&Message) -> bool) -> (Message, Option<String>) {
        self.update(|update| match update {
            Update::Message { message, replaces } if wanted(message) => {
                Some((message.clone(), replaces.clone()))
            }
            _ => None,
        })
        .await
    }

    async fn room(&mut self, wanted: impl Fn(&Room) -> bool) -> Room {
        self.update(|update| match update {
            Update::Room { room } if wanted(room) => Some(room.clone()),
            _ => None,
        })
        .await
    }

    async fn is_told(&mut self, text: &str) -> Message {
        self.update(|update| match update {
            Update::Wrote { message } if message.text == text => Some(message.clone()),
            _ => None,
        })
        .await
    }
}

fn texts(messages: &[Message]) -> Vec<String> {
    messages
        .iter()
        .map(|message| message.text.clone())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_write_to_each_other() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let mut there = bench.colleague(&here, ANN).await;
    let room = here.chat(ANN).await;
    assert_eq!(room.users.len(), 1);
    assert!(room.users[0].name.is_some() && room.users[0].row.is_some());
    assert_eq!(here.chat(ANN).await.id, room.id);

    let hello = "see https://a.example/x.".to_owned();
    let sending = here
        .engine
        .send_message(room.id.clone(), hello.clone())
        .await
        .unwrap();
    assert_eq!((sending.state, sending.from), (MessageState::Sending, None));
    let (sent, replaces) = here
        .message(|message| message.state == MessageState::Sent)
        .await;
    assert_eq!(replaces, Some(sending.id));
    let heard = there.is_told(&hello).await;
    assert_eq!((&heard.id, &heard.room), (&sent.id, &room.id));
    assert_eq!(heard.links, [(4, 23)]);
    assert!(heard.from.is_some());

    let rooms = there.engine.rooms().await.unwrap();
    assert_eq!((rooms.len(), rooms[0].unread), (1, 1));
    there.engine.mark_read(room.id.clone()).await.unwrap();
    assert_eq!(there.engine.rooms().await.unwrap()[0].unread, 0);
    there
        .engine
        .send_message(room.id.clone(), "yes".into())
        .await
        .unwrap();
    here.is_told("yes").await;
    for side in [&here, &there] {
        assert_eq!(side.texts(&room).await, [hello.as_str(), "yes"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_chats_alone() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let own = bench.colleague(&here, ANN).await.user(ZOE).await;
    assert_eq!(here.engine.open_chat(own).await, Err(AppError::NotAllowed));
    let nowhere = "00000000-0000-4000-8000-000000000000".to_owned();
    let asked = here.engine.messages(nowhere.clone(), None, 5).await;
    assert_eq!(asked, Err(AppError::NoSuchRoom));
    let sent = here.engine.send_message(nowhere, "hi".into()).await;
    assert_eq!(sent, Err(AppError::NoSuchRoom));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_fails_stays_and_can_be_sent_again_or_given_up() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let room = here.chat(ANN).await;
    bench
        .control
        .fault(json!({"method": "POST", "path": "/api/chatd/1.0/users/me/rooms/*/messages", "status": 503}))
        .await;
    let failed = |message: &Message| matches!(message.state, MessageState::Failed { .. });
    here.engine
        .send_message(room.id.clone(), "one".into())
        .await
        .unwrap();
    let (first, _) = here.message(failed).await;
    here.engine
        .send_message(room.id.clone(), "two".into())
        .await
        .unwrap();
    let (second, _) = here.message(|it| failed(it) && it.text == "two").await;
    assert_eq!(here.texts(&room).await, ["one", "two"]);

    bench.control.heal().await;
    here.engine.discard_message(first.id).await.unwrap();
    here.engine.send_again(second.id.clone()).await.unwrap();
    let (sent, replaces) = here.message(|it| it.state == MessageState::Sent).await;
    assert_eq!((sent.text.as_str(), replaces), ("two", Some(second.id)));
    assert_eq!(here.texts(&room).await, ["two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_answer_was_lost_is_not_doubled() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let room = here.chat(ANN).await;
    bench
        .control
        .fault(json!({"method": "POST", "path": "/api/chatd/1.0/users/me/rooms/*/messages", "cut_after": 0}))
        .await;
    here.engine
        .send_message(room.id.clone(), "hello".into())
        .await
        .unwrap();
    here.message(|message| message.state == MessageState::Sent)
        .await;
    bench.control.heal().await;
    here.engine
        .send_message(room.id.clone(), "again".into())
        .await
        .unwrap();
    here.message(|message| message.text == "again" && message.state == MessageState::Sent)
        .await;
    assert_eq!(here.texts(&room).await, ["hello", "again"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn history_comes_in_pages() {
    let bench = Bench::new().await;
    for number in 0..130 {
        bench.says(ANN, &number.to_string()).await;
    }
    let here = bench.signed_in().await;
    let room = here.chat(ANN).await;
    let mut before = None;
    let mut all = Vec::new();
    loop {
        let page = here
            .engine
            .messages(room.id.clone(), before.clone(), 40)
            .await
            .unwrap();
        before = page.messages.first().map(|message| message.id.clone());
        all.splice(0..0, texts(&page.messages));
        if !page.more {
            break;
        }
        assert_eq!(page.messages.len(), 40);
    }
    let expected: Vec<_> = (0..130).map(|number| number.to_string()).collect();
    assert_eq!(all, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_looks_for_a_message_that_is_not_known() {
    let bench = Bench::new().await;
    for number in 0..60 {
        bench.says(ANN, &number.to_string()).await;
    }
    let here = bench.signed_in().await;
    let room = here.chat(ANN).await;
    let nowhere = Some("00000000-0000-4000-8000-000000000000".to_owned());
    let page = here.engine.messages(room.id, nowhere, 5).await.unwrap();
    assert_eq!((page.messages, page.more), (vec![], true));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_of_a_gap_has_the_conversation_read_again() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    bench.says(ANN, "before").await;
    here.is_told("before").await;
    let path = "/api/chatd/1.0/users/me/rooms/*/messages";
    bench
        .control
        .fault(json!({"method": "GET", "path": path, "status": 400}))
        .await;
    bench.loses_the_way_while(ANN, "meanwhile").await;
    here.update(|update| matches!(update, Update::Rooms).then_some(()))
        .await;
    bench.control.heal().await;
    let rooms = here.engine.rooms().await.unwrap();
    assert_eq!(here.texts(&rooms[0]).await, ["before", "meanwhile"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_for_a_while_ends_no_conversation() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    bench.says(ANN, "before").await;
    here.is_told("before").await;
    let path = "/api/chatd/1.0/users/me/rooms/*/messages";
    for fault in [
        json!({"method": "GET", "path": path, "status": 401, "times": 2}),
        json!({"method": "HEAD", "path": "/api/auth/0.1/token/", "status": 404, "times": 2}),
    ] {
        bench.control.fault(fault).await;
    }
    bench.loses_the_way_while(ANN, "meanwhile").await;
    here.is_told("meanwhile").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_meanwhile_is_unread_after_a_restart() {
    let bench = Bench::new().await;
    bench.says(ANN, "old").await;
    let mut here = bench.signed_in().await;
    assert_eq!(here.engine.rooms().await.unwrap()[0].unread, 0);
    bench.says(ANN, "read").await;
    let message = here.is_told("read").await;
    here.engine.mark_read(message.room).await.unwrap();
    here.engine.close().await.unwrap();
    drop(here);

    bench.says(ANN, "1").await;
    bench.says(ANN, "2").await;
    bench.says(BOB, "3").await;
    let engine = bench.engine().await;
    let updates = engine.updates();
    let session = engine.resume(None).await.unwrap().unwrap();
    engine.in_step().await.unwrap();
    let mut here = SignedIn {
        engine,
        session,
        updates,
    };
    let counts = |rooms: &[Room]| rooms.iter().map(|room| room.unread).collect::<Vec<_>>();
    let rooms = here.engine.rooms().await.unwrap();
    if counts(&rooms) != [1, 2] {
        here.room(|room| room.unread == 2).await;
    }
    let rooms = here.engine.rooms().await.unwrap();
    assert_eq!(counts(&rooms), [1, 2]);
    assert_eq!(here.texts(&rooms[1]).await, ["old", "read", "1", "2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_while_the_way_was_lost_is_told_once() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    bench.says(ANN, "before").await;
    let room = here.is_told("before").await.room;
    let refuse = json!({"code": 1011});
    bench
        .control
        .send("POST", "socket/refuse", refuse.clone())
        .await;
    bench.control.send("POST", "socket/close", refuse).await;
    here.connection(|connection| matches!(connection, Connection::Behind { .. }))
        .await;
    for text in ["1", "2", "3"] {
        bench.says(ANN, text).await;
    }
    let open = json!({"code": null});
    bench.control.send("POST", "socket/refuse", open).await;
    let mut told = Vec::new();
    while told.len() < 3 {
        let wrote = here.update(|update| match update {
            Update::Wrote { message } => Some(message.text.clone()),
            _ => None,
        });
        told.push(wrote.await);
    }
    told.sort();
    assert_eq!(told, ["1", "2", "3"]);
    bench.says(ANN, "after").await;
    assert_eq!(here.is_told("after").await.room, room);
    let rooms = here.engine.rooms().await.unwrap();
    assert_eq!((rooms.len(), rooms[0].unread), (1, 5));
    assert_eq!(
        here.texts(&rooms[0]).await,
        ["before", "1", "2", "3", "after"]
    );
}
