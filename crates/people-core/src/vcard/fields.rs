//! From the properties of a card to the fields of a contact.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Syntax;
use super::frame::own_lines;
use super::meaning::{Meaning, meaning};
use super::property::{NoProperty, Property, properties};
use super::value::{Text, Undecodable, decoded};
use crate::plan::{Fields, NumberKind, SkipReason, number_kind, split_name};

/// How many values of a field are told apart, as in the columns of a CSV file; further ones stand together in the last.
pub(super) const MOST: u32 = 9;

/// Under which name the id of a card is made whose `UID` is no UUID.
const UID_NAMESPACE: Uuid = Uuid::from_u128(0x6f0d_52f4_3a0c_4c53_9d38_6e1c_2b7a_90e5);

/// Google's category of every contact, which says nothing.
const EVERYONE: &str = "myContacts";

/// What a card says.
#[derive(Debug)]
pub(super) struct Contents {
    pub fields: Fields,
    /// Why no contact can be made of it.
    pub refused: Option<SkipReason>,
    /// The properties that no field has room for.
    pub ignored: Vec<String>,
}

/// Reads a card's body.
pub(super) fn contents(body: &str) -> Contents {
    let syntax = syntax(body);
    let mut card = Draft::default();
    let mut read = Vec::new();
    for property in properties(own_lines(body), syntax) {
        match property {
            Ok(property) => read.push(property),
            Err(NoProperty(line)) => card.blame(line),
        }
    }
    // The words that a person chose for a property stand in another one of its group.
    let labels: BTreeMap<&str, &str> = read
        .iter()
        .filter(|property| property.name == "X-ABLABEL")
        .filter_map(|label| Some((label.group.as_deref()?, label.value.as_ref())))
        .collect();
    for property in &read {
        let group = property.group.as_deref();
        let label = group.and_then(|group| labels.get(group));
        match meaning(&property.name) {
            Meaning::Silent => {}
            Meaning::Nothing => card.ignore(property),
            meaning => match decoded(property) {
                Ok(raw) => {
                    let text = Text { raw: &raw, syntax };
                    card.take(meaning, property, text, label.copied().unwrap_or_default());
                }
                Err(Undecodable) => card.blame(property.name.clone()),
            },
        }
    }
    card.finish()
}

fn syntax(body: &str) -> Syntax {
    let version = own_lines(body).find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_version = name.trim().eq_ignore_ascii_case("VERSION");
        is_version.then(|| value.trim())
    });
    match version {
        Some("2.1") => Syntax::Old,
        _ => Syntax::New,
    }
}

/// What is known of a contact while its card is read.
#[derive(Debug, Default)]
struct Draft {
    fields: Fields,
    /// Values with the field that they fill, where several may: the lowest rank fills it first.
    listed: Vec<(Rank, &'static str, String)>,
    whole_name: String,
    is_company: bool,
    is_group: bool,
    own: Vec<(String, String)>,
    fault: Option<SkipReason>,
    ignored: Vec<String>,
}

/// How much a value is preferred, and whether it is of work, home or neither: the lower comes first.
type Rank = (u32, u32);

impl Draft {
    /// Notes what cannot be read; the first fault is told.
    fn blame(&mut self, what: String) {
        let property = Some(what);
        self.fault.get_or_insert(SkipReason::BadCard { property });
    }

    fn ignore(&mut self, property: &Property<'_>) {
        // The card of an agent stands below its property.
        if !property.value.trim().is_empty() || property.name == "AGENT" {
            self.ignored.push(property.name.clone());
        }
    }

    fn take(&mut self, meaning: Meaning, property: &Property<'_>, text: Text<'_>, label: &str) {
        let mut list = |field, value| self.listed.push((rank(property), field, value));
        match meaning {
            Meaning::Name => self.name(text),
            Meaning::WholeName if self.whole_name.is_empty() => self.whole_name = text.trimmed(),
            Meaning::WholeName | Meaning::Silent | Meaning::Nothing => {}
            Meaning::Company => {
                let mut parts = text.parts(';').map(Text::trimmed);
                list("company", parts.next().unwrap_or_default());
                list("department", joined(parts, ", "));
            }
            Meaning::Number => {
                let (number, extension) = number(&text.trimmed());
                list(number_field(property, label), number);
                list("extension", extension);
            }
            Meaning::Text(field) => list(field, without_scheme(text.trimmed(), "mailto:")),
            Meaning::Texts(field) => {
                let texts = text.parts(',').map(Text::trimmed);
                list(field, joined(texts.filter(|text| text != EVERYONE), ", "));
            }
            Meaning::Address => {
                let lines = text.parts(';').take(7).map(|part| {
                    let lines = part.trimmed();
                    joined(lines.lines().map(|line| line.trim().to_owned()), ", ")
                });
                list("address", joined(lines, ", "));
            }
            Meaning::Day(field) => {
                list(
                    field,
                    day(&text.trimmed(), property.first("X-APPLE-OMIT-YEAR")),
                );
            }
            Meaning::Id => self.id(&text.trimmed()),
            Meaning::Kind => {
                let kind = text.trimmed();
                self.is_group |= kind.eq_ignore_ascii_case("group");
                self.is_company |= kind.eq_ignore_ascii_case("org");
            }
            Meaning::OwnField => {
                let mut parts = text.parts(';');
                let name = parts.next().map(Text::exact).unwrap_or_default();
                let value = parts.next().map(Text::exact).unwrap_or_default();
                self.own.push((name, value));
            }
        }
    }

