//! What the end of a websocket means for the next one.

use wazo_client::{Api, Closed, Error, TokenState};

/// The permission to listen.
const SCOPE: &str = "websocketd";

/// When to try again.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum After {
    /// At once.
    Now,
    /// After a pause that grows.
    Soon,
    /// Not before a policy or a program may have changed.
    Later,
    /// The session is over.
    Never,
}

/// What follows from an end. A token that was refused is looked at before anything is done about it: the server refuses good
/// ones as well while it cannot check them.
pub(super) async fn after(api: &Api, closed: Closed) -> After {
    tracing::debug!(%closed, "websocket");
    match closed {
        Closed::NoToken | Closed::TokenRefused | Closed::TokenExpired => {
            match api.check_token(SCOPE).await {
                Ok(TokenState::Lacking) => After::Later,
                Err(Error::SignedOut) => After::Never,
                // One that was gone is replaced by now.
                Ok(TokenState::Gone | TokenState::Good) | Err(_) => After::Soon,
            }
        }
        Closed::Protocol => After::Later,
        Closed::Lost(Error::SignedOut) => After::Never,
        Closed::Server | Closed::Going | Closed::Silent | Closed::Lost(_) => After::Soon,
    }
}
