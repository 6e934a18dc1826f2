//! The state at a start: what the population decides, and over it what the data directory has kept.

use std::collections::{BTreeSet, HashMap};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Options;
use crate::agentd::agent::Agent;
use crate::auth::sessions::{Granted, RefreshToken, Sessions, Token};
use crate::bus::Bus;
use crate::chatd::rooms::Rooms;
use crate::confd::settings::{AllSettings, Settings};
use crate::dird::contact::{Book, Contact, pairs};
use crate::dird::favorites::{self, Favorites};
use crate::dird::personal;
use crate::directory::{Directory, Person, Presence};
use crate::exchange::Exchange;
use crate::population::{self, Start};
use crate::stack::World;
use crate::store::{Change, Store, StoreError, kind};

/// A state and who signs in to it.
pub(crate) struct Opened {
    pub(crate) world: World,
    pub(crate) username: String,
    pub(crate) password: String,
}

/// What the first start was asked for; later starts keep to it.
#[derive(Serialize, Deserialize)]
struct First {
    people: usize,
    seed: u64,
}

pub(crate) fn open(options: &Options) -> Result<Opened, StoreError> {
    let mut store = options.data.as_deref().map(Store::open).transpose()?;
    let kept: Option<First> = match &store {
        Some(store) => store.load(kind::META)?.pop().map(|(_, first)| first),
        None => None,
    };
    let first = kept.as_ref();
    let (people, seed) = (
        first.map_or(options.people, |it| it.people),
        first.map_or(options.seed, |it| it.seed),
    );
    let personal = if first.is_some() { 0 } else { options.personal };
    let Start {
        mut directory,
        personal,
        favorites,
        demo_user,
    } = population::start(options.population, people, personal, seed);
    let mut books = HashMap::new();
    let mut stars: HashMap<Uuid, Favorites> = HashMap::new();
    let mut sessions = Sessions::default();
    let mut rooms = Rooms::default();
    let mut settings = AllSettings::default();
    let mut calls = Vec::new();
    match &mut store {
        Some(store) if kept.is_some() => {
            restore_people(store, &mut directory)?;
            books = restore_books(store)?;
            stars = restore_favorites(store)?;
            sessions = Sessions::restore(
                values::<Token>(store, kind::TOKEN)?,
                values::<RefreshToken>(store, kind::REFRESH_TOKEN)?,
                by_user::<Granted>(store, kind::GRANT)?,
            );
            rooms = Rooms::restore(values(store, kind::ROOM)?, values(store, kind::MESSAGE)?);
            settings = AllSettings::restore(by_user::<Settings>(store, kind::SETTINGS)?);
            calls = values(store, kind::CALL)?.collect();
        }
        other => {
            if let Some(store) = other {
                store.write(&first_records(
                    &First { people, seed },
                    demo_user,
                    &personal,
                    &favorites,
                )?)?;
            }
            let book = books.entry(demo_user).or_insert_with(Book::default);
            personal.into_iter().for_each(|contact| book.push(contact));
            let starred = stars.entry(demo_user).or_default();
            for (source, id) in &favorites {
                starred.insert(source, id);
            }
        }
    }
    let demo = directory.person(demo_user);
    let username = demo
        .and_then(Person::username)
        .unwrap_or_default()
        .to_owned();
    let password = demo
        .map(|person| person.password.as_str().to_owned())
        .unwrap_or_default();
    let world = World {
        directory,
        demo_user,
        books,
        favorites: stars,
        sessions,
        rooms,
        settings,
        exchange: Exchange::default(),
        calls,
        down: BTreeSet::new(),
        bus: Bus::default(),
        at_rest: false,
        random: ChaCha8Rng::seed_from_u64(seed),
        store,
    };
    Ok(Opened {
        world,
        username,
        password,
    })
}

fn first_records(
    first: &First,
    demo_user: Uuid,
    personal: &[Contact],
    favorites: &[(String, String)],
) -> Result<Vec<Change>, StoreError> {
    let mut changes = Vec::with_capacity(personal.len() + favorites.len() + 1);
    for contact in personal {
        changes.push(personal::record(demo_user, contact)?);
    }
    for favorite in favorites {
        changes.push(favorites::record(demo_user, favorite)?);
    }
    changes.push(Change::put(kind::META, "first", first)?);
    Ok(changes)
}

fn restore_people(store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
    for person in values::<Person>(store, kind::PERSON)? {
        directory.add(person.indexed());
    }
    for uuid in values::<Uuid>(store, kind::REMOVED)? {
        directory.remove(uuid);
    }
    for (uuid, presence) in by_user::<Presence>(store, kind::PRESENCE)? {
        if let Some(person) = directory.person_mut(uuid) {
            person.presence = presence;
        }
    }
    for (uuid, agent) in by_user::<Agent>(store, kind::AGENT)? {
        if let Some(person) = directory.person_mut(uuid) {
            person.agent = Some(agent);
        }
    }
    Ok(())
}

fn restore_books(store: &Store) -> Result<HashMap<Uuid, Book>, StoreError> {
    let mut books: HashMap<Uuid, Book> = HashMap::new();
    for (key, fields) in store.load::<Map<String, Value>>(kind::PERSONAL)? {
        let owned = owner(&key).zip(fields.get("id").and_then(Value::as_str).map(str::to_owned));
        if let (Some((owner, id)), Ok(pairs)) = (owned, pairs(&fields)) {
            books
                .entry(owner)
                .or_default()
                .push(Contact::from_pairs(id, pairs));
        }
    }
    Ok(books)
}

fn restore_favorites(store: &Store) -> Result<HashMap<Uuid, Favorites>, StoreError> {
    let mut favorites: HashMap<Uuid, Favorites> = HashMap::new();
    for (key, (source, id)) in store.load::<(String, String)>(kind::FAVORITE)? {
        if let Some(owner) = owner(&key) {
            favorites.entry(owner).or_default().insert(&source, &id);
        }
    }
    Ok(favorites)
}

/// The first part of a key.
fn owner(key: &str) -> Option<Uuid> {
    key.split_once('/')
        .and_then(|(owner, _)| Uuid::try_parse(owner).ok())
}

fn values<T: serde::de::DeserializeOwned>(
    store: &Store,
    kind: &'static str,
) -> Result<impl Iterator<Item = T> + use<T>, StoreError> {
    Ok(store.load(kind)?.into_iter().map(|(_, value)| value))
}

/// Records whose key is a person.
fn by_user<T: serde::de::DeserializeOwned>(
    store: &Store,
    kind: &'static str,
) -> Result<impl Iterator<Item = (Uuid, T)> + use<T>, StoreError> {
    let records = store.load(kind)?.into_iter();
    Ok(records.filter_map(|(key, value)| Some((Uuid::try_parse(&key).ok()?, value))))
}
