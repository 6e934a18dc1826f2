//! What is kept of calls: those that nobody took, and lines whose phones can neither answer nor hold from here.

use rusqlite::{Connection, params};

use super::snapshot::{json, parsed};
use crate::session::Kept;

pub(super) fn save(connection: &mut Connection, kept: &Kept) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch("DELETE FROM missed; DELETE FROM deaf_line;")?;
    {
        let mut insert = transaction.prepare("INSERT INTO missed (id, record) VALUES (?1, ?2)")?;
        for record in &kept.missed {
            insert.execute(params![record.id, json(record)?])?;
        }
        let insert = "INSERT OR IGNORE INTO deaf_line (id, since) VALUES (?1, ?2)";
        let mut insert = transaction.prepare(insert)?;
        for (line, since) in &kept.deaf_lines {
            insert.execute(params![line, since])?;
        }
    }
    transaction.commit()
}

/// What was saved, missed calls the newest first.
pub(super) fn load(connection: &Connection) -> rusqlite::Result<Kept> {
    let mut missed = Vec::new();
    let mut statement = connection.prepare("SELECT record FROM missed")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        missed.push(parsed::<people_core::calls::MissedRecord>(
            row.get_ref(0)?.as_str()?.as_bytes(),
        )?);
    }
    missed.sort_by_key(|record| std::cmp::Reverse(record.id));
    let lines = connection
        .prepare("SELECT id, since FROM deaf_line ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Kept {
        missed,
        deaf_lines: lines,
    })
}
