//! What the columns of a file are for, and how a record becomes a contact's fields.

use std::borrow::Cow;

use super::aliases::{self, Alias, Meaning, Rank};
use super::records::Record;
use super::values::{
    Cleaning, NumberKind, is_bare, may_be_several, number_kind, several, split_name,
};
use super::{ColumnUse, FileColumn, HeaderFamily};

/// The field that stands for first and last name in one, in files that are not an export of ours.
pub(super) const WHOLE_NAME: &str = "name";

/// How many values of a field are told apart; further ones stand together in the last.
const MOST: u32 = 9;

/// What each column is for.
///
/// Several columns may fill one field. The first filled one has it, by the place of its title in the table of
/// aliases and then by title and by place in the file; a different value goes on to `number2`, `number3`…
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The fields that are filled; grows by [`Layout::add_field`].
    pub fields: Vec<Field>,
    /// The columns in the order in which they fill fields.
    columns: Vec<Column>,
    number_cells: Vec<usize>,
    id: Option<usize>,
    cleaning: Cleaning,
    /// Whether a cell may hold several values.
    several: bool,
}

/// A field that the file fills.
#[derive(Debug)]
pub(super) struct Field {
    pub name: String,
    /// Whether a column is there for it alone, so that an empty cell says that it is empty.
    pub direct: bool,
    /// Whether it is left out when no row fills it.
    pub optional: bool,
    /// Whether a cell may hold several values of it.
    listed: bool,
}

#[derive(Debug)]
struct Column {
    cell: usize,
    role: Role,
    rank: (Rank, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Field(usize),
    Joined(usize),
    Phone(Phone),
    WholeName { first: usize, last: usize },
}

/// A phone number whose kind stands in another cell, and the fields that it may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Phone {
    label: Option<usize>,
    number: usize,
    mobile: usize,
    fax: usize,
}

/// A record as a contact's fields.
#[derive(Debug, Default)]
pub(super) struct Contact<'t> {
    /// The `id` cell, trimmed; empty when there is none.
    pub id: Cow<'t, str>,
    /// One value a field of the layout.
    pub values: Vec<Cow<'t, str>>,
}

/// A field that no column names was needed.
#[derive(Debug)]
pub(super) struct NewField(pub String);

impl Layout {
    /// The layout of these columns; their uses are as [`columns`] gives them or as a person changed them.
    pub fn new(columns: &[FileColumn], family: HeaderFamily, cleaning: Cleaning) -> Self {
        let mut layout = Self {
            fields: Vec::new(),
            columns: Vec::new(),
            number_cells: Vec::new(),
            id: None,
            cleaning,
            several: false,
        };
        for (cell, column) in columns.iter().enumerate() {
            if let ColumnUse::Field { field } = &column.target {
                layout.add_column(cell, column, field, columns, family);
            }
        }
        layout.columns.sort_by(|a, b| a.rank.cmp(&b.rank));
        layout
    }

    /// The layout of a table whose columns are these fields as they are. An empty value says nothing, and a field that is
    /// never filled is left out.
    pub fn of_fields(fields: &[String]) -> Self {
        let columns = super::header::export_columns(fields);
        let mut layout = Self::new(&columns, HeaderFamily::Other, Cleaning::LITERAL);
        for field in &mut layout.fields {
            field.direct = false;
            field.optional = true;
        }
        layout
    }

    /// The same for the rows of a text.
    pub fn of_text(mut self, text: &str) -> Self {
        self.several = may_be_several(text);
        self
    }

