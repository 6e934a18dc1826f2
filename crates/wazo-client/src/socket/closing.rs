//! How a websocket ends.

use thiserror::Error as ThisError;
use tokio_tungstenite::tungstenite::Error as WsError;
use tokio_tungstenite::tungstenite::error::ProtocolError;

use super::wire::LIMIT;
use crate::Error;

/// Why a websocket is closed.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Closed {
    /// No token was given (4001).
    #[error("no token")]
    NoToken,
    /// The token was refused (4002): it is gone, it may not listen, or wazo-auth is away or not
    /// ready. [`Api::check_token`](crate::Api::check_token) tells which.
    #[error("token refused")]
    TokenRefused,
    /// The token is gone, or wazo-auth was away when it was checked again (4003). As
    /// [`TokenRefused`](Self::TokenRefused).
    #[error("token expired")]
    TokenExpired,
    /// The server did not understand something (4004).
    #[error("protocol error")]
    Protocol,
    /// The server lost its bus, or failed (1011).
    #[error("server error")]
    Server,
    /// The server goes away (1000, 1001 and any other code).
    #[error("going away")]
    Going,
    /// The other side has been silent for too long.
    #[error("silent")]
    Silent,
    /// The way was lost or never there. [`Error::SignedOut`] when the session is over.
    #[error("lost: {0}")]
    Lost(#[from] Error),
}

impl Closed {
    /// What a close code means.
    pub(super) fn of(code: u16) -> Self {
        match code {
            4001 => Self::NoToken,
            4002 => Self::TokenRefused,
            4003 => Self::TokenExpired,
            4004 => Self::Protocol,
            1011 => Self::Server,
            _ => Self::Going,
        }
    }

    /// What a failure below means. The library's error is dropped: its text may hold what was sent.
    pub(super) fn failed(error: &WsError) -> Self {
        Self::Lost(match error {
            WsError::Capacity(_) => Error::Oversized { limit: LIMIT },
            WsError::Protocol(ProtocolError::ResetWithoutClosingHandshake)
            | WsError::Io(_)
            | WsError::ConnectionClosed
            | WsError::AlreadyClosed => Error::Cut,
            _ => Error::Garbled { what: "websocket" },
        })
    }
}
