//! The tables, by version. A step once released is never edited: a new one follows it.

use rusqlite::Transaction;

use crate::sqlite::Step;

/// Step `n` leads from version `n` to `n + 1`.
pub(super) const STEPS: &[Step] = &[first, calls, chat];

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

fn calls(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE missed (id INTEGER PRIMARY KEY, record TEXT NOT NULL);
         CREATE TABLE deaf_line (id INTEGER PRIMARY KEY, since INTEGER NOT NULL);",
    )
}

fn chat(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE read (room TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;",
    )
}
