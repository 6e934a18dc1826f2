//! Both sides of a websocket over a pipe, under a paused clock.

use std::future::Future;
use std::sync::Arc;

use futures_util::{FutureExt, SinkExt, StreamExt};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, DuplexStream, duplex};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};

use super::*;
use crate::{RefreshToken, Secret, Session};

/// A wazo-auth that renews at once and keeps what is taken back.
#[derive(Default)]
struct Auth(watch::Sender<Vec<String>>);

impl TokenService for Arc<Auth> {
    async fn renew(&self, refresh: &RefreshToken, _: Duration) -> Result<Session, Error> {
        Ok(session("token-1", Some(refresh.clone())))
    }

    async fn is_live(&self, _: &Secret) -> Result<bool, Error> {
        Ok(false)
    }

    async fn revoke(&self, token: &Secret) -> Result<(), Error> {
        self.0.send_modify(|all| all.push(token.expose().into()));
        Ok(())
    }
}

fn session(token: &str, refresh: Option<RefreshToken>) -> Session {
    Session {
        token: Secret::new(token),
        refresh,
        user_uuid: "me".into(),
        session_uuid: None,
        lifetime: Duration::from_secs(36_000),
        asked_at: Instant::now(),
    }
}

fn renewer(auth: &Arc<Auth>) -> Renewer<Arc<Auth>> {
    let refresh = RefreshToken {
        token: Secret::new("refresh"),
        client_id: "here".into(),
    };
    Renewer::new(auth.clone(), session("token-0", Some(refresh)))
}

/// The server's side.
struct Peer(WebSocketStream<DuplexStream>);

impl Peer {
    async fn says(&mut self, value: Value) {
        self.sends(Message::text(value.to_string())).await;
    }

