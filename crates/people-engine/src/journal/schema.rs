//! The tables, by version. A step once released is never edited: a new one follows it.

use rusqlite::Transaction;

use crate::sqlite::Step;

/// Step `n` leads from version `n` to `n + 1`.
pub(super) const STEPS: &[Step] = &[first];

/// Of a row, `kind` is what is to become of it: 0 created, 1 laid over a contact, 2 nothing as it is the same, 3 left out. `state`
/// is how far it is: 0 to be sent, 1 sent, 2 created, 3 updated, 4 there already, 5 left out, 6 refused. `undone` is where taking
/// it back stands: 0 asked for, 1 removed, 2 as before, 3 edited since, 4 gone, 5 refused, 6 never arrived.
///
/// `row_due` finds what is to be sent, those together that one request may hold: creations with the same fields, then changes in
/// the file's order. `row_list` is the lists of a report; what was sent and not answered is one with what was not sent.
fn first(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "CREATE TABLE import (
             id INTEGER PRIMARY KEY AUTOINCREMENT,
             name TEXT NOT NULL,
             at TEXT NOT NULL,
             of TEXT NOT NULL,
             fields TEXT NOT NULL,
             titles TEXT NOT NULL,
             total INTEGER NOT NULL DEFAULT 0,
             has_ids INTEGER NOT NULL DEFAULT 0,
             end TEXT,
             counts TEXT,
             undo TEXT
         );
         CREATE TABLE shape (
             import INTEGER NOT NULL,
             shape INTEGER NOT NULL,
             names TEXT NOT NULL,
             PRIMARY KEY (import, shape)
         ) WITHOUT ROWID;
         CREATE TABLE row (
             import INTEGER NOT NULL,
             line INTEGER NOT NULL,
             kind INTEGER NOT NULL,
             state INTEGER NOT NULL,
             contact TEXT,
             wanted INTEGER NOT NULL,
             shape INTEGER NOT NULL,
             body TEXT NOT NULL,
             shown TEXT,
             reason TEXT,
             words TEXT,
             same TEXT,
             before TEXT,
             after TEXT,
             undone INTEGER,
             undo_words TEXT,
             PRIMARY KEY (import, line)
         ) WITHOUT ROWID;
         CREATE INDEX row_due ON row (import, state, kind, shape * (kind = 0), line) WHERE state <= 1;
         CREATE INDEX row_list ON row (import, max(state, 1), line);
         CREATE TABLE removed_all (copy INTEGER PRIMARY KEY, at TEXT NOT NULL, done INTEGER NOT NULL);
         CREATE TABLE removed_contact (
             copy INTEGER NOT NULL,
             id TEXT NOT NULL,
             fields TEXT NOT NULL,
             starred INTEGER NOT NULL,
             PRIMARY KEY (copy, id)
         ) WITHOUT ROWID;
         CREATE TABLE mapping (titles TEXT PRIMARY KEY, columns TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;",
    )
}
