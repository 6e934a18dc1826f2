//! How far taking an import back is: what is left of it, and what became of each contact.

use people_core::personal::PersonalContact;
use people_core::plan::Fields;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::{fields, json, to_json};
use crate::api::{ImportEnd, KeptContact, KeptWhy, UndoReport};

/// What became of a contact that an import had created or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was created and is removed.
    Removed,
    /// It was changed and has its text of before.
    Restored,
    /// It was edited since, and stays.
    Edited,
    /// Somebody removed it.
    Gone,
    /// The server refused.
    Refused {
        /// HTTP status.
        status: u16,
        /// Its words.
        reasons: Vec<String>,
    },
    /// The import had not reached it.
    Untouched,
}

/// What an import did to a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// It was created with these fields.
    Created(Fields),
    /// It had these fields before, and those after.
    Changed {
        /// Without the id.
        before: Fields,
        /// Without the id.
        after: Fields,
    },
}

/// A contact to take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToUndo {
    /// The line of its row.
    pub(crate) line: u32,
    /// Its id.
    pub(crate) id: String,
    /// What the import did to it.
    pub(crate) deed: Deed,
    /// Whether the import knows that it did; otherwise its request was sent and never answered.
    pub(crate) is_known: bool,
    /// Whether the server was asked to take it back already.
    pub(crate) was_asked: bool,
}

/// Where taking an import back stands. The created contacts go first, as one may have the text that a changed one gets back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// The created ones behind this line.
    Created(u32),
    /// The changed ones behind this line.
    Changed(u32),
}

impl Cursor {
    /// Before the first.
    pub(crate) const START: Self = Self::Created(0);

    /// Behind a row.
    pub(crate) fn behind(self, line: u32) -> Self {
        match self {
            Self::Created(_) => Self::Created(line),
            Self::Changed(_) => Self::Changed(line),
        }
    }
}

/// Whether an import can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begun {
    /// There is no such import.
    NoSuchImport,
    /// It did nothing, or was taken back.
    Nothing,
    /// So many contacts, of which so many are dealt with.
    Contacts {
        /// In all.
        total: u32,
        /// Dealt with by an earlier try.
        done: u32,
    },
}

/// Rows of which something may be on the server, of those that an import created or changed.
const TOUCHED: &str = "(kind = 0 AND state IN (1, 2)
    OR kind = 1 AND state IN (1, 3) AND before IS NOT NULL AND after IS NOT NULL)";

/// Whether requests of an import were sent and never answered, as the program ended.
pub(crate) fn may_have_arrived(connection: &Connection, import: u32) -> rusqlite::Result<bool> {
    // `state <= 1` lets the index of what is due find them.
    let sent = "SELECT EXISTS (SELECT 1 FROM row WHERE import = ?1 AND state <= 1 AND state = 1)";
    connection.query_row(sent, [import], |row| row.get(0))
}

/// Whether nothing is left to take back: it went to its end, and the server refused none of it.
pub(super) fn is_over(report: &UndoReport) -> bool {
    let is_refused = |kept: &KeptContact| matches!(kept.why, KeptWhy::Refused { .. });
    report.end == ImportEnd::Done && !report.kept.iter().any(is_refused)
}

