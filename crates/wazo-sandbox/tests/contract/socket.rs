//! Each connection of `ws`, frame by frame: what was sent is sent, what came has to come.
//!
//! An event may arrive before the answer to the request that caused it, as it did in the recordings; such a request is
//! sent first. Where a recording ends with the connection open, one more event shows that nothing else was on its way.

use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Message};
use tokio_tungstenite::{WebSocketStream, client_async};
use wazo_sandbox::{Options, Population, Sandbox};

use crate::compare::{Bindings, compare};
use crate::replay::{client, recording};

/// Two of the three names that this recording does not tell it subscribed to.
const UNTOLD: [&str; 2] = ["agent_paused", "call_created"];

struct Lab {
    sandbox: Sandbox,
    client: reqwest::Client,
    bindings: Bindings,
    /// The last token that was signed in.
    token: String,
}

impl Lab {
    async fn open() -> Lab {
        let options = Options {
            population: Population::Lab,
            control: true,
            ..Options::default()
        };
        Lab {
            sandbox: Sandbox::start(options).await.unwrap(),
            client: client(),
            bindings: Bindings::default(),
            token: String::new(),
        }
    }

    /// A token of Alice's, in the place of a recorded one.
    async fn sign_in(&mut self, recorded: Option<&str>, seconds: u32) {
        let url = format!("{}/api/auth/0.1/token", self.sandbox.url());
        let request = self
            .client
            .post(url)
            .basic_auth(self.sandbox.username(), Some(self.sandbox.password()))
            .body(json!({"expiration": seconds}).to_string());
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        self.token = answer["data"]["token"].as_str().unwrap().to_owned();
        if let Some(recorded) = recorded {
            self.bindings.bind(recorded, &self.token);
        }
    }

    async fn ask(&self, method: Method, path: &str, body: &str) -> u16 {
        let url = format!("{}{path}", self.sandbox.url());
        let request = self.client.request(method, url);
        let request = request.header("X-Auth-Token", &self.token);
        let answer = request.body(body.to_owned()).send().await.unwrap();
        answer.status().as_u16()
    }

    async fn publish(&self, name: &str) {
        let url = format!("{}/events", self.sandbox.control_url().unwrap());
        let event =
            json!({"name": name, "data": null, "to": "*", "acl": "events.switchboards.x.y"});
        let request = self.client.post(url).body(event.to_string());
        assert!(request.send().await.unwrap().status().is_success());
    }

    async fn connect(&self, path: &str) -> Connection {
        let url = format!("{}{path}", self.sandbox.url().replace("http://", "ws://"));
        let address = self.sandbox.url().strip_prefix("http://").unwrap();
        let mut request = url.into_client_request().unwrap();
        // The recordings do not tell headers: without a token in the address it was sent in one, if at all.
        if !path.contains("token=") && !self.token.is_empty() {
            let token = self.token.parse().unwrap();
            request.headers_mut().insert("X-Auth-Token", token);
        }
        let stream = TcpStream::connect(address).await.unwrap();
        let (socket, _) = client_async(request, stream).await.unwrap();
        Connection { socket }
    }
}

struct Connection {
    socket: WebSocketStream<TcpStream>,
}

/// What a client sees next.
#[derive(Debug, PartialEq)]
enum Seen {
    Frame(Value),
    Closed(u16, String),
    Gone,
}

impl Connection {
    async fn send(&mut self, frame: &str) {
        let message = match frame {
            "BINARY" => Message::binary(vec![0, 1, 2]),
            text => Message::text(text),
        };
        self.socket.send(message).await.unwrap();
    }

    async fn next(&mut self) -> Seen {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Seen::Frame(serde_json::from_str(&text).unwrap());
                }
                Some(Ok(Message::Close(close))) => {
                    let close = close.unwrap_or(CloseFrame {
                        code: 1005.into(),
                        reason: "".into(),
                    });
                    return Seen::Closed(close.code.into(), close.reason.to_string());
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Seen::Gone,
            }
        }
    }

    async fn expect(&mut self, recorded: &Value, bindings: &mut Bindings, name: &str) {
        match self.next().await {
            Seen::Frame(frame) => compare(recorded, &frame, bindings)
                .unwrap_or_else(|problem| panic!("{name}: {problem}")),
            other => panic!("{name}: recorded {recorded}, seen {other:?}"),
        }
    }

    /// Leaves as the recorded client did, and is told the same code back.
    async fn leave(mut self, name: &str) {
        let close = CloseFrame {
            code: 1000.into(),
            reason: "".into(),
        };
        self.socket.close(Some(close)).await.unwrap();
        assert_eq!(
            self.next().await,
            Seen::Closed(1000, String::new()),
            "{name}"
        );
    }
}

