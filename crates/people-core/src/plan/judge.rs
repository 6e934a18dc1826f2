//! What becomes of each row.

use hashbrown::HashMap;
use memchr::memchr_iter;

use super::changes::Proposed;
use super::existing::{Existing, Fields, filled, name_of};
use super::fates::{Fates, Same, Verdict, count};
use super::faults::{Faults, Shape};
use super::layout::{Contact, Layout};
use super::person::{differences, is_person, is_phone, key, name_into, number_key, numbers};
use super::reading::{Cards, Table};
use super::records::{Record, Records};
use super::values::is_uuid;
use super::{ChangeBy, ChangeChoice, FieldChange, SkipReason};

/// Goes through a file's rows once, in order.
#[derive(Debug)]
pub(super) struct Judge<'j> {
    text: &'j str,
    existing: &'j Existing<'j>,
    delimiter: u8,
    layout: Layout,
    shape: Shape,
    faults: Faults,
    fates: Fates,
    /// The places in [`Fates::contacts`], by id.
    contacts: HashMap<&'j str, u32>,
    /// Rows that will be there afterwards, by the hash of their content.
    by_content: HashMap<u64, u32>,
    /// Rows that are no fault, by the id of the contact that is there and that they are about.
    by_contact: HashMap<&'j str, u32>,
    /// Rows that are no fault, by the hash of the id that they want.
    by_wanted: HashMap<u64, u32>,
    /// What is known of the layout's fields.
    seen: Vec<Seen>,
    /// The name of the row, as names are compared.
    name: String,
}

/// A field of the layout.
#[derive(Debug)]
struct Seen {
    /// Its name, hashed.
    name: u64,
    /// Whether a person is called at it.
    is_phone: bool,
}

/// What a look at the values of a row tells.
struct Look {
    /// The hash of its content.
    content: u64,
    is_blank: bool,
    /// Whether a contact that is there may have one of its numbers.
    has_known_number: bool,
}

impl<'j> Judge<'j> {
    /// Prepares to judge the rows of a table; `layout` is the table's.
    pub fn new(table: &'j Table, layout: Layout, existing: &'j Existing<'j>) -> Self {
        Self {
            text: &table.text,
            existing,
            delimiter: table.reading.delimiter.byte(),
            shape: Shape {
                columns: table.titles.len(),
                required: table.required,
            },
            layout,
            faults: Faults::new(&table.text),
            fates: Fates::default(),
            contacts: HashMap::new(),
            by_content: HashMap::new(),
            by_contact: HashMap::new(),
            by_wanted: HashMap::new(),
            seen: Vec::new(),
            name: String::new(),
        }
    }

    /// Judges the rows from a place and its line on.
    pub fn judge(mut self, (start, line): (usize, u32), cards: Option<&Cards>) -> (Layout, Fates) {
        let mut records = Records::at(self.text, self.delimiter, start, line);
        let mut record = Record::default();
        let mut contact = Contact::default();
        self.make_room(self.text.as_bytes().get(start..).unwrap_or_default());
        let mut refused = cards
            .map_or(&[][..], |cards| &cards.refused)
            .iter()
            .peekable();
        while records.read(&mut record) {
            if record.is_blank() {
                continue;
            }
            let place = self.fates.rows.len();
            if let Some(line) = cards.and_then(|cards| cards.lines.get(place)) {
                record.line = *line;
            }
            let fault = match refused.next_if(|(card, _)| *card == place) {
                Some((_, reason)) => Some(reason.clone()),
                None => self.shape.fault(self.text, &record),
            };
            let verdict = match fault {
                Some(reason) => Verdict::Skipped(reason),
                None => self.verdict(&record, &mut contact),
            };
            self.fates.note(record.start, record.line, verdict);
        }
        (self.layout, self.fates)
    }

