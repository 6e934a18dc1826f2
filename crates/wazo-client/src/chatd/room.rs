//! Rooms and their messages. The server keeps no mark of what was read.

use reqwest::Method;
use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::route::Route;
use crate::{Api, Error, lenient};

/// A conversation (`Room` of the specification).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Room {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// The name that somebody gave it.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub name: Option<String>,
    /// Everybody in it, the own user included.
    #[serde(deserialize_with = "lenient::objects")]
    pub users: Vec<RoomUser>,
}

/// Somebody in a room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RoomUser {
    /// The user.
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: String,
    /// Their address elsewhere, for somebody who is reached by text message or the like.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub identity: Option<String>,
}

/// A message (recording `chatd_message`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, from = "Received")]
pub struct Message {
    /// Its id.
    pub uuid: String,
    /// The room that it was written in.
    pub room: String,
    /// Who wrote it.
    pub user_uuid: String,
    /// The name that its author wanted to be shown by.
    pub alias: Option<String>,
    /// What was written.
    pub content: String,
    /// When, in ISO 8601.
    pub created_at: String,
}

/// Some messages of a room, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagePage {
    /// The messages.
    pub messages: Vec<Message>,
    /// How many there are in all, where the server says so.
    pub total: Option<i64>,
}

impl Api {
    /// The rooms that the own user is in.
    pub async fn rooms(&self) -> Result<Vec<Room>, Error> {
        self.read(Request::get(rooms()), parse_rooms).await
    }

    /// The newest message of each room.
    pub async fn last_messages(&self) -> Result<Vec<Message>, Error> {
        let request = Request::get(rooms().then("/messages")).query("distinct", "room_uuid");
        let page = self.read(request, parse_messages).await?;
        Ok(page.messages)
    }

    /// A room with these people and the own user: the one that there is, or a new one.
    pub async fn create_room(&self, users: &[&str], name: Option<&str>) -> Result<Room, Error> {
        #[derive(Serialize)]
        struct Wanted<'a> {
            users: Vec<User<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<&'a str>,
        }
        #[derive(Serialize)]
        struct User<'a> {
            uuid: &'a str,
        }
        let users = users.iter().map(|&uuid| User { uuid }).collect();
        let request = Request::new(Method::POST, rooms()).json(&Wanted { users, name })?;
        self.read(request, parse_room).await
    }

    /// A room's messages, newest first, without the `offset` newest. [`Error::NotFound`] when the
    /// own user is in no such room.
    pub async fn messages(
        &self,
        room: &str,
        limit: u32,
        offset: u32,
    ) -> Result<MessagePage, Error> {
        let request = Request::get(messages(room)?)
            .query("order", "created_at")
            .query("direction", "desc")
            .query("limit", limit.to_string())
            .query("offset", offset.to_string());
        self.read(request, parse_messages).await
    }

    /// A room's messages since a moment in ISO 8601, the newest of them first.
    pub async fn messages_since(
        &self,
        room: &str,
        from: &str,
        limit: u32,
    ) -> Result<MessagePage, Error> {
        let request = Request::get(messages(room)?)
            .query("order", "created_at")
            .query("direction", "desc")
            .query("limit", limit.to_string())
            .query("from_date", from);
        self.read(request, parse_messages).await
    }

    /// Writes into a room. `alias` is the name to show for those who do not know the user.
    pub async fn send_message(
        &self,
        room: &str,
        content: &str,
        alias: Option<&str>,
    ) -> Result<Message, Error> {
        #[derive(Serialize)]
        struct Wanted<'a> {
            content: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            alias: Option<&'a str>,
        }
        let request = Request::new(Method::POST, messages(room)?);
        self.read(request.json(&Wanted { content, alias })?, parse_message)
            .await
    }
}

fn rooms() -> Route {
    Route::new("/api/chatd/1.0/users/me/rooms")
}

fn messages(room: &str) -> Result<Route, Error> {
    Ok(rooms().segment(room)?.then("/messages"))
}

/// Reads a room.
pub fn parse_room(body: &[u8]) -> Result<Room, Error> {
    lenient::one(body, "room", |room: &Room| !room.uuid.is_empty())
}

/// Reads a list of rooms; what has no id in it is left out.
pub fn parse_rooms(body: &[u8]) -> Result<Vec<Room>, Error> {
    lenient::items(body, "rooms", |room: &Room| !room.uuid.is_empty())
}

/// Reads a message.
pub fn parse_message(body: &[u8]) -> Result<Message, Error> {
    lenient::one(body, "message", |message: &Message| {
        !message.uuid.is_empty()
    })
}

/// Reads a list of messages; what has no id in it is left out.
pub fn parse_messages(body: &[u8]) -> Result<MessagePage, Error> {
    #[derive(Deserialize)]
    struct Page {
        #[serde(deserialize_with = "lenient::all")]
        items: Vec<Message>,
        #[serde(default, deserialize_with = "lenient::optional_integer")]
        filtered: Option<i64>,
    }
    let page: Page = lenient::answer(body, "messages")?;
    let mut messages = page.items;
    messages.retain(|message| !message.uuid.is_empty());
    Ok(MessagePage {
        messages,
        total: page.filtered,
    })
}

/// A message as it arrives, with its room in an object of its own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Received {
    #[serde(deserialize_with = "lenient::text")]
    uuid: String,
    #[serde(deserialize_with = "lenient::object")]
    room: Place,
    #[serde(deserialize_with = "lenient::text")]
    user_uuid: String,
    #[serde(deserialize_with = "lenient::optional_text")]
    alias: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    content: String,
    #[serde(deserialize_with = "lenient::text")]
    created_at: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Place {
    #[serde(deserialize_with = "lenient::text")]
    uuid: String,
}

impl From<Received> for Message {
    fn from(received: Received) -> Self {
        Self {
            uuid: received.uuid,
            room: received.room.uuid,
            user_uuid: received.user_uuid,
            alias: received.alias,
            content: received.content,
            created_at: received.created_at,
        }
    }
}
