//! Contacts as vCard 4.0 (RFC 6350).

use std::collections::BTreeMap;

use uuid::Uuid;

use super::fields::{MOST, contents, numbered};
use super::meaning::OWN_FIELD;
use crate::plan::Fields;

/// The contacts as vCard 4.0: UTF-8, CRLF, lines of at most 75 octets.
///
/// Each field stands in the property that other programs know it by. What these do not say exactly, as a field of a person's
/// own or a blank at the end, is said in `X-PEOPLE-FIELD:name;value` as well, so that [`read`](super::read) gives every
/// contact back; an empty field is none.
pub fn write(contacts: &[Fields]) -> Vec<u8> {
    let mut cards = String::new();
    for contact in contacts {
        let contact: Contact<'_> = contact
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(field, value)| (field.as_str(), value.as_str()))
            .collect();
        let mut body = String::new();
        known_properties(&mut body, &contact);
        own_fields(&mut body, &contact);
        cards.push_str("BEGIN:VCARD\r\n");
        cards.push_str(&body);
        cards.push_str("END:VCARD\r\n");
    }
    cards.into_bytes()
}

/// The filled fields of a contact.
type Contact<'c> = BTreeMap<&'c str, &'c str>;

/// The longest line, in octets (RFC 6350, 3.2).
const WIDEST: usize = 75;

/// How a field is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    Text,
    Texts,
    Company,
    Address,
    Day,
    Uri,
}

/// Properties that may stand several times, with the field of the first.
const KNOWN: [(&str, &str, Form); 15] = [
    ("company", "ORG", Form::Company),
    ("title", "TITLE", Form::Text),
    ("role", "ROLE", Form::Text),
    ("number", "TEL;TYPE=work", Form::Text),
    ("mobile", "TEL;TYPE=cell", Form::Text),
    ("fax", "TEL;TYPE=fax", Form::Text),
    ("email", "EMAIL", Form::Text),
    ("chat", "IMPP", Form::Uri),
    ("address", "ADR", Form::Address),
    ("website", "URL", Form::Uri),
    ("nickname", "NICKNAME", Form::Texts),
    ("birthday", "BDAY", Form::Day),
    ("anniversary", "ANNIVERSARY", Form::Day),
    ("categories", "CATEGORIES", Form::Texts),
    ("note", "NOTE", Form::Text),
];

fn known_properties(body: &mut String, contact: &Contact<'_>) {
    let text = |field: &str| contact.get(field).copied().unwrap_or_default();
    write_line(body, "VERSION:4.0");
    if let Ok(id) = Uuid::try_parse(text("id")) {
        write_line(body, &format!("UID:{}", id.urn()));
    }
    write_line(body, &format!("FN:{}", escaped(&display_name(contact))));
    let name = ["lastname", "firstname", "prefix", "suffix"].map(|field| escaped(text(field)));
    let [last, first, prefix, suffix] = &name;
    if name.iter().any(|part| !part.is_empty()) {
        write_line(body, &format!("N:{last};{first};;{prefix};{suffix}"));
    }
    if text("company").is_empty() && !text("department").is_empty() {
        write_line(body, &format!("ORG:;{}", escaped(text("department"))));
    }
    for (field, property, form) in KNOWN {
        for number in 1..=MOST {
            let value = text(&numbered(field, number));
            if value.is_empty() {
                continue;
            }
            let line = match form {
                Form::Text => format!("{property}:{}", escaped(value)),
                Form::Texts => {
                    let parts: Vec<String> = value.split(", ").map(escaped).collect();
                    format!("{property}:{}", parts.join(","))
                }
                Form::Company if number == 1 && !text("department").is_empty() => {
                    let department = escaped(text("department"));
                    format!("{property}:{};{department}", escaped(value))
                }
                Form::Company => format!("{property}:{}", escaped(value)),
                Form::Address => format!("{property}:;;{};;;;", escaped(value)),
                Form::Day => match basic_day(value) {
                    Some(day) => format!("{property}:{day}"),
                    None => format!("{property};VALUE=text:{}", escaped(value)),
                },
                Form::Uri if is_uri(value) => format!("{property}:{value}"),
                Form::Uri => continue,
            };
            write_line(body, &line);
        }
    }
}

/// Says what the properties before do not: the card as it stands is read, and what differs is written.
fn own_fields(body: &mut String, contact: &Contact<'_>) {
    let read = contents(body).fields;
    let gone = read.keys().map(String::as_str);
    let gone = gone.filter(|field| !contact.contains_key(field));
    let differing = contact
        .iter()
        .map(|(field, value)| (*field, *value))
        .filter(|(field, value)| read.get(*field).is_none_or(|there| there != value));
    for (field, value) in differing.chain(gone.map(|field| (field, ""))) {
        let line = format!("{OWN_FIELD}:{};{}", exact(field), exact(value));
        write_line(body, &line);
    }
}

/// What the card is called: its name, or else its company, a number, an address, anything.
fn display_name(contact: &Contact<'_>) -> String {
    let texts = |fields: &[&str]| -> Vec<&str> {
        let filled = fields.iter().filter_map(|field| contact.get(field));
        let texts = filled.map(|text| text.trim());
        texts.filter(|text| !text.is_empty()).collect()
    };
    let name = texts(&["firstname", "lastname"]);
    if !name.is_empty() {
        return name.join(" ");
    }
    let instead = texts(&["company", "number", "mobile", "email", "fax"]);
    let rest = contact.values().map(|text| text.trim());
    let mut any = instead.into_iter().chain(rest);
    any.find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// A day as this version writes it: `19800507`, `--0507`.
fn basic_day(day: &str) -> Option<String> {
    let (sign, rest) = match day.strip_prefix("--") {
        Some(rest) => ("--", rest),
        None => ("", day),
    };
    let parts: Vec<&str> = rest.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let wanted: &[usize] = if sign.is_empty() { &[4, 2, 2] } else { &[2, 2] };
    let digits = parts.concat();
    let is_day = lengths == wanted && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| format!("{sign}{digits}"))
}

/// Whether a text can stand where an address of the web is expected, which knows no escapes.
fn is_uri(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// A text with the escapes of RFC 6350, 3.4.
fn escaped(text: &str) -> String {
    exact(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text with those escapes, and `\r` for a carriage return.
fn exact(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line, folded so that no part of it is too long; a character stays whole.
fn write_line(body: &mut String, line: &str) {
    let mut rest = line;
    let mut room = WIDEST;
    while rest.len() > room {
        let (part, after) = rest.split_at(rest.floor_char_boundary(room));
        body.push_str(part);
        body.push_str("\r\n ");
        rest = after;
        room = WIDEST - 1;
    }
    body.push_str(rest);
    body.push_str("\r\n");
}
