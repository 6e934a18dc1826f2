//! Whoever shows notifications on a Linux desktop, over the session's D-Bus (`org.freedesktop.Notifications`).
//!
//! One task talks to it, so that what is shown, replaced and withdrawn stays in the order in which the page asked. It speaks
//! to the daemon by the name that the bus gave it, which no other program can have: what others send is not heard, and
//! numbers are never mistaken for those of a daemon that was started again.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::StreamExt;
use tauri::AppHandle;
use tauri::async_runtime::spawn;
use tokio::sync::{mpsc, oneshot};
use zbus::names::{BusName, WellKnownName};
use zbus::proxy::SignalStream;
use zbus::{Connection, Message, Proxy};

use super::message::{Capabilities, Sender, arguments, pressed};
use super::{Notification, Pressed};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How long the daemon may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The desktop as the one who shows notifications.
pub(super) struct Desk(mpsc::UnboundedSender<Order>);

enum Order {
    Show(Notification),
    Reword(Notification),
    Withdraw(String),
    WithdrawAll(oneshot::Sender<()>),
}

impl Desk {
    /// Begins to take orders. `told` hears what is pressed.
    pub(super) fn open(program: &AppHandle, told: impl Fn(Pressed) + Send + 'static) -> Self {
        let about = program.package_info();
        let sender = Sender {
            name: about.name.clone(),
            icon: about.crate_name.to_owned(),
        };
        Self::with(Clerk::new(sender, None), told)
    }

    /// Shows a notification, in place of one with the same id.
    pub(super) fn show(&self, notification: Notification) {
        self.order(Order::Show(notification));
    }

    /// Gives one other words, if it is still shown.
    pub(super) fn reword(&self, notification: Notification) {
        self.order(Order::Reword(notification));
    }

    /// Takes one away.
    pub(super) fn withdraw(&self, id: String) {
        self.order(Order::Withdraw(id));
    }

    /// Takes all away and waits until it is done.
    pub(super) async fn withdraw_all(&self) {
        let (done, is_done) = oneshot::channel();
        self.order(Order::WithdrawAll(done));
        if is_done.await.is_err() {
            tracing::debug!("nobody shows notifications any more");
        }
    }

    fn with(clerk: Clerk, told: impl Fn(Pressed) + Send + 'static) -> Self {
        let (orders, taken) = mpsc::unbounded_channel();
        spawn(clerk.serve(taken, told));
        Self(orders)
    }

    fn order(&self, order: Order) {
        if self.0.send(order).is_err() {
            tracing::debug!("nobody shows notifications any more");
        }
    }
}

/// Carries the orders out, one after the other.
struct Clerk {
    sender: Sender,
    bus: Option<Connection>,
    daemon: Option<Daemon>,
    /// Whether it was said already that there is none.
    complained: bool,
}

impl Clerk {
    fn new(sender: Sender, bus: Option<Connection>) -> Self {
        Self {
            sender,
            bus,
            daemon: None,
            complained: false,
        }
    }

    async fn serve(
        mut self,
        mut orders: mpsc::UnboundedReceiver<Order>,
        told: impl Fn(Pressed) + Send,
    ) {
        loop {
            tokio::select! {
                order = orders.recv() => match order {
                    Some(order) => self.carry_out(order).await,
                    None => return,
                },
                pressed = self.hear() => if let Some(pressed) = pressed {
                    told(pressed);
                },
            }
        }
    }

    async fn carry_out(&mut self, order: Order) {
        match order {
            Order::Show(notification) => self.try_to_show(notification).await,
            Order::Reword(notification) => {
                if self.shows(&notification.id) {
                    self.try_to_show(notification).await;
                }
            }
            Order::Withdraw(id) => {
                if let Some(daemon) = &mut self.daemon {
                    daemon.withdraw(&id).await;
                }
            }
            Order::WithdrawAll(done) => {
                if let Some(daemon) = &mut self.daemon {
                    for id in daemon.ids() {
                        daemon.withdraw(&id).await;
                    }
                }
                // Nobody may wait any more.
                let _ = done.send(());
            }
        }
    }

    fn shows(&self, id: &str) -> bool {
        self.daemon
            .as_ref()
            .is_some_and(|daemon| daemon.shown.contains_key(id))
    }

