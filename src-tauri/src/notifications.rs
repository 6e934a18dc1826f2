//! Notifications of the system.

use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;

use crate::listener::Listener;

/// Why the system is to tell somebody something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum NotificationKind {
    /// A call rings: it stays until it is withdrawn.
    Call,
    /// A call was missed.
    Missed,
    /// Somebody wrote.
    Message,
}

/// A button of a notification, where the system shows any.
#[derive(Clone, Debug, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NotificationAction {
    /// Comes back as it is.
    pub(crate) id: String,
    /// In the person's language.
    pub(crate) label: String,
}

/// A notification in the person's language.
#[derive(Clone, Debug, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Notification {
    /// The page's own name for it.
    pub(crate) id: String,
    /// Why.
    pub(crate) kind: NotificationKind,
    /// The first line.
    pub(crate) title: String,
    /// The rest, as plain text.
    pub(crate) body: String,
    /// Buttons.
    pub(crate) actions: Vec<NotificationAction>,
}

/// What somebody did with a notification.
#[derive(Clone, Debug, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NotificationAnswer {
    /// The notification.
    pub(crate) id: String,
    /// The button; absent for the notification itself, which has brought the window up.
    pub(crate) action: Option<String>,
}

/// The notifications that are shown.
#[derive(Default)]
pub(crate) struct Notifications {
    page: Listener<NotificationAnswer>,
}

impl Notifications {
    /// Shows one, in place of one with the same id.
    pub(crate) fn show(&self, notification: Notification) {
        let _ = notification;
    }

    /// Takes one away.
    pub(crate) fn withdraw(&self, id: &str) {
        let _ = id;
    }

    /// Tells the page from now on.
    pub(crate) fn listen(&self, page: Channel<NotificationAnswer>) {
        self.page.set(page);
    }
}
