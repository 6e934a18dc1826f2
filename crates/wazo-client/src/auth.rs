//! wazo-auth: signing in, renewing, and signing out.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use reqwest::Method;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::classify::refusal;
use crate::http::{Answer, Request};
use crate::renewer::{TokenService, Verdict};
use crate::route::Route;
use crate::{Api, Client, Error, Secret, lenient};

const TOKEN: &str = "/api/auth/0.1/token";

/// The longest life of a token that wazo-auth grants: ten years.
pub(crate) const LONGEST: Duration = Duration::from_secs(315_360_000);

/// Who signs in.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The user's name, often an e-mail address; case does not matter.
    pub username: String,
    /// The password.
    pub password: Secret,
    /// A domain of an LDAP server. With one, users of the stack itself cannot sign in.
    pub domain: Option<String>,
}

/// How to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginOptions {
    /// With one, the server also gives a refresh token. It names this installation: the same name
    /// gives the same refresh token again.
    pub client_id: Option<String>,
    /// How long a token lives, one second to ten years.
    pub expiration: Duration,
}

impl Default for LoginOptions {
    fn default() -> Self {
        Self {
            client_id: None,
            expiration: Duration::from_secs(3600),
        }
    }
}

/// What a session is renewed with. It does not expire by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// The token.
    pub token: Secret,
    /// The name of the installation that it was given to.
    pub client_id: String,
}

/// A session that the server granted.
#[derive(Clone, Debug)]
pub struct Session {
    /// The token that every call carries.
    pub token: Secret,
    /// What to renew it with, if that was asked for.
    pub refresh: Option<RefreshToken>,
    /// The user, as presences, confd and rows name it.
    pub user_uuid: String,
    /// The session's id.
    pub session_uuid: Option<String>,
    /// How long the token lives. It is what was asked for: the two clocks need not agree.
    pub lifetime: Duration,
    /// When it was asked for.
    pub asked_at: Instant,
}

/// What wazo-auth says of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// It is good for what was asked.
    Good,
    /// It is good, and what was asked is not among its permissions.
    Lacking,
    /// It was gone. There is a new one in its place.
    Gone,
}

impl Client {
    /// Signs in with a password. [`Error::Authentication`] when the server does not accept it,
    /// [`Error::NotWazo`] when what answers is no Wazo server.
    pub async fn login(
        &self,
        credentials: &Credentials,
        options: &LoginOptions,
    ) -> Result<Session, Error> {
        let ask = Ask {
            expiration: seconds(options.expiration),
            access_type: options.client_id.is_some().then_some("offline"),
            client_id: options.client_id.as_deref(),
            domain_name: credentials.domain.as_deref(),
            refresh_token: None,
        };
        let request = Request::new(Method::POST, Route::new(TOKEN))
            .json(&ask)?
            .basic(credentials.username.clone(), credentials.password.clone());
        self.grant(request, options).await
    }

    /// Signs in with a refresh token. [`Error::Authentication`] when it has been revoked.
    pub async fn login_with_refresh(
        &self,
        refresh: &RefreshToken,
        expiration: Duration,
    ) -> Result<Session, Error> {
        let ask = Ask {
            expiration: seconds(expiration),
            access_type: None,
            client_id: Some(&refresh.client_id),
            domain_name: None,
            refresh_token: Some(refresh.token.expose()),
        };
        let request = Request::new(Method::POST, Route::new(TOKEN)).json(&ask)?;
        let options = LoginOptions {
            client_id: Some(refresh.client_id.clone()),
            expiration,
        };
        let mut session = self.grant(request, &options).await?;
        session.refresh.get_or_insert_with(|| refresh.clone());
        Ok(session)
    }

    async fn grant(&self, request: Request, options: &LoginOptions) -> Result<Session, Error> {
        let asked_at = Instant::now();
        let answer = match self.exchange(&request, None).await {
            Err(Error::Oversized { .. } | Error::Garbled { .. }) => Err(Error::NotWazo),
            outcome => outcome,
        }?;
        if !(200..300).contains(&answer.status) {
            return Err(login_refusal(&answer));
        }
        let session = parse_session(&answer.body, options)?;
        Ok(Session {
            asked_at,
            ..session
        })
    }
}

impl Api {
    /// What wazo-auth says of the token, with a look at one permission (`websocketd`). A token that
    /// is gone is replaced; [`Error::SignedOut`] when the server does not accept the refresh token.
    /// Any other error tells nothing of the token.
    pub async fn check_token(&self, scope: &str) -> Result<TokenState, Error> {
        let lease = self.renewer().lease().await?;
        let route = Route::new(TOKEN).secret(&lease.token)?;
        let request = Request::new(Method::HEAD, route).query("scope", scope);
        let answer = self.client().exchange(&request, None).await?;
        match answer.status {
            403 => Ok(TokenState::Lacking),
            404 => Ok(match self.renewer().refused(&lease).await? {
                Verdict::Renewed => TokenState::Gone,
                Verdict::StillGood => TokenState::Good,
            }),
            _ => answer.accepted().map(|_| TokenState::Good),
        }
    }

