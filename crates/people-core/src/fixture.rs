//! Displays and contacts for the tests of this crate.

use crate::contact::{Contact, ContactKey, Relations, Value};
use crate::display::{Column, Display};

/// A display from pairs of title and type; an empty one is null.
pub(crate) fn display(columns: &[(&str, &str)]) -> Display {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let column = |(title, type_name): &(&str, &str)| Column {
        title: text(title),
        type_name: text(type_name),
    };
    Display {
        columns: columns.iter().map(column).collect(),
    }
}

/// The stock columns and one of each other kind.
pub(crate) fn full_display() -> Display {
    display(&[
        ("Name", "name"),
        ("Number", "number"),
        ("Mobile", "number"),
        ("Other", "callable"),
        ("Email", "email"),
        ("Company", ""),
        ("Favorite", "favorite"),
        ("Personal", "personal"),
        ("Agent", "agent"),
        ("VM", "voicemail"),
    ])
}

/// A contact of the phone system's own source, without ties.
pub(crate) fn contact(id: &str, values: &[&str]) -> Contact {
    let value = |text: &&str| {
        if text.is_empty() {
            Value::Empty
        } else {
            Value::Text((*text).to_owned())
        }
    };
    Contact {
        key: ContactKey {
            backend: "wazo".into(),
            source: "internal".into(),
            id: Some(id.into()),
        },
        values: values.iter().map(value).collect(),
        relations: Relations::default(),
        favorite: false,
    }
}

/// One of the user's own contacts.
pub(crate) fn personal(id: &str, values: &[&str]) -> Contact {
    let key = ContactKey {
        backend: "personal".into(),
        source: "personal".into(),
        id: Some(id.into()),
    };
    Contact {
        key,
        ..contact(id, values)
    }
}
