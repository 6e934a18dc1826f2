//! Favourites: pairs of a source's name and an entry's id. Whether the entry exists is not checked.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::bus::Event;
use crate::dird::{lookup, member};
use crate::directory::STACK_UUID;
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, StoreError, kind};

/// One user's favourites.
#[derive(Debug, Default)]
pub(crate) struct Favorites {
    by_source: BTreeMap<String, Vec<String>>,
}

impl Favorites {
    pub(crate) fn is_empty(&self) -> bool {
        self.by_source.values().all(Vec::is_empty)
    }

    pub(crate) fn contains(&self, source: &str, id: &str) -> bool {
        self.by_source
            .get(source)
            .is_some_and(|ids| ids.iter().any(|known| known == id))
    }

    pub(crate) fn of_source(&self, source: &str) -> impl Iterator<Item = &str> {
        self.by_source
            .get(source)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_source
            .iter()
            .flat_map(|(source, ids)| ids.iter().map(move |id| (source.as_str(), id.as_str())))
    }

    pub(crate) fn insert(&mut self, source: &str, id: &str) -> bool {
        let new = !self.contains(source, id);
        if new {
            self.by_source
                .entry(source.to_owned())
                .or_default()
                .push(id.to_owned());
        }
        new
    }

    fn remove(&mut self, source: &str, id: &str) -> bool {
        let ids = self.by_source.entry(source.to_owned()).or_default();
        let before = ids.len();
        ids.retain(|known| known != id);
        ids.len() < before
    }
}

pub(crate) fn list(world: &World, request: &Request, profile: &str) -> Outcome {
    let caller = allowed(world, request, &format!("{profile}.read"))?;
    let member = member(world, caller)?;
    let without = member
        .tenant
        .profiles
        .iter()
        .any(|known| known.name == profile && !known.favorites);
    if without {
        return Err(refused(
            404,
            &format!("No such profile in favorite service configuration: {profile}"),
        ));
    }
    lookup::favorites(world, caller, &member, profile)
}

pub(crate) fn add(world: &mut World, request: &Request, source: &str, id: &str) -> Outcome {
    let caller = allowed(world, request, &format!("{source}.{id}.update"))?;
    known_source(world, caller, source)?;
    if !world
        .favorites
        .entry(caller.user)
        .or_default()
        .insert(source, id)
    {
        return Err(refused(
            409,
            "Adding this favorite would create a duplicate",
        ));
    }
    world.keep(|| {
        Ok(vec![record(
            caller.user,
            &(source.to_owned(), id.to_owned()),
        )?])
    })?;
    publish(world, caller, ("favorite_added", "created"), source, id);
    Ok(Answer::no_content())
}

pub(crate) fn remove(world: &mut World, request: &Request, source: &str, id: &str) -> Outcome {
    let caller = allowed(world, request, &format!("{source}.{id}.delete"))?;
    known_source(world, caller, source)?;
    if !world
        .favorites
        .entry(caller.user)
        .or_default()
        .remove(source, id)
    {
        return Err(refused(
            404,
            &format!("No such favorite: ('{source}', '{id}')"),
        ));
    }
    world.keep(|| {
        Ok(vec![Change::delete(
            kind::FAVORITE,
            key(caller.user, source, id),
        )])
    })?;
    publish(world, caller, ("favorite_deleted", "deleted"), source, id);
    Ok(Answer::no_content())
}

/// Tells the owner; `name` is the event's, and the last word of what it takes to hear it.
fn publish(world: &mut World, caller: Caller, name: (&'static str, &str), source: &str, id: &str) {
    let (name, word) = name;
    let user = caller.user;
    world.publish(Event::to_user(
        name,
        format!("events.directory.{user}.favorite.{word}"),
        caller.tenant,
        user,
        json!({"xivo_uuid": STACK_UUID, "user_uuid": user, "source": source, "source_entry_id": id}),
    ));
}

fn allowed(world: &World, request: &Request, rest: &str) -> Result<Caller, Box<Answer>> {
    authorize(
        world,
        request,
        &format!("dird.directories.favorites.{rest}"),
    )
    .map_err(Refusal::legacy)
}

fn known_source(world: &World, caller: Caller, source: &str) -> Result<(), Box<Answer>> {
    match member(world, caller)?.tenant.source(source) {
        Some(_) => Ok(()),
        None => Err(refused(404, &format!("No such source: {source}"))),
    }
}

/// How a favourite, source and entry, is written to the data directory.
pub(crate) fn record(user: Uuid, favorite: &(String, String)) -> Result<Change, StoreError> {
    Change::put(
        kind::FAVORITE,
        key(user, &favorite.0, &favorite.1),
        favorite,
    )
}

fn key(user: Uuid, source: &str, id: &str) -> String {
    format!("{user}/{}", json!([source, id]))
}

fn refused(status: u16, reason: &str) -> Box<Answer> {
    Box::new(error::legacy(status, reason))
}
