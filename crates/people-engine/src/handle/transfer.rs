//! Import and export.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use people_core::export::{Reader, csv};
use people_core::plan::{Existing, Fields, Plan, ReadOptions, RowKind};

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::{AppError, ExportFor, Exported, ImportPlan, ImportReport, PlanRows};
use crate::fault;
use crate::import::{self, Planned};
use crate::local::{self, Readers, file_name, write_atomically};

impl EngineHandle {
    /// Reads a file and says what an import of it would do. Nothing is sent.
    pub async fn plan(&self, path: PathBuf, options: ReadOptions) -> Result<ImportPlan, AppError> {
        let name = file_name(&path);
        let bytes =
            blocking(move || local::read(&path).map_err(|error| local::fault(&path, &error)));
        self.make_plan(None, name, bytes.await?, options).await
    }

    /// Makes a plan anew, read in another way.
    pub async fn replan(&self, plan: u32, options: ReadOptions) -> Result<ImportPlan, AppError> {
        let planned = self
            .ask(move |state| state.live()?.imports.plan(plan))
            .await?;
        let (name, bytes) = (planned.name.clone(), planned.bytes.clone());
        self.make_plan(Some(plan), name, bytes, options).await
    }

    /// A range of a plan's rows, of one kind or of all.
    pub async fn plan_rows(
        &self,
        plan: u32,
        kind: Option<RowKind>,
        start: u32,
        count: u32,
    ) -> Result<PlanRows, AppError> {
        let planned = self
            .ask(move |state| state.live()?.imports.plan(plan))
            .await?;
        let (total, rows) = planned.plan.rows(kind, start as usize, count as usize);
        Ok(PlanRows {
            total: u32::try_from(total).unwrap_or(u32::MAX),
            start,
            rows,
        })
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

    /// Stops the import after the chunk that is under way; what is there stays.
    pub async fn cancel_import(&self) -> Result<(), AppError> {
        self.ask(|state| {
            state.live()?.imports.cancel();
            Ok(())
        })
        .await
    }

    /// Writes the lines that a plan leaves out, with one reason each in their order.
    pub async fn save_skipped(
        &self,
        plan: u32,
        path: PathBuf,
        reasons: Vec<String>,
    ) -> Result<Exported, AppError> {
        let planned = self
            .ask(move |state| state.live()?.imports.plan(plan))
            .await?;
        blocking(move || {
            let reasons = std::cell::RefCell::new(reasons.into_iter());
            let next = |_: &_| reasons.borrow_mut().next().unwrap_or_default();
            write(
                &path,
                &planned.plan.skipped_csv(next),
                planned.plan.summary().counts.skipped,
            )
        })
        .await
    }

    /// Writes all personal contacts: as they are on the server, or as they are known here while it is out of reach.
    pub async fn export(&self, path: PathBuf, reader: ExportFor) -> Result<Exported, AppError> {
        let mailbox = self.mailbox.clone();
        let contacts = personal_contacts(mailbox).await?;
        if contacts.is_empty() {
            return Err(AppError::NothingToExport);
        }
        blocking(move || {
            let reader = match reader {
                ExportFor::Import => Reader::Import,
                ExportFor::Spreadsheet => Reader::Spreadsheet,
            };
            let count = u32::try_from(contacts.len()).unwrap_or(u32::MAX);
            write(&path, &csv(&contacts, reader), count)
        })
        .await
    }

    async fn make_plan(
        &self,
        plan: Option<u32>,
        name: String,
        bytes: Vec<u8>,
        options: ReadOptions,
    ) -> Result<ImportPlan, AppError> {
        let existing = self.ask(|state| Ok(state.live()?.personal.clone())).await?;
        let planned = blocking(move || {
            let made = Plan::make(bytes.clone(), &options, &Existing::new(existing.values()));
            match made {
                Ok(plan) => Ok(Arc::new(Planned { name, bytes, plan })),
                Err(fault) => Err(fault::plan(name, fault)),
            }
        })
        .await?;
        self.ask(move |state| {
            let imports = &mut state.live()?.imports;
            let (name, summary) = (planned.name.clone(), planned.plan.summary().clone());
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
            })
        })
        .await
    }
}

async fn personal_contacts(mailbox: Mailbox) -> Result<Vec<Fields>, AppError> {
    let known = mailbox.ask(|state| {
        let live = state.live()?;
        Ok::<_, AppError>((live.link(), live.personal.clone()))
    });
    match known.await?? {
        (Ok(link), _) => {
            let contacts = link.api.personal().await;
            contacts.map_err(|error| link.explain(error))
        }
        (Err(AppError::Offline), known) => Ok(known.values().cloned().collect()),
        (Err(error), _) => Err(error),
    }
}

fn write(path: &Path, bytes: &[u8], count: u32) -> Result<Exported, AppError> {
    write_atomically(path, bytes, Readers::Usual).map_err(|error| local::fault(path, &error))?;
    Ok(Exported {
        count,
        name: file_name(path),
    })
}

/// Work with a file, on a thread that may wait for it.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| fault::internal("file"))?
}
