//! What reaches a front end by itself.

use people_core::list::Row;
use serde::{Deserialize, Serialize};

use super::{Connection, Counts, Me, TaskKind, TaskState};

/// A row that changed where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct RowAt {
    /// Index in the list.
    pub index: u32,
    /// The row.
    pub row: Row,
}

/// A change of what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Update {
    /// How it stands with the server.
    Connection {
        /// The new state.
        connection: Connection,
    },
    /// Rows joined, left or moved: ask for the range again.
    List {
        /// The list's new revision.
        revision: u32,
        /// Rows in the list.
        total: u32,
    },
    /// Rows changed where they stand.
    Rows {
        /// The list's new revision, one more than the last.
        revision: u32,
        /// The rows, of the ranges that were asked for.
        rows: Vec<RowAt>,
    },
    /// Contacts a view.
    Counts {
        /// The new counts.
        counts: Counts,
    },
    /// The own header.
    Me {
        /// The new header.
        me: Me,
    },
    /// The columns changed: read the session again.
    Columns,
    /// How far a task is.
    Task {
        /// Which.
        task: TaskKind,
        /// Rows that were dealt with.
        done: u32,
        /// Rows in all.
        total: u32,
        /// Rows in a minute, as it went lately.
        per_minute: Option<u32>,
        /// Seconds until it is done, if it goes on like that.
        seconds_left: Option<u32>,
        /// How it stands.
        state: TaskState,
    },
    /// A task is over, however it ended.
    TaskEnded {
        /// Which.
        task: TaskKind,
    },
}
