//! From the server's shapes to the core's.

use people_core::contact::{Contact, ContactKey, Relations, Value};
use people_core::display::{Column, Display};
use people_core::presence::{LinePresence, Presence};
use wazo_client::{CellValue, LookupRow};

/// The display of a profile.
pub(crate) fn display(titles: Vec<Option<String>>, types: Vec<Option<String>>) -> Display {
    let count = titles.len().max(types.len());
    let mut titles = titles.into_iter();
    let mut types = types.into_iter();
    let columns = (0..count).map(|_| Column {
        title: titles.next().flatten(),
        type_name: types.next().flatten(),
    });
    Display {
        columns: columns.collect(),
    }
}

/// Rows of a lookup; `is_favorite` says which have the star.
pub(crate) fn contacts(
    rows: Vec<LookupRow>,
    is_favorite: impl Fn(&ContactKey) -> bool,
) -> Vec<Contact> {
    let contact = |row: LookupRow| {
        let key = ContactKey {
            backend: row.backend,
            source: row.source,
            id: row.relations.source_entry_id.filter(|id| !id.is_empty()),
        };
        Contact {
            favorite: is_favorite(&key),
            key,
            values: row.values.into_iter().map(value).collect(),
            relations: Relations {
                agent_id: row.relations.agent_id,
                endpoint_id: row.relations.endpoint_id,
                user_id: row.relations.user_id,
                user_uuid: row.relations.user_uuid,
                xivo_id: row.relations.xivo_id,
            },
        }
    };
    rows.into_iter().map(contact).collect()
}

/// A presence, without what the program does not show.
pub(crate) fn presence(presence: wazo_client::Presence) -> Presence {
    let line = |line: wazo_client::LineState| {
        line.id.map(|id| LinePresence {
            id,
            state: line.state,
        })
    };
    Presence {
        state: presence.state,
        status: presence.status,
        connected: presence.connected,
        do_not_disturb: presence.do_not_disturb,
        line_state: presence.line_state,
        lines: presence.lines.into_iter().filter_map(line).collect(),
    }
}

fn value(cell: CellValue) -> Value {
    match cell {
        CellValue::Text(text) => Value::Text(text),
        CellValue::Bool(flag) => Value::Flag(flag),
        CellValue::Null => Value::Empty,
    }
}
