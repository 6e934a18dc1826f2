//! What becomes of each row.

use std::borrow::Cow;

use hashbrown::HashMap;
use memchr::memchr;

use super::changes::Proposed;
use super::existing::{Existing, Fields, filled, name_of};
use super::layout::{Contact, Layout};
use super::reading::Header;
use super::records::{Record, Records};
use super::values::{is_rounded, is_uuid};
use super::{ChangeBy, Fate, FieldChange, PlanCounts, Row, Same, SkipReason};

/// The longest value that the server takes in an import, in characters.
const LONGEST: usize = 131_072;

/// Goes through a file's rows once, in order.
#[derive(Debug)]
pub(super) struct Judge<'j> {
    text: &'j str,
    existing: &'j Existing<'j>,
    delimiter: u8,
    layout: Layout,
    /// Columns of the header.
    columns: usize,
    /// How many values a row must have at least.
    required: usize,
    judged: Judged,
    /// The places in [`Judged::contacts`], by id.
    contacts: HashMap<&'j str, u32>,
    /// Rows that will be there afterwards, by the hash of their content.
    by_content: HashMap<u64, u32>,
    /// Rows that are no fault, by their id.
    by_id: HashMap<Cow<'j, str>, u32>,
}

/// What became of the rows.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub rows: Vec<Row>,
    pub reasons: Vec<SkipReason>,
    pub same: Vec<Same>,
    /// The contacts that [`Same::Contact`] speaks of: id and name.
    pub contacts: Vec<(String, String)>,
    pub changes: Vec<Proposed>,
    pub counts: PlanCounts,
    /// One flag a field of the layout: whether a row fills it.
    pub used: Vec<bool>,
}

/// What a row was found to be.
enum Verdict {
    New { wanted_id: bool },
    Same(Same),
    Changes(Proposed),
    Skipped(SkipReason),
}

impl<'j> Judge<'j> {
    /// Prepares to judge the rows of a file.
    pub fn new(text: &'j str, file: &Header, layout: Layout, existing: &'j Existing<'j>) -> Self {
        Self {
            text,
            existing,
            delimiter: file.reading.delimiter.byte(),
            columns: file.titles.len(),
            required: file.required,
            layout,
            judged: Judged::default(),
            contacts: HashMap::new(),
            by_content: HashMap::new(),
            by_id: HashMap::new(),
        }
    }

    /// Judges the rows from a place and its line on.
    pub fn judge(mut self, (start, line): (usize, u32)) -> (Layout, Judged) {
        let mut records = Records::at(self.text, self.delimiter, start, line);
        let mut record = Record::default();
        let mut contact = Contact::default();
        while records.read(&mut record) {
            if record.is_blank() {
                continue;
            }
            let verdict = match self.misshapen(&record) {
                Some(reason) => Verdict::Skipped(reason),
                None => self.verdict(&record, &mut contact),
            };
            self.note(&record, verdict);
        }
        (self.layout, self.judged)
    }

    fn misshapen(&self, record: &Record) -> Option<SkipReason> {
        let found = record.cells.len();
        if record.unclosed {
            return Some(SkipReason::UnclosedQuote);
        }
        if found < self.required {
            return Some(SkipReason::TooFewValues {
                expected: count(self.required),
                found: count(found),
            });
        }
        let surplus = record.cells.get(self.columns..).unwrap_or_default();
        if surplus
            .iter()
            .all(|cell| cell.value(self.text).trim().is_empty())
        {
            return None;
        }
        Some(SkipReason::TooManyValues {
            expected: count(self.columns),
            found: count(found),
        })
    }

    fn verdict(&mut self, record: &Record, contact: &mut Contact<'j>) -> Verdict {
        self.compose(record, contact);
        let hash = self.existing.hasher().hash(self.content(contact));
        let blank = contact.values.iter().all(|value| value.is_empty());
        let mine = self
            .existing
            .by_id(&contact.id)
            .filter(|_| !contact.id.is_empty());
        let wanted_id = mine.is_none() && is_uuid(&contact.id);
        if (mine.is_some() || wanted_id)
            && let Some(earlier) = self.earlier_id(contact)
        {
            return earlier;
        }
        if let Some(mine) = mine {
            if self.agrees(contact, mine) {
                self.keep_id(contact);
                return Verdict::Same(self.same_as(mine));
            }
            if let Some(reason) = self.fault(record, blank) {
                return Verdict::Skipped(reason);
            }
            return self.change(record.line, contact, mine, hash);
        }
        if blank {
            return Verdict::Skipped(SkipReason::Blank);
        }
        if let Some(there) = self.existing.by_content(hash, self.content(contact)) {
            if wanted_id {
                self.keep_id(contact);
            }
            return Verdict::Same(self.same_as(there));
        }
        if let Some(line) = self.earlier_content(contact, hash) {
            return Verdict::Same(Same::Line(line));
        }
        if let Some(reason) = self.fault(record, blank) {
            return Verdict::Skipped(reason);
        }
        self.by_content.insert(hash, self.next_row());
        if wanted_id {
            self.keep_id(contact);
        }
        Verdict::New { wanted_id }
    }

    fn compose(&mut self, record: &Record, contact: &mut Contact<'j>) {
        while let Err(field) = self.layout.compose(self.text, record, contact) {
            self.layout.add_field(field);
        }
        self.judged.used.resize(self.layout.fields.len(), false);
        for (used, value) in self.judged.used.iter_mut().zip(&contact.values) {
            *used |= !value.is_empty();
        }
    }

