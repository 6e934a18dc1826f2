//! Searching, and what can be done with a row.

use people_core::list::{Query, RowMenu};
use people_engine::api::{ListHead, Rows};

use super::{Answer, Engine};

/// Opens a list: at each key, and at each change of view or order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open(engine: Engine<'_>, query: Query) -> Answer<ListHead> {
    engine.open(query).await
}

/// A range of the open list, and where the row `anchor` stands now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rows(
    engine: Engine<'_>,
    start: u32,
    count: u32,
    anchor: Option<u32>,
) -> Answer<Rows> {
    engine.rows(start, count, anchor).await
}

/// What can be done with a row.
#[tauri::command]
#[specta::specta]
pub(crate) async fn menu(engine: Engine<'_>, row: u32) -> Answer<RowMenu> {
    engine.menu(row).await
}

/// Sets or takes the star.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_favorite(engine: Engine<'_>, row: u32, favorite: bool) -> Answer<()> {
    engine.set_favorite(row, favorite).await
}
