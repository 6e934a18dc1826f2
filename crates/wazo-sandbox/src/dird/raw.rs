//! A source's contacts as the backend has them: the dependable place for a voicemail's number.

use serde_json::{Value, json};

use crate::auth::access::{Refusal, authorize};
use crate::dird::fold::Term;
use crate::dird::member;
use crate::dird::sources::Paging;
use crate::directory::{Backend, Entry, Person};
use crate::error;
use crate::http::{Answer, Outcome, Request};
use crate::stack::World;

pub(crate) fn contacts(world: &World, request: &Request, backend: &str, source: &str) -> Outcome {
    let scope = format!("dird.backends.{backend}.sources.{source}.contacts.read");
    let caller = authorize(world, request, &scope).map_err(Refusal::standard)?;
    let paging = Paging::read(request)?;
    let member = member(world, caller)?;
    let known = member
        .tenant
        .sources
        .iter()
        .find(|known| known.uuid.to_string() == source && known.backend.name() == backend)
        .ok_or_else(|| {
            Box::new(error::resource(
                404,
                &format!("No such source: \"{source}\""),
                "unknown-source",
                &json!({"uuid": source}),
                "sources",
            ))
        })?;
    let term = Term::new(request.query("search").unwrap_or_default());
    let order = request.query("order");
    let (total, mut items): (usize, Vec<Value>) = match known.backend {
        Backend::Wazo => {
            let people = || world.directory.people_of(member.index);
            (
                people().count(),
                people()
                    .filter(|person| term.is_in(&person.searched))
                    .map(person)
                    .collect(),
            )
        }
        Backend::Phonebook => {
            let matching = known
                .entries
                .iter()
                .filter(|entry| term.is_like_accented(&entry.searched));
            (known.entries.len(), matching.map(phonebook_entry).collect())
        }
        Backend::Conference => {
            let matching = known
                .entries
                .iter()
                .filter(|entry| term.is_in(&entry.searched));
            (
                known.entries.len(),
                matching
                    .map(|entry| room(entry, member.tenant.dialplan.context))
                    .collect(),
            )
        }
        Backend::Csv | Backend::Personal => return Err(Box::new(error::no_route())),
    };
    if let Some(order) = order {
        items.sort_by_cached_key(|item| {
            item.get(order)
                .map(Value::to_string)
                .unwrap_or_default()
                .to_lowercase()
        });
    }
    if request.query("direction") == Some("desc") {
        items.reverse();
    }
    let filtered = items.len();
    let items: Vec<Value> = paging.of(items).collect();
    Ok(Answer::ok(
        &json!({"total": total, "filtered": filtered, "items": items}),
    ))
}

fn person(person: &Person) -> Value {
    json!({
        "id": person.id,
        "uuid": person.uuid,
        "firstname": person.firstname,
        "lastname": person.lastname,
        "email": person.email,
        "exten": person.exten,
        "mobile_phone_number": person.mobile,
        "voicemail_number": person.voicemail,
    })
}

fn phonebook_entry(entry: &Entry) -> Value {
    let fields = [
        ("firstname", &entry.firstname),
        ("lastname", &entry.lastname),
        ("number", &entry.number),
        ("mobile", &entry.mobile),
        ("email", &entry.email),
        ("company", &entry.company),
    ];
    fields
        .into_iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| (name.to_owned(), json!(value))))
        .chain([("id".to_owned(), json!(entry.id))])
        .collect()
}

fn room(entry: &Entry, context: &str) -> Value {
    let extensions: Vec<Value> = entry
        .number
        .iter()
        .map(|number| json!({"context": context, "exten": number}))
        .collect();
    let incalls: Vec<Value> = entry
        .incoming
        .iter()
        .map(|number| json!({"exten": number}))
        .collect();
    json!({
        "id": entry.id.parse::<u32>().ok(),
        "name": entry.name,
        "extensions": extensions,
        "incalls": incalls,
        "type": "conference",
    })
}
