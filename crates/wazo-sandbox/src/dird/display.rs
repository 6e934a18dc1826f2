//! Profiles and their displays: which columns a row has, and how a contact fills them.

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};
use serde_json::{Map, Value, json};

use crate::dird::contact::Contact;
use crate::directory::{Backend, Entry, Person, STACK_UUID};

/// A directory profile of a tenant.
#[derive(Debug)]
pub(crate) struct Profile {
    pub(crate) name: &'static str,
    /// Without one, lookups answer 500.
    pub(crate) display: Option<&'static [Column]>,
    pub(crate) favorites: bool,
    /// Names of the sources it searches.
    pub(crate) sources: Vec<String>,
}

/// A column: title and type may both be null.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) title: Option<&'static str>,
    pub(crate) kind: Option<&'static str>,
    field: Field,
}

#[derive(Clone, Copy, Debug)]
enum Field {
    Name,
    Firstname,
    Lastname,
    Number,
    Mobile,
    Voicemail,
    Email,
    Company,
    /// With the words that the recorded display has for none.
    CompanyOrNone,
    Favorite,
    Personal,
    Id,
    /// Nothing fills it, in any source.
    Unmapped,
}

const fn column(title: Option<&'static str>, kind: Option<&'static str>, field: Field) -> Column {
    Column { title, kind, field }
}

/// What a new tenant gets. Its voicemail column stays null: the stock source maps none.
pub(crate) const STOCK: &[Column] = &[
    column(Some("Nom"), Some("name"), Field::Name),
    column(Some("Prénom"), Some("firstname"), Field::Firstname),
    column(Some("Nom de famille"), Some("lastname"), Field::Lastname),
    column(Some("Numéro"), Some("number"), Field::Number),
    column(Some("Mobile"), Some("number"), Field::Mobile),
    column(Some("Boîte vocale"), Some("voicemail"), Field::Unmapped),
    column(Some("Favoris"), Some("favorite"), Field::Favorite),
    column(Some("E-mail"), Some("email"), Field::Email),
];

/// One of every type, a repeated one, a null type and a null title.
pub(crate) const FULL: &[Column] = &[
    column(Some("Name"), Some("name"), Field::Name),
    column(Some("Number"), Some("number"), Field::Number),
    column(Some("Mobile"), Some("number"), Field::Mobile),
    column(Some("Email"), Some("email"), Field::Email),
    column(Some("Company"), None, Field::CompanyOrNone),
    column(Some("Favorite"), Some("favorite"), Field::Favorite),
    column(Some("Personal"), Some("personal"), Field::Personal),
    column(Some("Agent"), Some("agent"), Field::Unmapped),
    column(Some("VM"), Some("voicemail"), Field::Voicemail),
    column(None, Some("status"), Field::Id),
];

/// What an administrator who thinks of receptionists sets up.
pub(crate) const OFFICE: &[Column] = &[
    column(Some("Name"), Some("name"), Field::Name),
    column(Some("Number"), Some("number"), Field::Number),
    column(Some("Mobile"), Some("number"), Field::Mobile),
    column(Some("Email"), Some("email"), Field::Email),
    column(Some("Company"), None, Field::Company),
    column(Some("Agent"), Some("agent"), Field::Unmapped),
    column(Some("Voicemail"), Some("voicemail"), Field::Voicemail),
    column(Some("Favorite"), Some("favorite"), Field::Favorite),
    column(Some("Personal"), Some("personal"), Field::Personal),
];

pub(crate) fn headers(columns: &[Column]) -> Vec<Option<&'static str>> {
    columns.iter().map(|column| column.title).collect()
}

pub(crate) fn types(columns: &[Column]) -> Vec<Option<&'static str>> {
    columns.iter().map(|column| column.kind).collect()
}

