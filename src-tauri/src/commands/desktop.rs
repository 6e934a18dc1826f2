//! What the desktop does for the page: dialogs, the clipboard, the mail program, its language.

use std::path::PathBuf;

use people_engine::api::{AppError, ExportFormat};
use tauri::async_runtime::spawn_blocking;
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
        .add_filter("CSV, vCard", &["csv", "txt", "tsv", "vcf"])
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
    format: ExportFormat,
) -> Answer<Option<String>> {
    let (name, suffix) = kind(format);
    let (tell, told) = oneshot::channel();
    dialog(&window)
        .add_filter(name, &[suffix])
        .set_file_name(suggested)
        .save_file(move |file| drop(tell.send(file)));
    let path = local(told).await;
    Ok(path.map(|path| picked.may_write(suffixed(path, suffix))))
}

/// Shows a file that was written in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_in_folder(
    app: AppHandle,
    picked: State<'_, Picked>,
    path: String,
) -> Answer<()> {
    let path = picked.to_write(&path)?;
    let shown = spawn_blocking(move || app.opener().reveal_item_in_dir(path)).await;
    match shown {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(unexpected("file-manager", &error)),
        Err(error) => Err(unexpected("file-manager", &error)),
    }
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

/// How files of a format are called, and their suffix.
fn kind(format: ExportFormat) -> (&'static str, &'static str) {
    match format {
        ExportFormat::Csv | ExportFormat::Spreadsheet => ("CSV", "csv"),
        ExportFormat::Vcard => ("vCard", "vcf"),
    }
}

/// The path as it was picked, with the suffix where it has none. Not over a file that is there: the dialog asked for the
/// name as it was typed.
fn suffixed(path: PathBuf, suffix: &str) -> PathBuf {
    let with_suffix = path.with_added_extension(suffix);
    if path.extension().is_some() || path.exists() || with_suffix.exists() {
        path
    } else {
        with_suffix
    }
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

#[cfg(test)]
mod tests {
    use super::suffixed;

    #[test]
    fn a_name_without_a_suffix_gets_one() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(suffixed(at("all"), "csv"), at("all.csv"));
        assert_eq!(suffixed(at("all.txt"), "csv"), at("all.txt"));
    }

    #[test]
    fn no_suffix_leads_to_a_file_that_nobody_picked() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("all.csv"), "").unwrap();
        assert_eq!(suffixed(at("all"), "csv"), at("all"));
        std::fs::write(at("bare"), "").unwrap();
        assert_eq!(suffixed(at("bare"), "vcf"), at("bare"));
    }
}