    /// Which of these permissions (`agentd.agents.read`) the token has.
    pub async fn granted(&self, scopes: &[&str]) -> Result<HashMap<String, bool>, Error> {
        #[derive(Serialize)]
        struct Asked<'a> {
            scopes: &'a [&'a str],
        }
        let lease = self.renewer().lease().await?;
        let route = Route::new(TOKEN)
            .secret(&lease.token)?
            .then("/scopes/check");
        let request = Request::new(Method::POST, route).json(&Asked { scopes })?;
        self.read(request, parse_granted).await
    }
}

impl TokenService for Client {
    async fn renew(&self, refresh: &RefreshToken, lifetime: Duration) -> Result<Session, Error> {
        self.login_with_refresh(refresh, lifetime).await
    }

    async fn is_live(&self, token: &Secret) -> Result<bool, Error> {
        let route = Route::new(TOKEN).secret(token)?;
        let answer = self
            .exchange(&Request::new(Method::HEAD, route), None)
            .await?;
        match answer.status {
            404 => Ok(false),
            403 => Ok(true),
            _ => answer.accepted().map(|_| true),
        }
    }

    async fn revoke(&self, token: &Secret) -> Result<(), Error> {
        let route = Route::new(TOKEN).secret(token)?;
        let answer = self.exchange(&Request::delete(route), None).await?;
        match answer.accepted() {
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Reads what a sign-in grants (recordings `auth_login_offline`, `auth_refresh_ok`). Anything else
/// shows that no wazo-auth answered.
pub fn parse_session(body: &[u8], options: &LoginOptions) -> Result<Session, Error> {
    let Granted { data } = serde_json::from_slice(body).map_err(|_| Error::NotWazo)?;
    let is_token = |text: &String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
    let token = data.token.filter(is_token).ok_or(Error::NotWazo)?;
    let user_uuid = [
        data.metadata.pbx_user_uuid,
        data.metadata.uuid,
        data.xivo_user_uuid,
        data.auth_id,
    ]
    .into_iter()
    .flatten()
    .next()
    .ok_or(Error::NotWazo)?;
    let refresh = data
        .refresh_token
        .zip(options.client_id.clone())
        .map(|(token, client_id)| RefreshToken {
            token: token.into(),
            client_id,
        });
    Ok(Session {
        token: token.into(),
        refresh,
        user_uuid,
        session_uuid: data.session_uuid,
        lifetime: options.expiration,
        asked_at: Instant::now(),
    })
}

/// Reads which permissions a token has.
pub fn parse_granted(body: &[u8]) -> Result<HashMap<String, bool>, Error> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Answered {
        #[serde(deserialize_with = "lenient::fields")]
        scopes: BTreeMap<String, String>,
    }
    let Answered { scopes } =
        serde_json::from_slice(body).map_err(|_| Error::Garbled { what: "scopes" })?;
    Ok(scopes
        .into_iter()
        .map(|(scope, granted)| (scope, granted == "true"))
        .collect())
}

fn login_refusal(answer: &Answer) -> Error {
    match answer.status {
        401 if answer.json => Error::Authentication,
        429 if answer.json && answer.retry_after.is_none() => Error::TooManySessions,
        404 | 405 => Error::NotWazo,
        413 | 429 | 502..=504 => refusal(answer),
        _ if answer.json => refusal(answer),
        _ => Error::NotWazo,
    }
}

fn seconds(lifetime: Duration) -> u64 {
    lifetime.as_secs().clamp(1, LONGEST.as_secs())
}

#[derive(Serialize)]
struct Ask<'a> {
    expiration: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
}

#[derive(Deserialize)]
struct Granted {
    #[serde(deserialize_with = "lenient::object")]
    data: Grant,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Grant {
    #[serde(deserialize_with = "lenient::optional_text")]
    token: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    refresh_token: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    auth_id: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    xivo_user_uuid: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    session_uuid: Option<String>,
    #[serde(deserialize_with = "lenient::object")]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    #[serde(deserialize_with = "lenient::optional_text")]
    uuid: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    pbx_user_uuid: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_to_wait_is_kept_whatever_the_body() {
        let refused = |json, retry_after| {
            login_refusal(&Answer {
                status: 429,
                json,
                retry_after,
                body: Vec::new(),
            })
        };
        let retry_after = Some(Duration::from_secs(7));
        for json in [true, false] {
            assert_eq!(
                refused(json, retry_after),
                Error::TooManyRequests { retry_after }
            );
        }
        assert_eq!(refused(true, None), Error::TooManySessions);
    }
}