    fn add_column(
        &mut self,
        cell: usize,
        column: &FileColumn,
        field: &str,
        all: &[FileColumn],
        family: HeaderFamily,
    ) {
        let alias = self.alias(&column.title);
        let meaning = alias.map(|alias| alias.meaning);
        let role = if field == "id" {
            self.id.get_or_insert(cell);
            return;
        } else if field == WHOLE_NAME && !self.cleaning.literal {
            let first = self.field("firstname", false);
            let last = self.field("lastname", false);
            Role::WholeName { first, last }
        } else if field == "number" && meaning == Some(Meaning::LabelledPhone) {
            let number = self.field("number", false);
            let [mobile, fax] = ["mobile", "fax"].map(|kind| {
                let at = self.field(kind, false);
                self.fields[at].optional = true;
                at
            });
            let label = alias.and_then(|alias| self.label_of(alias, all));
            Role::Phone(Phone {
                label,
                number,
                mobile,
                fax,
            })
        } else if field == "firstname" && meaning == Some(Meaning::MiddleName) {
            Role::Joined(self.field(field, true))
        } else {
            let at = self.field(field, true);
            let foreign = !matches!(family, HeaderFamily::Wazo | HeaderFamily::Other);
            if (foreign && !column.known) || column.title.is_empty() {
                self.fields[at].optional = true;
            }
            Role::Field(at)
        };
        let as_it_was = self.cleaning.literal && !self.cleaning.guarded;
        if is_number(field) && !as_it_was {
            self.number_cells.push(cell);
        }
        let rank = alias.map_or((usize::MAX, 0, 0), |alias| alias.rank);
        self.columns.push(Column {
            cell,
            role,
            rank: (rank, column.title.clone()),
        });
    }

    fn alias(&self, title: &str) -> Option<Alias> {
        if self.cleaning.literal {
            None
        } else {
            aliases::alias(title)
        }
    }

    fn label_of(&self, phone: Alias, all: &[FileColumn]) -> Option<usize> {
        all.iter().position(|column| {
            self.alias(&column.title).is_some_and(|alias| {
                alias.meaning == Meaning::PhoneLabel && alias.ordinal == phone.ordinal
            })
        })
    }

    /// The place of a field, which is added when it is not there.
    fn field(&mut self, name: &str, direct: bool) -> usize {
        let at = self.place(name).unwrap_or_else(|| {
            self.fields.push(Field {
                name: name.to_owned(),
                direct: false,
                optional: false,
                listed: name == "email" || is_number(name),
            });
            self.fields.len() - 1
        });
        self.fields[at].direct |= direct;
        at
    }

    /// The place of a field among [`Layout::fields`].
    pub fn place(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Adds the field that [`Layout::compose`] asked for.
    pub fn add_field(&mut self, NewField(name): NewField) {
        self.field(&name, false);
    }

    /// The places of the fields that are shown; `used` says which ones a row fills.
    pub fn shown(&self, used: &[bool]) -> impl Iterator<Item = usize> {
        let is_used = |at: usize| used.get(at).is_some_and(|used| *used);
        (0..self.fields.len()).filter(move |at| !self.fields[*at].optional || is_used(*at))
    }

    /// Marks the columns as left out that nothing fills, where a program writes a hundred of them.
    pub fn drop_unused(&self, columns: &mut [FileColumn], used: &[bool]) {
        for (at, field) in self.fields.iter().enumerate() {
            if field.optional && field.direct && !used.get(at).is_some_and(|used| *used) {
                let this = ColumnUse::Field {
                    field: field.name.clone(),
                };
                for column in columns.iter_mut().filter(|column| column.target == this) {
                    column.target = ColumnUse::Drop;
                }
            }
        }
    }

    /// Whether a column holds ids.
    pub fn has_id(&self) -> bool {
        self.id.is_some()
    }

    /// The cells that fill `number`, `mobile` or `fax`, where a spreadsheet may have had the file in hand.
    pub fn number_cells(&self) -> &[usize] {
        &self.number_cells
    }

    /// The cells that are used.
    pub fn cells(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|column| column.cell).chain(self.id)
    }

