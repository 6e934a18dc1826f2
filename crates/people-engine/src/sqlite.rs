//! What the program's SQLite files have in common: versions, and what is done with damaged ones.

use std::path::{Path, PathBuf};
use std::{fs, io};

use rusqlite::{Connection, ErrorCode, Transaction};

/// What the names of locks end in.
pub(crate) const LOCK: &str = ".lock";

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreFault {
    /// A newer program wrote it.
    #[error("store of version {found}, newer than {known}")]
    Newer {
        /// The version in the file.
        found: u32,
        /// The newest version that is known here.
        known: u32,
    },
    /// The file cannot be made, read or written.
    #[error("store: {0}")]
    Sql(#[from] rusqlite::Error),
    /// The file cannot be made, moved or removed.
    #[error("store: {0}")]
    Io(#[from] io::Error),
}

impl StoreFault {
    /// Whether the file is damaged.
    pub(crate) fn is_corrupt(&self) -> bool {
        matches!(self, Self::Sql(error) if is_corrupt(error))
    }
}

/// Whether an error says that the file is damaged.
pub(crate) fn is_corrupt(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    ) || matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..)
    )
}

/// A step from one version of a file's tables to the next.
pub(crate) type Step = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Brings a file to the newest version; step `n` leads from version `n` to `n + 1`.
pub(crate) fn prepare(connection: &mut Connection, steps: &[Step]) -> Result<(), StoreFault> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let version = |connection: &Connection| {
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))
    };
    let found = version(connection)?;
    if found > known {
        return Err(StoreFault::Newer { found, known });
    }
    connection.pragma_update(None, "journal_mode", "wal")?;
    if found == known {
        return Ok(());
    }
    // Another process may be at it too: who comes second finds the version that the first one left.
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    for step in steps.iter().skip(found as usize) {
        step(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", known.max(found))?;
    transaction.commit()?;
    Ok(())
}

/// Keeps a damaged file beside, in place of one that was set aside before.
pub(crate) fn set_aside(path: &Path) -> io::Result<()> {
    fs::rename(path, damaged(path))?;
    files(path)
        .into_iter()
        .skip(1)
        .try_for_each(|file| remove_file(&file))
}

/// Removes a file with all that is beside it, but for its lock: a process that has it open would not know of a new one's.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    files(path)
        .into_iter()
        .chain([damaged(path)])
        .try_for_each(|file| remove_file(&file))
}

/// The file whose lock says that a process works through this one.
pub(crate) fn lock(path: &Path) -> PathBuf {
    with_suffix(path, LOCK)
}

/// The file that a damaged one is kept as.
pub(crate) fn damaged(path: &Path) -> PathBuf {
    path.with_extension("damaged")
}

/// The file and what SQLite puts beside it.
fn files(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| with_suffix(path, suffix))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
