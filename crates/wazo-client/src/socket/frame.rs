//! What the two sides say to each other: JSON, one object a text frame (recordings `ws_*`).

use serde::Deserialize;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::event::parse_event;
use crate::{Event, Secret, lenient};

/// Something that the server says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every frame is an event, and none is kept"
)]
pub enum Frame {
    /// The token is accepted.
    Init,
    /// An operation was done. Answers come in the order of their operations.
    Answer {
        /// Which.
        op: String,
    },
    /// An event.
    Event(Event),
    /// Anything else, and what cannot be read.
    Other,
}

/// Reads the text of a frame that the user `own` got.
pub fn parse_frame(text: &str, own: &str) -> Frame {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Said {
        #[serde(deserialize_with = "lenient::text")]
        op: String,
        data: Value,
    }
    let Said { op, data } = serde_json::from_str(text).unwrap_or_default();
    match op.as_str() {
        "" => Frame::Other,
        "init" => Frame::Init,
        "event" => Frame::Event(parse_event(&data, own)),
        _ => Frame::Answer { op },
    }
}

/// Reads a message of any kind.
pub(super) fn read(message: Message, own: &str) -> Frame {
    match message {
        Message::Text(text) => parse_frame(&text, own),
        _ => Frame::Other,
    }
}

pub(super) fn subscribe(event: &str) -> Message {
    said(json!({"op": "subscribe", "data": {"event_name": event}}))
}

pub(super) fn start() -> Message {
    said(json!({"op": "start"}))
}

pub(super) fn token(token: &Secret) -> Message {
    said(json!({"op": "token", "data": {"token": token.expose()}}))
}

pub(super) fn ping() -> Message {
    said(json!({"op": "ping", "data": {"payload": ""}}))
}

fn said(value: Value) -> Message {
    Message::text(value.to_string())
}
