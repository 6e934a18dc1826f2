//! A client of a sandbox's websocket.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::visitor::Visitor;

/// A connection that has started, or not yet.
pub struct Listener {
    socket: WebSocketStream<TcpStream>,
}

/// What is heard next.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Frame(Value),
    /// The code of the close frame.
    Closed(u16),
    /// An end without a word.
    Broken,
}

impl Listener {
    /// After the handshake, whatever comes of it.
    pub async fn open(visitor: &Visitor, query: &str) -> Listener {
        let address = visitor.url.strip_prefix("http://").unwrap();
        let url = format!("ws://{address}/api/websocketd/{query}");
        let mut request = url.into_client_request().unwrap();
        let token = visitor.token.parse().unwrap();
        request.headers_mut().insert("X-Auth-Token", token);
        let stream = TcpStream::connect(address).await.unwrap();
        let (socket, _) = client_async(request, stream).await.unwrap();
        Listener { socket }
    }

    /// Subscribed and started, in version 2.
    pub async fn start(visitor: &Visitor, names: &[&str]) -> Listener {
        let mut listener = Listener::open(visitor, "?version=2").await;
        assert_eq!(listener.frame().await["op"], "init");
        for name in names {
            listener
                .ask(&json!({"op": "subscribe", "data": {"event_name": name}}))
                .await;
            assert_eq!(listener.frame().await["op"], "subscribe");
        }
        listener.ask(&json!({"op": "start"})).await;
        assert_eq!(listener.frame().await["op"], "start");
        listener
    }

    pub async fn ask(&mut self, frame: &Value) {
        self.socket
            .send(Message::text(frame.to_string()))
            .await
            .unwrap();
    }

    pub async fn next(&mut self) -> Heard {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Heard::Frame(serde_json::from_str(&text).unwrap());
                }
                Some(Ok(Message::Close(close))) => {
                    return Heard::Closed(close.map_or(1005, |close| close.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Heard::Broken,
            }
        }
    }

    pub async fn frame(&mut self) -> Value {
        match self.next().await {
            Heard::Frame(frame) => frame,
            other => panic!("{other:?}"),
        }
    }

    /// The next event's name and data.
    pub async fn event(&mut self) -> (String, Value) {
        let frame = self.frame().await;
        assert_eq!(frame["op"], "event", "{frame}");
        let event = &frame["data"];
        (
            event["name"].as_str().unwrap().to_owned(),
            event["data"].clone(),
        )
    }
}
