//! What is still to be sent, and what became of it.

use people_core::plan::{Change, Fields, SameAs, Upload};
use rusqlite::{Connection, params};

use super::{fields, json, to_json};

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The contact is there now.
    Created,
    /// The contact has new text; this is the whole of it.
    Updated {
        /// With its id.
        after: Fields,
    },
    /// It was there already: as this one, where the server says so.
    Duplicate(Option<SameAs>),
    /// The server refused it, in these words.
    Failed {
        /// Its words.
        words: String,
    },
}

/// The next contacts to create, at most so many, those with the same fields together.
pub(crate) fn creations(
    connection: &mut Connection,
    import: u32,
    count: usize,
) -> rusqlite::Result<Vec<Upload>> {
    uploads(connection, import, 0, count)
}

/// The contacts that were sent to be created and of which nothing was heard.
pub(crate) fn sent(connection: &mut Connection, import: u32) -> rusqlite::Result<Vec<Upload>> {
    uploads(connection, import, 1, usize::MAX)
}

fn uploads(
    connection: &mut Connection,
    import: u32,
    state: u8,
    count: usize,
) -> rusqlite::Result<Vec<Upload>> {
    let mut query = connection.prepare_cached(
        "SELECT line, contact, wanted, names, body
         FROM row JOIN shape USING (import, shape)
         WHERE import = ? AND state = ? AND state <= 1 AND kind = 0
         ORDER BY shape * (kind = 0), line LIMIT ?",
    )?;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let uploads = query.query_map(params![import, state, count], |row| {
        Ok(Upload {
            line: row.get(0)?,
            id: row.get(1)?,
            wanted_id: row.get(2)?,
            fields: fields(row, 3)?,
        })
    })?;
    uploads.collect()
}

/// The next contacts to change, at most so many, in the file's order, each with its text before if it was being changed already:
/// those come first, as doing so twice does no harm.
pub(crate) fn changes(
    connection: &mut Connection,
    import: u32,
    count: usize,
) -> rusqlite::Result<Vec<(Change, Option<Fields>)>> {
    let mut query = connection.prepare_cached(
        "SELECT line, contact, names, body, before
         FROM row JOIN shape USING (import, shape)
         WHERE import = ? AND state = ? AND state <= 1 AND kind = 1
         ORDER BY shape * (kind = 0), line LIMIT ?",
    )?;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    for state in [1, 0] {
        let changes = query.query_map(params![import, state, count], |row| {
            let change = Change {
                line: row.get(0)?,
                id: row.get(1)?,
                edits: fields(row, 2)?,
            };
            let before: Option<String> = row.get(4)?;
            Ok((change, before.map(|text| json(4, &text)).transpose()?))
        })?;
        let changes: Vec<_> = changes.collect::<Result<_, _>>()?;
        if !changes.is_empty() {
            return Ok(changes);
        }
    }
    Ok(Vec::new())
}

/// Notes that rows are about to be sent.
pub(crate) fn mark_sent(
    connection: &mut Connection,
    import: u32,
    lines: &[u32],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    {
        let mut mark = transaction.prepare_cached(
            "UPDATE row SET state = 1 WHERE import = ? AND line = ? AND state = 0",
        )?;
        for line in lines {
            mark.execute(params![import, line])?;
        }
    }
    transaction.commit()
}

/// Notes that a contact is about to be changed, with its text before and after.
pub(crate) fn mark_changing(
    connection: &mut Connection,
    import: u32,
    line: u32,
    before: &Fields,
    after: &Fields,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE row SET state = 1, before = ?, after = ? WHERE import = ? AND line = ?",
        params![to_json(before)?, to_json(after)?, import, line],
    )?;
    Ok(())
}

/// Notes that contacts are about to be sent under other ids, as theirs are taken.
pub(crate) fn rename(
    connection: &mut Connection,
    import: u32,
    ids: &[(u32, String)],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for (line, id) in ids {
        transaction.execute(
            "UPDATE row SET contact = ?, wanted = 0 WHERE import = ? AND line = ?",
            params![id, import, line],
        )?;
    }
    transaction.commit()
}

/// Notes what became of rows.
pub(crate) fn record(
    connection: &mut Connection,
    import: u32,
    outcomes: &[(u32, Outcome)],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    {
        let mut created =
            transaction.prepare_cached("UPDATE row SET state = 2 WHERE import = ? AND line = ?")?;
        let mut updated = transaction
            .prepare_cached("UPDATE row SET state = 3, after = ? WHERE import = ? AND line = ?")?;
        let mut duplicate = transaction.prepare_cached(
            "UPDATE row SET state = 4, same = ?, contact = ? WHERE import = ? AND line = ?",
        )?;
        let mut failed = transaction
            .prepare_cached("UPDATE row SET state = 6, words = ? WHERE import = ? AND line = ?")?;
        for (line, outcome) in outcomes {
            match outcome {
                Outcome::Created => created.execute(params![import, line])?,
                Outcome::Updated { after } => {
                    updated.execute(params![to_json(after)?, import, line])?
                }
                Outcome::Duplicate(same_as) => {
                    let same = same_as.as_ref().map(to_json).transpose()?;
                    let contact = same_as.as_ref().and_then(|same_as| match same_as {
                        SameAs::Contact { id, .. } => Some(id),
                        SameAs::Line { .. } => None,
                    });
                    duplicate.execute(params![same, contact, import, line])?
                }
                Outcome::Failed { words } => failed.execute(params![words, import, line])?,
            };
        }
    }
    transaction.commit()
}
