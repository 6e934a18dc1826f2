//! From a file to a plan: what would be created, what is there already, what is left out and why.
//!
//! A plan keeps the file's text and, for each row, where it starts and what becomes of it; values are read again when
//! they are asked for. So a million rows need little more memory than the file.

mod aliases;
mod chunks;
mod delimiter;
mod existing;
mod header;
mod judge;
mod layout;
mod reading;
mod records;
mod text;
mod types;
mod values;

use std::borrow::Cow;

pub use chunks::{Chunk, Chunks, Upload, import_csv};
pub use existing::{Existing, Fields};
pub use types::*;

use judge::Judge;
use layout::{Contact, Layout};
use records::{Record, Records};

/// What an import of one file would do.
#[derive(Debug)]
pub struct Plan {
    text: String,
    summary: PlanSummary,
    layout: Layout,
    /// The places of [`PlanSummary::fields`] in the layout's fields.
    shown: Vec<usize>,
    titles: Vec<String>,
    rows: Vec<Row>,
    reasons: Vec<SkipReason>,
    same: Vec<SameAs>,
    changes: Vec<Change>,
}

/// A row of the file: where it is, and what becomes of it.
#[derive(Clone, Copy, Debug)]
struct Row {
    start: usize,
    line: u32,
    fate: Fate,
}

/// What becomes of a row; the numbers are places in the plan's lists.
#[derive(Clone, Copy, Debug)]
enum Fate {
    New { wanted_id: bool },
    Same(u32),
    Changes,
    Skipped(u32),
}

/// A contact to create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Creation<'p> {
    /// The line of the file at which the row starts.
    pub line: u32,
    /// The filled fields, without the id.
    pub fields: Vec<(&'p str, Cow<'p, str>)>,
    /// The id that the file gives it: a UUID that none of the person's contacts has. It may be taken by another user.
    pub wanted_id: Option<String>,
}

/// A contact to update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the file at which the row starts.
    pub line: u32,
    /// The contact's id.
    pub id: String,
    /// The row's own fields; an empty one is to go. What the row does not name stays as it is.
    pub edits: Fields,
}

impl Change {
    /// The fields to send, without the id: the row's over the contact's own as it is now, so that nothing is lost that was
    /// changed elsewhere since the plan was made.
    pub fn over(&self, contact: &Fields) -> Fields {
        let mut fields = contact.clone();
        fields.remove("id");
        for (name, value) in &self.edits {
            if value.is_empty() {
                fields.remove(name);
            } else {
                fields.insert(name.clone(), value.clone());
            }
        }
        fields
    }
}

impl Plan {
    /// Plans the import of a file's bytes beside the contacts that are there.
    ///
    /// # Errors
    /// When nothing can be made of the file as a whole; a fault in a row skips that row only.
    pub fn make(
        bytes: Vec<u8>,
        options: &ReadOptions,
        existing: &Existing<'_>,
    ) -> Result<Self, PlanError> {
        let (text, header, layout) = reading::read(bytes, options)?;
        let (layout, judged) = Judge::new(&text, &header, layout, existing).judge(header.rows);
        let shown: Vec<usize> = layout.shown(&judged.used).collect();
        let fields = shown
            .iter()
            .map(|at| layout.fields[*at].name.clone())
            .collect();
        let mut reading = header.reading;
        layout.drop_unused(&mut reading.columns, &judged.used);
        Ok(Self {
            text,
            summary: PlanSummary {
                reading,
                fields,
                counts: judged.counts,
            },
            layout,
            shown,
            titles: header.titles,
            rows: judged.rows,
            reasons: judged.reasons,
            same: judged.same,
            changes: judged.changes,
        })
    }

    /// The plan in short.
    pub fn summary(&self) -> &PlanSummary {
        &self.summary
    }

