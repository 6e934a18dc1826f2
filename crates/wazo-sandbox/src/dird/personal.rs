//! Personal contacts one by one, their list, and the export.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::auth::access::{Caller, Refusal, authorize};
use crate::dird::contact::{Book, Contact, Refused, pairs};
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;
use crate::store::{Change, StoreError, kind};

/// Longer ids do not fit the server's column: 500.
pub(crate) const MAX_ID: usize = 38;

pub(crate) fn list(world: &mut World, request: &Request) -> Outcome {
    let caller = authorize(world, request, "dird.personal.read").map_err(Refusal::legacy)?;
    let contacts = page(world, caller, request)
        .map_err(|reason| Box::new(error::legacy_reasons(400, &json!(reason))))?;
    match request.header("content-type") {
        Some(kind) if kind.starts_with("text/csv") => Ok(export(&contacts)),
        Some(_) => Ok(Answer::ok(&json!({"items": contacts}))),
        None if request.query("format") == Some("text/csv") => Ok(export(&contacts)),
        None => Ok(Answer::ok(&json!({"items": contacts}))),
    }
}

/// The part of the list that is asked for, or what is wrong with the question.
fn page<'a>(
    world: &'a World,
    caller: Caller,
    request: &Request,
) -> Result<Vec<&'a Contact>, String> {
    let descending = match request.query("direction") {
        None | Some("asc") => false,
        Some("desc") => true,
        Some(_) => return Err("direction must be asc or desc".to_owned()),
    };
    let limit = match request.query("limit").map(str::parse::<usize>) {
        None => usize::MAX,
        Some(Ok(limit)) if limit > 0 => limit,
        Some(_) => return Err("limit must be a positive number".to_owned()),
    };
    let offset = match request.query("offset").map(str::parse::<usize>) {
        None => 0,
        Some(Ok(offset)) => offset,
        Some(_) => return Err("offset must be a positive number".to_owned()),
    };
    let mut contacts: Vec<&Contact> = world
        .books
        .get(&caller.user)
        .map(Book::iter)
        .into_iter()
        .flatten()
        .collect();
    if let Some(order) = request.query("order") {
        if !contacts.is_empty()
            && contacts
                .iter()
                .all(|contact| contact.attribute(order).is_none())
        {
            return Err(format!("order: column '{order}' was not found"));
        }
        contacts.sort_by_cached_key(|contact| {
            contact.attribute(order).unwrap_or_default().to_lowercase()
        });
    }
    if descending {
        contacts.reverse();
    }
    Ok(contacts.into_iter().skip(offset).take(limit).collect())
}

/// UTF-8, CRLF, quotes where needed, every key in code-point order; 204 when there is nothing.
fn export(contacts: &[&Contact]) -> Answer {
    if contacts.is_empty() {
        return Answer::new(204, "text/csv; charset=utf-8", "");
    }
    let mut names: BTreeSet<&str> = contacts
        .iter()
        .flat_map(|contact| contact.names())
        .collect();
    names.insert("id");
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let written = writer.write_record(&names).and_then(|()| {
        contacts.iter().try_for_each(|contact| {
            writer.write_record(
                names
                    .iter()
                    .map(|name| contact.attribute(name).unwrap_or_default()),
            )
        })
    });
    match (written, writer.into_inner()) {
        (Ok(()), Ok(csv)) => Answer::new(200, "text/csv; charset=utf-8", csv),
        _ => error::internal(),
    }
}

pub(crate) fn get(world: &World, request: &Request, id: &str) -> Outcome {
    let caller =
        authorize(world, request, &format!("dird.personal.{id}.read")).map_err(Refusal::legacy)?;
    match world.books.get(&caller.user).and_then(|book| book.get(id)) {
        Some(contact) => Ok(Answer::ok(contact)),
        None => Err(unknown(id)),
    }
}

pub(crate) fn create(world: &mut World, request: &Request) -> Outcome {
    let caller = authorize(world, request, "dird.personal.create").map_err(Refusal::legacy)?;
    let body = object(request)?;
    let id = own_id(&body)?.unwrap_or_else(|| Uuid::new_v4().to_string());
    let contact = Contact::from_pairs(id, fields(&body)?);
    if world
        .books
        .entry(caller.user)
        .or_default()
        .same_as(&contact)
        .is_some()
    {
        // The service's own spelling.
        return Err(Box::new(error::legacy(
            409,
            "Addind this contact would create a duplicate",
        )));
    }
    if exists(world, &contact.id) {
        return Err(Box::new(error::internal()));
    }
    store(world, caller, contact, 201)
}

/// Replaces everything: a field that is not sent is gone.
pub(crate) fn replace(world: &mut World, request: &Request, id: &str) -> Outcome {
    let caller = authorize(world, request, &format!("dird.personal.{id}.update"))
        .map_err(Refusal::legacy)?;
    let body = object(request)?;
    let contact = Contact::from_pairs(id.to_owned(), fields(&body)?);
    let book = world.books.entry(caller.user).or_default();
    if book.get(id).is_none() {
        return Err(unknown(id));
    }
    if book.same_as(&contact).is_some_and(|same| same.id != id) {
        return Err(Box::new(error::legacy(
            409,
            "Modifying this contact would create a duplicate",
        )));
    }
    store(world, caller, contact, 200)
}

