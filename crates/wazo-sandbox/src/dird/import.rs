//! `POST /personal/import`, with every way in which it surprises.
//!
//! `created` lists contacts that were there already, under their old id; of rows that repeat inside the file only the
//! last is stored and has an id; one bad id and nothing at all is stored.

use std::collections::{HashMap, HashSet};

use rand::seq::SliceRandom;
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::dird::codec::{self, Undecodable};
use crate::dird::contact::Contact;
use crate::dird::personal::{MAX_ID, exists, record};
use crate::dird::reader::{self, Record};
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

/// A row that was not taken.
#[derive(Debug, Serialize)]
struct Failure {
    errors: Vec<String>,
    line: usize,
}

/// A row that was taken: name and value pairs, `id` among them or not.
type Row = Vec<(String, String)>;

pub(crate) fn import(world: &mut World, request: &Request) -> Outcome {
    let caller =
        authorize(world, request, "dird.personal.import.create").map_err(Refusal::legacy)?;
    let charset = codec::charset(request.header("content-type"));
    let text = codec::decode(&request.body, &charset).map_err(|problem| {
        Box::new(match problem {
            Undecodable::UnknownCharset => error::internal(),
            Undecodable::Malformed(words) => error::legacy(400, &words),
        })
    })?;
    let records = reader::records(&text).map_err(|_| Box::new(error::internal()))?;
    let (rows, failed) = check(world, records);
    if rows.is_empty() {
        let reason = if failed.is_empty() {
            json!(["No contact found"])
        } else {
            json!(failed)
        };
        return Err(Box::new(error::legacy_reasons(400, &reason)));
    }
    let created = store(world, caller, rows)?;
    Ok(Answer::json(
        201,
        &json!({"created": created, "failed": failed}),
    ))
}

/// Parts the rows that fit the header from those that do not.
fn check(world: &World, records: Vec<Record>) -> (Vec<Row>, Vec<Failure>) {
    let mut records = records.into_iter();
    let header = records
        .next()
        .map(|record| record.fields)
        .unwrap_or_default();
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    for record in records {
        let line = record.line;
        match row(world, &header, record.fields) {
            Ok(row) => rows.push(row),
            Err(problem) => failed.push(Failure {
                errors: vec![problem],
                line,
            }),
        }
    }
    (rows, failed)
}

fn row(world: &World, header: &[String], fields: Vec<String>) -> Result<Row, String> {
    if fields.len() > header.len() {
        return Err("too many fields".to_owned());
    }
    if fields.len() < header.len() {
        return Err("missing fields".to_owned());
    }
    if header.iter().any(String::is_empty) {
        return Err("\"\" is a forbidden in keys".to_owned());
    }
    // Of headers that repeat, the last one's value stays, at the first one's place.
    let mut row: Row = Vec::with_capacity(header.len());
    for (name, value) in header.iter().zip(fields) {
        match row.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => row.push((name.clone(), value)),
        }
    }
    let own = ["id", "uuid"]
        .iter()
        .find_map(|name| value(&row, name))
        .filter(|id| !id.is_empty());
    match own {
        Some(id) if exists(world, id) => Err(format!("contact \"{id}\" already exist")),
        _ => Ok(row),
    }
}

fn value<'a>(row: &'a Row, name: &str) -> Option<&'a str> {
    row.iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_str())
}

/// Stores what is new, all or nothing, and says of every row under which id it is.
fn store(world: &mut World, caller: Caller, rows: Vec<Row>) -> Result<Vec<Value>, Box<Answer>> {
    let mut last_of: HashMap<Row, usize> = HashMap::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        last_of.insert(without_id(row), index);
    }
    let mut ids: Vec<Option<String>> = rows
        .iter()
        .map(|row| {
            value(row, "id")
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
        })
        .collect();
    let mut new = Vec::new();
    let mut taken = HashSet::new();
    let book = world.books.entry(caller.user).or_default();
    for (fields, index) in last_of {
        let id = ids[index]
            .clone()
            .unwrap_or_else(|| Uuid::new_v4().to_string());
        let contact = Contact::from_pairs(id, fields);
        if let Some(same) = book.same_as(&contact) {
            ids[index] = Some(same.id.clone());
            continue;
        }
        if contact.id.chars().count() > MAX_ID || !taken.insert(contact.id.clone()) {
            return Err(Box::new(error::internal()));
        }
        ids[index] = Some(contact.id.clone());
        new.push((index, contact));
    }
    // The server lists what it imported in no order; here one that the seed decides.
    new.sort_unstable_by_key(|(index, _)| *index);
    new.shuffle(&mut world.random);
    world.keep(|| {
        new.iter()
            .map(|(_, contact)| record(caller.user, contact))
            .collect()
    })?;
    let book = world.books.entry(caller.user).or_default();
    for (_, contact) in new {
        book.push(contact);
    }
    Ok(rows
        .into_iter()
        .zip(ids)
        .map(|(row, id)| created(row, id))
        .collect())
}

fn without_id(row: &Row) -> Row {
    let mut fields: Row = row
        .iter()
        .filter(|(name, _)| name != "id")
        .cloned()
        .collect();
    fields.sort_unstable();
    fields
}

fn created(row: Row, id: Option<String>) -> Value {
    let mut fields: Map<String, Value> = row
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect();
    if let Some(id) = id {
        fields.insert("id".to_owned(), Value::String(id));
    }
    Value::Object(fields)
}
