//! `/token/{token}`: what a token is, whether it covers a scope, and its end.

use hyper::Method;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::access::{self, Caller};
use crate::auth::acl;
use crate::auth::sessions::Token;
use crate::directory::STACK_UUID;
use crate::http::{Answer, JSON, Outcome, Request};
use crate::stack::World;
use crate::{clock, error};

pub(crate) fn answer(
    world: &mut World,
    request: &Request,
    token: &str,
    method: &Method,
) -> Outcome {
    let Ok(uuid) = Uuid::try_parse(token) else {
        return Err(Box::new(error::no_route()));
    };
    match *method {
        Method::GET => {
            let token = checked(world, request, token)?;
            let data = data(world, token, clock::zoneless_seconds);
            Ok(Answer::ok(&json!({"data": data})))
        }
        Method::HEAD => checked(world, request, token).map(|_| Answer::new(204, JSON, "")),
        Method::DELETE => {
            if let Some(change) = world.sessions.delete(uuid) {
                world.keep(|| Ok(vec![change]))?;
            }
            Ok(Answer::ok(&json!({"data": {"message": "success"}})))
        }
        _ => Err(Box::new(error::not_allowed())),
    }
}

pub(crate) fn check_scopes(world: &World, request: &Request, token: &str) -> Outcome {
    if Uuid::try_parse(token).is_err() {
        return Err(Box::new(error::no_route()));
    }
    let (token, caller) = live(world, token)?;
    let body = request
        .json()
        .ok_or_else(|| Box::new(error::unreadable()))?;
    if let Some(tenant) = body.get("tenant_uuid").and_then(Value::as_str) {
        own_tenant(caller, tenant)?;
    }
    let scopes = body
        .get("scopes")
        .and_then(Value::as_array)
        .and_then(|scopes| {
            scopes
                .iter()
                .map(|scope| {
                    scope.as_str().map(|scope| {
                        (
                            scope.to_owned(),
                            Value::Bool(world.sessions.grants(token, scope)),
                        )
                    })
                })
                .collect::<Option<Map<_, _>>>()
        });
    match scopes {
        Some(scopes) => Ok(Answer::ok(&json!({"scopes": scopes}))),
        None => Err(Box::new(error::legacy(
            400,
            "Invalid value supplied for field: scopes",
        ))),
    }
}

/// The token's description; a stored token tells its times to the second in two of the four fields.
pub(crate) fn data(world: &World, token: &Token, local: fn(i64) -> String) -> Value {
    let tenant = world
        .directory
        .person(token.user)
        .and_then(|person| world.directory.tenant_of(person))
        .map(|tenant| tenant.uuid);
    let granted = world.sessions.granted_to(token.user);
    let whole = |time: i64| {
        if local(time).contains('.') {
            time
        } else {
            time - time.rem_euclid(1_000_000)
        }
    };
    json!({
        "token": token.token,
        "auth_id": token.user,
        "xivo_user_uuid": token.user,
        "xivo_uuid": STACK_UUID,
        "issued_at": local(token.issued),
        "expires_at": local(token.expires),
        "utc_issued_at": clock::zoneless(whole(token.issued)),
        "utc_expires_at": clock::zoneless(whole(token.expires)),
        "acl": acl::USER_POLICY.iter().copied().chain(granted.scopes.iter().map(String::as_str)).collect::<Vec<_>>(),
        "metadata": {
            "uuid": token.user,
            "tenant_uuid": tenant,
            "auth_id": token.user,
            "pbx_user_uuid": token.user,
            "xivo_uuid": STACK_UUID,
            "purpose": "user",
            "admin": granted.admin,
        },
        "session_uuid": token.session,
        "remote_addr": "127.0.0.1",
        "user_agent": token.user_agent,
    })
}

fn checked<'a>(world: &'a World, request: &Request, token: &str) -> Result<&'a Token, Box<Answer>> {
    let (token, caller) = live(world, token)?;
    if let Some(scope) = request.query("scope")
        && !world.sessions.grants(token, scope)
    {
        return Err(Box::new(error::legacy(
            403,
            &format!("Unauthorized for {scope}"),
        )));
    }
    if let Some(tenant) = request.query("tenant") {
        own_tenant(caller, tenant)?;
    }
    Ok(token)
}

fn live<'a>(world: &'a World, token: &str) -> Result<(&'a Token, Caller), Box<Answer>> {
    access::live(world, token).ok_or_else(|| Box::new(error::legacy(404, "No such token")))
}

fn own_tenant(caller: Caller, tenant: &str) -> Result<(), Box<Answer>> {
    if caller.tenant.to_string() == tenant {
        return Ok(());
    }
    Err(Box::new(error::legacy(
        403,
        &format!("Unauthorized for tenant {tenant}"),
    )))
}