    async fn sends(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    async fn holds(&mut self, call: &str) {
        let event = json!({"name": "call_held", "user_uuid:me": true, "data": {"call_id": call}});
        self.says(json!({"op": "event", "code": 0, "data": event}))
            .await;
    }

    /// The next thing that the client says in JSON.
    async fn hears(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.0.next().await.unwrap().unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    async fn accepts(&mut self, op: &str) {
        assert_eq!(self.hears().await["op"], op);
        self.says(json!({"op": op, "code": 0, "data": null})).await;
    }

    async fn welcomes(&mut self) {
        self.says(json!({"op": "init", "code": 0, "data": {"version": 2}}))
            .await;
        self.accepts("subscribe").await;
        self.accepts("start").await;
    }
}

type TestSocket = Socket<Arc<Auth>>;

fn opening(
    renewer: &Renewer<Arc<Auth>>,
    stream: DuplexStream,
) -> impl Future<Output = Result<TestSocket, Closed>> + use<> {
    let seat = renewer.seat(0);
    Socket::open(stream, "me".into(), renewer.clone(), seat, &["call_held"])
}

async fn ends() -> (DuplexStream, Peer) {
    let (here, there) = duplex(1 << 16);
    let peer = WebSocketStream::from_raw_socket(there, Role::Server, None).await;
    (here, Peer(peer))
}

async fn open(auth: &Arc<Auth>) -> (TestSocket, Peer) {
    let (here, mut peer) = ends().await;
    let renewer = renewer(auth);
    let (socket, ()) = tokio::join!(opening(&renewer, here), peer.welcomes());
    (socket.unwrap(), peer)
}

fn held(call: &str) -> Result<Event, Closed> {
    Ok(Event::CallHeld {
        call_id: call.into(),
    })
}

async fn renew(socket: &TestSocket) {
    let lease = socket.renewer.current().unwrap();
    socket.renewer.refused(&lease).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn nothing_is_said_before_the_server_began() {
    let (here, mut peer) = ends().await;
    let renewer = renewer(&Arc::default());
    let opening = tokio::spawn(opening(&renewer, here));
    tokio::select! {
        heard = peer.hears() => panic!("{heard}"),
        () = tokio::time::sleep(QUIET / 2) => {}
    }
    peer.says(json!({"op": "init", "code": 0, "data": {"version": 2}}))
        .await;
    let subscribe = json!({"op": "subscribe", "data": {"event_name": "call_held"}});
    assert_eq!(peer.hears().await, subscribe);
    assert_eq!(peer.hears().await, json!({"op": "start"}));
    assert!(opening.now_or_never().is_none());
}

#[tokio::test(start_paused = true)]
async fn an_event_among_the_answers_is_not_lost() {
    let (here, mut peer) = ends().await;
    let renewer = renewer(&Arc::default());
    let server = async {
        peer.says(json!({"op": "init", "code": 0})).await;
        peer.accepts("subscribe").await;
        peer.holds("early").await;
        peer.accepts("start").await;
        peer.holds("late").await;
    };
    let (socket, ()) = tokio::join!(opening(&renewer, here), server);
    let mut socket = socket.unwrap();
    assert_eq!(socket.next().await, held("early"));
    assert_eq!(socket.next().await, held("late"));
}

#[tokio::test(start_paused = true)]
async fn a_renewed_token_is_handed_over_before_the_old_one_is_taken_back() {
    let auth = Arc::default();
    let (mut socket, mut peer) = open(&auth).await;
    renew(&socket).await;
    let server = async {
        let token = json!({"op": "token", "data": {"token": "token-1"}});
        assert_eq!(peer.hears().await, token);
        assert!(auth.0.borrow().is_empty());
        peer.holds("1").await;
        peer.says(json!({"op": "token", "code": 0, "data": null}))
            .await;
        peer.holds("2").await;
    };
    let reading = async { (socket.next().await, socket.next().await) };
    let ((first, second), ()) = tokio::join!(reading, server);
    assert_eq!((first, second), (held("1"), held("2")));
    let mut revoked = auth.0.subscribe();
    let start = Instant::now();
    revoked.wait_for(|all| all == &["token-0"]).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_renewed_while_the_socket_waits_is_handed_over_at_once() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    let renewer = socket.renewer.clone();
    let reading = tokio::spawn(async move { socket.next().await });
    tokio::task::yield_now().await;
    let start = Instant::now();
    renewer.refused(&renewer.current().unwrap()).await.unwrap();
    assert_eq!(peer.hears().await["op"], "token");
    assert_eq!(start.elapsed(), Duration::ZERO);
    reading.abort();
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_take_the_new_token_does_not_keep_the_old_one() {
    let auth: Arc<Auth> = Arc::default();
    let (socket, _peer) = open(&auth).await;
    renew(&socket).await;
    let mut revoked = auth.0.subscribe();
    revoked.wait_for(|all| all == &["token-0"]).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_end_of_the_session_ends_the_socket() {
    let (mut socket, _peer) = open(&Arc::default()).await;
    let renewer = socket.renewer.clone();
    let reading = tokio::spawn(async move { socket.next().await });
    tokio::task::yield_now().await;
    renewer.end(crate::SessionEnd::SignedOut);
    assert_eq!(reading.await.unwrap(), Err(Error::SignedOut.into()));
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_asked_and_then_given_up() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    let start = Instant::now();
    assert_eq!(socket.next().await, Err(Closed::Silent));
    assert_eq!(start.elapsed(), QUIET + ANSWER);
    assert_eq!(peer.hears().await["op"], "ping");
}

#[tokio::test(start_paused = true)]
async fn a_server_with_nothing_to_tell_is_kept_while_it_answers() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    let server = async {
        for _ in 0..5 {
            let ping = peer.hears().await;
            assert_eq!(ping["op"], "ping");
            peer.says(json!({"op": "pong", "code": 0, "data": ping["data"]}))
                .await;
        }
        peer.holds("1").await;
    };
    let (event, ()) = tokio::join!(socket.next(), server);
    assert_eq!(event, held("1"));
}

#[tokio::test(start_paused = true)]
async fn a_ping_of_the_server_is_answered_and_shows_life() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    let server = async {
        for _ in 0..4 {
            tokio::time::sleep(QUIET * 2 / 3).await;
            peer.sends(Message::Ping("here".into())).await;
            let answer = peer.0.next().await.unwrap().unwrap();
            assert_eq!(answer, Message::Pong("here".into()));
        }
        peer.holds("1").await;
    };
    let (event, ()) = tokio::join!(socket.next(), server);
    assert_eq!(event, held("1"));
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_looks_away_for_long_finds_what_came_in_the_meantime() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    peer.holds("1").await;
    tokio::time::advance(Duration::from_secs(86_400)).await;
    assert_eq!(socket.next().await, held("1"));
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_is_interrupted_loses_nothing() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    renew(&socket).await;
    for number in 0..50 {
        assert!(socket.next().now_or_never().is_none());
        peer.holds(&number.to_string()).await;
        assert_eq!(socket.next().await, held(&number.to_string()));
    }
    assert_eq!(peer.hears().await["op"], "token");
    assert!(peer.hears().now_or_never().is_none());
}

#[tokio::test(start_paused = true)]
async fn each_close_code_has_its_meaning() {
    for (code, meaning) in [
        (4001, Closed::NoToken),
        (4002, Closed::TokenRefused),
        (4003, Closed::TokenExpired),
        (4004, Closed::Protocol),
        (1011, Closed::Server),
        (1000, Closed::Going),
        (1001, Closed::Going),
        (1012, Closed::Going),
    ] {
        let close = || {
            let reason = "authentication failed".into();
            Message::Close(Some(CloseFrame {
                code: code.into(),
                reason,
            }))
        };
        let (mut socket, mut peer) = open(&Arc::default()).await;
        peer.holds("1").await;
        peer.sends(close()).await;
        assert_eq!(socket.next().await, held("1"));
        assert_eq!(socket.next().await, Err(meaning.clone()), "{code}");

        let (here, mut peer) = ends().await;
        peer.sends(close()).await;
        let refused = opening(&renewer(&Arc::default()), here).await.err();
        assert_eq!(refused, Some(meaning), "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_is_lost() {
    let (mut socket, peer) = open(&Arc::default()).await;
    drop(peer);
    assert_eq!(socket.next().await, Err(Error::Cut.into()));
}

#[tokio::test(start_paused = true)]
async fn a_message_over_the_limit_is_not_read() {
    let (mut socket, peer) = open(&Arc::default()).await;
    let mut raw = peer.0.into_inner();
    // A text frame of as many bytes as the format can say.
    let head = [0x81, 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    raw.write_all(&head).await.unwrap();
    let limit = 16 << 20;
    assert_eq!(socket.next().await, Err(Error::Oversized { limit }.into()));
}

#[tokio::test(start_paused = true)]
async fn frames_that_say_nothing_are_passed_over() {
    let (mut socket, mut peer) = open(&Arc::default()).await;
    for said in [
        "",
        "{nope",
        "7",
        "[]",
        "{}",
        r#"{"op":"new","code":0}"#,
        r#"{"op":null}"#,
    ] {
        peer.sends(Message::text(said)).await;
    }
    peer.sends(Message::binary(vec![0, 1, 2])).await;
    peer.holds("1").await;
    assert_eq!(socket.next().await, held("1"));
}

proptest! {
    #[test]
    fn any_bytes_end_a_socket_and_break_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(async {
            let (mut socket, peer) = open(&Arc::default()).await;
            let mut raw = peer.0.into_inner();
            raw.write_all(&bytes).await.unwrap();
            drop(raw);
            while socket.next().await.is_ok() {}
        });
    }

    #[test]
    fn any_text_is_a_frame(text in "\\PC{0,60}") {
        let _ = parse_frame(&text, "me");
    }
}