    async fn try_to_show(&mut self, notification: Notification) {
        if let Err(error) = self.show(notification).await {
            if self.complained {
                tracing::debug!(%error, "no notification is shown");
            } else {
                tracing::warn!(%error, "notifications are not shown");
            }
            self.complained = true;
        }
    }

    async fn show(&mut self, notification: Notification) -> zbus::Result<()> {
        if let Some(daemon) = &mut self.daemon {
            match daemon.show(&self.sender, &notification).await {
                Err(error) if is_gone(&error) => self.daemon = None,
                done => return done,
            }
        }
        let bus = match &self.bus {
            Some(bus) => bus,
            None => self.bus.insert(session_bus().await?),
        };
        let daemon = self.daemon.insert(Daemon::find(bus).await?);
        daemon.show(&self.sender, &notification).await
    }

    /// Waits for the daemon to say something; for ever while there is none.
    async fn hear(&mut self) -> Option<Pressed> {
        let Some(daemon) = &mut self.daemon else {
            return std::future::pending().await;
        };
        let Some(signal) = daemon.signals.next().await else {
            self.daemon = None;
            self.bus = None;
            return None;
        };
        daemon.heard(&signal)
    }
}

/// The daemon that answers now.
struct Daemon {
    proxy: Proxy<'static>,
    signals: SignalStream<'static>,
    can: Capabilities,
    /// By the page's id: the daemon's number, and what is shown.
    shown: HashMap<String, (u32, Notification)>,
}

impl Daemon {
    /// Asks who answers to the name; the bus may start it for that.
    async fn find(bus: &Connection) -> zbus::Result<Self> {
        let answer = bus
            .call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &())
            .await?;
        let names: Vec<String> = answer.body().deserialize()?;
        let itself: BusName<'static> = match answer.header().sender() {
            Some(name) => name.to_owned().into(),
            None => WellKnownName::from_static_str(NAME)?.into(),
        };
        let proxy = Proxy::new(bus, itself, PATH, NAME).await?;
        Ok(Self {
            signals: proxy.receive_all_signals().await?,
            proxy,
            can: Capabilities::of(&names),
            shown: HashMap::new(),
        })
    }

    fn ids(&self) -> Vec<String> {
        self.shown.keys().cloned().collect()
    }

    async fn show(&mut self, sender: &Sender, notification: &Notification) -> zbus::Result<()> {
        let before = self
            .shown
            .get(&notification.id)
            .map_or(0, |(number, _)| *number);
        let number: u32 = self
            .proxy
            .call("Notify", &arguments(sender, notification, before, self.can))
            .await?;
        self.shown
            .insert(notification.id.clone(), (number, notification.clone()));
        Ok(())
    }

    async fn withdraw(&mut self, id: &str) {
        let Some((number, _)) = self.shown.remove(id) else {
            return;
        };
        let closed: zbus::Result<()> = self.proxy.call("CloseNotification", &number).await;
        if let Err(error) = closed {
            tracing::debug!(%error, "a notification was gone before");
        }
    }

    fn heard(&mut self, signal: &Message) -> Option<Pressed> {
        let header = signal.header();
        match header.member()?.as_str() {
            "ActionInvoked" => {
                let (number, key): (u32, String) = signal.body().deserialize().ok()?;
                let (_, notification) = self.shown.values().find(|(one, _)| *one == number)?;
                pressed(notification, &key)
            }
            "NotificationClosed" => {
                let (number, _reason): (u32, u32) = signal.body().deserialize().ok()?;
                self.shown.retain(|_, (one, _)| *one != number);
                None
            }
            _ => None,
        }
    }
}

async fn session_bus() -> zbus::Result<Connection> {
    zbus::connection::Builder::session()?
        .method_timeout(PATIENCE)
        .build()
        .await
}

/// Whether the one who was asked is not there any more.
fn is_gone(error: &zbus::Error) -> bool {
    const GONE: &[&str] = &[
        "org.freedesktop.DBus.Error.NameHasNoOwner",
        "org.freedesktop.DBus.Error.ServiceUnknown",
        "org.freedesktop.DBus.Error.NoReply",
    ];
    match error {
        zbus::Error::MethodError(name, _, _) => GONE.contains(&name.as_str()),
        zbus::Error::InputOutput(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
