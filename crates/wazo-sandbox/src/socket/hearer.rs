//! Whose connection it is, and what of the bus it may hear.

use std::time::Duration;

use uuid::Uuid;

use crate::auth::sessions::{Granted, Token};
use crate::auth::{access, acl};
use crate::bus::{Published, To};
use crate::secret::Secret;
use crate::stack::{Service, World};

/// A token that was let in, with what it grants.
#[derive(Clone, Debug)]
pub(super) struct Hearer {
    token: Token,
    granted: Granted,
    tenant: Uuid,
}

/// Times in a token are microseconds.
const SECOND: i64 = 1_000_000;
const SOON: i64 = 80 * SECOND;
const WITHIN_A_MINUTE: i64 = 60 * SECOND;
const HALF_A_DAY: i64 = 12 * 60 * 60 * SECOND;

impl Hearer {
    /// `None` when the token is not known or may not listen, and also when wazo-auth is down.
    pub(super) fn admit(world: &World, token: &str) -> Option<Self> {
        if world.down.contains(&Service::Auth) {
            return None;
        }
        let (token, caller) = access::live(world, token)?;
        let hearer = Hearer {
            token: token.clone(),
            granted: world.sessions.granted_to(token.user).clone(),
            tenant: caller.tenant,
        };
        hearer.covers("websocketd").then_some(hearer)
    }

    pub(super) fn user(&self) -> Uuid {
        self.token.user
    }

    pub(super) fn token(&self) -> Secret {
        self.token.token.to_string().into()
    }

    /// Whether an event is addressed to this user and in the token's rights.
    pub(super) fn hears(&self, event: &Published) -> bool {
        let addressed = match &event.to {
            _ if self.granted.admin => true,
            To::Tenant => true,
            To::Users(users) => users.contains(&self.token.user),
            To::Nobody => false,
        };
        addressed && event.tenant == self.tenant && self.covers(&event.acl)
    }

    /// How long until the token is looked at again: three quarters of what it has left, or its end if that is near.
    pub(super) fn until_check(&self, now: i64) -> Duration {
        let left = (self.token.expires - now).max(0);
        let wait = match left {
            ..=SOON => left.min(WITHIN_A_MINUTE),
            _ => (left / 4 * 3).min(HALF_A_DAY),
        };
        Duration::from_micros(wait.unsigned_abs())
    }

    fn covers(&self, scope: &str) -> bool {
        acl::grants(scope, &self.token, &self.granted.scopes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hearer(expires_in: i64) -> Hearer {
        Hearer {
            token: Token {
                expires: expires_in * SECOND,
                ..Token::for_tests()
            },
            granted: Granted::default(),
            tenant: Uuid::from_u128(9),
        }
    }

    fn event(to: To, acl: &str) -> Published {
        Published {
            name: "x".into(),
            acl: acl.to_owned(),
            to,
            tenant: Uuid::from_u128(9),
            text: String::new(),
        }
    }

    #[test]
    fn a_token_is_checked_at_three_quarters_and_at_its_end() {
        let wait = |left| hearer(left).until_check(0).as_secs();
        assert_eq!(wait(7_200), 5_400);
        assert_eq!(wait(10_000_000), 12 * 60 * 60);
        assert_eq!(wait(80), 60);
        assert_eq!(wait(5), 5);
        assert_eq!(wait(-5), 0);
    }

    #[test]
    fn an_event_needs_the_address_the_tenant_and_the_right() {
        let (me, other) = (Token::for_tests().user, Uuid::from_u128(8));
        let hearer = hearer(10);
        assert!(hearer.hears(&event(To::Users(vec![other, me]), "events.calls.me")));
        assert!(hearer.hears(&event(To::Tenant, "events.switchboards.x")));
        assert!(!hearer.hears(&event(To::Users(vec![other]), "events.calls.me")));
        assert!(!hearer.hears(&event(To::Nobody, "events.switchboards.x")));
        assert!(!hearer.hears(&event(To::Tenant, "events.config.user.edited")));
        let elsewhere = Published {
            tenant: other,
            ..event(To::Tenant, "events.switchboards.x")
        };
        assert!(!hearer.hears(&elsewhere));
    }

    #[test]
    fn an_administrator_hears_what_is_for_others_within_the_rights() {
        let admin = Hearer {
            granted: Granted {
                admin: true,
                ..Granted::default()
            },
            ..hearer(10)
        };
        let other = Uuid::from_u128(8);
        assert!(admin.hears(&event(To::Users(vec![other]), "events.statuses.agents")));
        assert!(!admin.hears(&event(To::Users(vec![other]), "events.config.user.edited")));
    }
}
