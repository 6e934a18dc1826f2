//! One signed-in user: what is known, and what is under way.

mod backoff;
mod begin;
mod calls;
pub(crate) mod chat;
pub(crate) mod close;
mod convert;
mod due;
mod fetch;
mod keep;
mod merge;
mod own;
mod people;
mod personal;
mod removed;
mod standing;
mod start;
mod wire;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use people_core::chat::Marks;
use people_core::contact::ContactKey;
use people_core::directory::Directory;
use people_core::display::Display;
use people_core::list::{GridColumn, View};
use people_core::number::dialable;
use people_core::personal::PersonalContact;
use people_core::plan::Fields;
use people_core::presence::Presences;
use people_core::rows::grid;
use people_core::search::Ranking;
use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio::time::Instant;
use wazo_client::{Api, Error};

pub(crate) use begin::{Trusting, open_store, resume, sign_in};
pub(crate) use calls::{Act, Kept, explain_call, explain_transfer, flow};
pub(crate) use fetch::check_profile;
pub(crate) use merge::now;
pub(crate) use own::Wish;
pub(crate) use removed::{LastRemoved, RemovedContact};
pub(crate) use wire::read_calls;

use self::calls::{Mailboxes, OwnCalls};
use self::chat::Chat;
use self::own::OwnState;
use self::standing::Standing;
use crate::actor::HomeAddress;
use crate::api::{Account, AppError, Connection, Counts, Keeping, Me, Session, Update};
use crate::clock::SteadyClock;
use crate::desk::FirstFavorites;
use crate::fault;
use crate::import::Imports;
use crate::journal::Journal;
use crate::list::{OpenList, Pool};
use crate::store::{Favorite, Head, Snapshot, Store};
use crate::updates::Updates;

/// The personal contacts with every field, by id.
pub(crate) type PersonalBook = BTreeMap<String, Fields>;

/// The backend of personal contacts, and the name of their source on a server that nobody changed.
pub(crate) const PERSONAL: &str = "personal";

/// The state of one session.
pub(crate) struct Live {
    /// Numbers the sessions of an engine.
    pub(crate) epoch: u64,
    pub(crate) account: Account,
    /// Whether anything of the session may be kept on this computer.
    pub(crate) remembered: bool,
    pub(crate) keeping: Keeping,
    /// The host as errors name it.
    pub(crate) host: String,
    /// The server's version, once it was asked for.
    pub(crate) server_version: Option<String>,
    pub(crate) profile: String,
    pub(crate) me: Me,
    /// What the user chose about being reached, and what the own phones do.
    pub(crate) own: OwnState,
    /// The own calls.
    pub(crate) own_calls: OwnCalls,
    /// The conversations.
    pub(crate) chat: Chat,
    pub(crate) standing: Standing,
    /// What the front ends were told of it.
    pub(crate) connection: Connection,
    /// When the directory was last in step, RFC 3339.
    pub(crate) in_step: Option<String>,
    /// The signed-in client; none while a resumed session has not reached its server.
    pub(crate) api: Option<Api>,
    pub(crate) directory: Directory,
    pub(crate) grid: Vec<GridColumn>,
    pub(crate) presences: Presences,
    /// Whose mailbox has which number, where the display does not say.
    pub(crate) mailboxes: Mailboxes,
    pub(crate) ranking: Ranking,
    pub(crate) called: HashMap<String, u32>,
    pub(crate) first_favorites: FirstFavorites,
    pub(crate) personal: Arc<PersonalBook>,
    /// The contact whose form was filled last, with what was put into it.
    pub(crate) form: Option<PersonalContact>,
    /// The contacts that were removed last from here.
    pub(crate) removed: LastRemoved,
    /// The name of the source of personal contacts, as the server's rows give it.
    pub(crate) personal_source: String,
    pub(crate) favorites: HashSet<Favorite>,
    /// Stars that the server has been asked for and has not answered yet: what it says of them meanwhile is stale.
    pub(crate) asked_stars: HashMap<Favorite, bool>,
    pub(crate) store: Option<Store>,
    pub(crate) journal: Arc<Journal>,
    /// Whether the copy lacks something; it is written with the next poll, or when the session ends.
    pub(crate) unsaved: bool,
    pub(crate) list: OpenList,
    pub(crate) imports: Imports,
    /// Counts the changes that were made from here: what was read before the last one is stale.
    pub(crate) writes: u64,
    /// Wakes the task that keeps the session in step.
    pub(crate) wake: Arc<Notify>,
    /// Wakes the task that listens to the server: try now.
    pub(crate) redial: Arc<Notify>,
    /// Says that something else is on screen.
    pub(crate) looked: Arc<Notify>,
    /// Whether it is known if what happens arrives by itself.
    pub(crate) settled: watch::Sender<bool>,
    /// When the directory was read last.
    pub(crate) read_at: Option<Instant>,
    pub(crate) clock: SteadyClock,
    /// The actor's own address, for tasks that report back.
    pub(crate) home: HomeAddress,
    /// How often the directory has been brought in step, or why it could not be.
    pub(crate) steps: watch::Sender<Step>,
    pub(crate) counts: Counts,
    pub(crate) updates: Updates,
    /// The tasks that keep the session in step and listen to the server.
    pub(crate) tasks: Vec<Task>,
    /// The question to the server that belongs to the typed text.
    pub(crate) question: Option<Task>,
}

