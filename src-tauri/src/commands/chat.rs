//! Conversations.

use people_engine::api::{Message, Messages, Room};

use super::{Answer, Engine};

/// The conversations, the one with the newest message first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rooms(engine: Engine<'_>) -> Answer<Vec<Room>> {
    engine.rooms().await
}

/// The conversation with one user, found or made.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_chat(engine: Engine<'_>, user: String) -> Answer<Room> {
    engine.open_chat(user).await
}

/// The newest messages of a conversation, or those before one of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn messages(
    engine: Engine<'_>,
    room: String,
    before: Option<String>,
    count: u32,
) -> Answer<Messages> {
    engine.messages(room, before, count).await
}

/// Sends a message; what becomes of it is told by updates.
#[tauri::command]
#[specta::specta]
pub(crate) async fn send_message(
    engine: Engine<'_>,
    room: String,
    text: String,
) -> Answer<Message> {
    engine.send_message(room, text).await
}

/// Sends a message again that failed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn send_again(engine: Engine<'_>, message: String) -> Answer<()> {
    engine.send_again(message).await
}

/// Takes a message away that failed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_message(engine: Engine<'_>, message: String) -> Answer<()> {
    engine.discard_message(message).await
}

/// The person has read a conversation to its end.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mark_read(engine: Engine<'_>, room: String) -> Answer<()> {
    engine.mark_read(room).await
}
