//! Who works through a journal.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::SUFFIX;
use crate::api::AppError;
use crate::local::make_private_file;
use crate::sqlite;

/// Says that this process works through a journal, or is about to remove it; another one cannot meanwhile.
#[derive(Debug)]
pub(crate) struct Guard(
    #[expect(dead_code, reason = "holds the lock until it is dropped")] Option<File>,
);

impl Guard {
    /// For a journal that only this process has.
    pub(super) const NOT_NEEDED: Self = Self(None);

    /// Takes a journal.
    ///
    /// # Errors
    /// [`AppError::ImportRuns`] when somebody works through it, in this process or another; [`AppError::Store`] when its lock
    /// cannot be made.
    pub(crate) fn take(journal: &Path) -> Result<Self, AppError> {
        let path = sqlite::lock(journal);
        let file = make_private_file(&path).and_then(|()| File::options().write(true).open(&path));
        let file = file.map_err(|_| AppError::Store)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(AppError::ImportRuns),
            Err(TryLockError::Error(_)) => Err(AppError::Store),
        }
    }

    /// Takes a journal if there is one: through one that was never made nobody works.
    ///
    /// # Errors
    /// As for [`take`](Self::take).
    pub(crate) fn take_existing(journal: &Path) -> Result<Self, AppError> {
        if journal.exists() {
            Self::take(journal)
        } else {
            Ok(Self::NOT_NEEDED)
        }
    }

    /// Takes all journals of a directory.
    ///
    /// # Errors
    /// As for [`take`](Self::take); then none is taken.
    pub(crate) fn take_all(directory: &Path) -> Result<Vec<Self>, AppError> {
        let entries = match fs::read_dir(directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|_| AppError::Store)?,
        };
        let file = format!("{SUFFIX}sqlite");
        let mut guards = Vec::new();
        for entry in entries {
            let path = entry.map_err(|_| AppError::Store)?.path();
            if path.to_string_lossy().ends_with(&file) {
                guards.push(Self::take(&path)?);
            }
        }
        Ok(guards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Journal;
    use crate::store;

    #[test]
    fn removing_a_journal_leaves_its_lock_to_those_who_know_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = Journal::path(directory.path(), "x");
        fs::write(&path, "").unwrap();
        let _mine = Guard::take(&path).unwrap();
        sqlite::remove(&path).unwrap();
        assert_eq!(Guard::take(&path).unwrap_err(), AppError::ImportRuns);
        fs::write(&path, "").unwrap();
        store::remove_all(directory.path(), true).unwrap();
        assert!(!path.exists());
        assert_eq!(Guard::take(&path).unwrap_err(), AppError::ImportRuns);
    }

    #[test]
    fn all_journals_are_taken_or_none() {
        let directory = tempfile::tempdir().unwrap();
        let [one, other] = ["a", "b"].map(|account| Journal::path(directory.path(), account));
        for path in [&one, &other] {
            fs::write(path, "").unwrap();
        }
        let held = Guard::take(&other).unwrap();
        let refused = Guard::take_all(directory.path()).unwrap_err();
        assert_eq!(refused, AppError::ImportRuns);
        Guard::take(&one).unwrap();
        drop(held);
        assert_eq!(Guard::take_all(directory.path()).unwrap().len(), 2);
        assert_eq!(
            Guard::take_all(&directory.path().join("gone"))
                .unwrap()
                .len(),
            0
        );
    }
}
