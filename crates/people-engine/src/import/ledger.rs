//! What became of each row, counted by what came back.

use people_core::plan::{Plan, RowKind};

use crate::api::{ImportEnd, ImportReport, ServerFailure};

/// The counts of an import under way.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    created: u32,
    updated: u32,
    duplicates: u32,
    failed: Vec<ServerFailure>,
}

impl Ledger {
    /// A contact is there now that was not before.
    pub(super) fn created(&mut self) {
        self.created += 1;
    }

    /// A contact has new text.
    pub(super) fn updated(&mut self) {
        self.updated += 1;
    }

    /// An equal contact was there already.
    pub(super) fn duplicate(&mut self) {
        self.duplicates += 1;
    }

    /// The server refused a row, in these words.
    pub(super) fn failed(&mut self, line: u32, reasons: &[String], status: Option<u16>) {
        let reason = match (reasons, status) {
            ([], Some(status)) => status.to_string(),
            (reasons, _) => reasons.join("; "),
        };
        self.failed.push(ServerFailure { line, reason });
    }

    /// Rows that were dealt with, one way or the other.
    pub(super) fn dealt(&self) -> u32 {
        let failed = u32::try_from(self.failed.len()).unwrap_or(u32::MAX);
        self.created + self.updated + self.duplicates + failed
    }

    /// The report: what the plan left alone is in it too.
    pub(super) fn report(mut self, plan: &Plan, end: ImportEnd) -> ImportReport {
        let counts = plan.summary().counts;
        let unsent = (counts.new + counts.changes).saturating_sub(self.dealt());
        self.failed.sort_by_key(|failure| failure.line);
        ImportReport {
            created: self.created,
            updated: self.updated,
            duplicates: self.duplicates + counts.same,
            skipped: plan.rows(Some(RowKind::Skipped), 0, usize::MAX).1,
            failed: self.failed,
            unsent,
            end,
        }
    }
}
