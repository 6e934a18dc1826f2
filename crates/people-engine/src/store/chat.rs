//! What is kept of conversations: up to when each was read.

use people_core::chat::Marks;
use rusqlite::{Connection, params};

/// Stands for every room.
const EVERY: &str = "";

pub(super) fn save(connection: &mut Connection, marks: &Marks) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM read", [])?;
    {
        let mut insert = transaction.prepare("INSERT INTO read (room, at) VALUES (?1, ?2)")?;
        for (room, at) in &marks.rooms {
            insert.execute(params![room, at])?;
        }
        if let Some(since) = marks.since {
            insert.execute(params![EVERY, since])?;
        }
    }
    transaction.commit()
}

pub(super) fn load(connection: &Connection) -> rusqlite::Result<Marks> {
    let mut marks = Marks::default();
    let mut statement = connection.prepare("SELECT room, at FROM read")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let room: String = row.get(0)?;
        if room == EVERY {
            marks.since = Some(row.get(1)?);
        } else {
            marks.rooms.insert(room, row.get(1)?);
        }
    }
    Ok(marks)
}
