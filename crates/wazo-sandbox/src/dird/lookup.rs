//! Rows in the columns of a display: lookup, headers, personal contacts, reverse.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::dird::contact::{Book, Contact};
use crate::dird::display::{self, Card, Column, Row};
use crate::dird::favorites::Favorites;
use crate::dird::fold::Term;
use crate::dird::{Member, columns, member, missing_parameter, profile};
use crate::directory::{Backend, Person, Source};
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

/// A lookup's answer; without a term it is that of favourites and of personal contacts.
#[derive(Debug, Serialize)]
struct Rows<'a> {
    column_headers: Vec<Option<&'static str>>,
    column_types: Vec<Option<&'static str>>,
    results: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<&'a str>,
}

pub(crate) fn lookup(world: &mut World, request: &Request, profile: &str) -> Outcome {
    let scope = format!("dird.directories.lookup.{profile}.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::legacy)?;
    search(world, request, profile, caller)
}

/// On behalf of a user: the policy grants it for oneself.
pub(crate) fn lookup_for(
    world: &mut World,
    request: &Request,
    profile: &str,
    user: &str,
) -> Outcome {
    let scope = format!("dird.directories.lookup.{profile}.{user}.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::legacy)?;
    search(world, request, profile, caller)
}

fn search(world: &mut World, request: &Request, profile_name: &str, caller: Caller) -> Outcome {
    let term = request.query("term").ok_or_else(|| {
        missing_parameter("term", "Missing required parameter in the query string")
    })?;
    let mut random = ChaCha8Rng::from_rng(&mut world.random);
    let member = member(world, caller)?;
    let profile = profile(member.tenant, profile_name)?;
    let columns = columns(profile)?;
    let wanted = Term::new(term);
    let mut cards = Vec::new();
    for source in sources_of(&member, &profile.sources) {
        collect(world, &member, source, &wanted, &mut cards);
    }
    mark_favorites(world.favorites.get(&caller.user), &mut cards);
    cards.shuffle(&mut random);
    Ok(rows(columns, &cards, Some(term)))
}

pub(crate) fn headers(world: &World, request: &Request, profile_name: &str) -> Outcome {
    let scope = format!("dird.directories.lookup.{profile_name}.headers.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::legacy)?;
    let columns = columns(profile(member(world, caller)?.tenant, profile_name)?)?;
    Ok(Answer::ok(&json!({
        "column_headers": display::headers(columns),
        "column_types": display::types(columns),
    })))
}

/// The personal contacts in the columns of a display.
pub(crate) fn personal(world: &World, request: &Request, profile_name: &str) -> Outcome {
    let scope = format!("dird.directories.personal.{profile_name}.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::legacy)?;
    let member = member(world, caller)?;
    let profile = profile(member.tenant, profile_name)?;
    let columns = columns(profile)?;
    let source =
        sources_of(&member, &profile.sources).find(|source| source.backend == Backend::Personal);
    let contacts = world
        .books
        .get(&caller.user)
        .map(Book::iter)
        .into_iter()
        .flatten();
    let mut cards: Vec<Card<'_>> = source
        .map(|source| {
            contacts
                .map(|contact| Card::personal(contact, &source.name))
                .collect()
        })
        .unwrap_or_default();
    mark_favorites(world.favorites.get(&caller.user), &mut cards);
    Ok(rows(columns, &cards, None))
}

/// The favourites that are still there, in the columns of a display.
pub(crate) fn favorites(
    world: &World,
    caller: Caller,
    member: &Member<'_>,
    profile_name: &str,
) -> Outcome {
    let profile = profile(member.tenant, profile_name)?;
    let columns = columns(profile)?;
    let favorites = world.favorites.get(&caller.user);
    let mut cards = Vec::new();
    for source in sources_of(member, &profile.sources) {
        for id in favorites
            .into_iter()
            .flat_map(|favorites| favorites.of_source(&source.name))
        {
            cards.extend(find(world, member, source, id));
        }
    }
    mark_favorites(favorites, &mut cards);
    Ok(rows(columns, &cards, None))
}

/// Who has exactly that number; 200 with nulls when nobody has.
pub(crate) fn reverse(world: &World, request: &Request, profile_name: &str, user: &str) -> Outcome {
    let scope = format!("dird.directories.reverse.{profile_name}.{user}.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::legacy)?;
    let exten = request.query("exten").ok_or_else(|| {
        missing_parameter("exten", "Missing required parameter in the query string")
    })?;
    let member = member(world, caller)?;
    let profile = profile(member.tenant, profile_name)?;
    let everybody = Term::new("");
    let mut cards = Vec::new();
    for source in sources_of(&member, &profile.sources) {
        collect(world, &member, source, &everybody, &mut cards);
    }
    let found = cards.iter().find(|card| card.has_number(exten));
    Ok(Answer::ok(&json!({
        "display": found.and_then(Card::display_name),
        "exten": exten,
        "fields": found.map(Card::fields).unwrap_or_default(),
        "source": found.map(|card| card.source),
    })))
}

fn rows(columns: &'static [Column], cards: &[Card<'_>], term: Option<&str>) -> Answer {
    Answer::ok(&Rows {
        column_headers: display::headers(columns),
        column_types: display::types(columns),
        results: cards.iter().map(|card| Row { card, columns }).collect(),
        term,
    })
}

/// The sources of a profile that answer; one that is down is silently left out.
fn sources_of<'a>(member: &Member<'a>, names: &'a [String]) -> impl Iterator<Item = &'a Source> {
    let tenant = member.tenant;
    names
        .iter()
        .filter_map(|name| tenant.source(name))
        .filter(|source| source.available)
}

fn collect<'a>(
    world: &'a World,
    member: &Member<'a>,
    source: &'a Source,
    term: &Term,
    cards: &mut Vec<Card<'a>>,
) {
    match source.backend {
        Backend::Wazo => cards.extend(
            world
                .directory
                .people_of(member.index)
                .filter(|person| term.is_in(&person.searched))
                .map(|person| Card::person(person, &source.name)),
        ),
        Backend::Personal => cards.extend(
            book(world, member.person)
                .filter(|contact| {
                    contact
                        .searched()
                        .is_some_and(|searched| term.is_like(searched))
                })
                .map(|contact| Card::personal(contact, &source.name)),
        ),
        Backend::Phonebook => cards.extend(
            source
                .entries
                .iter()
                .filter(|entry| term.is_like_accented(&entry.searched))
                .map(|entry| Card::entry(entry, &source.name, source.backend)),
        ),
        Backend::Conference | Backend::Csv => cards.extend(
            source
                .entries
                .iter()
                .filter(|entry| term.is_in(&entry.searched))
                .map(|entry| Card::entry(entry, &source.name, source.backend)),
        ),
    }
}

fn find<'a>(
    world: &'a World,
    member: &Member<'a>,
    source: &'a Source,
    id: &str,
) -> Option<Card<'a>> {
    match source.backend {
        Backend::Wazo => {
            let id: u32 = id.parse().ok()?;
            let person = world
                .directory
                .people_of(member.index)
                .find(|person| person.id == id)?;
            Some(Card::person(person, &source.name))
        }
        Backend::Personal => {
            let contact = world.books.get(&member.person.uuid)?.get(id)?;
            Some(Card::personal(contact, &source.name))
        }
        Backend::Conference | Backend::Phonebook | Backend::Csv => {
            let entry = source.entries.iter().find(|entry| entry.id == id)?;
            Some(Card::entry(entry, &source.name, source.backend))
        }
    }
}

fn book<'a>(world: &'a World, person: &Person) -> impl Iterator<Item = &'a Contact> + use<'a> {
    let user: Uuid = person.uuid;
    world.books.get(&user).map(Book::iter).into_iter().flatten()
}

fn mark_favorites(favorites: Option<&Favorites>, cards: &mut [Card<'_>]) {
    let Some(favorites) = favorites.filter(|favorites| !favorites.is_empty()) else {
        return;
    };
    for card in cards {
        card.favorite = favorites.contains(card.source, &card.entry_id());
    }
}