/// How bringing the directory in step went.
#[derive(Clone, Debug, Default)]
pub(crate) enum Step {
    /// It has not ended yet.
    #[default]
    Awaited,
    /// It is in step.
    Done,
    /// It could not be.
    Failed(AppError),
}

/// A task that ends with whoever holds it.
pub(crate) struct Task(AbortHandle);

impl Task {
    /// Runs it on the current runtime.
    pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(work).abort_handle())
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What a task needs to talk to the server, and to be recognised when it reports back.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) epoch: u64,
    pub(crate) api: Api,
    pub(crate) host: String,
    pub(crate) profile: String,
}

impl Link {
    /// The error as a front end tells it.
    pub(crate) fn explain(&self, error: Error) -> AppError {
        fault::explain(&self.host, error)
    }
}

impl Live {
    /// The way to the server, if it is in reach.
    pub(crate) fn link(&self) -> Result<Link, AppError> {
        match (&self.connection, &self.api) {
            (Connection::SignedOut, _) => Err(AppError::SignedOut),
            (Connection::Offline { .. }, _) | (_, None) => Err(AppError::Offline),
            (_, Some(api)) => Ok(Link {
                epoch: self.epoch,
                api: api.clone(),
                host: self.host.clone(),
                profile: self.profile.clone(),
            }),
        }
    }

    /// The session as a front end starts with it.
    pub(crate) fn session(&self) -> Session {
        Session {
            account: self.account.clone(),
            me: self.me.clone(),
            keeping: self.keeping,
            profile: self.profile.clone(),
            columns: self.grid.clone(),
            connection: self.connection.clone(),
            counts: self.counts,
        }
    }

