//! Access tokens, each with its session, and refresh tokens.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::auth::acl;
use crate::store::{Change, StoreError, kind};

/// More live sessions than this and a sign-in is refused with 429.
pub(crate) const MAX_SESSIONS: usize = 100;

/// An access token. Times are microseconds since 1970.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Token {
    pub(crate) token: Uuid,
    pub(crate) user: Uuid,
    pub(crate) session: Uuid,
    pub(crate) issued: i64,
    pub(crate) expires: i64,
    pub(crate) mobile: bool,
    pub(crate) user_agent: String,
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Token")
            .field("token", &"<redacted>")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

impl Token {
    #[cfg(test)]
    pub(crate) fn for_tests() -> Self {
        Token {
            token: Uuid::from_u128(1),
            user: Uuid::from_u128(2),
            session: Uuid::from_u128(3),
            issued: 0,
            expires: 10,
            mobile: false,
            user_agent: String::new(),
        }
    }
}

/// A refresh token: one for each user and client, and it does not expire.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RefreshToken {
    pub(crate) token: Uuid,
    pub(crate) user: Uuid,
    pub(crate) client_id: String,
    pub(crate) created: i64,
    pub(crate) mobile: bool,
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RefreshToken")
            .field("token", &"<redacted>")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

impl RefreshToken {
    fn key(&self) -> String {
        format!("{}/{}", self.user, self.client_id)
    }
}

/// What a person may beyond the stock policy of a user.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Granted {
    /// Lines as in a policy; a `!` takes away.
    pub(crate) scopes: Vec<String>,
    /// An administrator of the tenant hears every event of it.
    pub(crate) admin: bool,
}

/// All tokens of the stack.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    granted: HashMap<Uuid, Granted>,
    tokens: HashMap<Uuid, Token>,
    refresh_tokens: HashMap<Uuid, RefreshToken>,
}

impl Sessions {
    pub(crate) fn restore(
        tokens: impl Iterator<Item = Token>,
        refresh: impl Iterator<Item = RefreshToken>,
        granted: impl Iterator<Item = (Uuid, Granted)>,
    ) -> Self {
        Sessions {
            granted: granted.collect(),
            tokens: tokens.map(|token| (token.token, token)).collect(),
            refresh_tokens: refresh.map(|token| (token.token, token)).collect(),
        }
    }

    /// Every access token and refresh token there is.
    pub(crate) fn known(&self) -> Vec<Uuid> {
        let refresh = self.refresh_tokens.keys();
        self.tokens.keys().chain(refresh).copied().collect()
    }

    /// Whether a token covers a scope.
    pub(crate) fn grants(&self, token: &Token, scope: &str) -> bool {
        acl::grants(scope, token, &self.granted_to(token.user).scopes)
    }

    pub(crate) fn granted_to(&self, user: Uuid) -> &Granted {
        static NOTHING: Granted = Granted {
            scopes: Vec::new(),
            admin: false,
        };
        self.granted.get(&user).unwrap_or(&NOTHING)
    }

    pub(crate) fn grant(&mut self, user: Uuid, granted: Granted) -> Result<Change, StoreError> {
        let change = Change::put(kind::GRANT, user, &granted);
        self.granted.insert(user, granted);
        change
    }

    /// Every live token that ends before then.
    pub(crate) fn ending(&self, now: i64, then: i64) -> impl Iterator<Item = &Token> {
        self.tokens
            .values()
            .filter(move |token| token.expires > now && token.expires <= then)
    }

    pub(crate) fn live(&self, token: Uuid, now: i64) -> Option<&Token> {
        self.tokens.get(&token).filter(|token| token.expires > now)
    }

    pub(crate) fn live_of(&self, user: Uuid, now: i64) -> impl Iterator<Item = &Token> {
        self.tokens
            .values()
            .filter(move |token| token.user == user && token.expires > now)
    }

    pub(crate) fn insert(&mut self, token: Token) -> Result<Change, StoreError> {
        let change = Change::put(kind::TOKEN, token.token, &token);
        self.tokens.insert(token.token, token);
        change
    }

    pub(crate) fn delete(&mut self, token: Uuid) -> Option<Change> {
        self.tokens
            .remove(&token)
            .map(|token| Change::delete(kind::TOKEN, token.token))
    }

    pub(crate) fn delete_session(&mut self, user: Uuid, session: &str) -> Option<Change> {
        let token = self
            .tokens
            .values()
            .find(|token| token.user == user && token.session.to_string() == session)
            .map(|token| token.token)?;
        self.delete(token)
    }

    /// Ends every session of the user's phone clients.
    pub(crate) fn revoke_mobile(&mut self, user: Uuid) -> Vec<Change> {
        let revoked: Vec<Uuid> = self
            .tokens
            .values()
            .filter(|token| token.user == user && token.mobile)
            .map(|token| token.token)
            .collect();
        revoked
            .into_iter()
            .filter_map(|token| self.delete(token))
            .collect()
    }

    pub(crate) fn refresh_token(&self, token: Uuid, client_id: &str) -> Option<&RefreshToken> {
        self.refresh_tokens
            .get(&token)
            .filter(|token| token.client_id == client_id)
    }

    pub(crate) fn refresh_tokens_of(&self, user: Uuid) -> impl Iterator<Item = &RefreshToken> {
        self.refresh_tokens
            .values()
            .filter(move |token| token.user == user)
    }

    /// The user's refresh token for a client: the one there is, else this new one.
    pub(crate) fn offline(&mut self, new: RefreshToken) -> Result<(Uuid, Vec<Change>), StoreError> {
        let known = self
            .refresh_tokens_of(new.user)
            .find(|token| token.client_id == new.client_id);
        if let Some(known) = known {
            return Ok((known.token, Vec::new()));
        }
        let change = Change::put(kind::REFRESH_TOKEN, new.key(), &new)?;
        let token = new.token;
        self.refresh_tokens.insert(token, new);
        Ok((token, vec![change]))
    }

    pub(crate) fn delete_refresh_token(&mut self, user: Uuid, client_id: &str) -> Option<Change> {
        let token = self
            .refresh_tokens_of(user)
            .find(|token| token.client_id == client_id)?
            .token;
        self.refresh_tokens
            .remove(&token)
            .map(|token| Change::delete(kind::REFRESH_TOKEN, token.key()))
    }

    /// Makes access tokens expire now: all, or the given one.
    pub(crate) fn expire(
        &mut self,
        only: Option<Uuid>,
        now: i64,
    ) -> Result<Vec<Change>, StoreError> {
        self.tokens
            .values_mut()
            .filter(|token| only.is_none_or(|only| only == token.token))
            .map(|token| {
                token.expires = token.expires.min(now);
                Change::put(kind::TOKEN, token.token, token)
            })
            .collect()
    }

    /// Forgets access tokens: all, or the given one.
    pub(crate) fn revoke(&mut self, only: Option<Uuid>) -> Vec<Change> {
        let tokens: Vec<Uuid> = self
            .tokens
            .keys()
            .filter(|token| only.is_none_or(|only| only == **token))
            .copied()
            .collect();
        tokens
            .into_iter()
            .filter_map(|token| self.delete(token))
            .collect()
    }

    pub(crate) fn revoke_refresh_tokens(&mut self) -> Vec<Change> {
        self.refresh_tokens
            .drain()
            .map(|(_, token)| Change::delete(kind::REFRESH_TOKEN, token.key()))
            .collect()
    }
}