/// A contact of any source on its way to a row; it borrows everything.
#[derive(Clone, Debug)]
pub(crate) struct Card<'a> {
    pub(crate) source: &'a str,
    pub(crate) backend: Backend,
    pub(crate) favorite: bool,
    id: Cell<'a>,
    entry_id: EntryId<'a>,
    name: Cell<'a>,
    firstname: Option<&'a str>,
    lastname: Option<&'a str>,
    number: Option<&'a str>,
    mobile: Option<&'a str>,
    voicemail: Option<&'a str>,
    email: Option<&'a str>,
    company: Option<&'a str>,
    user: Option<&'a Person>,
}

#[derive(Clone, Copy, Debug)]
enum EntryId<'a> {
    Number(u32),
    Text(&'a str),
}

#[derive(Clone, Copy, Debug)]
enum Cell<'a> {
    Null,
    Bool(bool),
    Number(u32),
    Text(&'a str),
    Words(&'a str, &'a str),
}

impl<'a> Card<'a> {
    pub(crate) fn person(person: &'a Person, source: &'a str) -> Self {
        Card {
            source,
            backend: Backend::Wazo,
            favorite: false,
            id: Cell::Number(person.id),
            entry_id: EntryId::Number(person.id),
            name: whole_name(Some(&person.firstname), Some(&person.lastname)),
            firstname: Some(&person.firstname),
            lastname: Some(&person.lastname),
            number: person.exten.as_deref(),
            mobile: person.mobile.as_deref(),
            voicemail: person.voicemail.as_deref(),
            email: person.email.as_deref(),
            company: None,
            user: Some(person),
        }
    }

    pub(crate) fn entry(entry: &'a Entry, source: &'a str, backend: Backend) -> Self {
        let id = match backend {
            Backend::Conference => entry.id.parse().map_or(Cell::Text(&entry.id), Cell::Number),
            Backend::Csv => Cell::Null,
            _ => Cell::Text(&entry.id),
        };
        let name = match &entry.name {
            Some(name) => Cell::Text(name),
            None => whole_name(entry.firstname.as_deref(), entry.lastname.as_deref()),
        };
        Card {
            source,
            backend,
            favorite: false,
            id,
            entry_id: EntryId::Text(&entry.id),
            name,
            firstname: entry.firstname.as_deref(),
            lastname: entry.lastname.as_deref(),
            number: entry.number.as_deref(),
            mobile: entry.mobile.as_deref(),
            voicemail: None,
            email: entry.email.as_deref(),
            company: entry.company.as_deref(),
            user: None,
        }
    }

    pub(crate) fn personal(contact: &'a Contact, source: &'a str) -> Self {
        Card {
            source,
            backend: Backend::Personal,
            favorite: false,
            id: Cell::Text(&contact.id),
            entry_id: EntryId::Text(&contact.id),
            name: whole_name(contact.field("firstname"), contact.field("lastname")),
            firstname: contact.field("firstname"),
            lastname: contact.field("lastname"),
            number: contact.field("number"),
            mobile: contact.field("mobile"),
            voicemail: None,
            email: contact.field("email"),
            company: contact.field("company"),
            user: None,
        }
    }

    /// `source_entry_id`, one half of a favourite's key.
    pub(crate) fn entry_id(&self) -> String {
        match self.entry_id {
            EntryId::Number(number) => number.to_string(),
            EntryId::Text(text) => text.to_owned(),
        }
    }

    /// Whether one of its numbers is exactly that.
    pub(crate) fn has_number(&self, exten: &str) -> bool {
        [self.number, self.mobile].contains(&Some(exten))
    }

    pub(crate) fn display_name(&self) -> Option<String> {
        match self.name {
            Cell::Text(name) => Some(name.to_owned()),
            Cell::Words(first, last) => Some(format!("{first} {last}")),
            Cell::Null | Cell::Bool(_) | Cell::Number(_) => None,
        }
    }

