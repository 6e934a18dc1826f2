//! wazo-websocketd: what the other services publish, as it happens. Recorded in `ws`.
//!
//! Every connection is let in; whether it may stay is said afterwards, with a close code.

mod connection;
mod hearer;
mod protocol;
mod registry;

use std::sync::Arc;

use hyper::header::{CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, UPGRADE};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use crate::front::Front;
use crate::http::{Answer, Request};
use crate::secret::Secret;
use crate::server::Speak;

pub(crate) use registry::{Order, Refusal, Sockets};

/// The status of a handshake that succeeded.
pub(crate) const SWITCHING: u16 = 101;

/// What the server's library takes of one message.
const LONGEST_MESSAGE: usize = 1 << 20;

/// The answer to a handshake; the token is not looked at yet.
pub(crate) fn handshake(request: &Request) -> Answer {
    let is_websocket = request
        .header("upgrade")
        .is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"));
    let accept = request
        .header("sec-websocket-key")
        .filter(|_| is_websocket)
        .and_then(|key| HeaderValue::try_from(derive_accept_key(key.as_bytes())).ok());
    match accept {
        Some(accept) => Answer::new(SWITCHING, "", "")
            .with_header(CONNECTION, HeaderValue::from_static("upgrade"))
            .with_header(UPGRADE, HeaderValue::from_static("websocket"))
            .with_header(SEC_WEBSOCKET_ACCEPT, accept),
        None => Answer::new(
            426,
            "text/plain",
            "Failed to open a WebSocket connection.\n\nYou cannot access a WebSocket server directly with a browser. \
             You need a WebSocket client.\n",
        )
        .with_header(UPGRADE, HeaderValue::from_static("websocket")),
    }
}

/// What the client asked for with its handshake.
struct Asked {
    version: Option<String>,
    /// Of the query, else of the header.
    token: Option<Secret>,
}

/// Speaks with a client whose handshake succeeded.
pub(crate) fn speak(front: Arc<Front>, request: &Request) -> Speak {
    let there = |text: &&str| !text.is_empty();
    let asked = Asked {
        version: request.query("version").filter(there).map(str::to_owned),
        token: request
            .query("token")
            .filter(there)
            .or(Some(request.token()).filter(there))
            .map(|token| Secret::from(token.to_owned())),
    };
    Speak::new(async move |stream| {
        let config = WebSocketConfig::default().max_message_size(Some(LONGEST_MESSAGE));
        let socket = WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await;
        connection::run(socket, &front, asked).await;
    })
}
