//! Signing in and out, and the stream of changes.

use people_engine::api::{Account, Session, SignIn, Update};
use tauri::State;
use tauri::ipc::Channel;

use super::{Answer, Engine};
use crate::embedded::{Embedded, Start};
use crate::stream::Stream;

/// The servers and users that were signed in here before, the last one first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn accounts(engine: Engine<'_>) -> Answer<Vec<Account>> {
    engine.accounts().await
}

/// Takes an account off this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget(engine: Engine<'_>, account: String) -> Answer<()> {
    engine.forget(account).await
}

/// Signs in with a password.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_in(engine: Engine<'_>, request: SignIn) -> Answer<Session> {
    engine.sign_in(request).await
}

/// The kept session of this account, or of the one used last. A program that was started with `--try` has the embedded
/// stack's at its first question.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume(
    engine: Engine<'_>,
    embedded: State<'_, Embedded>,
    start: State<'_, Start>,
    account: Option<String>,
) -> Answer<Option<Session>> {
    if account.is_none() && start.take_try() {
        return embedded.sign_in(&engine).await.map(Some);
    }
    engine.resume(account).await
}

/// Who is signed in now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session(engine: Engine<'_>) -> Answer<Option<Session>> {
    engine.session().await
}

/// Pins a certificate by the person's own yes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn trust(engine: Engine<'_>, server: String, fingerprint: String) -> Answer<()> {
    engine.trust(server, fingerprint).await
}

/// Ends the session on the server and here.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sign_out(engine: Engine<'_>, wipe: bool) -> Answer<()> {
    engine.sign_out(wipe).await
}

/// Leaves the session without ending it on the server: a kept one can be resumed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn leave(engine: Engine<'_>) -> Answer<()> {
    engine.close().await
}

/// Sends every change to the page, in order, until the page asks anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn subscribe(
    engine: Engine<'_>,
    stream: State<'_, Stream>,
    updates: Channel<Update>,
) -> Answer<()> {
    stream.forward(engine.updates(), updates);
    Ok(())
}
