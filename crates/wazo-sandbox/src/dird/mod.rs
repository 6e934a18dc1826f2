//! wazo-dird: lookup, favourites, personal contacts, sources. Recorded in `dird`, `import`, `conc` and `nginx`.

mod codec;
pub(crate) mod contact;
pub(crate) mod display;
pub(crate) mod favorites;
pub(crate) mod fold;
mod import;
mod lookup;
pub(crate) mod personal;
mod raw;
mod reader;
mod sources;

use hyper::Method;
use serde_json::json;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::dird::display::{Column, Profile};
use crate::directory::{Person, Tenant};
use crate::error;
use crate::http::{Answer, HTML, Outcome, Request};
use crate::stack::World;

/// Routes below `/api/dird/0.1`.
pub(crate) fn answer(world: &mut World, request: &Request, path: &[&str]) -> Outcome {
    match (path, &request.method) {
        (_, &Method::OPTIONS) => Ok(Answer::new(200, HTML, "")),
        (["status"], &Method::HEAD) => Ok(Answer::new(200, crate::http::JSON, "")),
        (["directories", "lookup", profile], &Method::GET) => {
            lookup::lookup(world, request, profile)
        }
        (["directories", "lookup", profile, "headers"], &Method::GET) => {
            lookup::headers(world, request, profile)
        }
        (["directories", "lookup", profile, user], &Method::GET) => {
            lookup::lookup_for(world, request, profile, user)
        }
        (["directories", "reverse", profile, user], &Method::GET) => {
            lookup::reverse(world, request, profile, user)
        }
        (["directories", "favorites", profile], &Method::GET) => {
            favorites::list(world, request, profile)
        }
        (["directories", "favorites", source, id], &Method::PUT) => {
            favorites::add(world, request, source, id)
        }
        (["directories", "favorites", source, id], &Method::DELETE) => {
            favorites::remove(world, request, source, id)
        }
        (["directories", "personal", profile], &Method::GET) => {
            lookup::personal(world, request, profile)
        }
        (["directories", profile, "sources"], &Method::GET) => {
            sources::list(world, request, profile)
        }
        (["backends", backend, "sources", source, "contacts"], &Method::GET) => {
            raw::contacts(world, request, backend, source)
        }
        (["personal"], &Method::GET) => personal::list(world, request),
        (["personal"], &Method::POST) => personal::create(world, request),
        (["personal"], &Method::DELETE) => personal::purge(world, request),
        (["personal", "import"], &Method::POST) => import::import(world, request),
        (["personal", id], &Method::GET) => personal::get(world, request, id),
        (["personal", id], &Method::PUT) => personal::replace(world, request, id),
        (["personal", id], &Method::DELETE) => personal::delete(world, request, id),
        (["profiles"], &Method::POST) => {
            authorize(world, request, "dird.profiles.create").map_err(Refusal::standard)?;
            Err(Box::new(error::no_route()))
        }
        (["directories", "lookup" | "personal" | "favorites", _], _)
        | (["directories", "lookup" | "favorites" | "reverse", _, _], _)
        | (["directories", _, "sources"] | ["backends", _, "sources", _, "contacts"], _)
        | (["status" | "profiles" | "personal"] | ["personal", _], _) => {
            Err(Box::new(error::not_allowed()))
        }
        _ => Err(Box::new(error::no_route())),
    }
}

/// A caller with everything that belongs to them.
struct Member<'a> {
    person: &'a Person,
    tenant: &'a Tenant,
    index: usize,
}

fn member(world: &World, caller: Caller) -> Result<Member<'_>, Box<Answer>> {
    let gone = || {
        Refusal::NoToken {
            token: String::new().into(),
            scope: String::new(),
        }
        .legacy()
    };
    let person = world.directory.person(caller.user).ok_or_else(gone)?;
    let tenant = world.directory.tenant_of(person).ok_or_else(gone)?;
    Ok(Member {
        person,
        tenant,
        index: person.tenant,
    })
}

fn profile<'a>(tenant: &'a Tenant, name: &str) -> Result<&'a Profile, Box<Answer>> {
    tenant
        .profiles
        .iter()
        .find(|profile| profile.name == name)
        .ok_or_else(|| {
            Box::new(error::legacy(
                404,
                &format!("The profile `{name}` does not exist"),
            ))
        })
}

fn columns(profile: &Profile) -> Result<&'static [Column], Box<Answer>> {
    profile.display.ok_or_else(|| Box::new(error::internal()))
}

/// Flask's complaint about a query parameter that is not there.
fn missing_parameter(name: &str, problem: &str) -> Box<Answer> {
    Box::new(Answer::json(400, &json!({"message": {name: problem}})))
}
