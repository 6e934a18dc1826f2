//! How a websocket begins: over the same rules as any request.

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use wazo_client::{Api, Client, Closed, Error, Event, Server, Trust};

use crate::responder::{Reply, Responder, ok, passing_session};

/// Where the client asks and with what, and the websocket that begins.
async fn accept(
    listener: &TcpListener,
) -> (String, Vec<(String, String)>, WebSocketStream<TcpStream>) {
    let (stream, _) = listener.accept().await.unwrap();
    let (mut path, mut headers) = (String::new(), Vec::new());
    #[expect(clippy::result_large_err, reason = "the library's own signature")]
    let look = |request: &Request, response: Response| {
        path = request.uri().to_string();
        headers = request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        Ok(response)
    };
    let socket = tokio_tungstenite::accept_hdr_async(stream, look)
        .await
        .unwrap();
    (path, headers, socket)
}

async fn listener() -> (TcpListener, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::new(Server::parse(&url).unwrap(), &Trust::System).unwrap();
    (listener, client)
}

#[tokio::test]
async fn the_token_goes_in_a_header_and_not_in_the_address() {
    let (listener, client) = listener().await;
    let server = tokio::spawn(async move {
        let (path, headers, mut socket) = accept(&listener).await;
        let event = json!({"name": "call_held", "user_uuid:*": true, "data": {"call_id": "1"}});
        for said in [
            json!({"op": "init", "code": 0, "data": {"version": 2}}),
            json!({"op": "start", "code": 0, "data": null}),
            json!({"op": "event", "code": 0, "data": event}),
        ] {
            socket.send(Message::text(said.to_string())).await.unwrap();
        }
        // Stays until the client goes.
        while let Some(Ok(_)) = socket.next().await {}
        (path, headers)
    });
    let api = Api::new(client, passing_session());
    let mut socket = api.socket(&["call_held"]).await.unwrap();
    let held = Event::CallHeld {
        call_id: "1".into(),
    };
    assert_eq!(socket.next().await, Ok(held));
    drop(socket);
    let (path, headers) = server.await.unwrap();
    assert_eq!(path, "/api/websocketd/?version=2");
    let tokens: Vec<_> = headers
        .iter()
        .filter(|(_, value)| value.contains("token-1"))
        .collect();
    assert_eq!(tokens, [&("x-auth-token".to_owned(), "token-1".to_owned())]);
}

#[tokio::test]
async fn what_answers_instead_of_a_websocket_is_an_error_as_elsewhere() {
    for (reply, error) in [
        ((401, "{}"), Error::Unauthorized),
        ((404, "<html>"), Error::NotFound),
        ((502, "<html>"), Error::Unavailable { status: 502 }),
        ((503, "<html>"), Error::Unavailable { status: 503 }),
        ((200, "{}"), Error::NotWazo),
        ((301, ""), Error::NotWazo),
    ] {
        let (status, body) = reply;
        let responder = Responder::start(move |_| Reply::Html(status, "", body)).await;
        let api = Api::new(responder.client(), passing_session());
        assert_eq!(api.socket(&[]).await.err(), Some(Closed::Lost(error)));
    }
}

#[tokio::test]
async fn a_switch_to_something_else_is_no_websocket() {
    let reply = b"HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
        sec-websocket-accept: bm90IHRoZSBrZXk=\r\n\r\n";
    let responder = Responder::start(|_| Reply::Raw(reply)).await;
    let api = Api::new(responder.client(), passing_session());
    assert_eq!(
        api.socket(&[]).await.err(),
        Some(Closed::Lost(Error::NotWazo))
    );
}

#[tokio::test]
async fn a_server_that_is_away_refuses_the_connection() {
    let (listener, client) = listener().await;
    drop(listener);
    let api = Api::new(client, passing_session());
    let refused = Closed::Lost(Error::ConnectionRefused);
    assert_eq!(api.socket(&[]).await.err(), Some(refused));
}

#[tokio::test]
async fn a_server_that_never_begins_times_out() {
    let (listener, client) = listener().await;
    tokio::spawn(async move {
        let (_, _, _socket) = accept(&listener).await;
        tokio::time::pause();
        std::future::pending::<()>().await;
    });
    let api = Api::new(client, passing_session());
    let late = Closed::Lost(Error::TimedOut { connected: true });
    assert_eq!(api.socket(&[]).await.err(), Some(late));
}

#[tokio::test]
async fn a_session_that_is_over_opens_nothing() {
    let responder = Responder::start(|_| ok("{}")).await;
    let api = Api::new(responder.client(), passing_session());
    api.sign_out().await.unwrap();
    let before = responder.seen().len();
    let refused = Closed::Lost(Error::SignedOut);
    assert_eq!(api.socket(&[]).await.err(), Some(refused));
    assert_eq!(responder.seen().len(), before);
}
