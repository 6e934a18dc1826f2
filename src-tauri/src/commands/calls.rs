//! Calls and transfers.

use people_core::calls::{Party, TransferKind};
use people_engine::api::{Calls, Missed};

use super::{Answer, Engine};

/// Calls a number from the person's own phone.
#[tauri::command]
#[specta::specta]
pub(crate) async fn call(engine: Engine<'_>, number: String) -> Answer<()> {
    engine.call(number).await
}

/// Whom a number calls; nobody where they are not known.
#[tauri::command]
#[specta::specta]
pub(crate) async fn who(engine: Engine<'_>, number: String) -> Answer<Option<Party>> {
    engine.who(number).await
}

/// The own calls as they stand.
#[tauri::command]
#[specta::specta]
pub(crate) async fn calls(engine: Engine<'_>) -> Answer<Calls> {
    engine.calls().await
}

/// Ends a call, or refuses one that rings.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hang_up(engine: Engine<'_>, call: String) -> Answer<()> {
    engine.hang_up(call).await
}

/// Picks a call up, where the phone can be told to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer(engine: Engine<'_>, call: String) -> Answer<()> {
    engine.answer(call).await
}

/// Turns the own voice off or on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mute(engine: Engine<'_>, call: String, on: bool) -> Answer<()> {
    engine.mute(call, on).await
}

/// Holds a call or takes it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hold(engine: Engine<'_>, call: String, on: bool) -> Answer<()> {
    engine.hold(call, on).await
}

/// Sends tones.
#[tauri::command]
#[specta::specta]
pub(crate) async fn send_digits(engine: Engine<'_>, call: String, digits: String) -> Answer<()> {
    engine.send_digits(call, digits).await
}

/// Passes a call on; without `call`, the one that can be.
#[tauri::command]
#[specta::specta]
pub(crate) async fn transfer(
    engine: Engine<'_>,
    call: Option<String>,
    number: String,
    kind: TransferKind,
    row: Option<u32>,
) -> Answer<()> {
    engine.transfer(call, number, kind, row).await
}

/// Gives the caller to the target.
#[tauri::command]
#[specta::specta]
pub(crate) async fn complete_transfer(engine: Engine<'_>, transfer: String) -> Answer<()> {
    engine.complete_transfer(transfer).await
}

/// Takes the caller back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_transfer(engine: Engine<'_>, transfer: String) -> Answer<()> {
    engine.cancel_transfer(transfer).await
}

/// Calls that nobody took.
#[tauri::command]
#[specta::specta]
pub(crate) async fn missed(engine: Engine<'_>) -> Answer<Missed> {
    engine.missed().await
}

/// The person has looked at the missed calls.
#[tauri::command]
#[specta::specta]
pub(crate) async fn see_missed(engine: Engine<'_>) -> Answer<()> {
    engine.see_missed().await
}

/// Forgets the missed calls.
#[tauri::command]
#[specta::specta]
pub(crate) async fn clear_missed(engine: Engine<'_>) -> Answer<()> {
    engine.clear_missed().await
}
