//! The own presence, phone and agent, and what of it stands on the desktop.

use people_engine::api::{Desk, ForwardKind, Own, PresenceChoice};

use super::{Answer, Engine};

/// What was chosen about being reached, and what the own phones do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn own(engine: Engine<'_>) -> Answer<Own> {
    engine.own().await
}

/// What stands for the program on the desktop; signed out it says so.
#[tauri::command]
#[specta::specta]
pub(crate) async fn desk(engine: Engine<'_>) -> Answer<Desk> {
    engine.desk().await
}

/// Chooses how to be seen, and the own words; none takes them away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_presence(
    engine: Engine<'_>,
    presence: PresenceChoice,
    status: Option<String>,
) -> Answer<()> {
    engine.set_presence(presence, status).await
}

/// Turns do not disturb on or off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_do_not_disturb(engine: Engine<'_>, on: bool) -> Answer<()> {
    engine.set_do_not_disturb(on).await
}

/// Sets a forward.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_forward(
    engine: Engine<'_>,
    kind: ForwardKind,
    on: bool,
    to: Option<String>,
) -> Answer<()> {
    engine.set_forward(kind, on, to).await
}

/// Logs the own agent in at a line, by default the main one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_login(engine: Engine<'_>, line: Option<i32>) -> Answer<()> {
    engine.agent_login(line).await
}

/// Logs the own agent out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_logout(engine: Engine<'_>) -> Answer<()> {
    engine.agent_logout().await
}

/// Pauses the own agent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_pause(engine: Engine<'_>, reason: Option<String>) -> Answer<()> {
    engine.agent_pause(reason).await
}

/// Ends the pause.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_unpause(engine: Engine<'_>) -> Answer<()> {
    engine.agent_unpause().await
}

/// Takes the calls of a queue, or does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agent_queue(engine: Engine<'_>, queue: i32, logged_in: bool) -> Answer<()> {
    engine.agent_queue(queue, logged_in).await
}
