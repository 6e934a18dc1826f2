//! wazo-auth: sign-in, tokens, sessions. Recorded in `auth`.

pub(crate) mod access;
pub(crate) mod acl;
mod login;
pub(crate) mod sessions;
pub(crate) mod sweep;
mod tokens;

use hyper::Method;

use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;
use crate::{clock, error};
use access::{Refusal, authorize};
use serde_json::json;

/// Routes below `/api/auth/0.1`.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    let method = &request.method;
    match (path, method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["status"], &Method::HEAD) => Ok(Answer::new(200, crate::http::JSON, "")),
        (["backends"], &Method::GET) => {
            Ok(Answer::ok(&json!({"data": ["ldap_user", "wazo_user"]})))
        }
        (["token"], &Method::POST) => login::create(world, request),
        (["token", token], method) => tokens::answer(world, request, token, method),
        (["token", token, "scopes", "check"], &Method::POST) => {
            tokens::check_scopes(world, request, token)
        }
        (["users", "me", "tokens"], &Method::GET) => refresh_tokens(world, request),
        (["users", "me", "tokens", client_id], &Method::DELETE) => {
            delete_refresh_token(world, request, client_id)
        }
        (["users", user, "sessions"], &Method::GET) if is_uuid(user) => {
            sessions(world, request, user)
        }
        (["users", user, "sessions", session], &Method::DELETE) if is_uuid(user) => {
            delete_session(world, request, user, session)
        }
        (["users"], &Method::GET) => unreachable_for_users(world, request, "auth.users.read"),
        (["idp"], &Method::GET) => unreachable_for_users(world, request, "auth.idp.read"),
        (["status" | "backends" | "token" | "users" | "idp"], _)
        | (["token", _, "scopes", "check"], _)
        | (["users", "me", "tokens", ..], _) => Err(Box::new(error::not_allowed())),
        _ => Err(Box::new(error::no_route())),
    }
}

pub(crate) fn is_uuid(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok()
}

/// What needs a right that no user of the sandbox has.
fn unreachable_for_users(world: &mut World, request: &Request, scope: &str) -> Outcome {
    authorize(world, request, scope).map_err(Refusal::standard)?;
    Err(Box::new(error::no_route()))
}

fn refresh_tokens(world: &mut World, request: &Request) -> Outcome {
    let caller =
        authorize(world, request, "auth.users.me.tokens.read").map_err(Refusal::standard)?;
    let items: Vec<_> = world
        .sessions
        .refresh_tokens_of(caller.user)
        .map(|token| {
            json!({
                "client_id": token.client_id,
                "created_at": clock::offset(token.created),
                "mobile": token.mobile,
                "user_uuid": token.user,
                "tenant_uuid": caller.tenant,
                "metadata": {},
            })
        })
        .collect();
    Ok(Answer::ok(
        &json!({"total": items.len(), "filtered": items.len(), "items": items}),
    ))
}

fn delete_refresh_token(world: &mut World, request: &Request, client_id: &str) -> Outcome {
    let scope = format!("auth.users.me.tokens.{client_id}.delete");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let Some(change) = world.sessions.delete_refresh_token(caller.user, client_id) else {
        return Err(Box::new(error::resource(
            404,
            &format!("unknown refresh_token for client_id \"{client_id}\""),
            "cannot-find-refresh-token-matching-client-id",
            &json!({"client_id": client_id}),
            "tokens",
        )));
    };
    world.keep(|| Ok(vec![change]))?;
    Ok(Answer::no_content())
}

fn sessions(world: &mut World, request: &Request, user: &str) -> Outcome {
    let scope = format!("auth.users.{user}.sessions.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let items: Vec<_> = world
        .sessions
        .live_of(caller.user, clock::now())
        .map(|token| {
            json!({
                "uuid": token.session,
                "user_uuid": token.user,
                "tenant_uuid": caller.tenant,
                "mobile": token.mobile,
            })
        })
        .collect();
    Ok(Answer::ok(
        &json!({"total": items.len(), "filtered": items.len(), "items": items}),
    ))
}

fn delete_session(world: &mut World, request: &Request, user: &str, session: &str) -> Outcome {
    let scope = format!("auth.users.{user}.sessions.{session}.delete");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let Some(change) = world.sessions.delete_session(caller.user, session) else {
        return Err(Box::new(error::resource(
            404,
            &format!("No such session: \"{session}\""),
            "unknown-session",
            &json!({"uuid": session}),
            "sessions",
        )));
    };
    world.keep(|| Ok(vec![change]))?;
    Ok(Answer::no_content())
}