    /// A range of the rows of a kind, or of all, in the file's order; with the number of rows of that kind.
    pub fn rows(&self, kind: Option<RowKind>, start: usize, count: usize) -> (usize, Vec<PlanRow>) {
        let total = match kind {
            None => self.rows.len(),
            Some(kind) => self.rows.iter().filter(|row| row.kind() == kind).count(),
        };
        let rows = self
            .of_kind(kind)
            .skip(start)
            .take(count)
            .map(|row| self.row(row));
        (total, rows.collect())
    }

    /// The contacts to create, in the file's order.
    pub fn creations(&self) -> impl Iterator<Item = Creation<'_>> {
        self.rows.iter().filter_map(|row| self.creation(row))
    }

    /// The contacts to update, in the file's order.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The contacts to create, in chunks that an import request takes.
    pub fn chunks(&self) -> Chunks<'_> {
        Chunks::new(self)
    }

    /// The skipped lines as CSV for a spreadsheet: `line`, `reason` and the file's own columns, the values as they
    /// stand there. The words of a reason are the caller's. Corrected, it can be imported.
    pub fn skipped_csv(&self, reason: impl Fn(&SkipReason) -> String) -> Vec<u8> {
        let mut csv = crate::export::BOM.to_vec();
        let titles = self.titles.iter().map(String::as_str);
        crate::export::write_row(
            &mut csv,
            [header::LINE, header::REASON].into_iter().chain(titles),
        );
        let skipped = self.of_kind(Some(RowKind::Skipped));
        for (row, why) in skipped.zip(&self.reasons) {
            let record = self.record(row);
            let first = [Cow::from(row.line.to_string()), Cow::from(reason(why))];
            let values = record.cells.iter().map(|cell| cell.value(&self.text));
            crate::export::write_row(&mut csv, first.into_iter().chain(values));
        }
        csv
    }

    fn of_kind(&self, kind: Option<RowKind>) -> impl Iterator<Item = &Row> {
        self.rows
            .iter()
            .filter(move |row| kind.is_none_or(|kind| row.kind() == kind))
    }

    fn row(&self, row: &Row) -> PlanRow {
        let contact = self.contact(row);
        let value = |at: &usize| {
            contact
                .values
                .get(*at)
                .map_or_else(String::new, |value| value.to_string())
        };
        let (reason, same_as) = match row.fate {
            Fate::Skipped(at) => (self.reasons.get(at as usize).cloned(), None),
            Fate::Same(at) => (None, self.same.get(at as usize).cloned()),
            Fate::New { .. } | Fate::Changes => (None, None),
        };
        PlanRow {
            line: row.line,
            kind: row.kind(),
            values: self.shown.iter().map(value).collect(),
            reason,
            same_as,
        }
    }

    fn creation(&self, row: &Row) -> Option<Creation<'_>> {
        let Fate::New { wanted_id } = row.fate else {
            return None;
        };
        let contact = self.contact(row);
        let fields = self.layout.fields.iter().zip(contact.values);
        let filled = fields.filter(|(_, value)| !value.is_empty());
        Some(Creation {
            line: row.line,
            fields: filled
                .map(|(field, value)| (field.name.as_str(), value))
                .collect(),
            wanted_id: wanted_id.then(|| contact.id.into_owned()),
        })
    }

    fn contact(&self, row: &Row) -> Contact<'_> {
        let mut contact = Contact::default();
        // The judge has added every field that a row needs.
        if self
            .layout
            .compose(&self.text, &self.record(row), &mut contact)
            .is_err()
        {
            contact.values.clear();
        }
        contact
    }

    fn record(&self, row: &Row) -> Record {
        let delimiter = self.summary.reading.delimiter.byte();
        let mut record = Record::default();
        Records::at(&self.text, delimiter, row.start, row.line).read(&mut record);
        record
    }
}

impl Row {
    fn kind(&self) -> RowKind {
        match self.fate {
            Fate::New { .. } => RowKind::New,
            Fate::Same(_) => RowKind::Same,
            Fate::Changes => RowKind::Changes,
            Fate::Skipped(_) => RowKind::Skipped,
        }
    }
}
