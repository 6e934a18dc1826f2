//! Personal contacts.

use people_engine::api::{Field, FieldWarning, Saved};

use super::{Answer, Engine};

/// The fields of a personal contact, every one that it has.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact(engine: Engine<'_>, row: u32) -> Answer<Vec<Field>> {
    engine.contact(row).await
}

/// What looks wrong with these fields; they may be saved all the same.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check(engine: Engine<'_>, fields: Vec<Field>) -> Answer<Vec<FieldWarning>> {
    Ok(engine.check(&fields))
}

/// Saves a contact: a new one where `row` is absent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save(
    engine: Engine<'_>,
    row: Option<u32>,
    fields: Vec<Field>,
) -> Answer<Saved> {
    engine.save(row, fields).await
}

/// Removes a contact.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove(engine: Engine<'_>, row: u32) -> Answer<()> {
    engine.remove(row).await
}

/// Removes all personal contacts and says how many there were.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_all(engine: Engine<'_>) -> Answer<u32> {
    engine.delete_all().await
}
