//! A laboratory with a clock moved by hand, and people who listen to everything.

use std::collections::BTreeMap;

use futures_util::{SinkExt, StreamExt};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use wazo_sandbox::{Options, Population, Sandbox};

use crate::recording::Event;

pub const PEOPLE: [&str; 3] = ["alice", "bob", "carol"];

/// The last thing told, so that a listener knows that it has heard all.
const LAST: &str = "the_last_one";

pub struct Stage {
    sandbox: Sandbox,
    client: Client,
    tokens: BTreeMap<&'static str, String>,
    listeners: BTreeMap<&'static str, WebSocketStream<TcpStream>>,
}

impl Stage {
    /// What is told to the control, by path, is so before anybody listens.
    pub async fn open<'a>(told: impl IntoIterator<Item = (&'a str, Value)>) -> Stage {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let options = Options {
            population: Population::Lab,
            control: true,
            ..Options::default()
        };
        let mut stage = Stage {
            sandbox: Sandbox::start(options).await.unwrap(),
            client: Client::builder().no_proxy().build().unwrap(),
            tokens: BTreeMap::new(),
            listeners: BTreeMap::new(),
        };
        stage.tell("clock", json!({"manual": true})).await;
        for (path, body) in told {
            stage.tell(path, body).await;
        }
        for who in PEOPLE {
            let token = stage.sign_in(who).await;
            stage.tokens.insert(who, token);
        }
        stage.say_present("alice", "").await;
        stage.say_present("bob", "hi").await;
        for who in PEOPLE {
            let listener = listen(stage.sandbox.url(), &stage.tokens[who]).await;
            stage.listeners.insert(who, listener);
        }
        stage
    }

    /// As in the laboratory before the scenarios.
    async fn say_present(&self, who: &str, status: &str) {
        let token = &self.tokens[who];
        let url = self.sandbox.url();
        let session = self.client.get(format!("{url}/api/auth/0.1/token/{token}"));
        let session: Value = session.send().await.unwrap().json().await.unwrap();
        let user = session["data"]["metadata"]["uuid"].as_str().unwrap();
        let path = format!("/api/chatd/1.0/users/{user}/presences");
        let body = json!({"state": "available", "status": status});
        assert_eq!(self.ask(who, "PUT", &path, &body).await.0, 204);
    }

    async fn sign_in(&self, who: &str) -> String {
        let request = self
            .client
            .post(format!("{}/api/auth/0.1/token", self.sandbox.url()))
            .basic_auth(
                format!("{who}@acme.example"),
                Some(format!("lab-password-{who}")),
            )
            .body("{}");
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        answer["data"]["token"].as_str().unwrap().to_owned()
    }

    /// A request of somebody; the body is text where it is no JSON.
    pub async fn ask(&self, who: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method: Method = method.parse().unwrap();
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.sandbox.url()))
            .header("X-Auth-Token", &self.tokens[who]);
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        read(request.send().await.unwrap()).await
    }

    /// What the control does, which has to succeed.
    pub async fn tell(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_to_tell(path, body.clone()).await;
        assert!(status < 300, "{path} {body}: {answer}");
        answer
    }

    pub async fn try_to_tell(&self, path: &str, body: Value) -> (u16, Value) {
        let url = format!("{}/{path}", self.sandbox.control_url().unwrap());
        let request = self.client.post(url).body(body.to_string());
        read(request.send().await.unwrap()).await
    }

    /// All that is known of calls and transfers by control.
    pub async fn exchange(&self) -> Value {
        let url = format!("{}/exchange", self.sandbox.control_url().unwrap());
        read(self.client.get(url).send().await.unwrap()).await.1
    }

    /// The next event of somebody that is as wanted; those before it are passed over.
    pub async fn hears(&mut self, who: &str, wanted: impl Fn(&Event) -> bool) -> Event {
        let listener = self.listeners.get_mut(who).unwrap();
        loop {
            let event = next(listener).await.unwrap();
            if wanted(&event) {
                return event;
            }
        }
    }

    /// Ends it; what each was told, in order.
    pub async fn close(mut self) -> BTreeMap<&'static str, Vec<Event>> {
        let last = json!({
            "name": LAST,
            "data": {},
            "to": "*",
            "acl": "events.chatd.users.last.presences.updated",
        });
        self.tell("events", last).await;
        let mut told = BTreeMap::new();
        for (who, listener) in &mut self.listeners {
            let mut events = Vec::new();
            while let Some(event) = next(listener).await {
                if event.name == LAST {
                    break;
                }
                events.push(event);
            }
            told.insert(*who, events);
        }
        self.sandbox.stop().await;
        told
    }
}

async fn read(response: reqwest::Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
    (status, body)
}

async fn listen(url: &str, token: &str) -> WebSocketStream<TcpStream> {
    let address = url.strip_prefix("http://").unwrap();
    let mut request = format!("ws://{address}/api/websocketd/?version=2")
        .into_client_request()
        .unwrap();
    request
        .headers_mut()
        .insert("X-Auth-Token", token.parse().unwrap());
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut socket, _) = tokio_tungstenite::client_async(request, stream)
        .await
        .unwrap();
    assert_eq!(frame(&mut socket).await.unwrap()["op"], "init");
    for op in [
        json!({"op": "subscribe", "data": {"event_name": "*"}}),
        json!({"op": "start"}),
    ] {
        socket.send(Message::text(op.to_string())).await.unwrap();
        assert_eq!(frame(&mut socket).await.unwrap()["op"], op["op"]);
    }
    socket
}

async fn frame(socket: &mut WebSocketStream<TcpStream>) -> Option<Value> {
    loop {
        match socket.next().await?.unwrap() {
            Message::Text(text) => return Some(serde_json::from_str(&text).unwrap()),
            Message::Close(_) => return None,
            _ => {}
        }
    }
}

async fn next(socket: &mut WebSocketStream<TcpStream>) -> Option<Event> {
    let mut frame = frame(socket).await?;
    Some(serde_json::from_value(frame["data"].take()).unwrap())
}
