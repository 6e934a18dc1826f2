//! Personal contacts.

use people_core::plan::Fields;
use people_engine::EngineHandle;
use people_engine::api::{AppError, ExportRequest, ExportWhat, Field};
use serde_json::json;

use super::{import, report};
use crate::args::{Contacts, Export};
use crate::outcome::{Done, Failure};
use crate::{output, words};

/// Lists, shows, saves, removes, imports, exports.
pub async fn run(engine: &EngineHandle, verb: Contacts, json: bool) -> Result<Done, Failure> {
    engine.in_step().await?;
    match verb {
        Contacts::List => list(engine, json).await,
        Contacts::Show { id } => show(engine, &id, json).await,
        Contacts::Create { fields } => save(engine, None, fields, json).await,
        Contacts::Edit { id, fields } => {
            let (row, _) = contact(engine, &id).await?;
            save(engine, Some(row), fields, json).await
        }
        Contacts::Delete { id } => {
            let (row, _) = contact(engine, &id).await?;
            engine.remove(row).await?;
            removed(1, json)
        }
        Contacts::Import(verb) => import::run(engine, verb, json).await,
        Contacts::Imports => report::imports(engine, json).await,
        Contacts::Export(verb) => export(engine, verb, json).await,
        Contacts::DeleteAll { yes: _ } => delete_all(engine, json).await,
        Contacts::Restore => {
            let report = engine.restore().await?;
            report::imported(engine, report, None, json).await
        }
    }
}

async fn list(engine: &EngineHandle, json: bool) -> Result<Done, Failure> {
    let contacts = engine.personal().await?;
    if json {
        let fields: Vec<Fields> = contacts.into_iter().map(|(_, fields)| fields).collect();
        output::json(&fields)?;
        return Ok(Done::Whole);
    }
    let shown = [
        "firstname",
        "lastname",
        "number",
        "mobile",
        "email",
        "company",
        "id",
    ];
    let row = |(_, fields): (u32, Fields)| {
        let value = |name: &&str| fields.get(*name).cloned().unwrap_or_default();
        shown.iter().map(value).collect()
    };
    let rows: Vec<Vec<String>> = contacts.into_iter().map(row).collect();
    output::table(&shown, &rows)?;
    Ok(Done::Whole)
}

async fn show(engine: &EngineHandle, id: &str, json: bool) -> Result<Done, Failure> {
    let (_, fields) = contact(engine, id).await?;
    tell(&fields, json)
}

async fn save(
    engine: &EngineHandle,
    row: Option<u32>,
    fields: Vec<(String, String)>,
    json: bool,
) -> Result<Done, Failure> {
    let fields = fields
        .into_iter()
        .map(|(name, value)| Field { name, value });
    let saved = match row {
        Some(row) => engine.edit(row, fields.collect()).await?,
        None => engine.save(None, fields.collect()).await?,
    };
    let contacts = engine.personal().await?;
    let stored = contacts.into_iter().find(|(row, _)| *row == saved.row);
    let (_, fields) = stored.ok_or(AppError::NoSuchContact)?;
    tell(&fields, json)
}

async fn export(engine: &EngineHandle, verb: Export, json: bool) -> Result<Done, Failure> {
    let request = ExportRequest {
        what: ExportWhat::All,
        columns: (!verb.column.is_empty()).then_some(verb.column),
        format: verb.format.into(),
    };
    let exported = engine.export(verb.file, request).await?;
    if json {
        output::json(&exported)?;
    } else {
        output::line(&words::exported(exported.count, &exported.name))?;
    }
    Ok(Done::Whole)
}

async fn delete_all(engine: &EngineHandle, json: bool) -> Result<Done, Failure> {
    let count = engine.delete_all().await?;
    let done = removed(count, json)?;
    if count > 0 && !json {
        output::line(words::HOW_TO_RESTORE)?;
    }
    Ok(done)
}

async fn contact(engine: &EngineHandle, id: &str) -> Result<(u32, Fields), AppError> {
    let contacts = engine.personal().await?;
    let named = contacts
        .into_iter()
        .find(|(_, fields)| fields.get("id").is_some_and(|other| other == id));
    named.ok_or(AppError::NoSuchContact)
}

fn tell(fields: &Fields, json: bool) -> Result<Done, Failure> {
    if json {
        output::json(fields)?;
        return Ok(Done::Whole);
    }
    for (name, value) in fields {
        output::line(&format!("{name}={value}"))?;
    }
    Ok(Done::Whole)
}

fn removed(count: u32, json: bool) -> Result<Done, Failure> {
    if json {
        output::json(&json!({ "removed": count }))?;
    } else {
        output::line(&words::removed(count))?;
    }
    Ok(Done::Whole)
}
