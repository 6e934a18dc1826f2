//! The notifications of Windows and macOS. Windows shows buttons and tells what is pressed; macOS shows the words alone, and
//! a press there brings the program up by itself. Neither takes one away again: what is pressed after that is not told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notify_rust::NotificationHandle;
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tokio::sync::mpsc;

use super::{Notification, NotificationAnswer, NotificationKind, Pressed};

/// The desktop as the one who shows notifications.
pub(super) struct Desk {
    /// The program as the system knows it.
    application: String,
    shown: Arc<Shown>,
    told: Arc<dyn Fn(Pressed) + Send + Sync>,
}

/// Whether names have to be hidden for a screen that is locked: here that is a choice of the person within the system.
pub(super) async fn is_locked() -> bool {
    false
}

/// Tells each time that the screen may have been locked: here it matters to nobody.
pub(super) async fn follow(_tell: mpsc::UnboundedSender<()>) {}

/// By the page's id, what is shown.
#[derive(Default)]
struct Shown(Mutex<HashMap<String, Notification>>);

impl Desk {
    /// `told` hears what is pressed.
    pub(super) fn open(
        program: &AppHandle,
        told: impl Fn(Pressed) + Send + Sync + 'static,
    ) -> Self {
        let application = program.config().identifier.clone();
        // macOS is told once for all.
        #[cfg(target_os = "macos")]
        if let Err(error) = notify_rust::set_application(&application) {
            tracing::debug!(%error, "notifications come under another name");
        }
        Self {
            application,
            shown: Arc::default(),
            told: Arc::new(told),
        }
    }

    /// Shows a notification. What is shown cannot be replaced: one of a call whose name becomes known stays as it was.
    pub(super) fn show(&self, notification: Notification) {
        let id = notification.id.clone();
        let toast = toast(&notification, &self.application);
        let is_call = notification.kind == NotificationKind::Call;
        if self.shown.all().insert(id.clone(), notification).is_some() && is_call {
            return;
        }
        let (shown, told) = (Arc::clone(&self.shown), Arc::clone(&self.told));
        spawn_blocking(move || match toast.show() {
            Ok(handle) => await_press(handle, |key| {
                if let Some(pressed) = shown.take(&id, key) {
                    told(pressed);
                }
            }),
            Err(error) => tracing::warn!(%error, "no notification is shown"),
        });
    }

    /// What is shown keeps its words.
    pub(super) fn reword(&self, _notification: Notification) {}

    /// Hears nothing of this one any more.
    pub(super) fn withdraw(&self, id: String) {
        self.shown.all().remove(&id);
    }

    /// Hears nothing of any.
    pub(super) async fn withdraw_all(&self) {
        self.shown.all().clear();
    }
}

impl Shown {
    /// What a press means, once; without `key` it was on the notification itself.
    fn take(&self, id: &str, key: Option<&str>) -> Option<Pressed> {
        let notification = self.all().remove(id)?;
        let action = notification
            .actions
            .into_iter()
            .find(|action| Some(action.id.as_str()) == key);
        Some(Pressed {
            raises: action.as_ref().is_none_or(|action| action.raises),
            answer: NotificationAnswer {
                id: notification.id,
                action: action.map(|action| action.id),
            },
        })
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Notification>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(windows)]
fn toast(notification: &Notification, application: &str) -> notify_rust::Notification {
    let mut toast = notify_rust::Notification::new();
    toast
        .summary(&notification.title)
        .body(&notification.body)
        .app_id(application);
    if notification.kind == NotificationKind::Call {
        toast.urgency(notify_rust::Urgency::Critical);
    }
    for action in &notification.actions {
        toast.action(&action.id, &action.label);
    }
    toast
}

#[cfg(not(windows))]
fn toast(notification: &Notification, _application: &str) -> notify_rust::Notification {
    let mut toast = notify_rust::Notification::new();
    toast.summary(&notification.title).body(&notification.body);
    toast
}

/// Waits until it is pressed or goes away by itself.
#[cfg(windows)]
fn await_press(handle: NotificationHandle, press: impl FnOnce(Option<&str>)) {
    use notify_rust::NotificationResponse;

    let waited = handle.wait_for_response(|response: &NotificationResponse| match response {
        NotificationResponse::Default => press(None),
        NotificationResponse::Action(key) => press(Some(key)),
        NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => {}
    });
    if let Err(error) = waited {
        tracing::debug!(%error, "a notification went unanswered");
    }
}

/// Waiting would keep a thread for each that nobody looks at.
#[cfg(not(windows))]
fn await_press(handle: NotificationHandle, _press: impl FnOnce(Option<&str>)) {
    drop(handle);
}
