//! A client that is signed in. The calls themselves are in the files of their services.

use tokio::sync::watch;

use crate::classify::parse_denial;
use crate::http::{Answer, Request};
use crate::renewer::{SessionEnd, TokenService, Verdict};
use crate::route::Route;
use crate::{Client, Error, RefreshToken, Renewer, Session, SessionState};

/// A signed-in client, cheap to clone.
#[derive(Clone, Debug)]
pub struct Api {
    client: Client,
    renewer: Renewer,
    user_uuid: String,
}

impl Api {
    /// Takes a session over and keeps it alive. Has to be called inside a Tokio runtime.
    pub fn new(client: Client, session: Session) -> Self {
        let user_uuid = session.user_uuid.clone();
        Self {
            renewer: Renewer::new(client.clone(), session),
            client,
            user_uuid,
        }
    }

    /// The client that this one signed in with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The keeper of the token.
    pub fn renewer(&self) -> &Renewer {
        &self.renewer
    }

    /// The signed-in user.
    pub fn user_uuid(&self) -> &str {
        &self.user_uuid
    }

    /// What the session can be continued with after a restart.
    pub fn refresh_token(&self) -> Option<RefreshToken> {
        self.renewer.refresh_token()
    }

    /// Whether the session lives, and why not.
    pub fn session_state(&self) -> watch::Receiver<SessionState> {
        self.renewer.state()
    }

    /// Ends the session and revokes its refresh token and its token. The session is over here even
    /// when the server could not be told, which is what an error says.
    pub async fn sign_out(&self) -> Result<(), Error> {
        let refresh = self.revoke_refresh_token().await;
        let token = match self.renewer.end(SessionEnd::SignedOut) {
            Some(token) => self.client.revoke(&token).await,
            None => Ok(()),
        };
        refresh.and(token)
    }

    async fn revoke_refresh_token(&self) -> Result<(), Error> {
        let Some(refresh) = self.refresh_token() else {
            return Ok(());
        };
        let route = Route::new("/api/auth/0.1/users/me/tokens").segment(&refresh.client_id)?;
        match self.send(Request::delete(route)).await {
            Ok(_) | Err(Error::NotFound | Error::SignedOut) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Sends a request with the token, once more with a new one if the token turns out to be gone;
    /// a 401 means that nothing was done. Other refusals come back as an answer.
    pub(crate) async fn exchange(&self, request: Request) -> Result<Answer, Error> {
        for _ in 0..2 {
            let lease = self.renewer.lease().await?;
            let answer = self.client.exchange(&request, Some(&lease.token)).await?;
            if answer.status != 401 {
                return Ok(answer);
            }
            let denial = parse_denial(&answer.body);
            if denial.token_is_good || self.renewer.refused(&lease).await? == Verdict::StillGood {
                let permission = denial.permission;
                return Err(Error::Forbidden { permission });
            }
        }
        Err(Error::Unauthorized)
    }

    /// Sends a request that has to succeed.
    pub(crate) async fn send(&self, request: Request) -> Result<Answer, Error> {
        self.exchange(request).await?.accepted()
    }

    /// Sends a request and reads its answer.
    pub(crate) async fn read<T>(
        &self,
        request: Request,
        parse: fn(&[u8]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        parse(&self.send(request).await?.body)
    }

    /// Like [`read`](Self::read) for answers that take so long to parse that it would hold up
    /// everything else on this thread.
    pub(crate) async fn read_large<T: Send + 'static>(
        &self,
        request: Request,
        parse: fn(&[u8]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        const INLINE: usize = 256 << 10;
        let body = self.send(request).await?.body;
        if body.len() <= INLINE {
            return parse(&body);
        }
        tokio::task::spawn_blocking(move || parse(&body))
            .await
            .unwrap_or(Err(Error::Garbled { what: "answer" }))
    }
}
