//! The user's own contacts, as wazo-dird stores them: names of fields and their texts, as many as there are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::contact::Value;
use crate::display::{ColumnKind, Display};
use crate::number::dialable;

/// The fields that every form shows, in its order.
pub const KNOWN_FIELDS: [&str; 7] = [
    "firstname",
    "lastname",
    "number",
    "mobile",
    "fax",
    "email",
    "company",
];

/// The field that holds the id.
const ID: &str = "id";
/// Digits of the shortest number that is no slip of the finger.
const LEAST_DIGITS: usize = 2;

/// A personal contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalContact {
    /// Its id, a UUID as a rule.
    pub id: String,
    /// Its other fields; no name is reserved beside `id`.
    pub fields: BTreeMap<String, String>,
}

/// What looks wrong with a field; it may be saved all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldCheck {
    /// No e-mail address by its shape.
    Email {
        /// The field's name.
        field: String,
    },
    /// No phone number by its shape.
    Number {
        /// The field's name.
        field: String,
    },
    /// Neither a name nor a number nor an address: it could not be found again.
    Nameless,
}

impl PersonalContact {
    /// Reads the map that the server gives; none without an id.
    pub fn from_map(mut map: BTreeMap<String, String>) -> Option<Self> {
        let id = map.remove(ID).filter(|id| !id.is_empty())?;
        Some(Self { id, fields: map })
    }

    /// The map as the server gives it, with the id.
    pub fn to_map(&self) -> BTreeMap<String, String> {
        let mut map = self.fields.clone();
        map.insert(ID.to_owned(), self.id.clone());
        map
    }

    /// The fields as a form shows them: the known ones always, then any other that the contact has.
    pub fn form(&self) -> Vec<(String, String)> {
        let value = |name: &str| self.fields.get(name).cloned().unwrap_or_default();
        let known = KNOWN_FIELDS
            .into_iter()
            .map(|name| (name.to_owned(), value(name)));
        let others = self
            .fields
            .iter()
            .filter(|(name, _)| !KNOWN_FIELDS.contains(&name.as_str()));
        known
            .chain(others.map(|(name, value)| (name.clone(), value.clone())))
            .collect()
    }

    /// What a filled-in form of the contact changes, as [`merged`](Self::merged) takes it. A field that is as the contact has
    /// it, spaces around it aside, changes nothing; one that is left out goes.
    pub fn edits<'f>(
        &'f self,
        form: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Vec<(&'f str, &'f str)> {
        let mut left_out: BTreeSet<&str> = self.fields.keys().map(String::as_str).collect();
        let mut edits = Vec::new();
        for (name, value) in form {
            left_out.remove(name);
            let there = self.fields.get(name).map_or("", |value| value.trim());
            if there != value.trim() {
                edits.push((name, value));
            }
        }
        edits.extend(left_out.into_iter().map(|name| (name, "")));
        edits
    }

    /// The fields to send after an edit. The server's PUT replaces everything, so fields that the form did
    /// not show stay as they are; one that was emptied goes.
    pub fn merged<'a>(
        &self,
        edits: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> BTreeMap<String, String> {
        let mut fields = self.fields.clone();
        for (name, value) in edits {
            let name = name.trim();
            if name.is_empty() || name == ID {
                continue;
            }
            let value = value.trim();
            match fields.get(name) {
                _ if value.is_empty() => {
                    fields.remove(name);
                }
                Some(old) if old.trim() == value => {}
                _ => {
                    fields.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        fields
    }

    /// What looks wrong.
    pub fn checks(&self) -> Vec<FieldCheck> {
        check(
            self.fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        )
    }

    /// The contact's values in a display, as the server fills it by default: until its own row is there.
    pub fn display_values(&self, display: &Display) -> Vec<Value> {
        let mut numbers = ["number", "mobile"]
            .into_iter()
            .filter_map(|name| self.filled(name));
        let mut values = Vec::with_capacity(display.columns.len());
        for column in &display.columns {
            let text = match (column.kind(), column.type_name.as_deref()) {
                (ColumnKind::Name, _) => self.name(),
                (ColumnKind::Number, _) => numbers.next().map(str::to_owned),
                (ColumnKind::Callable, _) => numbers.next().map(str::to_owned),
                (ColumnKind::Email, _) => self.filled("email").map(str::to_owned),
                (ColumnKind::Text, type_name) => {
                    let named = |name: &str| self.filled(&name.to_lowercase()).map(str::to_owned);
                    type_name
                        .and_then(named)
                        .or_else(|| column.title.as_deref().and_then(named))
                }
                (ColumnKind::Personal, _) => {
                    values.push(Value::Flag(true));
                    continue;
                }
                _ => None,
            };
            values.push(text.map_or(Value::Empty, Value::Text));
        }
        values
    }

    /// First and last name, or what else tells who it is.
    pub fn name(&self) -> Option<String> {
        let names: Vec<&str> = ["firstname", "lastname"]
            .into_iter()
            .filter_map(|name| self.filled(name))
            .collect();
        if names.is_empty() {
            return self.filled("company").map(str::to_owned);
        }
        Some(names.join(" "))
    }

    fn filled(&self, name: &str) -> Option<&str> {
        self.fields
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// What looks wrong with fields as typed, in their order.
pub fn check<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<FieldCheck> {
    let mut checks = Vec::new();
    let mut findable = false;
    for (name, value) in fields {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        let field = || name.to_owned();
        findable |= name == "company"
            || name.ends_with("name")
            || is_number_field(name)
            || is_email_field(name);
        if is_email_field(name) && !looks_like_email(value) {
            checks.push(FieldCheck::Email { field: field() });
        }
        if is_number_field(name) && !looks_like_number(value) {
            checks.push(FieldCheck::Number { field: field() });
        }
    }
    if !findable {
        checks.push(FieldCheck::Nameless);
    }
    checks
}

/// `email`, and further ones as `email2`.
fn is_email_field(name: &str) -> bool {
    is_numbered(name, &["email"])
}

fn is_number_field(name: &str) -> bool {
    is_numbered(name, &["number", "mobile", "fax"])
}

fn is_numbered(name: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Something, one `@`, and a host without spaces; `my@email` is one inside a company.
fn looks_like_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| c.is_whitespace() || matches!(c, '@' | ',' | ';'))
    };
    plain(user)
        && plain(host)
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains("..")
}

fn looks_like_number(text: &str) -> bool {
    dialable(text).is_some_and(|number| number.len() >= LEAST_DIGITS)
}

#[cfg(test)]
mod tests;
