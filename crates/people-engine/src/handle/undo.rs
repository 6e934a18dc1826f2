//! Taking back: an import, or the removal of all contacts.

use super::EngineHandle;
use crate::api::{AppError, ImportReport, Restorable, UndoReport};
use crate::import;

impl EngineHandle {
    /// Takes an import back: contacts that it created are removed, those that it changed get their text of before. What was edited
    /// since is left as it is, and listed. One that was interrupted, cancelled or stopped is gone on with, and what the server
    /// refused is tried again.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`] when it was taken back already, or did nothing; [`AppError::NoSuchImport`]; otherwise when it
    /// did not begin.
    pub async fn undo_import(&self, import: u32) -> Result<UndoReport, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(import::undo(mailbox, import)).await
    }

    /// Removes all personal contacts, after a copy of them was made that can be [restored](Self::restore); gives how many.
    ///
    /// # Errors
    /// [`AppError::Store`], with nothing removed, when no copy can be made; [`AppError::ImportRuns`] while another task runs.
    pub async fn delete_all(&self) -> Result<u32, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(import::delete_all(mailbox)).await
    }

    /// The contacts that were all removed and can be restored: until all are removed again, and for 30 days.
    pub async fn restorable(&self) -> Result<Option<Restorable>, AppError> {
        import::restorable(&self.mailbox).await
    }

    /// Brings all removed contacts back under their own ids, with their stars. Those that are there count as duplicates.
    ///
    /// # Errors
    /// [`AppError::NothingToRestore`] when there is no copy; otherwise when it did not begin.
    pub async fn restore(&self) -> Result<ImportReport, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(import::restore(mailbox)).await
    }
}
