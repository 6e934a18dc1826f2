//! What helps whoever helps.

use people_engine::api::AppError;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use super::{Answer, Engine};
use crate::log::Log;
use crate::report::Report;
use crate::versions::Versions;

/// What works together here, and in which version.
#[tauri::command]
#[specta::specta]
pub(crate) async fn versions(program: AppHandle, engine: Engine<'_>) -> Answer<Versions> {
    gather(&program, &engine).await
}

/// A text for whoever helps: versions, settings, how it stands and the last faults; nothing about people.
#[tauri::command]
#[specta::specta]
pub(crate) async fn report(
    program: AppHandle,
    engine: Engine<'_>,
    log: State<'_, Log>,
) -> Answer<String> {
    let session = engine.session().await?;
    let report = Report {
        versions: gather(&program, &engine).await?,
        connection: session.map(|session| session.connection),
        policy: engine.policy().await?,
        settings: engine.settings().await?,
        log: log.recent(),
    };
    Ok(report.text())
}

/// Shows the log in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_log(program: AppHandle, log: State<'_, Log>) -> Answer<()> {
    let file = log.file().to_owned();
    let shown = spawn_blocking(move || {
        let there = if file.exists() {
            Some(file.as_path())
        } else {
            file.parent()
        };
        there.map(|place| program.opener().reveal_item_in_dir(place))
    });
    match shown.await {
        Ok(Some(Ok(()))) => Ok(()),
        Ok(Some(Err(error))) => {
            tracing::warn!(%error, "the desktop refused");
            Err(refused())
        }
        Ok(None) | Err(_) => Err(refused()),
    }
}

async fn gather(program: &AppHandle, engine: &Engine<'_>) -> Answer<Versions> {
    let server = match engine.session().await? {
        Some(_) => engine.server_facts().await.ok(),
        None => None,
    };
    Ok(Versions::here(program, server))
}

fn refused() -> AppError {
    AppError::Internal {
        what: "file-manager".into(),
    }
}
