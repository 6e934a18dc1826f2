//! What happens, a line of JSON each.

use std::collections::HashMap;

use jiff::Timestamp;
use people_core::list::{Query, View};
use people_engine::api::Update;
use people_engine::{EngineHandle, Person};
use serde::Serialize;
use serde_json::{Value, json};

use super::directory;
use crate::outcome::{Done, Failure};
use crate::output;

/// Writes each change until the program is stopped.
pub async fn run(engine: &EngineHandle) -> Result<Done, Failure> {
    let mut updates = engine.updates();
    // Only what is looked at is told of, so everybody is.
    let query = Query {
        view: View::All,
        ..Query::default()
    };
    let mut total = engine.open(query).await?.total;
    engine.rows(0, total, None).await?;
    engine.in_step().await?;
    let mut known = by_uuid(engine.people().await?);
    tell("watching", &json!({}))?;
    while let Some(update) = updates.recv().await {
        match &update {
            Update::List { total: now, .. } => {
                total = *now;
                engine.rows(0, total, None).await?;
                people(engine, &mut known).await?;
            }
            Update::Rows { .. } => people(engine, &mut known).await?,
            Update::Columns
            | Update::Counts { .. }
            | Update::Me { .. }
            | Update::Task { .. }
            | Update::TaskEnded { .. } => {}
            other => {
                let fields = serde_json::to_value(other).unwrap_or_default();
                let kind = fields["kind"].as_str().unwrap_or_default().to_owned();
                tell(&kind, &fields)?;
            }
        }
    }
    Ok(Done::Whole)
}

/// Tells of everybody who can be reached otherwise than before.
async fn people(engine: &EngineHandle, known: &mut HashMap<String, Person>) -> Result<(), Failure> {
    let now = by_uuid(engine.people().await?);
    for (uuid, person) in &now {
        if known.get(uuid) != Some(person) {
            tell("presence", &directory::person(person))?;
        }
    }
    *known = now;
    Ok(())
}

fn by_uuid(people: Vec<Person>) -> HashMap<String, Person> {
    people
        .into_iter()
        .map(|person| (person.uuid.clone(), person))
        .collect()
}

fn tell(kind: &str, fields: &Value) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Line<'a> {
        kind: &'a str,
        at: String,
        #[serde(flatten)]
        fields: &'a Value,
    }
    let mut fields = fields.clone();
    if let Some(fields) = fields.as_object_mut() {
        fields.remove("kind");
    }
    Ok(output::json_line(&Line {
        kind,
        at: format!("{:.3}", Timestamp::now()),
        fields: &fields,
    })?)
}
