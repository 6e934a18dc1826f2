//! What the desktop does for the page: dialogs, the clipboard, the mail program, its language.

use std::path::PathBuf;

use people_engine::api::AppError;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tauri_plugin_opener::OpenerExt;
use tokio::sync::oneshot;

use super::Answer;
use crate::mail;
use crate::picked::Picked;

/// Asks for a file to import; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_import_file(
    window: WebviewWindow,
    picked: State<'_, Picked>,
) -> Answer<Option<String>> {
    let (tell, told) = oneshot::channel();
    dialog(&window)
        .add_filter("CSV", &["csv", "txt", "tsv"])
        .add_filter("*", &["*"])
        .pick_file(move |file| drop(tell.send(file)));
    Ok(local(told).await.map(|path| picked.may_read(path)))
}

/// Asks where to write; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_export_file(
    window: WebviewWindow,
    picked: State<'_, Picked>,
    suggested: String,
) -> Answer<Option<String>> {
    let (tell, told) = oneshot::channel();
    dialog(&window)
        .add_filter("CSV", &["csv"])
        .set_file_name(suggested)
        .save_file(move |file| drop(tell.send(file)));
    Ok(local(told).await.map(|path| picked.may_write(path)))
}

/// Puts a text on the clipboard.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_text(app: AppHandle, text: String) -> Answer<()> {
    app.clipboard()
        .write_text(text)
        .map_err(|error| unexpected("clipboard", &error))
}

/// Opens the system's mail program with a letter to this address.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_mail(app: AppHandle, address: String) -> Answer<()> {
    let url = mail::to(&address).ok_or_else(|| AppError::Internal {
        what: "mail-address".into(),
    })?;
    app.opener()
        .open_url(url, None::<&str>)
        .map_err(|error| unexpected("mail-program", &error))
}

/// The language of the system as a BCP 47 tag; English where the system names none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn system_language() -> Answer<String> {
    Ok(sys_locale::get_locale().unwrap_or_else(|| "en".into()))
}

fn dialog(window: &WebviewWindow) -> FileDialogBuilder<tauri::Wry> {
    window.dialog().file().set_parent(window)
}

async fn local(told: oneshot::Receiver<Option<FilePath>>) -> Option<PathBuf> {
    told.await.ok().flatten()?.into_path().ok()
}

fn unexpected(what: &str, error: &dyn std::error::Error) -> AppError {
    tracing::warn!(what, %error, "the desktop refused");
    AppError::Internal { what: what.into() }
}