    /// Makes room for a row a line, so that nothing is moved as rows come. Lines that are too short for a contact are not
    /// counted on.
    fn make_room(&mut self, rows: &[u8]) {
        const SHORTEST: usize = 16;
        let lines = memchr_iter(b'\n', rows).count();
        let room = lines.min(rows.len() / SHORTEST);
        self.fates.rows.reserve(room);
        self.by_content.reserve(room);
        if self.layout.has_id() {
            self.by_wanted.reserve(room);
        }
    }

    fn verdict(&mut self, record: &Record, contact: &mut Contact<'j>) -> Verdict {
        let look = self.compose(record, contact);
        let (hash, blank) = (look.content, look.is_blank);
        let has_id = !contact.id.is_empty();
        let mine = has_id.then(|| self.existing.by_id(&contact.id)).flatten();
        let wanted_id = mine.is_none() && is_uuid(&contact.id);
        if (mine.is_some() || wanted_id)
            && let Some(earlier) = self.earlier_id(contact, mine)
        {
            return earlier;
        }
        if let Some(mine) = mine {
            if self.agrees(contact, mine) {
                self.by_contact.insert(id_of(mine), self.next_row());
                return Verdict::Same(self.same_as(mine));
            }
            if let Some(reason) = self.fault(record, blank) {
                return Verdict::Skipped(reason);
            }
            let fields = self.edits(contact, mine);
            let change = Proposed::new(record.line, mine, ChangeBy::Id, fields);
            return self.change(change, mine, hash);
        }
        if blank {
            return Verdict::Skipped(SkipReason::Blank);
        }
        if let Some(there) = self.existing.by_content(hash, self.content(contact)) {
            if wanted_id {
                self.keep_wanted(contact);
            }
            return Verdict::Same(self.same_as(there));
        }
        if let Some(line) = self.earlier_content(contact, hash) {
            return Verdict::Same(Same::Line(line));
        }
        if let Some(reason) = self.fault(record, blank) {
            return Verdict::Skipped(reason);
        }
        let about = if look.has_known_number {
            self.about(contact)
        } else {
            None
        };
        if wanted_id {
            self.keep_wanted(contact);
        }
        match about {
            Some((there, fields)) if fields.is_empty() => Verdict::Same(self.same_as(there)),
            Some((there, fields)) => {
                let mut change = Proposed::new(record.line, there, ChangeBy::NameAndNumber, fields);
                change.wanted_id = wanted_id;
                if wanted_id {
                    // Its id says that it is another one, as where a contact comes back from an export of before.
                    change.choice = ChangeChoice::KeepBoth;
                }
                self.change(change, there, hash)
            }
            None => {
                self.by_content.insert(hash, self.next_row());
                Verdict::New { wanted_id }
            }
        }
    }

    /// The contact that has the row's name and one of its numbers, and what the row would change of it: one of which it
    /// changes nothing, or else the first that no row was about so far.
    fn about(&mut self, contact: &Contact<'j>) -> Option<(&'j Fields, Vec<FieldChange>)> {
        let mut name = std::mem::take(&mut self.name);
        let value = |field: &str| {
            self.layout
                .place(field)
                .map_or("", |at| &contact.values[at])
        };
        name_into(value, &mut name);
        self.name = name;
        let mut first = None;
        for number in numbers(self.content(contact)) {
            for there in self.existing.by_person(&self.name, key(&number)) {
                if !is_person(there, &self.name, &number) {
                    continue;
                }
                let fields = differences(self.content(contact), there);
                if fields.is_empty() {
                    return Some((there, fields));
                }
                let is_free = !self.contacts.contains_key(id_of(there));
                if first.is_none() && is_free {
                    first = Some((there, fields));
                }
            }
        }
        first
    }

