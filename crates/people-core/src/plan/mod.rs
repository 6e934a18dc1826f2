//! From a file to a plan: what would be created, what is there already, what is left out and why.
//!
//! A plan keeps the file's text and, for each row, where it starts and what becomes of it; values are read again when
//! they are asked for. So a million rows need little more memory than the file.

mod aliases;
mod cards;
mod changes;
mod chunks;
mod delimiter;
mod existing;
mod fates;
mod faults;
mod head;
mod header;
mod judge;
mod layout;
mod person;
mod reading;
mod records;
mod report;
mod scan;
mod sieve;
mod text;
mod types;
mod values;

use std::borrow::Cow;
use std::io::{Read, Seek};

pub use changes::Change;
pub use chunks::{Chunk, Chunks, Upload, import_csv};
pub use existing::{Existing, Fields};
pub use report::report_csv;
pub use types::*;
pub(crate) use values::{NumberKind, number_kind, split_name};

use changes::Proposed;
use fates::{Fate, Fates, Row, Same};
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
    fates: Fates,
}

impl Plan {
    /// Plans the import of a file beside the contacts that are there.
    ///
    /// # Errors
    /// When the file cannot be read, or nothing can be made of it as a whole; a fault in a row skips that row only.
    pub fn make<R: Read + Seek>(
        file: R,
        options: &ReadOptions,
        existing: &Existing<'_>,
    ) -> Result<Self, ReadFault> {
        let mut table = reading::read(file, options)?;
        let layout = std::mem::take(&mut table.layout);
        let cards = table.cards.as_ref();
        let judge = Judge::new(&table, layout, existing);
        let (layout, fates) = judge.judge(table.rows, cards);
        let shown: Vec<usize> = layout.shown(&fates.used).collect();
        let fields = shown.iter().map(|at| layout.fields[*at].name.clone());
        let mut reading = table.reading;
        layout.drop_unused(&mut reading.columns, &fates.used);
        Ok(Self {
            text: table.text,
            summary: PlanSummary {
                reading,
                fields: fields.collect(),
                counts: fates.counts,
                ignored: table.cards.map_or_else(Vec::new, |cards| cards.ignored),
                on_change: ChangeChoice::default(),
            },
            layout,
            shown,
            titles: table.titles,
            fates,
        })
    }

    /// The plan in short.
    pub fn summary(&self) -> &PlanSummary {
        &self.summary
    }

    /// A range of the rows of a kind, or of all, in the file's order; with the number of rows of that kind.
    pub fn rows(&self, kind: Option<RowKind>, start: usize, count: usize) -> (usize, Vec<PlanRow>) {
        let rows = |rows: &mut dyn Iterator<Item = &Row>| rows.map(|row| self.row(row)).collect();
        match kind {
            None => {
                let all = &self.fates.rows;
                (all.len(), rows(&mut all.iter().skip(start).take(count)))
            }
            Some(kind) => {
                let all = self.fates.of_kind(kind);
                (all.len(), rows(&mut all.skip(start).take(count)))
            }
        }
    }

    /// Chooses what becomes of the change at a line, or of all, which also forgets what was chosen for single ones. A line
    /// without a change is none to choose for.
    pub fn choose(&mut self, line: Option<u32>, choice: ChangeChoice) {
        match line {
            None => {
                self.summary.on_change = choice;
                for proposed in &mut self.fates.changes {
                    proposed.choice = choice;
                }
            }
            Some(line) => {
                let at = self
                    .fates
                    .changes
                    .binary_search_by_key(&line, |it| it.change.line);
                if let Some(proposed) = at.ok().and_then(|at| self.fates.changes.get_mut(at)) {
                    proposed.choice = choice;
                }
            }
        }
    }

    /// The contacts to create, in the file's order: what is new, and changes of which both are kept. `fresh_id` gives
    /// another UUID each time.
    pub fn uploads(&self, fresh_id: &mut dyn FnMut() -> String) -> impl Iterator<Item = Upload> {
        self.fates
            .rows
            .iter()
            .filter_map(|row| self.upload(row, fresh_id))
    }

