//! The state that a session begins with.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use people_core::directory::Directory;
use people_core::display::Display;
use people_core::list::View;
use people_core::presence::Presences;
use people_core::rows::grid;
use people_core::search::Ranking;
use tokio::sync::{Notify, mpsc, watch};
use wazo_client::Api;

use super::calls::{Mailboxes, OwnCalls, keep_time, reread_calls};
use super::chat::{Chat, follow};
use super::keep::{Keeper, Reach};
use super::own::{OwnState, Reread, reread, watch_agents};
use super::standing::Standing;
use super::wire::{Wire, watch_surroundings};
use super::{LastRemoved, Live, PERSONAL, PersonalBook, Step, Task};
use crate::api::{Account, AppError, Connection, Counts, Keeping, Me, Session};
use crate::clock::SteadyClock;
use crate::config::Rhythm;
use crate::desk::FirstFavorites;
use crate::import::Imports;
use crate::journal::Journal;
use crate::list::OpenList;
use crate::state::State;
use crate::store::{Snapshot, Store};

/// What a session starts with.
pub(super) struct Start {
    pub(super) account: Account,
    pub(super) keeping: Keeping,
    pub(super) host: String,
    pub(super) profile: String,
    pub(super) me: Me,
    pub(super) display: Display,
    pub(super) store: Option<Store>,
    pub(super) snapshot: Option<Snapshot>,
    pub(super) reach: Reach,
    /// Whether the account is remembered.
    pub(super) remembered: bool,
}

impl State {
    /// Puts a session in place; gives the one before, which is to be ended.
    pub(super) fn begin(&mut self, start: Start) -> Result<(Session, Option<Live>), AppError> {
        if start.remembered {
            self.book
                .put_first(start.account.clone())
                .map_err(|_| AppError::Store)?;
        }
        self.epoch += 1;
        let before = self.live.take();
        let mut live = Live {
            epoch: self.epoch,
            list: before
                .as_ref()
                .map(|live| OpenList::after(&live.list))
                .unwrap_or_default(),
            ..start.into_live(self)
        };
        live.rank_by_calls();
        live.count();
        let session = live.session();
        self.live = Some(live);
        Ok((session, before))
    }
}

impl Start {
    fn into_live(self, state: &State) -> Live {
        let mut snapshot = self.snapshot.unwrap_or_default();
        let calls = std::mem::take(&mut snapshot.calls);
        let marks = std::mem::take(&mut snapshot.marks);
        let snapshot = Some(snapshot)
            .filter(|snapshot| snapshot.head.display == self.display)
            .filter(|snapshot| snapshot.head.profile == self.profile)
            .unwrap_or_default();
        let in_step = Some(snapshot.head.taken_at).filter(|taken_at| !taken_at.is_empty());
        let favorites: HashSet<_> = snapshot.favorites.into_iter().collect();
        let mut contacts = snapshot.contacts;
        let mut directory = Directory::new(self.display);
        for contact in &mut contacts {
            contact.favorite = super::has_star(&favorites, &contact.key);
        }
        directory.upsert(contacts);
        let named = |fields: people_core::plan::Fields| Some((fields.get("id")?.clone(), fields));
        let personal: PersonalBook = snapshot.personal.into_iter().filter_map(named).collect();
        let own = directory.iter().find(|contact| contact.is_personal());
        let personal_source = own.map_or(PERSONAL, |contact| contact.source()).to_owned();
        // A session of which nothing is kept has no past and no future; a program that keeps nothing else still has its journal.
        let has_journal = self.remembered || !state.config.keep;
        let journal = has_journal.then(|| Journal::path(&state.config.data_dir, &self.account.id));
        let wake = Arc::new(Notify::new());
        let epoch = state.epoch;
        let clock = SteadyClock::new(state.config.clock.clone());
        let (rereads, wanted) = mpsc::unbounded_channel();
        let keeper = Keeper {
            home: state.home.clone(),
            epoch,
            rhythm: state.config.rhythm,
            host: self.host.clone(),
            wake: wake.clone(),
            reach: self.reach.clone(),
            wanted: Some(wanted),
        };
        Live {
            epoch,
            account: self.account,
            remembered: self.remembered,
            keeping: self.keeping,
            host: self.host,
            server_version: None,
            profile: self.profile,
            me: self.me,
            own: OwnState::new(rereads),
            own_calls: OwnCalls::new(calls, clock.now()),
            chat: Chat::new(marks),
            standing: Standing::default(),
            connection: Connection::Connecting {
                since: in_step.clone(),
            },
            in_step,
            api: match self.reach {
                Reach::Api(api) => Some(api),
                Reach::Kept(..) => None,
            },
            grid: grid(directory.display(), View::Personal),
            directory,
            presences: Presences::default(),
            mailboxes: Mailboxes::default(),
            ranking: Ranking::default(),
            called: snapshot.called,
            first_favorites: FirstFavorites::default(),
            personal: Arc::new(personal),
            form: None,
            removed: LastRemoved::default(),
            personal_source,
            favorites,
            asked_stars: HashMap::new(),
            store: self.store,
            journal: Arc::new(Journal::new(journal)),
            unsaved: false,
            list: OpenList::default(),
            imports: Imports::default(),
            writes: 0,
            wake,
            redial: Arc::default(),
            looked: Arc::default(),
            settled: watch::Sender::new(false),
            read_at: None,
            clock,
            home: state.home.clone(),
            steps: watch::Sender::new(Step::Awaited),
            counts: Counts::default(),
            updates: state.updates.clone(),
            tasks: vec![Task::spawn(keeper.run())],
            question: None,
        }
    }
}

impl Live {
    /// The server knows who this is: from now on it is listened to.
    pub(super) fn listen(
        &mut self,
        api: &Api,
        rhythm: Rhythm,
        wanted: mpsc::UnboundedReceiver<Reread>,
    ) {
        self.api = Some(api.clone());
        let (home, epoch) = (self.home.clone(), self.epoch);
        let wire = Wire {
            home: home.clone(),
            epoch,
            rhythm,
            api: api.clone(),
            redial: self.redial.clone(),
        };
        let deadlines = self.call_deadlines();
        let ask = self.own_calls.ask.clone();
        let missing = self.chat.begin(api.user_uuid());
        let looked = self.looked.clone();
        self.tasks.extend([
            Task::spawn(wire.run()),
            Task::spawn(watch_surroundings(
                home.clone(),
                epoch,
                self.clock.clone(),
                rhythm.surroundings,
            )),
            Task::spawn(reread(home.clone(), epoch, api.clone(), wanted)),
            Task::spawn(keep_time(home.clone(), epoch, deadlines)),
            Task::spawn(follow(
                home.clone(),
                epoch,
                api.clone(),
                missing,
                rhythm.reconnect,
            )),
            Task::spawn(reread_calls(home.clone(), epoch, api.clone(), ask, rhythm)),
            Task::spawn(watch_agents(
                home,
                epoch,
                api.clone(),
                looked,
                rhythm.agents,
            )),
        ]);
    }
}