    /// Makes a record into a contact, and looks at each of its values once.
    fn compose(&mut self, record: &Record, contact: &mut Contact<'j>) -> Look {
        while let Err(field) = self.layout.compose(self.text, record, contact) {
            self.layout.add_field(field);
        }
        for field in self.layout.fields.iter().skip(self.seen.len()) {
            self.seen.push(Seen {
                name: self.existing.hasher().text(&field.name),
                is_phone: is_phone(&field.name),
            });
            self.fates.used.push(false);
        }
        let mut look = Look {
            content: 0,
            is_blank: true,
            has_known_number: false,
        };
        let fields = self.seen.iter().zip(&mut self.fates.used);
        for ((field, used), value) in fields.zip(&contact.values) {
            if value.is_empty() {
                continue;
            }
            *used = true;
            look.is_blank = false;
            look.content = self.existing.hasher().with(look.content, field.name, value);
            if field.is_phone && !look.has_known_number {
                let number = number_key(value);
                look.has_known_number =
                    number.is_some_and(|number| self.existing.has_number(number));
            }
        }
        look
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

    /// What the row says otherwise than the contact that has its id; what it has no column for stays.
    fn edits(&self, contact: &Contact<'j>, mine: &Fields) -> Vec<FieldChange> {
        let named = self.layout.fields.iter().zip(&contact.values);
        let said = named.filter(|(field, value)| field.direct || !value.is_empty());
        said.filter_map(|(field, value)| {
            let before = mine.get(&field.name).map_or("", String::as_str);
            (before != value).then(|| FieldChange {
                field: field.name.clone(),
                before: before.to_owned(),
                after: value.to_string(),
            })
        })
        .collect()
    }

    fn change(&mut self, change: Proposed, there: &'j Fields, hash: u64) -> Verdict {
        let merged = change.change.over(there);
        let merged_hash = self.existing.hasher().hash(filled(&merged));
        if let Some(other) = self.existing.by_content(merged_hash, filled(&merged)) {
            // The server refuses a second contact with the same text.
            return Verdict::Same(self.same_as(other));
        }
        self.by_content.insert(hash, self.next_row());
        self.by_contact.insert(id_of(there), self.next_row());
        self.mention(there);
        Verdict::Changes(change)
    }

    fn same_as(&mut self, there: &'j Fields) -> Same {
        Same::Contact(self.mention(there))
    }

    /// The place of a contact in [`Fates::contacts`].
    fn mention(&mut self, there: &'j Fields) -> u32 {
        let id = id_of(there);
        let contacts = &mut self.fates.contacts;
        *self.contacts.entry(id).or_insert_with(|| {
            contacts.push((id.to_owned(), name_of(there)));
            count(contacts.len() - 1)
        })
    }

    /// What a row is that is about a contact, or wants an id, as an earlier line does.
    fn earlier_id(&self, contact: &Contact<'j>, mine: Option<&Fields>) -> Option<Verdict> {
        let place = match mine {
            Some(mine) => *self.by_contact.get(id_of(mine))?,
            None => *self
                .by_wanted
                .get(&self.existing.hasher().text(&contact.id))?,
        };
        let (line, earlier) = self.earlier(place)?;
        if mine.is_none() && earlier.id != contact.id {
            return None;
        }
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
        let row = self.fates.rows.get(place as usize)?;
        let mut record = Record::default();
        Records::at(self.text, self.delimiter, row.start, row.line).read(&mut record);
        let mut contact = Contact::default();
        self.layout.compose(self.text, &record, &mut contact).ok()?;
        Some((row.line, contact))
    }

    fn keep_wanted(&mut self, contact: &Contact<'j>) {
        let id = self.existing.hasher().text(&contact.id);
        self.by_wanted.insert(id, self.next_row());
    }

    fn fault(&self, record: &Record, blank: bool) -> Option<SkipReason> {
        if blank {
            return Some(SkipReason::Blank);
        }
        self.faults.of(self.text, record, &self.layout)
    }

    fn next_row(&self) -> u32 {
        count(self.fates.rows.len())
    }
}

fn id_of(contact: &Fields) -> &str {
    contact.get("id").map_or("", String::as_str)
}
