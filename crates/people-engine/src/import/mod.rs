//! Plans of files, and carrying them out.

mod ledger;
mod look;
mod pace;
mod run;
mod send;

use std::collections::HashMap;
use std::sync::Arc;

use people_core::plan::Plan;
use tokio::sync::watch;

pub(crate) use look::settle_empty;
pub(crate) use run::run;

use crate::api::AppError;

/// A file's plan, with the file's bytes to make another of them.
pub(crate) struct Planned {
    /// The file's name without its directory.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) plan: Plan,
}

/// The plans of a session, and the import that runs.
#[derive(Default)]
pub(crate) struct Imports {
    plans: HashMap<u32, Arc<Planned>>,
    last: u32,
    /// Says to the import that runs whether to stop.
    running: Option<watch::Sender<bool>>,
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

    /// Begins an import; gives what tells it to stop. One runs at a time.
    pub(crate) fn begin(&mut self) -> Result<watch::Receiver<bool>, AppError> {
        if self.running.is_some() {
            return Err(AppError::ImportRuns);
        }
        let (running, stop) = watch::channel(false);
        self.running = Some(running);
        Ok(stop)
    }

    /// Tells the import that runs to stop after what is under way.
    pub(crate) fn cancel(&self) {
        if let Some(running) = &self.running {
            running.send_replace(true);
        }
    }

    /// Ends the import.
    pub(crate) fn end(&mut self) {
        self.running = None;
    }
}