    /// The contacts to update, in the file's order.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        let updates = |proposed: &&Proposed| proposed.choice == ChangeChoice::Update;
        let proposed = self.fates.changes.iter().filter(updates);
        proposed.map(|proposed| &proposed.change)
    }

    /// The changes that are left out by choice, in the file's order, with the file's own cells under [`Plan::titles`].
    pub fn chosen_out(&self) -> impl Iterator<Item = (&Change, Vec<Cow<'_, str>>)> {
        let rows = self
            .fates
            .of_kind(RowKind::Changes)
            .zip(&self.fates.changes);
        rows.filter(|(_, proposed)| proposed.choice == ChangeChoice::Skip)
            .map(|(row, proposed)| (&proposed.change, self.cells(row)))
    }

    /// The rows that are left out with a reason: line, reason and the file's own cells under [`Plan::titles`].
    pub fn skipped(&self) -> impl Iterator<Item = (u32, &SkipReason, Vec<Cow<'_, str>>)> {
        let rows = self.fates.of_kind(RowKind::Skipped);
        rows.zip(&self.fates.reasons)
            .map(|(row, reason)| (row.line, reason, self.cells(row)))
    }

    /// The rows that are there already: line, what they are the same as, and the values of [`PlanSummary::fields`].
    pub fn same(&self) -> impl Iterator<Item = (u32, SameAs, Vec<String>)> {
        let rows = self.fates.of_kind(RowKind::Same);
        rows.zip(&self.fates.same)
            .map(|(row, same)| (row.line, self.same_as(*same), self.values(row)))
    }

    /// The titles of the file's columns; empty ones where it has no header.
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    fn row(&self, row: &Row) -> PlanRow {
        let mut shown = PlanRow {
            line: row.line,
            kind: row.kind(),
            values: self.values(row),
            reason: None,
            same_as: None,
            change: None,
        };
        match row.fate {
            Fate::New { .. } => {}
            Fate::Same(at) => {
                let same = self.fates.same.get(at as usize);
                shown.same_as = same.map(|same| self.same_as(*same));
            }
            Fate::Changes(at) => {
                shown.change = self.fates.changes.get(at as usize).map(Proposed::shown);
            }
            Fate::Skipped(at) => shown.reason = self.fates.reasons.get(at as usize).cloned(),
        }
        shown
    }

    fn same_as(&self, same: Same) -> SameAs {
        match same {
            Same::Line(line) => SameAs::Line { line },
            Same::Contact(at) => {
                let (id, name) = self
                    .fates
                    .contacts
                    .get(at as usize)
                    .cloned()
                    .unwrap_or_default();
                SameAs::Contact { id, name }
            }
        }
    }

    fn upload(&self, row: &Row, fresh_id: &mut dyn FnMut() -> String) -> Option<Upload> {
        let wanted_id = match row.fate {
            Fate::New { wanted_id } => wanted_id,
            Fate::Changes(at) => {
                let proposed = self.fates.changes.get(at as usize)?;
                if proposed.choice != ChangeChoice::KeepBoth {
                    return None;
                }
                proposed.wanted_id
            }
            Fate::Same(_) | Fate::Skipped(_) => return None,
        };
        let contact = self.contact(row);
        let fields = self.layout.fields.iter().zip(contact.values);
        let filled = fields.filter(|(_, value)| !value.is_empty());
        Some(Upload {
            line: row.line,
            id: if wanted_id {
                contact.id.into_owned()
            } else {
                fresh_id()
            },
            wanted_id,
            fields: filled
                .map(|(field, value)| (field.name.clone(), value.into_owned()))
                .collect(),
        })
    }

    /// The values of [`PlanSummary::fields`].
    fn values(&self, row: &Row) -> Vec<String> {
        let contact = self.contact(row);
        let value = |at: &usize| contact.values.get(*at).map_or("", |value| value).to_owned();
        self.shown.iter().map(value).collect()
    }

    /// The cells as they stand in the file.
    fn cells(&self, row: &Row) -> Vec<Cow<'_, str>> {
        let record = self.record(row);
        let cells = record.cells.iter();
        cells.map(|cell| cell.value(&self.text)).collect()
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