    fn name(&mut self, text: Text<'_>) {
        let parts: Vec<String> = text
            .parts(';')
            .map(|part| joined(part.parts(',').map(Text::trimmed), " "))
            .collect();
        let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
        for (field, value) in [
            ("lastname", part(0)),
            ("firstname", joined([part(1), part(2)].into_iter(), " ")),
            ("prefix", part(3)),
            ("suffix", part(4)),
        ] {
            self.set(field, value);
        }
    }

    fn id(&mut self, uid: &str) {
        if uid.is_empty() || self.fields.contains_key("id") {
            return;
        }
        let id = Uuid::try_parse(&uid.to_ascii_lowercase()).unwrap_or_else(|_| {
            self.set("uid", uid.to_owned());
            Uuid::new_v5(&UID_NAMESPACE, uid.as_bytes())
        });
        self.set("id", id.hyphenated().to_string());
    }

    /// Fills a field that is empty.
    fn set(&mut self, field: &str, value: String) {
        if !value.is_empty() && !self.fields.contains_key(field) {
            self.fields.insert(field.to_owned(), value);
        }
    }

    /// Fills a field, or the first of `field2`, `field3`… that is empty, unless the value is there.
    fn fill(&mut self, field: &str, value: String) {
        for number in 1..=MOST {
            let place = self.fields.entry(numbered(field, number)).or_default();
            if place.is_empty() {
                *place = value;
                return;
            }
            if *place == value {
                return;
            }
            if number == MOST {
                place.push_str(" ::: ");
                place.push_str(&value);
            }
        }
    }

    fn finish(mut self) -> Contents {
        self.listed.sort_by_key(|(rank, ..)| *rank);
        for (_, field, value) in std::mem::take(&mut self.listed) {
            if !value.is_empty() {
                self.fill(field, value);
            }
        }
        self.whole_name();
        for (field, value) in std::mem::take(&mut self.own) {
            if value.is_empty() {
                self.fields.remove(&field);
            } else {
                self.fields.insert(field, value);
            }
        }
        let refused = match self.is_group {
            true => Some(SkipReason::Group),
            false => self.fault,
        };
        Contents {
            fields: self.fields,
            refused,
            ignored: self.ignored,
        }
    }

    /// Takes the names from the whole one where the card has none. Many programs write there what else they have instead.
    fn whole_name(&mut self) {
        let has = |field: &str| self.fields.contains_key(field);
        let whole = std::mem::take(&mut self.whole_name);
        if has("firstname") || has("lastname") || self.fields.values().any(|value| *value == whole)
        {
            return;
        }
        if self.is_company {
            self.set("company", whole);
        } else {
            let (first, last) = split_name(&whole);
            self.set("firstname", first.to_owned());
            self.set("lastname", last.to_owned());
        }
    }
}

/// The name of a further value's field: `number`, `number2`…
pub(super) fn numbered(field: &str, number: u32) -> String {
    match number {
        1 => field.to_owned(),
        _ => format!("{field}{number}"),
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let filled: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    filled.join(between)
}

/// Preferred ones before others, then work before home before neither.
fn rank(property: &Property<'_>) -> Rank {
    let preference = match property.first("PREF") {
        Some(number) => number.parse().unwrap_or(100),
        None if property.is("PREF") => 1,
        None => 101,
    };
    let place = if property.is("WORK") {
        0
    } else if property.is("HOME") {
        1
    } else {
        2
    };
    (preference, place)
}

/// The field of a number, by its types or by the words that a person chose for it.
fn number_field(property: &Property<'_>, label: &str) -> &'static str {
    let by_label = number_kind(label);
    if property.is("FAX") || by_label == NumberKind::Fax {
        "fax"
    } else if property.is("CELL") || by_label == NumberKind::Mobile {
        "mobile"
    } else {
        "number"
    }
}

/// The number and the extension of `tel:+1-555;ext=3` (RFC 3966); any other text is the number.
fn number(text: &str) -> (String, String) {
    let Some(uri) = strip_scheme(text, "tel:") else {
        return (text.to_owned(), String::new());
    };
    let mut parts = uri.split(';');
    let number = parts.next().unwrap_or_default();
    let extension = parts.find_map(|part| strip_scheme(part, "ext="));
    (number.to_owned(), extension.unwrap_or_default().to_owned())
}

fn without_scheme(text: String, scheme: &str) -> String {
    strip_scheme(&text, scheme).map_or(text.clone(), str::to_owned)
}

fn strip_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let start = text.get(..scheme.len())?;
    start
        .eq_ignore_ascii_case(scheme)
        .then(|| text.get(scheme.len()..).unwrap_or_default())
}

/// A day as `1980-05-07`, or `--05-07` without a year; any other text is left alone.
fn day(text: &str, no_year: Option<&str>) -> String {
    let date = text.split_once('T').map_or(text, |(date, _)| date);
    let (year, rest) = match date.strip_prefix("--") {
        Some(rest) => ("-", rest),
        None => match date.split_at_checked(4) {
            Some(parts) => parts,
            None => return text.to_owned(),
        },
    };
    let digits: String = rest.chars().filter(|c| *c != '-').collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = digits.len() == 4 && is_number(&digits) && (year == "-" || is_number(year));
    if !is_day {
        return text.to_owned();
    }
    let year = if no_year == Some(year) { "-" } else { year };
    let (month, day) = digits.split_at(2);
    format!("{year}-{month}-{day}")
}
