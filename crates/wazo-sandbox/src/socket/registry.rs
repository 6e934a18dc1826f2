//! The connections that are there, and what the control does to them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

/// All connections.
#[derive(Debug, Default)]
pub(crate) struct Sockets {
    known: Arc<Mutex<Known>>,
    silence: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct Known {
    next: u64,
    there: BTreeMap<u64, There>,
    refusal: Option<Refusal>,
}

#[derive(Debug)]
struct There {
    shown: Shown,
    orders: mpsc::UnboundedSender<Order>,
}

/// A connection as the control lists it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shown {
    user_uuid: Uuid,
    version: u8,
    started: bool,
    /// The names it subscribed to.
    events: Vec<String>,
    /// How many times the token was exchanged.
    renewed: u32,
}

/// How each new connection is sent away.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) code: u16,
    pub(crate) reason: String,
    /// In the place of the answer to `start` instead of at once after `init`.
    pub(crate) before_start: bool,
}

/// What a connection is told from behind.
#[derive(Clone, Debug)]
pub(crate) enum Order {
    /// With a close frame.
    Close { code: u16, reason: String },
    /// Without one, as a network that breaks.
    Cut,
    /// Look at the token now.
    Check,
}

impl Sockets {
    /// The connections in the order in which they came.
    pub(crate) fn list(&self) -> Vec<Shown> {
        let known = self.known();
        known.there.values().map(|it| it.shown.clone()).collect()
    }

    /// Tells the connections of a user, or all.
    pub(crate) fn tell(&self, user: Option<Uuid>, order: &Order) {
        for there in self.known().there.values() {
            if user.is_none_or(|user| user == there.shown.user_uuid) {
                // One that has just ended does not hear it.
                let _ = there.orders.send(order.clone());
            }
        }
    }

    /// From now on, or no longer, nothing is read or written on any connection.
    pub(crate) fn silence(&self, on: bool) {
        self.silence.send_replace(on);
    }

    /// How new connections are sent away from now on.
    pub(crate) fn refuse(&self, refusal: Option<Refusal>) {
        self.known().refusal = refusal;
    }

    pub(super) fn refusal(&self) -> Option<Refusal> {
        self.known().refusal.clone()
    }

    pub(super) fn silenced(&self) -> watch::Receiver<bool> {
        self.silence.subscribe()
    }

    pub(super) fn register(&self, user: Uuid, version: u8) -> Registration {
        let (orders, heard) = mpsc::unbounded_channel();
        let shown = Shown {
            user_uuid: user,
            version,
            started: false,
            events: Vec::new(),
            renewed: 0,
        };
        let mut known = self.known();
        let id = known.next;
        known.next += 1;
        known.there.insert(id, There { shown, orders });
        Registration {
            id,
            known: Arc::clone(&self.known),
            orders: heard,
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection's place in the list; gone with it.
#[derive(Debug)]
pub(super) struct Registration {
    id: u64,
    known: Arc<Mutex<Known>>,
    pub(super) orders: mpsc::UnboundedReceiver<Order>,
}

impl Registration {
    pub(super) fn started(&self) {
        self.change(|shown| shown.started = true);
    }

    pub(super) fn subscribed(&self, name: &str) {
        self.change(|shown| shown.events.push(name.to_owned()));
    }

    pub(super) fn renewed(&self) {
        self.change(|shown| shown.renewed += 1);
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = known.there.get_mut(&self.id) {
            change(&mut there.shown);
        }
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.there.remove(&self.id);
    }
}