pub(crate) fn delete(world: &mut World, request: &Request, id: &str) -> Outcome {
    let caller = authorize(world, request, &format!("dird.personal.{id}.delete"))
        .map_err(Refusal::legacy)?;
    if world
        .books
        .entry(caller.user)
        .or_default()
        .remove(id)
        .is_none()
    {
        return Err(unknown(id));
    }
    world.keep(|| Ok(vec![Change::delete(kind::PERSONAL, key(caller.user, id))]))?;
    Ok(Answer::no_content())
}

/// Deletes all of them; favourites stay behind.
pub(crate) fn purge(world: &mut World, request: &Request) -> Outcome {
    let caller = authorize(world, request, "dird.personal.delete").map_err(Refusal::legacy)?;
    world.books.entry(caller.user).or_default().clear();
    world.keep(|| {
        Ok(vec![Change::Clear {
            kind: kind::PERSONAL,
            prefix: key(caller.user, ""),
        }])
    })?;
    Ok(Answer::no_content())
}

/// Whether any user has a contact of that id.
pub(crate) fn exists(world: &World, id: &str) -> bool {
    world.books.values().any(|book| book.get(id).is_some())
}

/// How a contact is written to the data directory.
pub(crate) fn record(user: Uuid, contact: &Contact) -> Result<Change, StoreError> {
    Change::put(kind::PERSONAL, key(user, &contact.id), contact)
}

fn key(user: Uuid, id: &str) -> String {
    format!("{user}/{id}")
}

fn store(world: &mut World, caller: Caller, contact: Contact, status: u16) -> Outcome {
    let answer = Answer::json(status, &contact);
    world.keep(|| Ok(vec![record(caller.user, &contact)?]))?;
    let book = world.books.entry(caller.user).or_default();
    book.remove(&contact.id);
    book.push(contact);
    Ok(answer)
}

/// Anything but an object is a bug in the service: 500.
fn object(request: &Request) -> Result<serde_json::Map<String, Value>, Box<Answer>> {
    match request.json() {
        Some(Value::Object(object)) => Ok(object),
        Some(_) => Err(Box::new(error::internal())),
        None => Err(Box::new(error::unreadable())),
    }
}

fn fields(body: &serde_json::Map<String, Value>) -> Result<Vec<(String, String)>, Box<Answer>> {
    pairs(body).map_err(|refused| {
        Box::new(match refused {
            Refused::EmptyKey => error::legacy(400, "\"\" is a forbidden in keys"),
            Refused::NotText => error::legacy(400, "all values must be strings"),
            Refused::Nul => error::internal(),
        })
    })
}

fn own_id(body: &serde_json::Map<String, Value>) -> Result<Option<String>, Box<Answer>> {
    match body.get("id") {
        None => Ok(None),
        Some(Value::String(id)) if id.is_empty() => Ok(None),
        Some(Value::String(id)) if id.chars().count() > MAX_ID => Err(Box::new(error::internal())),
        Some(Value::String(id)) => Ok(Some(id.clone())),
        Some(_) => Err(Box::new(error::legacy(400, "all values must be strings"))),
    }
}

fn unknown(id: &str) -> Box<Answer> {
    Box::new(error::legacy(404, &format!("No such contact: {id}")))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;
    use crate::dird::reader;

    /// What comes back from an import: line breaks inside quotes are the one thing that does not.
    fn text() -> impl Strategy<Value = String> {
        "[^\\n\\r\\x00]{0,12}"
    }

    proptest! {
        #[test]
        fn an_export_reads_back_as_the_same_fields(contacts in vec(btree_map("[^\\n\\r\\x00]{1,8}", text(), 0..5), 1..6)) {
            let contacts: Vec<Contact> = contacts
                .into_iter()
                .enumerate()
                .map(|(index, mut fields)| {
                    fields.remove("id");
                    Contact::from_pairs(format!("contact-{index}"), fields)
                })
                .collect();
            let answer = export(&contacts.iter().collect::<Vec<_>>());
            let mut records = reader::records(std::str::from_utf8(&answer.body).unwrap()).unwrap().into_iter();
            let header = records.next().unwrap().fields;
            let sorted: BTreeSet<&String> = header.iter().collect();
            prop_assert!(header.iter().eq(sorted), "code-point order");
            for (contact, record) in contacts.iter().zip(records) {
                let row: BTreeMap<&str, &str> =
                    header.iter().map(String::as_str).zip(record.fields.iter().map(String::as_str)).collect();
                for (name, value) in row {
                    prop_assert_eq!(contact.attribute(name).unwrap_or_default(), value);
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            let _ = reader::records(&text.replace('~', "\n").replace('!', "\""));
        }
    }
}