    /// Makes a record into a contact; fails when it needs one field more than there are.
    pub fn compose<'t>(
        &self,
        source: &'t str,
        record: &Record,
        contact: &mut Contact<'t>,
    ) -> Result<(), NewField> {
        let value = |cell: usize| {
            let cell = record.cells.get(cell);
            cell.map_or(Cow::Borrowed(""), |cell| cell.value(source))
        };
        contact.id = match self.id {
            Some(cell) => Cleaning::trim(value(cell)),
            None => Cow::Borrowed(""),
        };
        contact.values.clear();
        contact.values.resize_with(self.fields.len(), Cow::default);
        let mut whole_name = None;
        let mut more: Vec<(usize, Cow<'t, str>)> = Vec::new();
        for column in &self.columns {
            let Some(cell) = record.cells.get(column.cell) else {
                continue;
            };
            // Most values are what stands in the file, in a field of their own.
            if let Role::Field(at) = column.role
                && let Some(text) = cell.plain(source)
                && is_bare(text)
                && !self.several
                && contact.values[at].is_empty()
            {
                contact.values[at] = Cow::Borrowed(text);
                continue;
            }
            let text = self.cleaning.clean(cell.value(source));
            if text.is_empty() {
                continue;
            }
            match column.role {
                Role::Field(at) if self.cleaning.literal => contact.values[at] = text,
                Role::Field(at) => self.fill(at, text, contact, &mut more),
                Role::Joined(at) if contact.values[at].is_empty() => contact.values[at] = text,
                Role::Joined(at) => {
                    let joined = contact.values[at].to_mut();
                    joined.push(' ');
                    joined.push_str(&text);
                }
                Role::Phone(phone) => {
                    let label = phone.label.map(value).unwrap_or_default();
                    let at = match number_kind(&label) {
                        NumberKind::Number => phone.number,
                        NumberKind::Mobile => phone.mobile,
                        NumberKind::Fax => phone.fax,
                    };
                    self.fill(at, text, contact, &mut more);
                }
                Role::WholeName { first, last } if whole_name.is_none() => {
                    whole_name = Some((text, first, last));
                }
                Role::WholeName { .. } => {}
            }
        }
        self.fill_more(more, contact)?;
        if let Some((whole, first, last)) = whole_name
            && contact.values[first].is_empty()
            && contact.values[last].is_empty()
        {
            let (given, family) = split_name(&whole);
            contact.values[first] = Cow::Owned(given.to_owned());
            contact.values[last] = Cow::Owned(family.to_owned());
        }
        Ok(())
    }

    /// Fills a field with the value, or with the first of its several values; what differs goes to `more`.
    fn fill<'t>(
        &self,
        at: usize,
        value: Cow<'t, str>,
        contact: &mut Contact<'t>,
        more: &mut Vec<(usize, Cow<'t, str>)>,
    ) {
        if self.several
            && self.fields[at].listed
            && let Some(parts) = several(&value)
        {
            for part in parts {
                self.fill_one(at, Cow::Owned(part), contact, more);
            }
        } else {
            self.fill_one(at, value, contact, more);
        }
    }

    fn fill_one<'t>(
        &self,
        at: usize,
        value: Cow<'t, str>,
        contact: &mut Contact<'t>,
        more: &mut Vec<(usize, Cow<'t, str>)>,
    ) {
        if contact.values[at].is_empty() {
            contact.values[at] = value;
        } else if contact.values[at] != value {
            more.push((at, value));
        }
    }

    fn fill_more<'t>(
        &self,
        more: Vec<(usize, Cow<'t, str>)>,
        contact: &mut Contact<'t>,
    ) -> Result<(), NewField> {
        for (at, value) in more {
            for number in 2..=MOST {
                let name = format!("{}{number}", self.fields[at].name);
                let next = self.place(&name).ok_or(NewField(name))?;
                let there = &mut contact.values[next];
                if there.is_empty() {
                    *there = value;
                    break;
                }
                if *there == value {
                    break;
                }
                if number == MOST {
                    there.to_mut().push_str(&format!(" ::: {value}"));
                    break;
                }
            }
        }
        Ok(())
    }
}

fn is_number(field: &str) -> bool {
    matches!(field, "number" | "mobile" | "fax")
}
