//! The sources of a profile.

use std::cmp::Ordering;

use serde_json::{Value, json};

use crate::auth::access::{Refusal, authorize};
use crate::dird::member;
use crate::directory::Source;
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(crate) fn list(world: &World, request: &Request, profile: &str) -> Outcome {
    let scope = format!("dird.directories.{profile}.sources.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let paging = Paging::read(request)?;
    let tenant = member(world, caller)?.tenant;
    let Some(known) = tenant.profiles.iter().find(|known| known.name == profile) else {
        return Err(Box::new(error::resource(
            404,
            &format!("No such profile: \"{profile}\""),
            "unknown-profile",
            &json!({"uuid": profile}),
            "profiles",
        )));
    };
    let all: Vec<&Source> = known
        .sources
        .iter()
        .filter_map(|name| tenant.source(name))
        .collect();
    let search = request.query("search").unwrap_or_default().to_lowercase();
    let backend = request.query("backend");
    let mut matching: Vec<&Source> = all
        .iter()
        .copied()
        .filter(|source| backend.is_none_or(|backend| source.backend.name() == backend))
        .filter(|source| {
            source.name.to_lowercase().contains(&search) || source.backend.name().contains(&search)
        })
        .collect();
    let by_backend = request.query("order") == Some("backend");
    matching.sort_by(|left, right| {
        let backends = if by_backend {
            left.backend.name().cmp(right.backend.name())
        } else {
            Ordering::Equal
        };
        backends.then_with(|| left.name.cmp(&right.name))
    });
    if request.query("direction") == Some("desc") {
        matching.reverse();
    }
    let filtered = matching.len();
    let items: Vec<Value> = paging
        .of(matching)
        .map(|source| {
            json!({
                "backend": source.backend.name(),
                "name": source.name,
                "tenant_uuid": tenant.uuid,
                "uuid": source.uuid,
            })
        })
        .collect();
    Ok(Answer::ok(
        &json!({"total": all.len(), "filtered": filtered, "items": items}),
    ))
}

/// `limit` and `offset` of the newer routes.
#[derive(Debug)]
pub(crate) struct Paging {
    limit: usize,
    offset: usize,
}

impl Paging {
    pub(crate) fn read(request: &Request) -> Result<Self, Box<Answer>> {
        Ok(Paging {
            limit: number(request, "limit")?.unwrap_or(usize::MAX),
            offset: number(request, "offset")?.unwrap_or(0),
        })
    }

    pub(crate) fn of<T>(&self, items: Vec<T>) -> impl Iterator<Item = T> + use<T> {
        items.into_iter().skip(self.offset).take(self.limit)
    }
}

fn number(request: &Request, name: &str) -> Result<Option<usize>, Box<Answer>> {
    let Some(text) = request.query(name) else {
        return Ok(None);
    };
    let problem = match text.parse::<i64>() {
        Ok(number) => match usize::try_from(number) {
            Ok(number) => return Ok(Some(number)),
            Err(_) => json!({
                "constraint_id": "range",
                "constraint": {"min": 0},
                "message": "Must be greater than or equal to 0.",
            }),
        },
        Err(_) => {
            json!({"constraint_id": "type", "constraint": "integer", "message": "Not a valid integer."})
        }
    };
    Err(Box::new(error::invalid_data(&json!({name: [problem]}))))
}
