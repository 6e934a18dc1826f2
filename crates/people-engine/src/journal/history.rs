//! What imports did.

use std::collections::HashMap;

use people_core::plan::SameAs;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{json, to_json, undo};
use crate::api::{
    ImportCounts, ImportEnd, ImportOf, ImportReport, ReportList, ReportRow, ReportRows,
};
use crate::import::called;

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
        if !is_open || !left_out {
            reports.extend(report(connection, import)?);
        }
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
    let is_undone = |undone: &crate::api::UndoReport| undone.end == ImportEnd::Done;
    report.can_undo = report.counts.created + report.counts.updated > 0
        && !report.undone.as_ref().is_some_and(is_undone);
    report.can_resume = report.counts.unsent > 0 && report.undone.is_none();
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

fn counts(connection: &Connection, import: u32) -> rusqlite::Result<ImportCounts> {
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

/// A range of a list of an import's report, in the file's order; none without such an import.
pub(crate) fn rows(
    connection: &mut Connection,
    import: u32,
    list: ReportList,
    start: u32,
    count: u32,
) -> rusqlite::Result<Option<ReportRows>> {
    let Some(columns) = Columns::of(connection, import, list)? else {
        return Ok(None);
    };
    let state = state(list);
    let counts: Option<String> =
        connection.query_row("SELECT counts FROM import WHERE id = ?", [import], |row| {
            row.get(0)
        })?;
    let counts = match counts {
        Some(counts) => json(0, &counts)?,
        None => self::counts(connection, import)?,
    };
    // The index has the lines: rows before the range are not read.
    let mut query = connection.prepare_cached(
        "SELECT line, contact, wanted, shape, body, reason, words, same, kind
         FROM (SELECT line FROM row WHERE import = ?1 AND max(state, 1) = ?2
               ORDER BY line LIMIT ?3 OFFSET ?4)
         JOIN row USING (line) WHERE import = ?1 ORDER BY line",
    )?;
    let rows = query.query_map(params![import, state, count, start], |row| columns.row(row))?;
    Ok(Some(ReportRows {
        total: total(counts, list),
        start,
        rows: rows.collect::<Result<_, _>>()?,
        fields: columns.fields.clone(),
    }))
}

fn state(list: ReportList) -> u8 {
    match list {
        ReportList::Unsent => 1,
        ReportList::Created => 2,
        ReportList::Updated => 3,
        ReportList::Duplicates => 4,
        ReportList::Skipped => 5,
        ReportList::Failed => 6,
    }
}

fn total(counts: ImportCounts, list: ReportList) -> u32 {
    match list {
        ReportList::Unsent => counts.unsent,
        ReportList::Created => counts.created,
        ReportList::Updated => counts.updated,
        ReportList::Duplicates => counts.duplicates,
        ReportList::Skipped => counts.skipped,
        ReportList::Failed => counts.failed,
    }
}

/// How the values of rows stand in a list.
struct Columns {
    fields: Vec<String>,
    list: ReportList,
    shapes: HashMap<u32, Vec<String>>,
}

impl Columns {
    fn of(
        connection: &Connection,
        import: u32,
        list: ReportList,
    ) -> rusqlite::Result<Option<Self>> {
        let column = match list {
            ReportList::Skipped => "SELECT titles FROM import WHERE id = ?",
            _ => "SELECT fields FROM import WHERE id = ?",
        };
        let fields: Option<String> = connection
            .query_row(column, [import], |row| row.get(0))
            .optional()?;
        let Some(fields) = fields else {
            return Ok(None);
        };
        let mut fields: Vec<String> = json(0, &fields)?;
        let mut query =
            connection.prepare_cached("SELECT shape, names FROM shape WHERE import = ?")?;
        let shapes = query.query_map([import], |row| {
            Ok((row.get(0)?, json(1, &row.get::<_, String>(1)?)?))
        })?;
        let shapes: HashMap<u32, Vec<String>> = shapes.collect::<Result<_, _>>()?;
        if list != ReportList::Skipped {
            let mut others: Vec<&String> = shapes
                .values()
                .flatten()
                .filter(|name| !fields.contains(name))
                .collect();
            others.sort_unstable();
            others.dedup();
            let others: Vec<String> = others.into_iter().cloned().collect();
            fields.extend(others);
        }
        Ok(Some(Self {
            fields,
            list,
            shapes,
        }))
    }

    fn row(&self, row: &Row<'_>) -> rusqlite::Result<ReportRow> {
        let json_of = |column| row.get::<_, Option<String>>(column);
        let values: Vec<String> = json(4, &row.get::<_, String>(4)?)?;
        let contact: Option<String> = row.get(1)?;
        let same_as: Option<SameAs> = json_of(7)?.map(|text| json(7, &text)).transpose()?;
        let names = self.shapes.get(&row.get(3)?);
        let (name, values) = match names {
            Some(names) if self.list != ReportList::Skipped => {
                let own_id = row.get(2)? || row.get::<_, u8>(8)? == 1;
                let mut fields: HashMap<&str, &str> = names
                    .iter()
                    .map(String::as_str)
                    .zip(values.iter().map(String::as_str))
                    .collect();
                if let Some(id) = contact.as_deref().filter(|_| own_id) {
                    fields.insert("id", id);
                }
                fields.retain(|_, value| !value.is_empty());
                let owned =
                    |(name, value): (&&str, &&str)| ((*name).to_owned(), (*value).to_owned());
                let name = called(&fields.iter().map(owned).collect());
                let value = |name: &String| fields.get(name.as_str()).copied().unwrap_or_default();
                let shown = self.fields.iter().map(value).map(str::to_owned).collect();
                (name, shown)
            }
            _ => (String::new(), values),
        };
        Ok(ReportRow {
            line: row.get(0)?,
            name,
            contact: contact.filter(|_| !self.is_nowhere()),
            values,
            reason: json_of(5)?.map(|text| json(5, &text)).transpose()?,
            words: row.get(6)?,
            same_as,
        })
    }

    /// Whether the contacts of the list's rows are not on the server.
    fn is_nowhere(&self) -> bool {
        matches!(
            self.list,
            ReportList::Skipped | ReportList::Failed | ReportList::Unsent
        )
    }
}
