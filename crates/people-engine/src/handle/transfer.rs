//! Plans and imports.

use std::path::PathBuf;
use std::sync::Arc;

use people_core::plan::{
    ChangeChoice, Existing, Plan, PlanSummary, ReadFault, ReadOptions, RowKind,
};

use super::EngineHandle;
use super::file::blocking;
use crate::api::{AppError, ImportPlan, ImportReport, PlanRows};
use crate::fault;
use crate::import::{self, Planned};
use crate::local::{self, file_name};
use crate::mapping;

impl EngineHandle {
    /// Reads a file and says what an import of it would do. Nothing is sent. Its columns are used as they were by hand for the
    /// last file with the same header.
    pub async fn plan(&self, path: PathBuf, options: ReadOptions) -> Result<ImportPlan, AppError> {
        let by_title = options.columns.is_none();
        let read = self.make_plan(path.clone(), options.clone()).await;
        let columns = match by_title {
            true => mapping::remembered(&*self.journal().await?, &read).await,
            false => None,
        };
        let Some(columns) = columns else {
            return self.keep_plan(None, read?, false).await;
        };
        let options = ReadOptions {
            columns: Some(columns),
            ..options
        };
        match self.make_plan(path, options).await {
            Ok(planned) => self.keep_plan(None, planned, true).await,
            // What fitted the other file does not fit this one.
            Err(_) => self.keep_plan(None, read?, false).await,
        }
    }

    /// Makes a plan anew, the file read in another way. Without columns they are used by their titles, from now on too.
    pub async fn replan(&self, plan: u32, options: ReadOptions) -> Result<ImportPlan, AppError> {
        let before = self.planned(plan).await?;
        if options.columns.is_none() {
            mapping::forget(&*self.journal().await?, &before.reading()).await;
        }
        let planned = self.make_plan(before.path.clone(), options).await?;
        self.keep_plan(Some(plan), planned, false).await
    }

    /// Chooses what becomes of the row of a line that changes a contact, or of all such rows.
    pub async fn choose(
        &self,
        plan: u32,
        line: Option<u32>,
        choice: ChangeChoice,
    ) -> Result<PlanSummary, AppError> {
        let planned = self.planned(plan).await?;
        blocking(move || {
            let mut plan = planned.plan_mut();
            plan.choose(line, choice);
            Ok(plan.summary().clone())
        })
        .await
    }

    /// A range of a plan's rows, of one kind or of all.
    pub async fn plan_rows(
        &self,
        plan: u32,
        kind: Option<RowKind>,
        start: u32,
        count: u32,
    ) -> Result<PlanRows, AppError> {
        let planned = self.planned(plan).await?;
        blocking(move || {
            let (total, rows) = planned.plan().rows(kind, start as usize, count as usize);
            Ok(PlanRows {
                total: u32::try_from(total).unwrap_or(u32::MAX),
                start,
                rows,
            })
        })
        .await
    }

    /// Forgets a plan.
    pub async fn drop_plan(&self, plan: u32) -> Result<(), AppError> {
        self.ask(move |state| {
            state.live()?.imports.remove(plan);
            Ok(())
        })
        .await
    }

    /// Carries a plan out; its report is true also when it was stopped by an error or by [`cancel_import`](Self::cancel_import).
    ///
    /// # Errors
    /// When it did not begin: the plan is gone, another import runs, the server is out of reach.
    pub async fn import(&self, plan: u32) -> Result<ImportReport, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(import::run(mailbox, plan)).await
    }

    /// Goes on with an import that was interrupted, cancelled or stopped.
    ///
    /// # Errors
    /// As for [`import`](Self::import); [`AppError::NoSuchImport`] when nothing is left of it.
    pub async fn resume_import(&self, import: u32) -> Result<ImportReport, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(import::resume(mailbox, import)).await
    }

    /// Has the task that runs pause after what is under way, or go on.
    pub async fn pause_import(&self, paused: bool) -> Result<(), AppError> {
        self.ask(move |state| {
            state.live()?.imports.pause(paused);
            Ok(())
        })
        .await
    }

    /// Stops the import after the chunk that is under way; what is there stays.
    pub async fn cancel_import(&self) -> Result<(), AppError> {
        self.ask(|state| {
            state.live()?.imports.cancel();
            Ok(())
        })
        .await
    }

    async fn planned(&self, plan: u32) -> Result<Arc<Planned>, AppError> {
        self.ask(move |state| state.live()?.imports.plan(plan))
            .await
    }

    async fn make_plan(&self, path: PathBuf, options: ReadOptions) -> Result<Planned, AppError> {
        let existing = self.ask(|state| Ok(state.live()?.personal.clone())).await?;
        blocking(move || {
            let file = local::open(&path).map_err(|error| local::fault(&path, &error))?;
            match Plan::make(file, &options, &Existing::new(existing.values())) {
                Ok(plan) => Ok(Planned::new(path, options.columns, plan)),
                Err(ReadFault::Io(error)) => Err(local::fault(&path, &error)),
                Err(ReadFault::Plan(fault)) => Err(fault::plan(file_name(&path), fault)),
            }
        })
        .await
    }

    async fn keep_plan(
        &self,
        plan: Option<u32>,
        planned: Planned,
        remembered: bool,
    ) -> Result<ImportPlan, AppError> {
        let planned = Arc::new(planned);
        self.ask(move |state| {
            let imports = &mut state.live()?.imports;
            let (name, summary) = (file_name(&planned.path), planned.plan().summary().clone());
            let plan = match plan {
                None => imports.add(planned),
                Some(plan) => {
                    imports.replace(plan, planned);
                    plan
                }
            };
            Ok(ImportPlan {
                plan,
                name,
                summary,
                remembered,
            })
        })
        .await
    }
}
