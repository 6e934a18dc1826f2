//! Notifications of the system. What is told, and when, is the page's to say; how much of it, the engine's; who shows it is the
//! desktop's.

#[cfg(target_os = "linux")]
mod daemon;
#[cfg(target_os = "linux")]
mod message;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(not(target_os = "linux"))]
mod system;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use people_core::notice::{Notice, NoticeKind};
use people_engine::EngineHandle;
use serde::{Deserialize, Serialize};
use tauri::async_runtime::spawn;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use tokio::sync::{mpsc, oneshot};

use crate::background;
use crate::listener::Listener;
#[cfg(target_os = "linux")]
use daemon::Desk;
#[cfg(target_os = "linux")]
use screen::{follow, is_locked};
#[cfg(not(target_os = "linux"))]
use system::{Desk, follow, is_locked};

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

impl From<NotificationKind> for NoticeKind {
    fn from(kind: NotificationKind) -> Self {
        match kind {
            NotificationKind::Call => Self::Call,
            NotificationKind::Missed => Self::Missed,
            NotificationKind::Message => Self::Message,
        }
    }
}

/// What a notification says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NotificationWords {
    /// The first line.
    pub(crate) title: String,
    /// The rest, as plain text.
    pub(crate) body: String,
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
    /// What it says where names, numbers and words of people are not to be seen.
    pub(crate) discreet: NotificationWords,
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
    orders: OnceLock<mpsc::UnboundedSender<Order>>,
}

enum Order {
    Show(Notification),
    Withdraw(String),
    WithdrawAll(oneshot::Sender<()>),
}

impl Notifications {
    /// Shows one, as far as the person wants it, in place of one with the same id. A desktop that shows none is no error.
    pub(crate) fn show(&self, program: &AppHandle, notification: Notification) {
        let orders = self.orders.get_or_init(|| self.open(program));
        order(orders, Order::Show(notification));
    }

    /// Takes one away.
    pub(crate) fn withdraw(&self, id: String) {
        if let Some(orders) = self.orders.get() {
            order(orders, Order::Withdraw(id));
        }
    }

    /// Takes all of them away: what they offer ends with the program.
    pub(crate) async fn withdraw_all(&self) {
        let Some(orders) = self.orders.get() else {
            return;
        };
        let (done, is_done) = oneshot::channel();
        order(orders, Order::WithdrawAll(done));
        if is_done.await.is_err() {
            tracing::debug!("nobody shows notifications any more");
        }
    }

    /// Tells the page from now on.
    pub(crate) fn listen(&self, page: Channel<NotificationAnswer>) {
        self.page.set(page);
    }

    fn open(&self, program: &AppHandle) -> mpsc::UnboundedSender<Order> {
        let page = Arc::clone(&self.page);
        let to_raise = program.clone();
        let desk = Desk::open(program, move |pressed| {
            if pressed.raises {
                background::raise(&to_raise);
            }
            page.tell(pressed.answer);
        });
        let (orders, taken) = mpsc::unbounded_channel();
        spawn(serve(program.clone(), desk, taken));
        orders
    }
}

fn order(orders: &mpsc::UnboundedSender<Order>, order: Order) {
    if orders.send(order).is_err() {
        tracing::debug!("nobody shows notifications any more");
    }
}

/// One after the other, so that nothing is shown that was withdrawn while it was asked how much of it may be.
async fn serve(program: AppHandle, desk: Desk, mut orders: mpsc::UnboundedReceiver<Order>) {
    let (tell, mut locks) = mpsc::unbounded_channel();
    spawn(follow(tell));
    // As the page gave them.
    let mut given = HashMap::new();
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(order) => carry_out(&program, &desk, &mut given, order).await,
                None => return,
            },
            Some(()) = locks.recv() => reword(&program, &desk, &given).await,
        }
    }
}

async fn carry_out(
    program: &AppHandle,
    desk: &Desk,
    given: &mut HashMap<String, Notification>,
    order: Order,
) {
    match order {
        Order::Show(notification) => {
            let notice = notice(program, notification.kind, is_locked().await).await;
            match words::allowed(notification.clone(), notice) {
                Some(shown) => desk.show(shown),
                // What is shown of it is older than the wish to see nothing.
                None => desk.withdraw(notification.id.clone()),
            }
            given.insert(notification.id.clone(), notification);
        }
        Order::Withdraw(id) => {
            given.remove(&id);
            desk.withdraw(id);
        }
        Order::WithdrawAll(done) => {
            given.clear();
            desk.withdraw_all().await;
            // Nobody may wait any more.
            let _ = done.send(());
        }
    }
}

/// Takes names off a screen that is locked now. What was hidden stays so: to show it again would tell of it twice.
async fn reword(program: &AppHandle, desk: &Desk, given: &HashMap<String, Notification>) {
    if !is_locked().await {
        return;
    }
    for notification in given.values() {
        if notice(program, notification.kind, true).await == Notice::Discreet
            && let Some(shown) = words::allowed(notification.clone(), Notice::Discreet)
        {
            desk.reword(shown);
        }
    }
}

/// How much may be shown. An engine that does not say it leaves names out.
async fn notice(program: &AppHandle, kind: NotificationKind, locked: bool) -> Notice {
    let engine = program.state::<EngineHandle>();
    match engine.notice(kind.into(), locked).await {
        Ok(notice) => notice,
        Err(error) => {
            tracing::warn!(?error, "nobody says what may be shown");
            Notice::Discreet
        }
    }
}