    /// Changes the list with all that it is made of.
    pub(crate) fn with_list<T>(&mut self, work: impl FnOnce(&mut OpenList, &Pool<'_>) -> T) -> T {
        let pool = Pool {
            directory: &self.directory,
            grid: &self.grid,
            presences: &self.presences,
            ranking: &self.ranking,
        };
        work(&mut self.list, &pool)
    }

    /// Tells the front ends what became of the list and the counts after a change of the directory.
    pub(crate) fn tell_changes(&mut self) {
        if let Some(update) = self.with_list(OpenList::follow) {
            self.updates.send(&update);
        }
        self.tell_counts();
    }

    /// Tells the front ends of rows that look different where they stand.
    pub(crate) fn tell_looks(&mut self) {
        if let Some(update) = self.with_list(OpenList::repaint) {
            self.updates.send(&update);
        }
        self.tell_counts();
    }

    /// Counts the contacts of each view.
    pub(crate) fn count(&mut self) {
        let counts = self.directory.counts();
        self.counts = Counts {
            all: counts.all,
            favorites: counts.favorites,
            personal: counts.personal,
        };
    }

    fn tell_counts(&mut self) {
        let before = self.counts;
        self.count();
        if self.counts != before {
            let counts = self.counts;
            self.updates.send(&Update::Counts { counts });
        }
    }

    /// Tells the front ends how it stands with the server, if that changed.
    pub(crate) fn tell_connection(&mut self) {
        let connection = self.standing.connection(self.in_step.as_deref());
        if connection != self.connection {
            self.connection = connection.clone();
            self.updates.send(&Update::Connection { connection });
        }
    }

    /// Takes another own header.
    pub(crate) fn set_me(&mut self, me: Me) {
        if me != self.me {
            self.me = me.clone();
            self.updates.send(&Update::Me { me });
        }
    }

    /// Shows another profile, and has it read.
    pub(crate) fn change_profile(&mut self, profile: String, display: Display) {
        self.show_profile(profile, display);
        self.refresh_soon();
    }

    /// Shows another profile, of which nothing is known yet.
    pub(crate) fn show_profile(&mut self, profile: String, display: Display) {
        self.writes += 1;
        self.profile = profile;
        self.set_display(Display::default());
        self.set_display(display);
        self.tell_changes();
    }

    /// Takes other columns; rows of the old ones are gone.
    pub(crate) fn set_display(&mut self, display: Display) {
        if self.directory.set_display(display) {
            self.grid = grid(self.directory.display(), View::Personal);
            self.updates.send(&Update::Columns);
        }
    }

    /// Whether a contact has the star.
    pub(crate) fn is_favorite(&self, key: &ContactKey) -> bool {
        has_star(&self.favorites, key)
    }

    /// Counts a call to a number, for the ranking.
    pub(crate) fn count_call(&mut self, number: &str) {
        *self.called.entry(number.to_owned()).or_default() += 1;
        self.rank_by_calls();
        if let Some(store) = &self.store {
            store.count_call(number.to_owned());
        }
    }

    /// Ranks contacts by how often their numbers were called.
    pub(crate) fn rank_by_calls(&mut self) {
        let mut ranking = Ranking::default();
        if !self.called.is_empty() {
            let columns = 0..self.directory.display().columns.len();
            for contact in self.directory.iter() {
                let numbers = columns.clone().filter_map(|column| contact.text(column));
                let times = numbers
                    .filter_map(dialable)
                    .filter_map(|number| self.called.get(&number))
                    .max();
                ranking.set_called(contact.id(), times.copied().unwrap_or(0));
            }
        }
        self.ranking = ranking;
    }

    /// Writes the copy now, if one is kept; its head alone where the contacts are as they were.
    pub(crate) fn save(&mut self, contacts_changed: bool) {
        let (Some(store), Some(taken_at)) = (&self.store, &self.in_step) else {
            return;
        };
        let head = Head {
            taken_at: taken_at.clone(),
            profile: self.profile.clone(),
            me: Some(self.me.clone()),
            display: self.directory.display().clone(),
        };
        if !contacts_changed {
            return store.save_head(head);
        }
        self.unsaved = false;
        let (directory, personal) = (self.directory.clone(), self.personal.clone());
        let favorites = self.favorites.iter().cloned().collect();
        store.save(move || Snapshot {
            head,
            contacts: directory.iter().map(|row| row.to_contact()).collect(),
            personal: personal.values().cloned().collect(),
            favorites,
            called: HashMap::new(),
            calls: Kept::default(),
            marks: Marks::default(),
        });
    }

    /// Writes the copy if something changed since it was written.
    pub(crate) fn save_unsaved(&mut self) {
        if self.unsaved {
            self.save(true);
        }
    }

    /// Has the directory read again soon. Once the session is over nobody reads it, so nobody is made to wait for it.
    pub(crate) fn refresh_soon(&mut self) {
        if self.connection == Connection::SignedOut {
            return;
        }
        self.steps.send_replace(Step::Awaited);
        self.wake.notify_one();
    }

    /// Looks for the server now, whatever was planned: the computer has slept, or is on another network.
    pub(crate) fn look_now(&mut self) {
        self.redial.notify_one();
        if self.standing.is_lost() {
            self.wake.notify_one();
        }
    }
}

/// Whether favorites name a contact.
pub(crate) fn has_star(favorites: &HashSet<Favorite>, key: &ContactKey) -> bool {
    let named = |id: &String| Favorite {
        source: key.source.clone(),
        id: id.clone(),
    };
    key.id
        .as_ref()
        .is_some_and(|id| favorites.contains(&named(id)))
}
