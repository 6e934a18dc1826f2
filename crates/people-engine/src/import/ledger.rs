//! What became of each row, by what came back: gathered here, kept in the journal.

use std::sync::Arc;

use people_core::plan::{SameAs, Upload};

use super::halt::Halt;
use crate::api::AppError;
use crate::journal::{self, Journal, Outcome};

/// The outcomes of an import under way.
pub(super) struct Ledger {
    journal: Arc<Journal>,
    import: u32,
    /// Rows that were dealt with in all.
    done: u32,
    /// Outcomes that are not in the journal yet.
    outcomes: Vec<(u32, Outcome)>,
}

impl Ledger {
    /// The ledger of an import of which so many rows were dealt with before.
    pub(super) fn new(journal: Arc<Journal>, import: u32, done: u32) -> Self {
        Self {
            journal,
            import,
            done,
            outcomes: Vec::new(),
        }
    }

    /// Rows that were dealt with, one way or the other.
    pub(super) fn done(&self) -> u32 {
        self.done
    }

    /// Notes what became of a row.
    pub(super) fn note(&mut self, line: u32, outcome: Outcome) {
        self.done += 1;
        self.outcomes.push((line, outcome));
    }

    /// An equal contact was there already.
    pub(super) fn duplicate(&mut self, line: u32, same_as: Option<SameAs>) {
        self.note(line, Outcome::Duplicate(same_as));
    }

    /// The server refused a row, in these words.
    pub(super) fn failed(&mut self, line: u32, reasons: &[String], status: Option<u16>) {
        let words = match (reasons, status) {
            ([], Some(status)) => status.to_string(),
            (reasons, _) => reasons.join("; "),
        };
        self.note(line, Outcome::Failed { words });
    }

    /// Puts what was noted into the journal.
    pub(super) async fn write(&mut self) -> Result<(), Halt> {
        if self.outcomes.is_empty() {
            return Ok(());
        }
        let outcomes = std::mem::take(&mut self.outcomes);
        self.keep(move |connection, import| journal::record(connection, import, &outcomes))
            .await
    }

    /// The journal says that these are about to be sent.
    pub(super) async fn sending(&self, uploads: &[Upload]) -> Result<(), Halt> {
        let lines: Vec<u32> = uploads.iter().map(|upload| upload.line).collect();
        self.keep(move |connection, import| journal::mark_sent(connection, import, &lines))
            .await
    }

    /// The journal says that these are about to be sent under other ids.
    pub(super) async fn renamed(&self, uploads: &[Upload]) -> Result<(), Halt> {
        let ids = uploads.iter().map(|it| (it.line, it.id.clone()));
        let ids: Vec<(u32, String)> = ids.collect();
        self.keep(move |connection, import| journal::rename(connection, import, &ids))
            .await
    }

    /// Asks the journal about the import.
    pub(super) async fn keep<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut rusqlite::Connection, u32) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Halt> {
        let import = self.import;
        let done = self
            .journal
            .with(move |connection| work(connection, import));
        done.await.map_err(|_: AppError| Halt::Journal)
    }
}
