//! What the store holds: the directory as it was last in step.

use std::collections::{BTreeMap, HashMap};

use people_core::chat::Marks;
use people_core::contact::{Contact, ContactKey, Relations, Value};
use people_core::display::Display;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::api::Me;
use crate::session::Kept;

/// A favorite as the server names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Favorite {
    /// The source's name.
    pub source: String,
    /// The contact inside its source.
    pub id: String,
}

/// What stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// When it was in step, RFC 3339.
    pub taken_at: String,
    /// The profile that was asked for.
    pub profile: String,
    /// The own header.
    pub me: Option<Me>,
    /// The columns.
    pub display: Display,
}

/// A directory as it was at one moment, and what is kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// Everything but the rows.
    pub head: Head,
    /// The rows of all sources.
    pub contacts: Vec<Contact>,
    /// The personal contacts with every field.
    pub personal: Vec<BTreeMap<String, String>>,
    /// The favorites.
    pub favorites: Vec<Favorite>,
    /// How often a number was called from here.
    pub called: HashMap<String, u32>,
    /// Missed calls, and what is known of the own phones.
    pub calls: Kept,
    /// Up to when conversations were read.
    pub marks: Marks,
}

/// A contact without what its source says already.
#[derive(Serialize, Deserialize)]
struct Stored(Option<String>, Vec<Value>, Option<Relations>);

pub(super) fn save(connection: &mut Connection, snapshot: &Snapshot) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    save_head(&transaction, &snapshot.head)?;
    save_sources(&transaction, &snapshot.contacts)?;
    save_personal(&transaction, &snapshot.personal)?;
    replace_favorites(&transaction, &snapshot.favorites)?;
    transaction.commit()
}

pub(super) fn save_favorites(
    connection: &mut Connection,
    favorites: &[Favorite],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    replace_favorites(&transaction, favorites)?;
    transaction.commit()
}

pub(super) fn count_call(connection: &mut Connection, number: &str) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO called (number, times) VALUES (?1, 1)
             ON CONFLICT (number) DO UPDATE SET times = times + 1",
            [number],
        )
        .map(drop)
}

/// What the store has; nothing before the first [`save`].
pub(super) fn load(connection: &Connection) -> rusqlite::Result<Option<Snapshot>> {
    let head: Option<String> = connection
        .query_row("SELECT value FROM meta WHERE name = 'head'", [], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(head) = head else {
        return Ok(None);
    };
    Ok(Some(Snapshot {
        head: parsed(head.as_bytes())?,
        contacts: load_sources(connection)?,
        personal: load_personal(connection)?,
        favorites: connection
            .prepare("SELECT source, id FROM favorite")?
            .query_map([], |row| {
                Ok(Favorite {
                    source: row.get(0)?,
                    id: row.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?,
        called: connection
            .prepare("SELECT number, times FROM called")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?,
        calls: super::calls::load(connection)?,
        marks: super::chat::load(connection)?,
    }))
}

pub(super) fn save_head(connection: &Connection, head: &Head) -> rusqlite::Result<()> {
    let statement = "INSERT OR REPLACE INTO meta (name, value) VALUES ('head', ?1)";
    connection.execute(statement, [json(head)?]).map(drop)
}

fn save_sources(transaction: &Transaction<'_>, contacts: &[Contact]) -> rusqlite::Result<()> {
    let mut sources: BTreeMap<(&str, &str), Vec<Stored>> = BTreeMap::new();
    for Contact {
        key,
        values,
        relations,
        ..
    } in contacts
    {
        let relations = (*relations != Relations::default()).then(|| relations.clone());
        sources
            .entry((&key.backend, &key.source))
            .or_default()
            .push(Stored(key.id.clone(), values.clone(), relations));
    }
    transaction.execute("DELETE FROM source", [])?;
    let mut insert =
        transaction.prepare("INSERT INTO source (backend, name, contacts) VALUES (?1, ?2, ?3)")?;
    for ((backend, name), rows) in sources {
        insert.execute(params![backend, name, json(&rows)?.into_bytes()])?;
    }
    Ok(())
}

fn load_sources(connection: &Connection) -> rusqlite::Result<Vec<Contact>> {
    let mut contacts = Vec::new();
    let mut statement = connection.prepare("SELECT backend, name, contacts FROM source")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (backend, source): (String, String) = (row.get(0)?, row.get(1)?);
        let stored: Vec<Stored> = parsed(row.get_ref(2)?.as_blob()?)?;
        contacts.extend(
            stored
                .into_iter()
                .map(|Stored(id, values, relations)| Contact {
                    key: ContactKey {
                        backend: backend.clone(),
                        source: source.clone(),
                        id,
                    },
                    values,
                    relations: relations.unwrap_or_default(),
                    favorite: false,
                }),
        );
    }
    Ok(contacts)
}

fn save_personal(
    transaction: &Transaction<'_>,
    personal: &[BTreeMap<String, String>],
) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM personal", [])?;
    let mut insert =
        transaction.prepare("INSERT OR REPLACE INTO personal (id, fields) VALUES (?1, ?2)")?;
    for contact in personal {
        if let Some(id) = contact.get("id") {
            insert.execute(params![id, json(contact)?])?;
        }
    }
    Ok(())
}

fn load_personal(connection: &Connection) -> rusqlite::Result<Vec<BTreeMap<String, String>>> {
    let mut contacts = Vec::new();
    let mut statement = connection.prepare("SELECT fields FROM personal")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        contacts.push(parsed(row.get_ref(0)?.as_str()?.as_bytes())?);
    }
    Ok(contacts)
}

fn replace_favorites(
    transaction: &Transaction<'_>,
    favorites: &[Favorite],
) -> rusqlite::Result<()> {
    transaction.execute("DELETE FROM favorite", [])?;
    let mut insert =
        transaction.prepare("INSERT OR IGNORE INTO favorite (source, id) VALUES (?1, ?2)")?;
    for favorite in favorites {
        insert.execute(params![favorite.source, favorite.id])?;
    }
    Ok(())
}

pub(super) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

pub(super) fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    serde_json::from_slice(bytes)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error)))
}
