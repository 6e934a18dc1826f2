//! The bus: what services publish, and the websocket's connections that hear it.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};
use tokio::sync::mpsc::{self, Receiver, Sender};
use uuid::Uuid;

use crate::clock;
use crate::directory::STACK_UUID;
use crate::stack::World;

/// A listener that is this many events behind is given up: it must not hold back the others.
const LONGEST_QUEUE: usize = 100_000;

/// What a service publishes.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: Cow<'static, str>,
    /// What a token has to cover, `required_acl`.
    pub(crate) acl: String,
    pub(crate) to: To,
    pub(crate) tenant: Uuid,
    pub(crate) data: Value,
    /// What the event's class adds beside `data`, such as `room_uuid`.
    pub(crate) extra: Vec<(&'static str, Value)>,
}

/// Whom an event is addressed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum To {
    /// Everybody in the tenant.
    Tenant,
    Users(Vec<Uuid>),
    Nobody,
}

impl Event {
    /// For one person.
    pub(crate) fn to_user(
        name: &'static str,
        acl: String,
        tenant: Uuid,
        user: Uuid,
        data: Value,
    ) -> Self {
        Event {
            name: name.into(),
            acl,
            to: To::Users(vec![user]),
            tenant,
            data,
            extra: Vec::new(),
        }
    }

    /// For everybody in the tenant.
    pub(crate) fn to_tenant(name: &'static str, acl: String, tenant: Uuid, data: Value) -> Self {
        Event {
            name: name.into(),
            acl,
            to: To::Tenant,
            tenant,
            data,
            extra: Vec::new(),
        }
    }
}

/// An event on its way, written once for all who hear it.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) name: Cow<'static, str>,
    pub(crate) acl: String,
    pub(crate) to: To,
    pub(crate) tenant: Uuid,
    /// The EVENT object as JSON text.
    pub(crate) text: String,
}

impl Published {
    fn new(event: Event, now: i64) -> Self {
        let mut body = Map::new();
        body.insert("tenant_uuid".to_owned(), event.tenant.to_string().into());
        match &event.to {
            To::Tenant => {
                body.insert("user_uuid:*".to_owned(), true.into());
            }
            To::Users(users) => {
                body.extend(
                    users
                        .iter()
                        .map(|user| (format!("user_uuid:{user}"), true.into())),
                );
            }
            To::Nobody => {}
        }
        body.extend(
            event
                .extra
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        );
        body.insert("name".to_owned(), event.name.clone().into());
        body.insert(
            "required_access".to_owned(),
            format!("event.{}", event.name).into(),
        );
        body.insert("required_acl".to_owned(), event.acl.clone().into());
        body.insert("origin_uuid".to_owned(), STACK_UUID.into());
        body.insert("timestamp".to_owned(), clock::zoneless(now).into());
        body.insert("data".to_owned(), event.data);
        Published {
            name: event.name,
            acl: event.acl,
            to: event.to,
            tenant: event.tenant,
            text: Value::Object(body).to_string(),
        }
    }
}

/// Everybody who hears what is published, each in its order and at its own pace.
#[derive(Debug, Default)]
pub(crate) struct Bus {
    listeners: Vec<Sender<Arc<Published>>>,
}

impl Bus {
    /// What is published from now on. The end says that the bus is lost, or that the listener was too slow.
    pub(crate) fn listen(&mut self) -> Receiver<Arc<Published>> {
        let (sender, receiver) = mpsc::channel(LONGEST_QUEUE);
        self.listeners.push(sender);
        receiver
    }

    /// Breaks off with every listener.
    pub(crate) fn lose(&mut self) {
        self.listeners.clear();
    }

    fn publish(&mut self, event: Event) {
        if self.listeners.is_empty() {
            return;
        }
        let published = Arc::new(Published::new(event, clock::now()));
        self.listeners
            .retain(|listener| listener.try_send(Arc::clone(&published)).is_ok());
    }
}

impl World {
    /// Tells everybody whom it is addressed to. Without listeners it costs nothing.
    pub(crate) fn publish(&mut self, event: Event) {
        self.bus.publish(event);
    }
}
