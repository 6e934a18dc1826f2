//! Who calls, and whether they may: what every service asks wazo-auth before it answers.

use serde_json::json;
use uuid::Uuid;

use crate::auth::sessions::Token;
use crate::http::{Answer, Request};
use crate::secret::Secret;
use crate::stack::{Service, World};
use crate::{clock, error};

/// A signed-in caller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller {
    pub(crate) user: Uuid,
    pub(crate) tenant: Uuid,
}

/// Why not. Each service has a shape of its own for it; all quote the token somewhere but the legacy one.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The token is missing, unknown or expired.
    NoToken { token: Secret, scope: String },
    /// The token is good, and that is not enough.
    NotAllowed {
        token: Secret,
        scope: String,
        tenant: Option<String>,
    },
    /// wazo-auth is down.
    AuthDown { token: Secret, scope: String },
}

/// Checks the caller's token, tenant header and right.
pub(crate) fn authorize(world: &World, request: &Request, scope: &str) -> Result<Caller, Refusal> {
    let (token, scope) = (Secret::from(request.token().to_owned()), scope.to_owned());
    if world.down.contains(&Service::Auth) {
        return Err(Refusal::AuthDown { token, scope });
    }
    let Some((live, caller)) = live(world, token.as_str()) else {
        return Err(Refusal::NoToken { token, scope });
    };
    let wanted = request.header("wazo-tenant").map(str::to_owned);
    let foreign = wanted
        .as_ref()
        .is_some_and(|wanted| *wanted != caller.tenant.to_string());
    if foreign || !world.sessions.grants(live, &scope) {
        return Err(Refusal::NotAllowed {
            token,
            scope,
            tenant: wanted,
        });
    }
    Ok(caller)
}

/// The live token of that text, with whose it is.
pub(crate) fn live<'a>(world: &'a World, token: &str) -> Option<(&'a Token, Caller)> {
    let token = world
        .sessions
        .live(Uuid::try_parse(token).ok()?, clock::now())?;
    let person = world.directory.person(token.user)?;
    let tenant = world.directory.tenant_of(person)?.uuid;
    Some((
        token,
        Caller {
            user: token.user,
            tenant,
        },
    ))
}

impl Refusal {
    /// auth, chatd, calld and dird's newer routes.
    pub(crate) fn standard(self) -> Box<Answer> {
        Box::new(match self {
            Refusal::NoToken { token, scope } => error::standard(
                401,
                "Unauthorized",
                "unauthorized",
                &json!({"invalid_token": token.as_str(), "reason": "not_found_or_expired", "required_access": scope}),
            ),
            Refusal::NotAllowed {
                token,
                scope,
                tenant,
            } => error::standard(
                401,
                "Unauthorized",
                "unauthorized",
                &json!({
                    "invalid_token": token.as_str(),
                    "reason": "missing_permission_or_invalid_tenant",
                    "required_access": scope,
                    "tenant_uuid": tenant,
                }),
            ),
            Refusal::AuthDown { token, scope } => error::standard(
                503,
                "Authentication server unreachable",
                "authentication-server-unreachable",
                &json!({
                    "auth_server_host": "127.0.0.1",
                    "auth_server_port": 9497,
                    "original_error": format!(
                        "HTTPConnectionPool(host='127.0.0.1', port=9497): Max retries exceeded with url: \
                         /0.1/token/{}?scope={scope}",
                        token.as_str()
                    ),
                }),
            ),
        })
    }

    /// dird's older routes, which do not tell an expired token from a missing right.
    pub(crate) fn legacy(self) -> Box<Answer> {
        Box::new(match self {
            Refusal::AuthDown { .. } => {
                error::legacy_bare(503, &json!(["Authentication server unreachable"]))
            }
            _ => error::legacy_bare(401, &json!(["Unauthorized"])),
        })
    }

    /// confd: an array of strings that quotes the token.
    pub(crate) fn confd(self) -> Box<Answer> {
        Box::new(match self {
            Refusal::AuthDown { .. } => {
                Answer::json(503, &json!(["Authentication server unreachable"]))
            }
            Refusal::NoToken { token, scope } | Refusal::NotAllowed { token, scope, .. } => {
                Answer::json(
                    401,
                    &json!([format!(
                        "Unauthorized: token {} has no access to {scope}",
                        token.as_str()
                    )]),
                )
            }
        })
    }

    /// agentd: one string.
    pub(crate) fn agentd(self) -> Box<Answer> {
        Box::new(match self {
            Refusal::AuthDown { .. } => {
                Answer::json(503, &json!({"error": "authentication server unreachable"}))
            }
            _ => Answer::json(401, &json!({"error": "invalid token or unauthorized"})),
        })
    }
}