/// Every recorded connection but the one that has no list of what was sent.
async fn replay(name: &str, seconds: u32) {
    let line = recording("ws")
        .into_iter()
        .find(|line| line["name"] == name)
        .unwrap_or_else(|| panic!("no line {name}"));
    let frames = line["frames"].as_array().unwrap();
    let mut lab = Lab::open().await;
    let tokens = tokens(&line.to_string());
    for token in &tokens {
        lab.sign_in(Some(token), seconds).await;
    }
    if name == "ws_header_token" {
        lab.sign_in(None, seconds).await;
    }
    let mut connection = None;
    let mut asked_ahead = false;
    let mut is_over = false;
    for (index, frame) in frames.iter().enumerate() {
        if let Some(path) = frame["connect"].as_str() {
            connection = Some(lab.connect(&lab.bindings.apply(path)).await);
            continue;
        }
        let there = connection.as_mut().unwrap();
        if let Some(text) = frame["send"].as_str() {
            there.send(&lab.bindings.apply(text)).await;
        } else if let Some(request) = frame["http"].as_str() {
            if !std::mem::take(&mut asked_ahead) {
                http(&lab, request).await;
            }
        } else if frame.get("recv").is_some() {
            let next = frames.get(index + 1).and_then(|next| next["http"].as_str());
            if let Some(request) = next.filter(|_| frame["recv"]["op"] == "event") {
                http(&lab, request).await;
                asked_ahead = true;
            }
            there.expect(&frame["recv"], &mut lab.bindings, name).await;
        } else if let Some(code) = frame["closed"].as_u64() {
            let reason = frame["reason"].as_str().unwrap().to_owned();
            assert_eq!(
                there.next().await,
                Seen::Closed(u16::try_from(code).unwrap(), reason),
                "{name}"
            );
            is_over = true;
        }
    }
    if !is_over {
        leave_quietly(&lab, connection.unwrap(), name).await;
    }
    lab.sandbox.stop().await;
}

/// Shows by one more event that no other frame was on its way, where the recorded client had started.
async fn leave_quietly(lab: &Lab, mut connection: Connection, name: &str) {
    let subscribe = json!({"op": "subscribe", "data": {"event_name": "last"}});
    connection.send(&subscribe.to_string()).await;
    let answer = connection.next().await;
    assert_eq!(
        answer,
        Seen::Frame(json!({"op": "subscribe", "code": 0, "data": null})),
        "{name}"
    );
    connection.send(r#"{"op": "start"}"#).await;
    let answer = connection.next().await;
    assert_eq!(
        answer,
        Seen::Frame(json!({"op": "start", "code": 0, "data": null})),
        "{name}"
    );
    lab.publish("last").await;
    match connection.next().await {
        Seen::Frame(frame) => assert_eq!(frame["data"]["name"], "last", "{name}"),
        other => panic!("{name}: {other:?}"),
    }
    connection.leave(name).await;
}

/// `PUT /path -> 204`.
async fn http(lab: &Lab, request: &str) {
    let (asked, status) = request.split_once(" -> ").unwrap();
    let (method, path) = asked.split_once(' ').unwrap();
    let path = lab.bindings.apply(path);
    let answered = lab.ask(method.parse().unwrap(), &path, "").await;
    assert_eq!(answered.to_string(), status, "{request}");
}

/// The tokens of a recording, in the order of their first use.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for (start, _) in text.match_indices("TOKEN-") {
        let token: String = text[start..]
            .chars()
            .take_while(|it| it.is_ascii_alphanumeric() || *it == '-')
            .collect();
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    tokens
}

macro_rules! replays {
    ($($test:ident: $name:literal;)*) => {$(
        #[tokio::test]
        async fn $test() {
            replay($name, 7200).await;
        }
    )*};
}

replays! {
    text_that_is_no_json_closes_the_connection: "ws_bad_json";
    any_path_below_the_location_is_taken: "ws_bad_path";
    an_unknown_token_is_let_in_and_then_sent_away: "ws_bad_token";
    an_unknown_version_is_told_before_the_token: "ws_bad_version";
    a_binary_frame_closes_the_connection: "ws_binary_frame";
    the_token_may_stand_in_the_header: "ws_header_token";
    no_token_has_a_code_of_its_own: "ws_no_token";
    a_token_is_exchanged_in_place: "ws_token_renewal";
    a_revoked_token_stays_until_the_next_check: "ws_token_revoked";
    what_happened_before_the_start_is_lost: "ws_v2_event_before_start";
    a_star_subscribes_to_everything: "ws_v2_star";
}

#[tokio::test]
async fn the_connection_ends_with_its_token() {
    replay("ws_token_expires", 1).await;
}

/// This recording has the frames that came and not those that were sent.
#[tokio::test]
async fn the_own_agent_is_heard_logging_in_and_out() {
    let line = recording("ws")
        .into_iter()
        .find(|line| line["name"] == "ws_agent_and_star_events")
        .unwrap();
    let mut lab = Lab::open().await;
    lab.sign_in(None, 7200).await;
    let mut connection = lab.connect("/api/websocketd/?version=2").await;
    let agents = "/api/agentd/1.0/users/me/agents";
    let mut names = ["agent_status_update"].into_iter().chain(UNTOLD);
    for frame in line["frames"].as_array().unwrap() {
        match (
            frame["op"].as_str().unwrap(),
            frame["data"]["data"]["status"].as_str(),
        ) {
            ("subscribe", _) => {
                let name = names.next().unwrap();
                let ask = json!({"op": "subscribe", "data": {"event_name": name}});
                connection.send(&ask.to_string()).await;
            }
            ("start", _) => connection.send(r#"{"op": "start"}"#).await,
            ("event", Some("logged_in")) => {
                let path = format!("{agents}/login");
                let status = lab.ask(Method::POST, &path, r#"{"line_id": 1}"#).await;
                assert_eq!(status, 204);
            }
            ("event", Some("logged_out")) => {
                let status = lab.ask(Method::POST, &format!("{agents}/logoff"), "").await;
                assert_eq!(status, 204);
            }
            _ => {}
        }
        connection.expect(frame, &mut lab.bindings, "agent").await;
    }
    connection.leave("agent").await;
}

#[test]
fn every_recorded_connection_is_replayed() {
    let names = recording("ws").into_iter().map(|line| line["name"].clone());
    let replayed = include_str!("socket.rs");
    for name in names {
        assert!(replayed.contains(&name.to_string()), "{name}");
    }
}
