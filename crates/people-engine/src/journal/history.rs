//! What imports did.

use rusqlite::{Connection, OptionalExtension, params};

use super::{json, to_json, undo};
use crate::api::{ImportCounts, ImportEnd, ImportOf, ImportReport};

/// What is left of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfinished {
    /// Where the contacts come from.
    pub(crate) of: ImportOf,
    /// Rows that were dealt with.
    pub(crate) done: u32,
    /// Rows that are to be sent in all.
    pub(crate) total: u32,
}

/// Imports that ended, or under which the program did; the newest first. `is_worked_on` tells whether somebody carries out the
/// one that has not ended.
pub(super) fn imports(
    connection: &mut Connection,
    is_worked_on: impl FnOnce() -> bool,
) -> rusqlite::Result<Vec<ImportReport>> {
    let imports: Vec<(u32, bool)> = {
        let mut query =
            connection.prepare_cached("SELECT id, end IS NULL FROM import ORDER BY id DESC")?;
        let imports = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        imports.collect::<Result<_, _>>()?
    };
    let is_open = imports.iter().any(|(_, is_open)| *is_open);
    let left_out = is_open && is_worked_on();
    let mut reports = Vec::with_capacity(imports.len());
    for (import, is_open) in imports {
        if is_open && left_out {
            continue;
        }
        let Some(mut report) = report(connection, import)? else {
            continue;
        };
        if is_open && !report.can_resume && report.undone.is_none() {
            // Only the last word is missing.
            report.end = ImportEnd::Done;
        }
        reports.push(report);
    }
    Ok(reports)
}

/// The report of an import.
pub(super) fn report(
    connection: &Connection,
    import: u32,
) -> rusqlite::Result<Option<ImportReport>> {
    let found = connection
        .query_row(
            "SELECT name, at, of, end, counts FROM import WHERE id = ?",
            [import],
            |row| {
                let text = |column| row.get::<_, Option<String>>(column);
                Ok(ImportReport {
                    import,
                    name: row.get(0)?,
                    at: row.get(1)?,
                    of: json(2, &row.get::<_, String>(2)?)?,
                    end: match text(3)? {
                        Some(end) => json(3, &end)?,
                        None => ImportEnd::Interrupted,
                    },
                    counts: match text(4)? {
                        Some(counts) => json(4, &counts)?,
                        None => counts(connection, import)?,
                    },
                    can_undo: false,
                    can_resume: false,
                    undone: None,
                })
            },
        )
        .optional()?;
    let Some(mut report) = found else {
        return Ok(None);
    };
    report.undone = undo::report(connection, import)?;
    let did_something = report.counts.created + report.counts.updated > 0
        || undo::may_have_arrived(connection, import)?;
    let is_undone = report.undone.as_ref().is_some_and(undo::is_over);
    let is_restore = report.of == ImportOf::Restore;
    report.can_undo = did_something && !is_undone && !is_restore;
    // After a restore the stars are set as well.
    let is_left = report.counts.unsent > 0 || is_restore && report.end == ImportEnd::Interrupted;
    report.can_resume = is_left && report.undone.is_none();
    Ok(Some(report))
}

/// What is to be done of an import that is not undone; none where nothing is left.
pub(crate) fn unfinished(
    connection: &mut Connection,
    import: u32,
) -> rusqlite::Result<Option<Unfinished>> {
    let Some(report) = report(connection, import)? else {
        return Ok(None);
    };
    let unsent = report.counts.unsent;
    if report.undone.is_some() || unsent == 0 && report.end != ImportEnd::Interrupted {
        return Ok(None);
    }
    let total: u32 =
        connection.query_row("SELECT total FROM import WHERE id = ?", [import], |row| {
            row.get(0)
        })?;
    // It is under way again.
    connection.execute(
        "UPDATE import SET end = NULL, counts = NULL WHERE id = ?",
        [import],
    )?;
    Ok(Some(Unfinished {
        of: report.of,
        done: total.saturating_sub(unsent),
        total,
    }))
}

/// Notes how an import ended; gives its report.
pub(crate) fn end(
    connection: &mut Connection,
    import: u32,
    end: &ImportEnd,
) -> rusqlite::Result<Option<ImportReport>> {
    let counts = counts(connection, import)?;
    connection.execute(
        "UPDATE import SET end = ?, counts = ? WHERE id = ?",
        params![to_json(end)?, to_json(&counts)?, import],
    )?;
    report(connection, import)
}

/// The numbers of rows by what became of them.
pub(super) fn counts(connection: &Connection, import: u32) -> rusqlite::Result<ImportCounts> {
    let mut query = connection.prepare_cached(
        "SELECT max(state, 1), count(*) FROM row WHERE import = ? GROUP BY max(state, 1)",
    )?;
    let mut rows = query.query([import])?;
    let mut counts = ImportCounts::default();
    while let Some(row) = rows.next()? {
        let count = row.get(1)?;
        match row.get(0)? {
            2 => counts.created = count,
            3 => counts.updated = count,
            4 => counts.duplicates = count,
            5 => counts.skipped = count,
            6 => counts.failed = count,
            _ => counts.unsent = count,
        }
    }
    Ok(counts)
}
