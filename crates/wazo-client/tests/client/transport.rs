//! What goes wrong below HTTP.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;
use wazo_client::{Api, Client, Error, LoginOptions, Server, Timeouts, Trust};

use crate::responder::{Reply, Responder, alice, ok, passing_session};

async fn login_at(address: &str) -> Error {
    let client = Client::new(Server::parse(address).unwrap(), &Trust::System).unwrap();
    client
        .login(&alice(), &LoginOptions::default())
        .await
        .err()
        .unwrap()
}

#[tokio::test]
async fn a_port_where_nobody_listens_refuses() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    assert_eq!(login_at(&address).await, Error::ConnectionRefused);
}

#[tokio::test]
async fn a_name_without_address_is_an_unknown_host() {
    let too_long = format!("{}.example", "a".repeat(64));
    for name in ["pbx.invalid", &too_long] {
        assert_eq!(login_at(name).await, Error::UnknownHost);
    }
}

#[tokio::test]
async fn a_server_without_tls_is_not_wazo() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
        // Hanging up with the greeting unread would reset the connection under the answer.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    assert_eq!(login_at(&address).await, Error::NotWazo);
}

#[tokio::test]
async fn a_handshake_that_does_not_end_times_out_and_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let _stream = listener.accept().await.unwrap();
        tokio::time::pause();
        std::future::pending::<()>().await;
    });
    let error = login_at(&address).await;
    assert_eq!(error, Error::TimedOut { connected: false });
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn a_connection_lost_in_the_handshake_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let error = login_at(&address).await;
    assert_eq!(error, Error::Unreachable);
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn silence_after_the_request_times_out_with_the_outcome_unknown() {
    let responder = Responder::start(|_| Reply::Silence).await;
    let api = Api::new(responder.client(), passing_session());
    let error = api.purge_personal().await.err().unwrap();
    assert_eq!(error, Error::TimedOut { connected: true });
    assert!(error.outcome_unknown());
}

#[tokio::test]
async fn a_slow_request_may_take_longer_than_an_ordinary_one() {
    let timeouts = Timeouts::default();
    for (is_slow, limit) in [(false, timeouts.request), (true, timeouts.slow)] {
        let responder = Responder::start(|_| Reply::Silence).await;
        let client = Client::with_timeouts(responder.server(), &Trust::System, timeouts).unwrap();
        let api = Api::new(client, passing_session());
        let start = Instant::now();
        let term = if is_slow { "" } else { "Martin" };
        assert!(api.lookup("default", term).await.is_err());
        let passed = start.elapsed();
        assert!(passed >= limit && passed < limit * 2, "{passed:?}");
        tokio::time::resume();
    }
}

#[tokio::test]
async fn a_lost_connection_is_cut_with_the_outcome_unknown() {
    for reply in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"items\"",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"ite\r\n",
    ] {
        let responder = Responder::start(move |_| Reply::Raw(reply)).await;
        let api = Api::new(responder.client(), passing_session());
        let error = api
            .import_personal(b"firstname\nA\n".to_vec())
            .await
            .err()
            .unwrap();
        assert_eq!(error, Error::Cut, "{}", String::from_utf8_lossy(reply));
        assert!(error.outcome_unknown());
    }
}

#[tokio::test]
async fn an_answer_that_is_no_http_is_garbled_with_the_outcome_unknown() {
    let responder = Responder::start(|_| Reply::Raw(b"\x00\x01\x02 hello\r\n")).await;
    let api = Api::new(responder.client(), passing_session());
    let error = api.purge_personal().await.err().unwrap();
    assert_eq!(error, Error::Garbled { what: "http" });
    assert!(error.outcome_unknown());
}

#[tokio::test]
async fn an_answer_over_the_limit_is_not_read() {
    let reply = b"HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n";
    let responder = Responder::start(|_| Reply::Raw(reply)).await;
    let api = Api::new(responder.client(), passing_session());
    assert!(matches!(api.infos().await, Err(Error::Oversized { .. })));
    assert!(matches!(api.personal().await, Err(Error::Oversized { .. })));
}

#[tokio::test]
async fn a_redirect_takes_the_token_nowhere() {
    let elsewhere = Responder::start(|_| ok("{}")).await;
    let location = format!("location: {}/\r\n", elsewhere.url);
    let location: &'static str = location.leak();
    let responder = Responder::start(move |_| Reply::Html(302, location, "")).await;
    let api = Api::new(responder.client(), passing_session());
    assert_eq!(api.infos().await.err(), Some(Error::NotWazo));
    assert!(elsewhere.seen().is_empty());
}
