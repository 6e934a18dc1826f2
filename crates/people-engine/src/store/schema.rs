//! The tables, by version. A step once released is never edited: a new one follows it.

use rusqlite::{Connection, Transaction};

use super::StoreFault;

type Step = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Step `n` leads from version `n` to `n + 1`.
const STEPS: &[Step] = &[first];

/// Brings the file to the newest version.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), StoreFault> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreFault::Newer { found, known });
    }
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    let transaction = connection.transaction()?;
    for step in STEPS.iter().skip(found as usize) {
        step(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

fn first(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
         CREATE TABLE source (
             backend TEXT NOT NULL,
             name TEXT NOT NULL,
             contacts BLOB NOT NULL,
             PRIMARY KEY (backend, name)
         ) WITHOUT ROWID;
         CREATE TABLE personal (id TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID;
         CREATE TABLE favorite (source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id)) WITHOUT ROWID;
         CREATE TABLE called (number TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;",
    )
}
