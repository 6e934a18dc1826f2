//! Rooms and messages.

use reqwest::Method;
use serde_json::{Value, json};

use crate::listener::Listener;
use crate::visitor::{Visitor, demo};

const ROOMS: &str = "/api/chatd/1.0/users/me/rooms";

async fn uuid_of(visitor: &Visitor, number: &str) -> Value {
    visitor.tell("/presence", json!({"number": number})).await["uuid"].clone()
}

async fn room_with(visitor: &Visitor, users: &[&Value]) -> Value {
    let users: Vec<Value> = users.iter().map(|uuid| json!({"uuid": uuid})).collect();
    let (status, room) = visitor
        .send(Method::POST, ROOMS, json!({"users": users}))
        .await;
    assert_eq!(status, 201, "{room}");
    room
}

async fn say(visitor: &Visitor, room: &Value, content: &str) -> Value {
    let path = format!("{ROOMS}/{}/messages", room["uuid"].as_str().unwrap());
    let (status, message) = visitor
        .send(Method::POST, &path, json!({"content": content}))
        .await;
    assert_eq!(status, 201, "{message}");
    message
}

fn contents(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().unwrap();
    items
        .iter()
        .map(|message| message["content"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_same_people_have_one_room() {
    let (_sandbox, visitor) = demo().await;
    let (emilie, marie) = (
        uuid_of(&visitor, "1001").await,
        uuid_of(&visitor, "1003").await,
    );
    let room = room_with(&visitor, &[&emilie]).await;
    assert_eq!(room["users"].as_array().unwrap().len(), 2);
    assert_eq!(room_with(&visitor, &[&emilie]).await, room);
    let group = room_with(&visitor, &[&emilie, &marie]).await;
    assert_ne!(group["uuid"], room["uuid"]);
    let rooms = async |query: String| {
        let (_, answer) = visitor.get(&format!("{ROOMS}{query}")).await;
        answer["total"].clone()
    };
    assert_eq!(rooms(String::new()).await, 2);
    assert_eq!(
        rooms(format!("?user_uuid={}", marie.as_str().unwrap())).await,
        1
    );
}

#[tokio::test]
async fn a_room_needs_somebody_else_and_nobody_twice() {
    let (_sandbox, visitor) = demo().await;
    let emilie = uuid_of(&visitor, "1001").await;
    let alone = json!({"users": []});
    let (status, problem) = visitor.send(Method::POST, ROOMS, alone).await;
    assert_eq!(
        (status, &problem["error_id"]),
        (400, &json!("invalid-data"))
    );
    let twice = json!({"users": [{"uuid": emilie}, {"uuid": emilie}]});
    let (status, problem) = visitor.send(Method::POST, ROOMS, twice).await;
    assert_eq!(
        (status, &problem["error_id"]),
        (400, &json!("duplicate-user"))
    );
}

#[tokio::test]
async fn messages_come_by_pages_newest_first() {
    let (_sandbox, visitor) = demo().await;
    let room = room_with(&visitor, &[&uuid_of(&visitor, "1001").await]).await;
    let mut said = Vec::new();
    for content in ["one", "two", "three", "déjà"] {
        said.push(say(&visitor, &room, content).await);
    }
    let page = async |query: &str| {
        let path = format!("{ROOMS}/{}/messages{query}", room["uuid"].as_str().unwrap());
        visitor.get(&path).await.1
    };
    assert_eq!(contents(&page("").await), ["déjà", "three", "two", "one"]);
    assert_eq!(contents(&page("?limit=2&offset=1").await), ["three", "two"]);
    assert_eq!(contents(&page("?direction=asc&limit=1").await), ["one"]);
    let found = page("?search=DEJA").await;
    assert_eq!(contents(&found), ["déjà"]);
    assert_eq!(
        (&found["filtered"], &found["total"]),
        (&json!(1), &json!(4))
    );
    let since = said[2]["created_at"].as_str().unwrap().replace('+', "%2B");
    assert_eq!(
        contents(&page(&format!("?from_date={since}")).await),
        ["déjà", "three"]
    );
}

#[tokio::test]
async fn the_last_message_of_each_room_comes_in_one_answer() {
    let (_sandbox, visitor) = demo().await;
    for number in ["1001", "1003"] {
        let room = room_with(&visitor, &[&uuid_of(&visitor, number).await]).await;
        say(&visitor, &room, "hello").await;
        say(&visitor, &room, &format!("bye {number}")).await;
    }
    let (_, last) = visitor
        .get(&format!("{ROOMS}/messages?distinct=room_uuid"))
        .await;
    assert_eq!(contents(&last), ["bye 1003", "bye 1001"]);
    assert_eq!(visitor.get(&format!("{ROOMS}/messages")).await.0, 400);
}

#[tokio::test]
async fn both_people_of_a_room_hear_what_is_said_in_it() {
    let (sandbox, visitor) = demo().await;
    let colleague = Visitor::sign_in(
        sandbox.url(),
        "emilie.lefevre@acme.example",
        "sandbox",
        visitor.control.clone(),
    )
    .await;
    let names = ["chatd_user_room_created", "chatd_user_room_message_created"];
    let mut author = Listener::start(&visitor, &names).await;
    let mut other = Listener::start(&colleague, &names).await;
    let room = room_with(&visitor, &[&json!(colleague.user)]).await;
    let message = say(&visitor, &room, "hello").await;
    for listener in [&mut author, &mut other] {
        assert_eq!(listener.event().await, (names[0].to_owned(), room.clone()));
        assert_eq!(
            listener.event().await,
            (names[1].to_owned(), message.clone())
        );
    }
    let answer = json!({"from": "1001", "to": visitor.user, "content": "hello to you"});
    let said = visitor.tell("/chat/say", answer).await;
    assert_eq!(said["room"]["uuid"], room["uuid"]);
    assert_eq!(author.event().await.1["content"], "hello to you");
}

#[tokio::test]
async fn a_room_of_others_cannot_be_read() {
    let (_sandbox, visitor) = demo().await;
    let said = json!({"from": "1001", "to": "1003", "content": "psst"});
    let said = visitor.tell("/chat/say", said).await;
    let room = said["room"]["uuid"].as_str().unwrap();
    let (status, problem) = visitor.get(&format!("{ROOMS}/{room}/messages")).await;
    assert_eq!(
        (status, &problem["error_id"]),
        (404, &json!("unknown-room"))
    );
}