    /// What a reverse lookup tells of it.
    pub(crate) fn fields(&self) -> Map<String, Value> {
        let fields = [
            ("firstname", self.firstname),
            ("lastname", self.lastname),
            ("phone", self.number),
            ("phone_mobile", self.mobile),
            ("email", self.email),
        ];
        let name = self.display_name();
        fields
            .into_iter()
            .chain([("name", name.as_deref()), ("reverse", name.as_deref())])
            .map(|(field, value)| (field.to_owned(), json!(value)))
            .chain([("id".to_owned(), json!(self.id))])
            .collect()
    }

    fn cell(&self, field: Field) -> Cell<'a> {
        let text = |value: Option<&'a str>| value.map_or(Cell::Null, Cell::Text);
        match field {
            Field::Name => self.name,
            Field::Firstname => text(self.firstname),
            Field::Lastname => text(self.lastname),
            Field::Number => text(self.number),
            Field::Mobile => text(self.mobile),
            Field::Voicemail => text(self.voicemail),
            Field::Email => text(self.email),
            Field::Company => text(self.company),
            Field::CompanyOrNone => Cell::Text(self.company.unwrap_or("(none)")),
            Field::Favorite => Cell::Bool(self.favorite),
            Field::Personal => Cell::Bool(self.backend == Backend::Personal),
            Field::Id => self.id,
            Field::Unmapped => Cell::Null,
        }
    }
}

/// `"{firstname} {lastname}"` without the space around it, null when nothing is left.
fn whole_name<'a>(firstname: Option<&'a str>, lastname: Option<&'a str>) -> Cell<'a> {
    let (firstname, lastname) = (firstname.unwrap_or_default(), lastname.unwrap_or_default());
    match (firstname.trim_start(), lastname.trim_end()) {
        ("", last) if last.trim_start().is_empty() => Cell::Null,
        ("", last) => Cell::Text(last.trim_start()),
        (first, "") => Cell::Text(first.trim_end()),
        (first, last) => Cell::Words(first, last),
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Null => serializer.serialize_none(),
            Cell::Bool(value) => serializer.serialize_bool(*value),
            Cell::Number(value) => serializer.serialize_u32(*value),
            Cell::Text(value) => serializer.serialize_str(value),
            Cell::Words(first, last) => serializer.collect_str(&format_args!("{first} {last}")),
        }
    }
}

/// A card in the columns of a display.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) card: &'a Card<'a>,
    pub(crate) columns: &'a [Column],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Row", 4)?;
        row.serialize_field("column_values", &Values(self))?;
        row.serialize_field("relations", &Relations(self.card))?;
        row.serialize_field("source", self.card.source)?;
        row.serialize_field("backend", self.card.backend.name())?;
        row.end()
    }
}

struct Values<'a>(&'a Row<'a>);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut values = serializer.serialize_seq(Some(self.0.columns.len()))?;
        for column in self.0.columns {
            values.serialize_element(&self.0.card.cell(column.field))?;
        }
        values.end()
    }
}

/// Always six keys; only the `wazo` backend fills the first five.
struct Relations<'a>(&'a Card<'a>);

impl Serialize for Relations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let user = self.0.user;
        let mut relations = serializer.serialize_struct("Relations", 6)?;
        relations.serialize_field("xivo_id", &user.map(|_| STACK_UUID))?;
        relations.serialize_field(
            "agent_id",
            &user
                .and_then(|user| user.agent.as_ref())
                .map(|agent| agent.id),
        )?;
        relations.serialize_field("user_id", &user.map(|user| user.id))?;
        relations.serialize_field("user_uuid", &user.map(|user| user.uuid))?;
        relations.serialize_field("endpoint_id", &user.and_then(Person::line))?;
        relations.serialize_field("source_entry_id", &self.0.entry_id)?;
        relations.end()
    }
}

impl Serialize for EntryId<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            EntryId::Number(number) => serializer.collect_str(number),
            EntryId::Text(text) => serializer.serialize_str(text),
        }
    }
}
