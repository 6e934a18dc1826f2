//! Favorites.

use people_core::list::View;
use people_engine::EngineHandle;
use people_engine::api::AppError;
use serde_json::json;

use super::directory::{find, show};
use crate::args::{Favorites, Key};
use crate::outcome::{Done, Failure};
use crate::output;

/// Lists, marks, takes marks away.
pub async fn run(engine: &EngineHandle, verb: Favorites, json: bool) -> Result<Done, Failure> {
    engine.in_step().await?;
    match verb {
        Favorites::List => show(find(engine, View::Favorites, String::new()).await?, json),
        Favorites::Add(key) => set(engine, key, true, json).await,
        Favorites::Remove(key) => set(engine, key, false, json).await,
    }
}

async fn set(engine: &EngineHandle, key: Key, star: bool, json: bool) -> Result<Done, Failure> {
    let all = find(engine, View::All, String::new()).await?;
    let named = all.contacts.into_iter().find(|(_, contact)| {
        contact.key.source == key.source && contact.key.id.as_ref() == Some(&key.id)
    });
    let (row, _) = named.ok_or(AppError::NoSuchContact)?;
    engine.set_favorite(row, star).await?;
    if json {
        output::json(&json!({ "source": key.source, "id": key.id, "favorite": star }))?;
    }
    Ok(Done::Whole)
}