/// Begins, or goes on after an interruption; what the server refused is tried again.
pub(crate) fn begin(connection: &mut Connection, import: u32) -> rusqlite::Result<Begun> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: Option<Option<String>> = transaction
        .query_row("SELECT undo FROM import WHERE id = ?1", [import], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(undo) = found else {
        return Ok(Begun::NoSuchImport);
    };
    let refused = transaction.execute(
        "UPDATE row SET undone = 0, undo_words = NULL WHERE import = ?1 AND undone = 5",
        [import],
    )?;
    let end: Option<ImportEnd> = undo.map(|end| json(0, &end)).transpose()?;
    if end == Some(ImportEnd::Done) && refused == 0 {
        return Ok(Begun::Nothing);
    }
    let counts = format!(
        "SELECT count(*), coalesce(sum(undone > 0), 0) FROM row WHERE import = ?1 AND {TOUCHED}"
    );
    let (total, done) =
        transaction.query_row(&counts, [import], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if total == 0 {
        return Ok(Begun::Nothing);
    }
    set_end(&transaction, import, &ImportEnd::Interrupted)?;
    transaction.commit()?;
    Ok(Begun::Contacts { total, done })
}

/// The next contacts, marked as asked for before the server is.
pub(crate) fn next(
    connection: &mut Connection,
    import: u32,
    cursor: Cursor,
    count: u32,
) -> rusqlite::Result<Vec<ToUndo>> {
    let (kind, behind) = match cursor {
        Cursor::Created(behind) => (0, behind),
        Cursor::Changed(behind) => (1, behind),
    };
    let select = format!(
        "SELECT row.line, contact, state, undone, names, body, before, after
         FROM row JOIN shape ON shape.import = row.import AND shape.shape = row.shape
         WHERE row.import = ?1 AND kind = ?2 AND row.line > ?3 AND {TOUCHED}
           AND coalesce(undone, 0) = 0 AND contact IS NOT NULL
         ORDER BY row.line LIMIT ?4"
    );
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let rows: Vec<ToUndo> = transaction
        .prepare_cached(&select)?
        .query_map(params![import, kind, behind, count], to_undo)?
        .collect::<rusqlite::Result<_>>()?;
    let mut mark =
        transaction.prepare_cached("UPDATE row SET undone = 0 WHERE import = ?1 AND line = ?2")?;
    for row in &rows {
        mark.execute(params![import, row.line])?;
    }
    drop(mark);
    transaction.commit()?;
    Ok(rows)
}

/// Keeps what became of contacts.
pub(crate) fn mark(
    connection: &mut Connection,
    import: u32,
    fates: &[(u32, Fate)],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut mark = transaction.prepare_cached(
        "UPDATE row SET undone = ?3, undo_words = ?4 WHERE import = ?1 AND line = ?2",
    )?;
    for (line, fate) in fates {
        let (undone, words) = match fate {
            Fate::Removed => (1, None),
            Fate::Restored => (2, None),
            Fate::Edited => (3, None),
            Fate::Gone => (4, None),
            Fate::Refused { status, reasons } if reasons.is_empty() => {
                (5, Some(status.to_string()))
            }
            Fate::Refused { reasons, .. } => (5, Some(reasons.join("; "))),
            Fate::Untouched => (6, None),
        };
        mark.execute(params![import, line, undone, words])?;
    }
    drop(mark);
    transaction.commit()
}

/// What taking an import back did so far; none where nobody tried.
pub(crate) fn report(connection: &Connection, import: u32) -> rusqlite::Result<Option<UndoReport>> {
    let end: Option<Option<String>> = connection
        .query_row("SELECT undo FROM import WHERE id = ?1", [import], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(end) = end.flatten() else {
        return Ok(None);
    };
    let (removed, restored) = connection.query_row(
        "SELECT coalesce(sum(undone = 1), 0), coalesce(sum(undone = 2), 0) FROM row WHERE import = ?1",
        [import],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let kept = connection
        .prepare_cached(
            "SELECT line, undone, undo_words, names, body, after
             FROM row JOIN shape ON shape.import = row.import AND shape.shape = row.shape
             WHERE row.import = ?1 AND undone IN (3, 4, 5) ORDER BY row.line",
        )?
        .query_map([import], kept)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(UndoReport {
        removed,
        restored,
        kept,
        end: json(0, &end)?,
    }))
}

/// Keeps how it ended.
pub(crate) fn set_end(
    connection: &Connection,
    import: u32,
    end: &ImportEnd,
) -> rusqlite::Result<()> {
    connection
        .execute(
            "UPDATE import SET undo = ?2 WHERE id = ?1",
            params![import, to_json(end)?],
        )
        .map(drop)
}

fn to_undo(row: &Row<'_>) -> rusqlite::Result<ToUndo> {
    let (state, undone): (u32, Option<u32>) = (row.get(2)?, row.get(3)?);
    let deed = match (
        row.get::<_, Option<String>>(6)?,
        row.get::<_, Option<String>>(7)?,
    ) {
        (Some(before), Some(after)) => Deed::Changed {
            before: without_id(json(6, &before)?),
            after: without_id(json(7, &after)?),
        },
        _ => Deed::Created(fields(row, 4)?),
    };
    Ok(ToUndo {
        line: row.get(0)?,
        id: row.get(1)?,
        deed,
        is_known: state != 1,
        was_asked: undone.is_some(),
    })
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptContact> {
    let fields = match row.get::<_, Option<String>>(5)? {
        Some(after) => without_id(json(5, &after)?),
        None => fields(row, 3)?,
    };
    let contact = PersonalContact {
        fields,
        ..PersonalContact::default()
    };
    Ok(KeptContact {
        line: row.get(0)?,
        name: contact.name().unwrap_or_default(),
        why: match row.get(1)? {
            3 => KeptWhy::Edited,
            4 => KeptWhy::Gone,
            _ => KeptWhy::Refused {
                words: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
            },
        },
    })
}

fn without_id(mut fields: Fields) -> Fields {
    fields.remove("id");
    fields
}
