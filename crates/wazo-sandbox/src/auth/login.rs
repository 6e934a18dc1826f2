//! `POST /token`: by password, or by refresh token.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::header::{HeaderName, HeaderValue};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::sessions::{MAX_SESSIONS, RefreshToken, Token};
use crate::auth::tokens;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;
use crate::{clock, error};

const DEFAULT_EXPIRATION: i64 = 7200;
const MAX_EXPIRATION: i64 = 315_360_000;

pub(crate) fn create(world: &mut World, request: &Request) -> Outcome {
    let Some(Value::Object(body)) = request.json() else {
        return Err(Box::new(error::unreadable()));
    };
    let wanted = Wanted::read(&body).map_err(|reason| Box::new(error::legacy(400, &reason)))?;
    let user = match &wanted.refresh_token {
        Some(refresh) => by_refresh_token(world, refresh, wanted.client_id.as_deref()),
        None if wanted.domain => None,
        None => by_password(world, request),
    };
    let user = user.ok_or_else(|| Box::new(error::legacy(401, "Authentication Failed")))?;
    if world.sessions.live_of(user, clock::now()).count() >= MAX_SESSIONS {
        return Err(Box::new(error::resource(
            429,
            "Unable to proceed, user has exceeded the maximum number of active sessions",
            "max-user-concurrent-sessions",
            &json!({}),
            "users",
        )));
    }
    issue(world, request, user, &wanted)
}

fn issue(world: &mut World, request: &Request, user: Uuid, wanted: &Wanted) -> Outcome {
    let mobile = request
        .header("wazo-session-type")
        .is_some_and(|kind| kind.eq_ignore_ascii_case("mobile"));
    let mut changes = if mobile {
        world.sessions.revoke_mobile(user)
    } else {
        Vec::new()
    };
    let revoked = changes.len();
    let now = clock::now();
    let token = Token {
        token: Uuid::new_v4(),
        user,
        session: Uuid::new_v4(),
        issued: now,
        expires: now + wanted.expiration * 1_000_000,
        mobile,
        user_agent: request.header("user-agent").unwrap_or_default().to_owned(),
    };
    let mut data = tokens::data(world, &token, clock::zoneless);
    changes.push(world.sessions.insert(token)?);
    if wanted.offline
        && let Some(client_id) = &wanted.client_id
    {
        let new = RefreshToken {
            token: Uuid::new_v4(),
            user,
            client_id: client_id.clone(),
            created: now,
            mobile,
        };
        let (refresh_token, new) = world.sessions.offline(new)?;
        data["refresh_token"] = json!(refresh_token);
        changes.extend(new);
    }
    world.keep(|| Ok(changes))?;
    Ok(Answer::ok(&json!({"data": data})).with_header(
        HeaderName::from_static("wazo-sessions-revoked"),
        HeaderValue::from(revoked),
    ))
}

fn by_password(world: &World, request: &Request) -> Option<Uuid> {
    let (scheme, credentials) = request.header("authorization")?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let credentials = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (username, password) = credentials.split_once(':')?;
    let person = world.directory.with_username(username)?;
    (person.password.as_str() == password).then_some(person.uuid)
}

fn by_refresh_token(world: &World, refresh: &str, client_id: Option<&str>) -> Option<Uuid> {
    let token = world
        .sessions
        .refresh_token(Uuid::try_parse(refresh).ok()?, client_id?)?;
    world.directory.person(token.user).map(|person| person.uuid)
}

/// What the body asks for.
struct Wanted {
    /// Seconds.
    expiration: i64,
    offline: bool,
    client_id: Option<String>,
    refresh_token: Option<String>,
    /// With a domain, only the LDAP plugin is asked, and it knows nobody here.
    domain: bool,
}

impl Wanted {
    /// Errors are the text of a Python dictionary, as the service sends them.
    fn read(body: &Map<String, Value>) -> Result<Self, String> {
        let expiration = expiration(body.get("expiration"))?;
        let offline = match body.get("access_type") {
            None => false,
            Some(Value::String(kind)) if kind == "online" => false,
            Some(Value::String(kind)) if kind == "offline" => true,
            Some(_) => {
                return Err("{'access_type': [{'constraint_id': 'enum', 'constraint': {'choices': ['online', \
                            'offline']}, 'message': 'Must be one of: online, offline.'}]}"
                    .to_owned());
            }
        };
        let client_id = text(body, "client_id")?;
        let refresh_token = text(body, "refresh_token")?;
        let schema = |problem: &str| Err(format!("{{'_schema': ['{problem}']}}"));
        if refresh_token.is_some() && client_id.is_none() {
            return schema("\"client_id\" must be specified when using a \"refresh_token\"");
        }
        if offline && client_id.is_none() {
            return schema(
                "\"client_id\" must be specified when using \"access_type\" is \"offline\"",
            );
        }
        if offline && refresh_token.is_some() {
            return schema("cannot use the \"access_type\" \"offline\" with a refresh token");
        }
        let domain = text(body, "domain_name")?.is_some() || text(body, "tenant_id")?.is_some();
        Ok(Wanted {
            expiration,
            offline,
            client_id,
            refresh_token,
            domain,
        })
    }
}

/// 1 to 315360000; `"60"` and `1.5` are taken, `true` and `null` are not.
fn expiration(value: Option<&Value>) -> Result<i64, String> {
    let not_an_integer = || {
        "{'expiration': {'message': 'Not a valid integer.', 'constraint_id': 'type', 'constraint': 'integer'}}"
            .to_owned()
    };
    let seconds = match value {
        None => DEFAULT_EXPIRATION,
        Some(Value::Null) => return Err(not_null("expiration")),
        Some(Value::Number(number)) => number
            .as_i64()
            .or_else(|| number.as_f64().map(|seconds| seconds as i64))
            .ok_or_else(not_an_integer)?,
        Some(Value::String(text)) => text.trim().parse().map_err(|_| not_an_integer())?,
        Some(_) => return Err(not_an_integer()),
    };
    if (1..=MAX_EXPIRATION).contains(&seconds) {
        return Ok(seconds);
    }
    Err(format!(
        "{{'expiration': [{{'constraint_id': 'range', 'constraint': {{'min': 1, 'max': {MAX_EXPIRATION}}}, \
         'message': 'Must be greater than or equal to 1 and less than or equal to {MAX_EXPIRATION}.'}}]}}"
    ))
}

fn text(body: &Map<String, Value>, field: &str) -> Result<Option<String>, String> {
    match body.get(field) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Null) => Err(not_null(field)),
        Some(_) => Err(format!(
            "{{'{field}': {{'message': 'Not a valid string.', 'constraint_id': 'type', 'constraint': 'string'}}}}"
        )),
    }
}

fn not_null(field: &str) -> String {
    format!(
        "{{'{field}': {{'message': 'Field may not be null.', 'constraint_id': 'not_null', 'constraint': 'not_null'}}}}"
    )
}
