//! What imports did.

use std::path::PathBuf;
use std::sync::Arc;

use super::EngineHandle;
use super::file::{blocking, write};
use crate::api::{AppError, Exported, ImportReport, ReportList, ReportRows};
use crate::journal::{self, Journal};

impl EngineHandle {
    /// The last ten imports, the newest first. One that is under way is not among them.
    pub async fn imports(&self) -> Result<Vec<ImportReport>, AppError> {
        let asked = self.ask(|state| {
            let live = state.live()?;
            Ok((live.journal.clone(), live.imports.is_running()))
        });
        let (journal, is_running) = asked.await?;
        journal.imports(is_running).await
    }

    /// A range of a list of an import's report, in the file's order.
    pub async fn import_rows(
        &self,
        import: u32,
        list: ReportList,
        start: u32,
        count: u32,
    ) -> Result<ReportRows, AppError> {
        let journal = self.journal().await?;
        let rows =
            journal.with(move |connection| journal::rows(connection, import, list, start, count));
        rows.await?.ok_or(AppError::NoSuchImport)
    }

    /// Writes a list of a report as CSV for a spreadsheet: `line`, `reason` and the file's own columns, so that it can be
    /// corrected and imported again. The words of the reasons are the caller's: one a row in the list's order, or none at all.
    pub async fn save_report(
        &self,
        import: u32,
        list: ReportList,
        path: PathBuf,
        reasons: Vec<String>,
    ) -> Result<Exported, AppError> {
        let (count, csv) = self.table(import, list, reasons).await?;
        blocking(move || write(&path, &csv, count)).await
    }

    /// The text that [`save_report`](Self::save_report) writes, without its byte order mark.
    pub async fn report_csv(
        &self,
        import: u32,
        list: ReportList,
        reasons: Vec<String>,
    ) -> Result<String, AppError> {
        let (_, csv) = self.table(import, list, reasons).await?;
        let text = String::from_utf8_lossy(&csv);
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    async fn table(
        &self,
        import: u32,
        list: ReportList,
        reasons: Vec<String>,
    ) -> Result<(u32, Vec<u8>), AppError> {
        let journal = self.journal().await?;
        let table =
            journal.with(move |connection| journal::table(connection, import, list, reasons));
        table.await?.ok_or(AppError::NoSuchImport)
    }

    /// The journal of the session.
    pub(super) async fn journal(&self) -> Result<Arc<Journal>, AppError> {
        self.ask(|state| Ok(state.live()?.journal.clone())).await
    }
}
