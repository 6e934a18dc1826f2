//! What reaches a front end by itself.

use people_core::list::Row;
use serde::{Deserialize, Serialize};

use super::{Calls, Connection, Counts, Desk, Me, Message, Missed, Own, Room, TaskKind, TaskState};

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
    /// The own calls as they stand.
    Calls {
        /// All of them.
        calls: Calls,
    },
    /// A call begins to ring here: once for each.
    Rings {
        /// calld's id.
        call: String,
    },
    /// Calls that nobody took.
    Missed {
        /// All of them.
        missed: Missed,
    },
    /// The own presence, phones and agent.
    Own {
        /// All of it.
        own: Own,
    },
    /// How the person stands, in one word, and what waits.
    Desk {
        /// All of it.
        desk: Desk,
    },
    /// A conversation is new or changed.
    Room {
        /// The conversation.
        room: Room,
    },
    /// A message is new or changed.
    Message {
        /// The message.
        message: Message,
        /// The id that it had before the server gave it one.
        replaces: Option<String>,
    },
    /// Somebody wrote, while the program ran: once for each message.
    Wrote {
        /// The message.
        message: Message,
    },
    /// Conversations have to be read again.
    Rooms,
}
