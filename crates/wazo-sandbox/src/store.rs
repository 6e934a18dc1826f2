//! What survives a kill: records by kind and key in one SQLite file, written before each answer.

use std::path::Path;

use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why the data directory cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The directory cannot be made or opened.
    #[error("the data directory cannot be used")]
    Directory(#[source] std::io::Error),
    /// SQLite refused.
    #[error("the store's file cannot be used")]
    Database(#[from] rusqlite::Error),
    /// A record is not what this version writes.
    #[error("the store has a record of kind {kind} that cannot be read")]
    Record {
        /// The record's kind, such as `personal`.
        kind: &'static str,
        /// What serde says of it.
        source: serde_json::Error,
    },
}

/// The kinds of records.
pub(crate) mod kind {
    pub(crate) const META: &str = "meta";
    pub(crate) const PERSONAL: &str = "personal";
    pub(crate) const FAVORITE: &str = "favorite";
    pub(crate) const TOKEN: &str = "token";
    pub(crate) const REFRESH_TOKEN: &str = "refresh_token";
    pub(crate) const PRESENCE: &str = "presence";
    pub(crate) const AGENT: &str = "agent";
    pub(crate) const PERSON: &str = "person";
    pub(crate) const REMOVED: &str = "removed";
    pub(crate) const GRANT: &str = "grant";
    pub(crate) const ROOM: &str = "room";
    pub(crate) const MESSAGE: &str = "message";
    pub(crate) const SETTINGS: &str = "settings";
    pub(crate) const CALL: &str = "call";
}

/// One change; a batch of them is one transaction.
pub(crate) enum Change {
    Put {
        kind: &'static str,
        key: String,
        value: String,
    },
    Delete {
        kind: &'static str,
        key: String,
    },
    /// Deletes every record whose key starts so.
    Clear {
        kind: &'static str,
        prefix: String,
    },
}

impl Change {
    pub(crate) fn put<T: Serialize>(
        kind: &'static str,
        key: impl Into<String>,
        value: &T,
    ) -> Result<Self, StoreError> {
        let value =
            serde_json::to_string(value).map_err(|source| StoreError::Record { kind, source })?;
        Ok(Change::Put {
            kind,
            key: key.into(),
            value,
        })
    }

    pub(crate) fn delete(kind: &'static str, key: impl Into<String>) -> Self {
        Change::Delete {
            kind,
            key: key.into(),
        }
    }
}

/// The open file.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Connection,
}

impl Store {
    pub(crate) fn open(directory: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(directory.join("sandbox.sqlite"))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS record (
                sequence INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                UNIQUE (kind, key)
            )",
        )?;
        Ok(Store { connection })
    }

    /// Every record of a kind with its key, oldest first.
    pub(crate) fn load<T: DeserializeOwned>(
        &self,
        kind: &'static str,
    ) -> Result<Vec<(String, T)>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT key, value FROM record WHERE kind = ?1 ORDER BY sequence")?;
        let mut rows = statement.query([kind])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let value: String = row.get(1)?;
            let value = serde_json::from_str(&value)
                .map_err(|source| StoreError::Record { kind, source })?;
            records.push((row.get(0)?, value));
        }
        Ok(records)
    }

    /// Writes all of the changes or none.
    pub(crate) fn write(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        {
            let mut put = transaction.prepare_cached(
                "INSERT OR REPLACE INTO record (kind, key, value) VALUES (?1, ?2, ?3)",
            )?;
            let mut delete =
                transaction.prepare_cached("DELETE FROM record WHERE kind = ?1 AND key = ?2")?;
            let mut clear = transaction.prepare_cached(
                "DELETE FROM record WHERE kind = ?1 AND substr(key, 1, length(?2)) = ?2",
            )?;
            for change in changes {
                match change {
                    Change::Put { kind, key, value } => put.execute(params![kind, key, value])?,
                    Change::Delete { kind, key } => delete.execute(params![kind, key])?,
                    Change::Clear { kind, prefix } => clear.execute(params![kind, prefix])?,
                };
            }
        }
        transaction.commit()?;
        Ok(())
    }
}
