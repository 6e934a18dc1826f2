//! Plans of files, and carrying them out.

mod alone;
mod control;
mod halt;
mod ledger;
mod look;
mod pace;
mod progress;
mod removal;
mod run;
mod send;
mod stars;
mod undo;
mod wait;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use control::Wish;
use people_core::personal::PersonalContact;
use people_core::plan::{ColumnUse, Fields, Plan, Reading};
use tokio::sync::watch;

pub(crate) use control::Control;
pub(crate) use removal::{delete_all, restorable, restore};
pub(crate) use run::{Site, resume, run};
pub(crate) use undo::undo;

use crate::api::AppError;

/// Requests at once for contacts that have to go one by one.
const AT_ONCE: usize = 4;

/// How many times in a row the server may refuse, with nothing done in between, before it is not asked any more.
const REFUSALS: u32 = 24;

/// A file's plan.
pub(crate) struct Planned {
    /// The file, to make another plan of it.
    pub(crate) path: PathBuf,
    /// How its columns are used, if not by their titles.
    pub(crate) by_hand: Option<Vec<ColumnUse>>,
    plan: RwLock<Plan>,
}

impl Planned {
    pub(crate) fn new(path: PathBuf, by_hand: Option<Vec<ColumnUse>>, plan: Plan) -> Self {
        Self {
            path,
            by_hand,
            plan: RwLock::new(plan),
        }
    }

    /// The plan, to read it.
    pub(crate) fn plan(&self) -> RwLockReadGuard<'_, Plan> {
        self.plan.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the file was understood.
    pub(crate) fn reading(&self) -> Reading {
        self.plan().summary().reading.clone()
    }

    /// The plan, to choose in it.
    pub(crate) fn plan_mut(&self) -> RwLockWriteGuard<'_, Plan> {
        self.plan.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a contact is called: its name, or else its first text.
pub(crate) fn called(fields: &Fields) -> String {
    let contact = PersonalContact {
        id: String::new(),
        fields: fields.clone(),
    };
    let texts = fields.iter().filter(|(name, _)| *name != "id");
    contact
        .name()
        .or_else(|| {
            texts
                .map(|(_, text)| text.clone())
                .find(|text| !text.is_empty())
        })
        .unwrap_or_default()
}

/// The plans of a session, and the task that runs.
#[derive(Default)]
pub(crate) struct Imports {
    plans: HashMap<u32, Arc<Planned>>,
    last: u32,
    /// Says to the task that runs what the person wants of it.
    running: Option<watch::Sender<Wish>>,
}

impl Imports {
    /// Keeps a plan; gives its handle.
    pub(crate) fn add(&mut self, planned: Arc<Planned>) -> u32 {
        self.last += 1;
        self.plans.insert(self.last, planned);
        self.last
    }

    /// Keeps a plan in place of another.
    pub(crate) fn replace(&mut self, plan: u32, planned: Arc<Planned>) {
        self.plans.insert(plan, planned);
    }

    /// A plan.
    pub(crate) fn plan(&self, plan: u32) -> Result<Arc<Planned>, AppError> {
        self.plans.get(&plan).cloned().ok_or(AppError::NoSuchPlan)
    }

    /// Forgets a plan.
    pub(crate) fn remove(&mut self, plan: u32) {
        self.plans.remove(&plan);
    }

    /// Begins a task; gives what tells it what to do. One runs at a time.
    pub(crate) fn begin(&mut self) -> Result<Control, AppError> {
        if self.running.is_some() {
            return Err(AppError::ImportRuns);
        }
        let (running, wishes) = watch::channel(Wish::GoOn);
        self.running = Some(running);
        Ok(Control(wishes))
    }

    /// Whether a task runs.
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Has the task that runs pause after what is under way, or go on.
    pub(crate) fn pause(&self, paused: bool) {
        self.wish(if paused { Wish::Pause } else { Wish::GoOn });
    }

    /// Tells the task that runs to stop after what is under way.
    pub(crate) fn cancel(&self) {
        self.wish(Wish::Stop);
    }

    /// Ends the task.
    pub(crate) fn end(&mut self) {
        self.running = None;
    }

    /// Once it was stopped it does not go on.
    fn wish(&self, wanted: Wish) {
        if let Some(running) = &self.running {
            running.send_if_modified(|wish| {
                let changes = *wish != Wish::Stop && *wish != wanted;
                if changes {
                    *wish = wanted;
                }
                changes
            });
        }
    }
}
