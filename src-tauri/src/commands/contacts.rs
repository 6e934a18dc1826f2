//! Personal contacts.

use people_engine::api::{Field, FieldWarning, ImportReport, Removed, Restorable, Saved, TaskKind};
use tauri::AppHandle;

use super::{Answer, Engine};
use crate::tasks::Asked;

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

/// Removes a contact, to be brought back for a while.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove(engine: Engine<'_>, row: u32) -> Answer<Removed> {
    engine.remove(row).await
}

/// Brings a removed contact back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_remove(engine: Engine<'_>, removed: u32) -> Answer<Saved> {
    engine.undo_remove(removed).await
}

/// Removes all personal contacts and says how many there were.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_all(engine: Engine<'_>, program: AppHandle) -> Answer<u32> {
    let _asked = Asked::of(program, TaskKind::Removing);
    engine.delete_all().await
}

/// The copy of the contacts that were all removed, if there is one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restorable(engine: Engine<'_>) -> Answer<Option<Restorable>> {
    engine.restorable().await
}

/// Brings all of them back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore(engine: Engine<'_>, program: AppHandle) -> Answer<ImportReport> {
    let _asked = Asked::of(program, TaskKind::Restore);
    engine.restore().await
}
