//! What became of the rows of a file.

use super::changes::Proposed;
use super::{PlanCounts, RowKind, SkipReason};

/// What became of each row. Lists stand in the file's order.
#[derive(Debug, Default)]
pub(super) struct Fates {
    pub rows: Vec<Row>,
    by_kind: ByKind,
    pub reasons: Vec<SkipReason>,
    pub same: Vec<Same>,
    /// The contacts that [`Same::Contact`] speaks of: id and name.
    pub contacts: Vec<(String, String)>,
    pub changes: Vec<Proposed>,
    pub counts: PlanCounts,
    /// One flag a field of the layout: whether a row fills it.
    pub used: Vec<bool>,
}

/// A row of the file: where it is, and what becomes of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub start: usize,
    pub line: u32,
    pub fate: Fate,
}

/// What becomes of a row; the numbers are places in the lists of [`Fates`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    New { wanted_id: bool },
    Same(u32),
    Changes(u32),
    Skipped(u32),
}

/// What a row is the same as.
#[derive(Clone, Copy, Debug)]
pub(super) enum Same {
    /// The place of a contact in [`Fates::contacts`].
    Contact(u32),
    /// An earlier line.
    Line(u32),
}

/// What a row was found to be.
#[derive(Debug)]
pub(super) enum Verdict {
    New { wanted_id: bool },
    Same(Same),
    Changes(Proposed),
    Skipped(SkipReason),
}

impl Fates {
    /// Notes what the next row was found to be, which starts at a place and its line.
    pub fn note(&mut self, start: usize, line: u32, verdict: Verdict) {
        let fate = match verdict {
            Verdict::New { wanted_id } => {
                self.counts.new += 1;
                Fate::New { wanted_id }
            }
            Verdict::Same(with) => {
                self.counts.same += 1;
                self.same.push(with);
                Fate::Same(count(self.same.len() - 1))
            }
            Verdict::Changes(change) => {
                self.counts.changes += 1;
                self.changes.push(change);
                Fate::Changes(count(self.changes.len() - 1))
            }
            Verdict::Skipped(reason) => {
                self.counts.skipped += 1;
                self.reasons.push(reason);
                Fate::Skipped(count(self.reasons.len() - 1))
            }
        };
        let row = Row { start, line, fate };
        let place = count(self.rows.len());
        self.by_kind.of_mut(row.kind()).push(place);
        self.rows.push(row);
    }

    /// The rows of a kind.
    pub fn of_kind(&self, kind: RowKind) -> impl ExactSizeIterator<Item = &Row> {
        let places = self.by_kind.of(kind).iter();
        // The judge noted each of them: none is past the end.
        places.map(|place| &self.rows[*place as usize])
    }
}

impl Row {
    pub fn kind(&self) -> RowKind {
        match self.fate {
            Fate::New { .. } => RowKind::New,
            Fate::Same(_) => RowKind::Same,
            Fate::Changes(_) => RowKind::Changes,
            Fate::Skipped(_) => RowKind::Skipped,
        }
    }
}

/// The places of the rows of each kind, so that a page of a million rows is found at once.
#[derive(Debug, Default)]
struct ByKind {
    new: Vec<u32>,
    same: Vec<u32>,
    changes: Vec<u32>,
    skipped: Vec<u32>,
}

impl ByKind {
    fn of(&self, kind: RowKind) -> &[u32] {
        match kind {
            RowKind::New => &self.new,
            RowKind::Same => &self.same,
            RowKind::Changes => &self.changes,
            RowKind::Skipped => &self.skipped,
        }
    }

    fn of_mut(&mut self, kind: RowKind) -> &mut Vec<u32> {
        match kind {
            RowKind::New => &mut self.new,
            RowKind::Same => &mut self.same,
            RowKind::Changes => &mut self.changes,
            RowKind::Skipped => &mut self.skipped,
        }
    }
}

/// A count that fits: more than four milliards of anything do not fit into memory.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
