//! Notifications of the system. What is told, and when, is the page's to say; who shows it is the desktop's.

#[cfg(target_os = "linux")]
mod daemon;
#[cfg(target_os = "linux")]
mod message;
#[cfg(not(target_os = "linux"))]
mod system;
mod words;

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use tauri::AppHandle;
use tauri::async_runtime::spawn;
use tauri::ipc::Channel;

use crate::background;
use crate::listener::Listener;
#[cfg(target_os = "linux")]
use daemon::Desk;
#[cfg(not(target_os = "linux"))]
use system::Desk;

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
    /// Whether it brings the window up, as a press on the notification itself does.
    pub(crate) raises: bool,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NotificationAnswer {
    /// The notification.
    pub(crate) id: String,
    /// The button; absent for the notification itself, which has brought the window up.
    pub(crate) action: Option<String>,
}

/// What was pressed: the answer, and whether it brings the window up.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pressed {
    answer: NotificationAnswer,
    raises: bool,
}

/// The notifications that are shown.
#[derive(Default)]
pub(crate) struct Notifications {
    page: Arc<Listener<NotificationAnswer>>,
    desk: OnceLock<Desk>,
}

impl Notifications {
    /// Shows one, in place of one with the same id. A desktop that shows none is no error.
    pub(crate) fn show(&self, program: &AppHandle, notification: Notification) {
        self.desk
            .get_or_init(|| self.open(program))
            .show(words::plain(notification));
    }

    /// Takes one away.
    pub(crate) fn withdraw(&self, id: String) {
        if let Some(desk) = self.desk.get() {
            desk.withdraw(id);
        }
    }

    /// Takes all of them away: what they offer ends with the program.
    pub(crate) async fn withdraw_all(&self) {
        if let Some(desk) = self.desk.get() {
            desk.withdraw_all().await;
        }
    }

    /// Tells the page from now on.
    pub(crate) fn listen(&self, page: Channel<NotificationAnswer>) {
        self.page.set(page);
    }

    fn open(&self, program: &AppHandle) -> Desk {
        let page = Arc::clone(&self.page);
        let to_raise = program.clone();
        Desk::open(program, move |pressed| {
            if pressed.raises {
                let program = to_raise.clone();
                spawn(async move { background::raise(&program).await });
            }
            page.tell(pressed.answer);
        })
    }
}
