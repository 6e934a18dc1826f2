//! Who is on the server: tenants, their people and their sources.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::agentd::agent::{Agent, Queue};
use crate::dird::display::Profile;
use crate::dird::fold::{fold_columns, lower_columns};
use crate::secret::Secret;

/// `xivo_uuid` of the whole stack.
pub(crate) const STACK_UUID: &str = "11111111-2222-4333-8444-555555555555";

#[derive(Debug)]
pub(crate) struct Tenant {
    pub(crate) uuid: Uuid,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) sources: Vec<Source>,
    pub(crate) dialplan: Dialplan,
    pub(crate) queues: &'static [Queue],
}

impl Tenant {
    pub(crate) fn queue(&self, id: u32) -> Option<&'static Queue> {
        self.queues.iter().find(|queue| queue.id == id)
    }

    pub(crate) fn source(&self, name: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.name == name)
    }
}

/// What a tenant's people can dial beside each other.
#[derive(Debug)]
pub(crate) struct Dialplan {
    pub(crate) context: &'static str,
    /// Numbers outside the company and `*` services.
    pub(crate) outgoing: bool,
}

/// A directory source of a tenant.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
    pub(crate) backend: Backend,
    /// Those of backends that hold their own; empty for `wazo` and `personal`.
    pub(crate) entries: Vec<Entry>,
    /// A source that is down is silently missing from a lookup.
    pub(crate) available: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    Wazo,
    Personal,
    Conference,
    Phonebook,
    Csv,
}

impl Backend {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Backend::Wazo => "wazo",
            Backend::Personal => "personal",
            Backend::Conference => "conference",
            Backend::Phonebook => "phonebook",
            Backend::Csv => "csv",
        }
    }
}

/// A conference room, a phonebook entry or a line of a CSV source.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// Of a room; people's names are made of the next two.
    pub(crate) name: Option<String>,
    pub(crate) firstname: Option<String>,
    pub(crate) lastname: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) mobile: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) company: Option<String>,
    /// The number from outside, of a room.
    pub(crate) incoming: Option<String>,
    /// See [`Entry::indexed`].
    pub(crate) searched: Box<str>,
}

impl Entry {
    /// Ready for a search in a source of that backend.
    pub(crate) fn indexed(mut self, backend: Backend) -> Self {
        let columns = [
            &self.name,
            &self.firstname,
            &self.lastname,
            &self.number,
            &self.mobile,
            &self.incoming,
        ]
        .map(Option::as_deref);
        let searched = match backend {
            Backend::Phonebook => {
                lower_columns(columns.into_iter().chain([self.company.as_deref()]))
            }
            _ => fold_columns(columns),
        };
        self.searched = searched.unwrap_or_default();
        self
    }
}

/// The ids of second lines begin above those of all people.
const FIRST_SOFTPHONE: u32 = 1_000_000;

/// A user of the stack.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) uuid: Uuid,
    /// Index of the tenant.
    pub(crate) tenant: usize,
    /// confd's number, which is also the id of the main line.
    pub(crate) id: u32,
    pub(crate) firstname: String,
    pub(crate) lastname: String,
    pub(crate) exten: Option<String>,
    pub(crate) mobile: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) voicemail: Option<String>,
    /// Has a second line with the same extension.
    #[serde(default)]
    pub(crate) softphone: bool,
    pub(crate) agent: Option<Agent>,
    pub(crate) presence: Presence,
    pub(crate) password: Secret,
    /// See [`Person::indexed`].
    #[serde(skip)]
    pub(crate) searched: Box<str>,
}

impl Person {
    /// Ready for a search: the whole name and the extension, as the stock `wazo` source searches.
    pub(crate) fn indexed(mut self) -> Self {
        self.searched = fold_columns([Some(self.full_name().as_str()), self.exten.as_deref()])
            .unwrap_or_default();
        self
    }

