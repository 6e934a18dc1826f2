//! The directory of everybody: search, presences, columns.

use people_core::contact::{Relations, Value};
use people_core::display::{Column, ColumnKind};
use people_core::list::{Query, View};
use people_engine::{EngineHandle, Found, Person};
use serde::Serialize;
use serde_json::json;

use crate::outcome::{Done, Failure};
use crate::output::{self, code};

/// What a search answers in JSON.
#[derive(Serialize)]
struct Answer {
    columns: Vec<Title>,
    total: usize,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Title {
    title: Option<String>,
    r#type: Option<String>,
}

#[derive(Serialize)]
struct Row {
    source: String,
    backend: String,
    id: Option<String>,
    values: Vec<Value>,
    relations: Relations,
    favorite: bool,
}

/// Finds contacts.
pub async fn search(engine: &EngineHandle, term: String, json: bool) -> Result<Done, Failure> {
    engine.in_step().await?;
    show(find(engine, View::All, term).await?, json)
}

/// Lists everybody of the phone system and how they can be reached.
pub async fn presence(engine: &EngineHandle, json: bool) -> Result<Done, Failure> {
    engine.in_step().await?;
    let people = engine.people().await?;
    if json {
        output::json(&people.iter().map(person).collect::<Vec<_>>())?;
        return Ok(Done::Whole);
    }
    let rows: Vec<Vec<String>> = people
        .into_iter()
        .map(|person| {
            vec![
                person.name,
                code(&person.state),
                code(&person.phone),
                person.status.unwrap_or_default(),
            ]
        })
        .collect();
    output::table(&["NAME", "STATE", "PHONE", "STATUS"], &rows)?;
    Ok(Done::Whole)
}

/// A person in JSON.
pub fn person(person: &Person) -> serde_json::Value {
    json!({
        "uuid": person.uuid,
        "name": person.name,
        "state": person.state,
        "phone": person.phone,
        "status": person.status,
    })
}

/// Lists the columns of the directory.
pub async fn columns(engine: &EngineHandle, json: bool) -> Result<Done, Failure> {
    let columns = titles(engine.columns().await?);
    if json {
        output::json(&columns)?;
        return Ok(Done::Whole);
    }
    let row = |column: Title| {
        vec![
            column.title.unwrap_or_default(),
            column.r#type.unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = columns.into_iter().map(row).collect();
    output::table(&["TITLE", "TYPE"], &rows)?;
    Ok(Done::Whole)
}

/// What a view has for a text.
pub async fn find(engine: &EngineHandle, view: View, text: String) -> Result<Found, Failure> {
    let query = Query {
        view,
        text,
        sort: None,
    };
    Ok(engine.find(query).await?)
}

/// Writes what was found.
pub fn show(found: Found, json: bool) -> Result<Done, Failure> {
    if !json {
        return table(&found);
    }
    let rows = found.contacts.into_iter().map(|(_, contact)| Row {
        source: contact.key.source,
        backend: contact.key.backend,
        id: contact.key.id,
        values: contact.values,
        relations: contact.relations,
        favorite: contact.favorite,
    });
    let rows: Vec<Row> = rows.collect();
    output::json(&Answer {
        columns: titles(found.columns),
        total: rows.len(),
        rows,
    })?;
    Ok(Done::Whole)
}

fn table(found: &Found) -> Result<Done, Failure> {
    let is_text = |column: &Column| {
        !matches!(
            column.kind(),
            ColumnKind::Favorite | ColumnKind::Personal | ColumnKind::Agent
        )
    };
    let shown: Vec<usize> = (0..found.columns.len())
        .filter(|index| found.columns.get(*index).is_some_and(is_text))
        .collect();
    let mut titles: Vec<&str> = shown
        .iter()
        .map(|index| {
            let column = found.columns.get(*index);
            column
                .and_then(|column| column.title.as_deref())
                .unwrap_or_default()
        })
        .collect();
    titles.extend(["", "SOURCE", "ID"]);
    let rows: Vec<Vec<String>> = found
        .contacts
        .iter()
        .map(|(_, contact)| {
            let text = |index: &usize| {
                let value = contact.values.get(*index).and_then(Value::text);
                value.unwrap_or_default().to_owned()
            };
            let mut row: Vec<String> = shown.iter().map(text).collect();
            row.push(if contact.favorite { "*" } else { "" }.to_owned());
            row.push(contact.key.source.clone());
            row.push(contact.key.id.clone().unwrap_or_default());
            row
        })
        .collect();
    output::table(&titles, &rows)?;
    Ok(Done::Whole)
}

fn titles(columns: Vec<Column>) -> Vec<Title> {
    let title = |column: Column| Title {
        title: column.title,
        r#type: column.type_name,
    };
    columns.into_iter().map(title).collect()
}
