//! The embedded stack: *Try it without a server*.

use people_engine::api::Session;
use tauri::State;

use super::{Answer, Engine};
use crate::embedded::Embedded;

/// Whether a stack is built in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn has_embedded(embedded: State<'_, Embedded>) -> Answer<bool> {
    Ok(embedded.is_built_in())
}

/// Starts the built-in stack, once a run, and signs in to it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn try_embedded(
    engine: Engine<'_>,
    embedded: State<'_, Embedded>,
) -> Answer<Session> {
    embedded.sign_in(&engine).await
}
