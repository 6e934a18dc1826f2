//! Writing an import down, whole, before the first request.

use std::borrow::Cow;
use std::collections::HashMap;

use people_core::plan::{Change, SameAs, SkipReason, Upload};
use rusqlite::{Connection, Transaction, params};

use super::to_json;
use crate::api::ImportOf;

/// Imports that are kept.
const KEPT: u32 = 10;

/// What is known of an import before it begins.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// The file's name without the directory.
    pub(crate) name: String,
    /// When it begins, RFC 3339.
    pub(crate) at: String,
    /// Where the contacts come from.
    pub(crate) of: ImportOf,
    /// The fields in the order in which reports show them.
    pub(crate) fields: Vec<String>,
    /// The file's own columns.
    pub(crate) titles: Vec<String>,
}

/// An import that is being written down; nothing of it is there until it is [finished](Self::finish).
pub(crate) struct Draft<'c> {
    transaction: Transaction<'c>,
    import: u32,
    /// Rows to be sent.
    total: u32,
    /// Whether a row has an id of its own, which a correction of it needs.
    has_ids: bool,
    shapes: HashMap<Vec<String>, u32>,
    /// The shape of the last row: most are like the one before.
    last: Option<(Vec<String>, u32)>,
}

/// A row as it is written.
#[derive(Default)]
struct Written<'r> {
    line: u32,
    kind: u8,
    state: u8,
    contact: Option<&'r str>,
    wanted: bool,
    shape: u32,
    body: String,
    shown: Option<String>,
    reason: Option<String>,
    same: Option<String>,
}

impl<'c> Draft<'c> {
    /// Begins one.
    pub(crate) fn begin(connection: &'c mut Connection, head: &Head) -> rusqlite::Result<Self> {
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let import = transaction.query_row(
            "INSERT INTO import (name, at, of, fields, titles) VALUES (?, ?, ?, ?, ?) RETURNING id",
            params![
                head.name,
                head.at,
                to_json(&head.of)?,
                to_json(&head.fields)?,
                to_json(&head.titles)?
            ],
            |row| row.get(0),
        )?;
        Ok(Self {
            transaction,
            import,
            total: 0,
            has_ids: false,
            shapes: HashMap::new(),
            last: None,
        })
    }

    /// A contact to create.
    pub(crate) fn create(&mut self, upload: &Upload) -> rusqlite::Result<()> {
        self.total += 1;
        self.has_ids |= upload.wanted_id;
        let shape = self.shape(upload.fields.keys())?;
        let values: Vec<&String> = upload.fields.values().collect();
        self.insert(&Written {
            line: upload.line,
            contact: Some(&upload.id),
            wanted: upload.wanted_id,
            shape,
            body: to_json(&values)?,
            ..Written::default()
        })
    }

    /// A contact to change, with its row's values of the fields: also those that change nothing, which a correction needs.
    pub(crate) fn change(&mut self, change: &Change, values: &[String]) -> rusqlite::Result<()> {
        self.total += 1;
        self.has_ids = true;
        let shape = self.shape(change.edits.keys())?;
        let edits: Vec<&String> = change.edits.values().collect();
        self.insert(&Written {
            line: change.line,
            kind: 1,
            contact: Some(&change.id),
            shape,
            body: to_json(&edits)?,
            shown: Some(to_json(values)?),
            ..Written::default()
        })
    }

    /// A row that is there already, with its values of `fields`.
    pub(crate) fn same(
        &mut self,
        line: u32,
        same_as: &SameAs,
        fields: &[String],
        values: &[String],
    ) -> rusqlite::Result<()> {
        let shape = self.shape(fields.iter())?;
        let contact = match same_as {
            SameAs::Contact { id, .. } => Some(id.as_str()),
            SameAs::Line { .. } => None,
        };
        self.insert(&Written {
            line,
            kind: 2,
            state: 4,
            contact,
            shape,
            body: to_json(values)?,
            same: Some(to_json(same_as)?),
            ..Written::default()
        })
    }

    /// A row that is left out, with its values of the file's own columns.
    pub(crate) fn skip(
        &mut self,
        line: u32,
        reason: &SkipReason,
        cells: &[Cow<'_, str>],
    ) -> rusqlite::Result<()> {
        self.insert(&Written {
            line,
            kind: 3,
            state: 5,
            body: to_json(cells)?,
            reason: Some(to_json(reason)?),
            ..Written::default()
        })
    }

    /// Makes it count, and lets go of imports that are too old. Gives its id.
    pub(crate) fn finish(self) -> rusqlite::Result<u32> {
        self.transaction.execute(
            "UPDATE import SET total = ?, has_ids = ? WHERE id = ?",
            params![self.total, self.has_ids, self.import],
        )?;
        let old = self.import.saturating_sub(KEPT);
        for table in [
            "DELETE FROM row WHERE import <= ?",
            "DELETE FROM shape WHERE import <= ?",
            "DELETE FROM import WHERE id <= ?",
        ] {
            self.transaction.execute(table, [old])?;
        }
        self.transaction.commit()?;
        Ok(self.import)
    }

    fn insert(&self, row: &Written<'_>) -> rusqlite::Result<()> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO row (import, line, kind, state, contact, wanted, shape, body, shown, reason, same)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        insert.execute(params![
            self.import,
            row.line,
            row.kind,
            row.state,
            row.contact,
            row.wanted,
            row.shape,
            row.body,
            row.shown,
            row.reason,
            row.same
        ])?;
        Ok(())
    }

    fn shape<'n>(
        &mut self,
        names: impl Iterator<Item = &'n String> + Clone,
    ) -> rusqlite::Result<u32> {
        if let Some((last, shape)) = &self.last
            && names.clone().eq(last)
        {
            return Ok(*shape);
        }
        let names: Vec<String> = names.cloned().collect();
        let next = u32::try_from(self.shapes.len() + 1).unwrap_or(u32::MAX);
        let shape = match self.shapes.get(&names) {
            Some(shape) => *shape,
            None => {
                self.transaction.execute(
                    "INSERT INTO shape (import, shape, names) VALUES (?, ?, ?)",
                    params![self.import, next, to_json(&names)?],
                )?;
                self.shapes.insert(names.clone(), next);
                next
            }
        };
        self.last = Some((names, shape));
        Ok(shape)
    }
}
