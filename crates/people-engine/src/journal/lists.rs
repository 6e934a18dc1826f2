//! The lists of a report.

use std::collections::{BTreeSet, HashMap};

use people_core::plan::{Fields, report_csv};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{history, json};
use crate::api::{ImportCounts, ReportList, ReportRow, ReportRows};
use crate::import::called;

/// A range of a list. The index has the lines, so that rows before the range are not read.
const PAGE: &str = "SELECT line, contact, wanted, shape, body, reason, words, same, kind, shown
    FROM (SELECT line FROM row WHERE import = ?1 AND max(state, 1) = ?2
          ORDER BY line LIMIT ?3 OFFSET ?4)
    JOIN row USING (line) WHERE import = ?1 ORDER BY line";

/// The field that holds the id.
const ID: &str = "id";

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
    let mut query = connection.prepare_cached(PAGE)?;
    let range = params![import, state(list), count, start];
    let rows = query.query_map(range, |row| columns.row(row))?;
    Ok(Some(ReportRows {
        total: total(connection, import, list)?,
        start,
        rows: rows.collect::<Result<_, _>>()?,
        fields: columns.fields.clone(),
    }))
}

/// A whole list as CSV with a reason a row, or none: rows are read one by one, as there may be a million. With their number.
pub(crate) fn table(
    connection: &mut Connection,
    import: u32,
    list: ReportList,
    reasons: Vec<String>,
) -> rusqlite::Result<Option<(u32, Vec<u8>)>> {
    let Some(columns) = Columns::of(connection, import, list)? else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached(PAGE)?;
    let everything = params![import, state(list), -1, 0];
    let rows = query.query_map(everything, |row| columns.row(row))?;
    let mut fault = Ok(());
    let reasons = reasons.into_iter().chain(std::iter::repeat(String::new()));
    let rows = rows.zip(reasons).map_while(|(row, reason)| match row {
        Ok(row) => Some((row.line, reason, row.values)),
        Err(error) => {
            fault = Err(error);
            None
        }
    });
    let titles: Vec<&str> = columns.fields.iter().map(String::as_str).collect();
    let csv = report_csv(&titles, rows);
    fault?;
    Ok(Some((total(connection, import, list)?, csv)))
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

fn total(connection: &Connection, import: u32, list: ReportList) -> rusqlite::Result<u32> {
    let counts: Option<String> =
        connection.query_row("SELECT counts FROM import WHERE id = ?", [import], |row| {
            row.get(0)
        })?;
    let counts: ImportCounts = match counts {
        Some(counts) => json(0, &counts)?,
        None => history::counts(connection, import)?,
    };
    Ok(match list {
        ReportList::Unsent => counts.unsent,
        ReportList::Created => counts.created,
        ReportList::Updated => counts.updated,
        ReportList::Duplicates => counts.duplicates,
        ReportList::Skipped => counts.skipped,
        ReportList::Failed => counts.failed,
    })
}

/// How the values of rows stand in a list.
struct Columns {
    fields: Vec<String>,
    /// The plan's fields, which the values of a change belong to.
    plan: Vec<String>,
    list: ReportList,
    shapes: HashMap<u32, Vec<String>>,
}

impl Columns {
    fn of(
        connection: &Connection,
        import: u32,
        list: ReportList,
    ) -> rusqlite::Result<Option<Self>> {
        let known = connection
            .query_row(
                "SELECT fields, titles, has_ids FROM import WHERE id = ?",
                [import],
                |row| {
                    let names = |column| row.get::<_, String>(column);
                    Ok((json(0, &names(0)?)?, json(1, &names(1)?)?, row.get(2)?))
                },
            )
            .optional()?;
        let Some((plan, titles, has_ids)): Option<(Vec<String>, Vec<String>, bool)> = known else {
            return Ok(None);
        };
        let shapes = shapes(connection, import)?;
        let fields = match list {
            ReportList::Skipped => titles,
            _ => fields(&plan, has_ids, &shapes),
        };
        Ok(Some(Self {
            fields,
            plan,
            list,
            shapes,
        }))
    }

    fn row(&self, row: &Row<'_>) -> rusqlite::Result<ReportRow> {
        let text = |column| row.get::<_, Option<String>>(column);
        let contact = text(1)?;
        let (name, values) = match self.list {
            ReportList::Skipped => (String::new(), json(4, &row.get::<_, String>(4)?)?),
            _ => self.values(row, contact.as_deref())?,
        };
        Ok(ReportRow {
            line: row.get(0)?,
            name,
            contact: contact.filter(|_| !self.is_nowhere()),
            values,
            reason: text(5)?.map(|text| json(5, &text)).transpose()?,
            words: text(6)?,
            same_as: text(7)?.map(|text| json(7, &text)).transpose()?,
        })
    }

    /// The name of a row's contact, and its values of the list's fields. A change shows its whole row, also what changes nothing.
    fn values(
        &self,
        row: &Row<'_>,
        contact: Option<&str>,
    ) -> rusqlite::Result<(String, Vec<String>)> {
        let of_shape = self.shapes.get(&row.get(3)?);
        let (names, values) = match (row.get::<_, Option<String>>(9)?, of_shape) {
            (Some(shown), _) => (&self.plan, json(9, &shown)?),
            (None, Some(names)) => (names, json(4, &row.get::<_, String>(4)?)?),
            (None, None) => return Ok((String::new(), vec![String::new(); self.fields.len()])),
        };
        let values: Vec<String> = values;
        let mut fields: Fields = names.iter().cloned().zip(values).collect();
        let is_own_id = row.get(2)? || row.get::<_, u8>(8)? == 1;
        if let Some(id) = contact.filter(|_| is_own_id) {
            fields.insert(ID.to_owned(), id.to_owned());
        }
        let value = |name: &String| fields.get(name).cloned().unwrap_or_default();
        Ok((called(&fields), self.fields.iter().map(value).collect()))
    }

    /// Whether the contacts of the list's rows are not on the server.
    fn is_nowhere(&self) -> bool {
        matches!(
            self.list,
            ReportList::Skipped | ReportList::Failed | ReportList::Unsent
        )
    }
}

/// The fields of a list: the plan's own, before them the id where rows have one of their own, after them any other.
fn fields(plan: &[String], has_ids: bool, shapes: &HashMap<u32, Vec<String>>) -> Vec<String> {
    let id = (has_ids && !plan.iter().any(|name| name == ID)).then(|| ID.to_owned());
    let others: BTreeSet<&String> = shapes
        .values()
        .flatten()
        .filter(|name| !plan.contains(name))
        .collect();
    let named = plan.iter().chain(others).cloned();
    id.into_iter().chain(named).collect()
}

fn shapes(connection: &Connection, import: u32) -> rusqlite::Result<HashMap<u32, Vec<String>>> {
    let mut query = connection.prepare_cached("SELECT shape, names FROM shape WHERE import = ?")?;
    let shapes = query.query_map([import], |row| {
        Ok((row.get(0)?, json(1, &row.get::<_, String>(1)?)?))
    })?;
    shapes.collect()
}