    /// The filled fields.
    fn content<'c>(&'c self, contact: &'c Contact<'j>) -> impl Iterator<Item = (&'c str, &'c str)> {
        let fields = self.layout.fields.iter().zip(&contact.values);
        fields
            .filter(|(_, value)| !value.is_empty())
            .map(|(field, value)| (field.name.as_str(), value.as_ref()))
    }

    /// Whether the row says nothing else than the contact: what it has no column for is not compared.
    fn agrees(&self, contact: &Contact<'_>, mine: &Fields) -> bool {
        self.layout
            .fields
            .iter()
            .zip(&contact.values)
            .all(|(field, value)| {
                let there = mine.get(&field.name).map_or("", String::as_str);
                there == value || (value.is_empty() && !field.direct)
            })
    }

    /// The row over the contact that has its id.
    fn change(&mut self, line: u32, contact: &Contact<'j>, mine: &'j Fields, hash: u64) -> Verdict {
        let named = self.layout.fields.iter().zip(&contact.values);
        let fields = named
            .filter(|(field, value)| field.direct || !value.is_empty())
            .filter_map(|(field, value)| {
                let before = mine.get(&field.name).map_or("", String::as_str);
                (before != value).then(|| FieldChange {
                    field: field.name.clone(),
                    before: before.to_owned(),
                    after: value.to_string(),
                })
            });
        let fields = fields.collect();
        let change = Proposed::new(line, &contact.id, name_of(mine), ChangeBy::Id, fields);
        let merged = change.change.over(mine);
        let merged_hash = self.existing.hasher().hash(filled(&merged));
        if let Some(there) = self.existing.by_content(merged_hash, filled(&merged)) {
            // The server refuses a second contact with the same text.
            return Verdict::Same(self.same_as(there));
        }
        self.by_content.insert(hash, self.next_row());
        self.keep_id(contact);
        Verdict::Changes(change)
    }

    fn same_as(&mut self, there: &'j Fields) -> Same {
        let id = there.get("id").map_or("", String::as_str);
        let contacts = &mut self.judged.contacts;
        Same::Contact(*self.contacts.entry(id).or_insert_with(|| {
            contacts.push((id.to_owned(), name_of(there)));
            count(contacts.len() - 1)
        }))
    }

    /// What a row is whose id stands in an earlier line.
    fn earlier_id(&self, contact: &Contact<'j>) -> Option<Verdict> {
        let (line, earlier) = self.earlier(*self.by_id.get(&contact.id)?)?;
        Some(if earlier.values == contact.values {
            Verdict::Same(Same::Line(line))
        } else {
            Verdict::Skipped(SkipReason::RepeatedId { line })
        })
    }

    /// The earlier line with the same content.
    fn earlier_content(&self, contact: &Contact<'j>, hash: u64) -> Option<u32> {
        let (line, earlier) = self.earlier(*self.by_content.get(&hash)?)?;
        (earlier.values == contact.values).then_some(line)
    }

    fn earlier(&self, place: u32) -> Option<(u32, Contact<'j>)> {
        let row = self.judged.rows.get(place as usize)?;
        let mut record = Record::default();
        Records::at(self.text, self.delimiter, row.start, row.line).read(&mut record);
        let mut contact = Contact::default();
        self.layout.compose(self.text, &record, &mut contact).ok()?;
        Some((row.line, contact))
    }

    fn keep_id(&mut self, contact: &Contact<'j>) {
        self.by_id.insert(contact.id.clone(), self.next_row());
    }

    /// What is wrong with a row that would be sent.
    fn fault(&self, record: &Record, blank: bool) -> Option<SkipReason> {
        if blank {
            return Some(SkipReason::Blank);
        }
        let raw = self
            .text
            .as_bytes()
            .get(record.start..record.end)
            .unwrap_or_default();
        let value = |cell: usize| record.cells.get(cell).map(|cell| cell.value(self.text));
        if memchr(0, raw).is_some() {
            let has_nul = |cell: &usize| value(*cell).is_some_and(|value| value.contains('\0'));
            if let Some(cell) = self.layout.cells().find(has_nul) {
                return Some(SkipReason::Nul {
                    column: count(cell + 1),
                });
            }
        }
        if raw.len() > LONGEST {
            for cell in self.layout.cells() {
                let length = value(cell).map_or(0, |value| value.chars().count());
                if length > LONGEST {
                    return Some(SkipReason::TooLong {
                        column: count(cell + 1),
                        length: count(length),
                        limit: count(LONGEST),
                    });
                }
            }
        }
        self.layout.number_cells().iter().find_map(|cell| {
            let value = value(*cell).filter(|value| is_rounded(value))?;
            Some(SkipReason::RoundedNumber {
                column: count(cell + 1),
                value: value.trim().to_owned(),
            })
        })
    }

    fn next_row(&self) -> u32 {
        count(self.judged.rows.len())
    }

    fn note(&mut self, record: &Record, verdict: Verdict) {
        let judged = &mut self.judged;
        let line = record.line;
        let fate = match verdict {
            Verdict::New { wanted_id } => {
                judged.counts.new += 1;
                Fate::New { wanted_id }
            }
            Verdict::Same(with) => {
                judged.counts.same += 1;
                judged.same.push(with);
                Fate::Same(count(judged.same.len() - 1))
            }
            Verdict::Changes(change) => {
                judged.counts.changes += 1;
                judged.changes.push(change);
                Fate::Changes(count(judged.changes.len() - 1))
            }
            Verdict::Skipped(reason) => {
                judged.counts.skipped += 1;
                judged.reasons.push(reason);
                Fate::Skipped(count(judged.reasons.len() - 1))
            }
        };
        judged.rows.push(Row {
            start: record.start,
            line,
            fate,
        });
    }
}

/// A count that fits: more than four milliards of anything do not fit into memory.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
