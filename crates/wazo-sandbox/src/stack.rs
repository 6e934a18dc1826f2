//! The whole stack's state, and the way from a request to the service that answers it.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use uuid::Uuid;

use crate::auth::sessions::Sessions;
use crate::bus::Bus;
use crate::chatd::rooms::Rooms;
use crate::confd::settings::AllSettings;
use crate::dird::contact::Book;
use crate::dird::favorites::Favorites;
use crate::directory::Directory;
use crate::exchange::Exchange;
use crate::http::{Answer, Request};
use crate::store::{Change, Store, StoreError};
use crate::{agentd, auth, calld, chatd, confd, dird, error, socket};

/// Everything that a service reads and writes.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) directory: Directory,
    /// Whose state the control shows.
    pub(crate) demo_user: Uuid,
    pub(crate) books: HashMap<Uuid, Book>,
    pub(crate) favorites: HashMap<Uuid, Favorites>,
    pub(crate) sessions: Sessions,
    pub(crate) rooms: Rooms,
    pub(crate) settings: AllSettings,
    pub(crate) exchange: Exchange,
    /// The calls that users asked for, oldest first.
    pub(crate) calls: Vec<Value>,
    /// Services that are down, by name.
    pub(crate) down: BTreeSet<Service>,
    pub(crate) bus: Bus,
    /// People who live by themselves do nothing for now.
    pub(crate) at_rest: bool,
    pub(crate) random: ChaCha8Rng,
    pub(crate) store: Option<Store>,
}

impl World {
    /// Writes to the data directory, if there is one.
    pub(crate) fn keep(
        &mut self,
        changes: impl FnOnce() -> Result<Vec<Change>, StoreError>,
    ) -> Result<(), StoreError> {
        match &mut self.store {
            Some(store) => store.write(&changes()?),
            None => Ok(()),
        }
    }
}

/// A service behind nginx.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Service {
    Auth,
    Dird,
    Chatd,
    Confd,
    Calld,
    Agentd,
    Websocketd,
}

impl Service {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "auth" => Service::Auth,
            "dird" => Service::Dird,
            "chatd" => Service::Chatd,
            "confd" => Service::Confd,
            "calld" => Service::Calld,
            "agentd" => Service::Agentd,
            "websocketd" => Service::Websocketd,
            _ => return None,
        })
    }

    /// The first segment below its name; websocketd takes any path.
    fn version(self) -> Option<&'static str> {
        match self {
            Service::Auth | Service::Dird => Some("0.1"),
            Service::Confd => Some("1.1"),
            Service::Chatd | Service::Calld | Service::Agentd => Some("1.0"),
            Service::Websocketd => None,
        }
    }

    /// The service that a path leads to, by nginx's locations.
    pub(crate) fn at(segments: &[&str]) -> Option<Self> {
        match segments {
            ["api", name, version, ..] => Service::named(name)
                .filter(|service| service.version().is_none_or(|own| own == *version)),
            _ => None,
        }
    }

    /// nginx's limit on a body, in bytes.
    pub(crate) fn body_limit(self) -> usize {
        match self {
            Service::Calld | Service::Confd => 16 << 20,
            _ => 1 << 20,
        }
    }
}

/// The state behind a lock; each request has it alone.
#[derive(Debug)]
pub(crate) struct Stack {
    world: Mutex<World>,
}

impl Stack {
    pub(crate) fn new(world: World) -> Self {
        Stack {
            world: Mutex::new(world),
        }
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the stack answers behind nginx.
    pub(crate) fn answer(&self, request: &Request) -> Answer {
        let segments = request.segments();
        let Some(service) = Service::at(&segments) else {
            return error::nginx(404);
        };
        if request.body.len() > service.body_limit() {
            return error::nginx(413);
        }
        let rest = segments.get(3..).unwrap_or_default();
        let mut world = self.world();
        if world.down.contains(&service) {
            return error::nginx(502);
        }
        let outcome = match service {
            Service::Auth => auth::answer(&mut world, request, rest),
            Service::Dird => dird::answer(&mut world, request, rest),
            Service::Chatd => chatd::answer(&mut world, request, rest),
            Service::Confd => confd::answer(&mut world, request, rest),
            Service::Calld => calld::answer(&mut world, request, rest),
            Service::Websocketd => Ok(socket::handshake(request)),
            Service::Agentd => agentd::answer(&mut world, request, rest),
        };
        outcome.unwrap_or_else(|refused| *refused)
    }
}
