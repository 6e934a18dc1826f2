//! Notifications of the system, and web pages in the browser.

use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use people_engine::api::{AppError, PageAddressFault};

use super::{Answer, Engine};
use crate::notifications::{Notification, NotificationAnswer, Notifications};
use crate::web;

/// Shows a notification; one with the same id is replaced.
// Not async, as the next one: commands that are not are carried out in the order in which they come.
#[tauri::command]
#[specta::specta]
pub(crate) fn notify(
    program: AppHandle,
    notifications: State<'_, Notifications>,
    notification: Notification,
) -> Answer<()> {
    notifications.show(&program, notification);
    Ok(())
}

/// Takes a notification away.
#[tauri::command]
#[specta::specta]
pub(crate) fn withdraw_notification(
    notifications: State<'_, Notifications>,
    id: String,
) -> Answer<()> {
    notifications.withdraw(id);
    Ok(())
}

/// Tells the page from now on what people do with notifications.
#[tauri::command]
#[specta::specta]
pub(crate) async fn listen_notifications(
    notifications: State<'_, Notifications>,
    answers: Channel<NotificationAnswer>,
) -> Answer<()> {
    notifications.listen(answers);
    Ok(())
}

/// Opens a web address of a message in the browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link(program: AppHandle, address: String) -> Answer<()> {
    open_page(&program, &address)
}

/// Opens the page about the caller of a call in the browser; false where no address is set.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_caller_page(
    engine: Engine<'_>,
    program: AppHandle,
    call: String,
) -> Answer<bool> {
    let Some(address) = engine.caller_page(call).await? else {
        return Ok(false);
    };
    open_page(&program, &address).map(|()| true)
}

fn open_page(program: &AppHandle, address: &str) -> Answer<()> {
    let address = web::address(address).ok_or(AppError::BadPageAddress {
        fault: PageAddressFault::NotWeb,
    })?;
    program
        .opener()
        .open_url(address, None::<&str>)
        .map_err(|error| {
            tracing::warn!(%error, "the browser");
            AppError::Internal {
                what: "browser".into(),
            }
        })
}