    pub(crate) fn full_name(&self) -> String {
        format!("{} {}", self.firstname, self.lastname)
            .trim()
            .to_owned()
    }

    /// The main line's id; a person without an extension has no line.
    pub(crate) fn line(&self) -> Option<u32> {
        self.exten.as_ref().map(|_| self.id)
    }

    /// The ids of all lines, the main one first.
    pub(crate) fn lines(&self) -> impl Iterator<Item = u32> {
        let softphone = self.line().filter(|_| self.softphone);
        self.line()
            .into_iter()
            .chain(softphone.map(|main| main + FIRST_SOFTPHONE))
    }

    /// What one signs in with: the address, else the extension.
    pub(crate) fn username(&self) -> Option<&str> {
        self.email.as_deref().or(self.exten.as_deref())
    }
}

/// chatd's view of a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Presence {
    /// `available`, `unavailable`, `invisible` or `away`.
    pub(crate) state: Cow<'static, str>,
    pub(crate) status: Option<Cow<'static, str>>,
    pub(crate) do_not_disturb: bool,
    /// Whether a client is connected; `None` to tell by the live sessions.
    pub(crate) connected: Option<bool>,
    /// `available`, `holding`, `ringing`, `talking`, `unavailable` or `progressing`.
    pub(crate) line_state: Cow<'static, str>,
    /// Microseconds since 1970.
    pub(crate) last_activity: Option<i64>,
}

impl Default for Presence {
    fn default() -> Self {
        Presence {
            state: "unavailable".into(),
            status: None,
            do_not_disturb: false,
            connected: None,
            line_state: "available".into(),
            last_activity: None,
        }
    }
}

/// All tenants and people.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    pub(crate) tenants: Vec<Tenant>,
    people: Vec<Person>,
    by_uuid: HashMap<Uuid, usize>,
}

impl Directory {
    pub(crate) fn new(tenants: Vec<Tenant>, people: Vec<Person>) -> Self {
        let mut directory = Directory {
            tenants,
            people,
            by_uuid: HashMap::new(),
        };
        directory.reindex();
        directory
    }

    pub(crate) fn people(&self) -> &[Person] {
        &self.people
    }

    pub(crate) fn people_of(&self, tenant: usize) -> impl Iterator<Item = &Person> {
        self.people
            .iter()
            .filter(move |person| person.tenant == tenant)
    }

    pub(crate) fn person(&self, uuid: Uuid) -> Option<&Person> {
        self.by_uuid
            .get(&uuid)
            .and_then(|&index| self.people.get(index))
    }

    pub(crate) fn person_mut(&mut self, uuid: Uuid) -> Option<&mut Person> {
        self.by_uuid
            .get(&uuid)
            .and_then(|&index| self.people.get_mut(index))
    }

    pub(crate) fn tenant_of(&self, person: &Person) -> Option<&Tenant> {
        self.tenants.get(person.tenant)
    }

    pub(crate) fn with_username(&self, username: &str) -> Option<&Person> {
        let username = username.to_lowercase();
        self.people.iter().find(|person| {
            person
                .username()
                .is_some_and(|name| name.to_lowercase() == username)
        })
    }

    pub(crate) fn add(&mut self, person: Person) {
        self.by_uuid.insert(person.uuid, self.people.len());
        self.people.push(person);
    }

    pub(crate) fn remove(&mut self, uuid: Uuid) -> Option<Person> {
        let removed = self
            .by_uuid
            .get(&uuid)
            .map(|&index| self.people.remove(index));
        self.reindex();
        removed
    }

    /// A source by name in any tenant.
    pub(crate) fn source_mut(&mut self, name: &str) -> Option<&mut Source> {
        self.tenants
            .iter_mut()
            .flat_map(|tenant| &mut tenant.sources)
            .find(|source| source.name == name)
    }

    fn reindex(&mut self) {
        self.by_uuid = self
            .people
            .iter()
            .enumerate()
            .map(|(index, person)| (person.uuid, index))
            .collect();
    }
}
