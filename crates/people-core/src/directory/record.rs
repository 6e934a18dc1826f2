//! A contact in little memory: its texts in one allocation, and where each ends in another.

use crate::contact::{Contact, Relations, Value};

/// What stands before the values among the texts of a record.
const HEAD: usize = 3;
const ENTRY_ID: usize = 0;
const USER_UUID: usize = 1;
const XIVO_ID: usize = 2;

/// The kind of a piece, in the top bits of its end.
const TAG_SHIFT: u32 = 30;
const END_MASK: u32 = (1 << TAG_SHIFT) - 1;
const TEXT: u32 = 0;
const EMPTY: u32 = 1;
const FALSE: u32 = 2;
const TRUE: u32 = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Every text, one after the other.
    text: Box<str>,
    /// Where each text ends, with its kind in the top bits.
    ends: Box<[u32]>,
    /// Ids of the phone system, which most contacts have none of.
    ties: Option<Box<Ties>>,
    /// Index into the directory's sources.
    pub(super) source: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ties {
    agent: Option<i64>,
    endpoint: Option<i64>,
    user: Option<i64>,
}

impl Record {
    /// Packs a contact; it keeps one value for each of `columns`.
    pub(super) fn new(contact: &Contact, source: u32, columns: usize) -> Self {
        let mut pack = Pack {
            text: String::with_capacity(length(contact)),
            ends: Vec::with_capacity(HEAD + columns),
        };
        pack.optional(contact.key.id.as_deref());
        pack.optional(contact.relations.user_uuid.as_deref());
        pack.optional(contact.relations.xivo_id.as_deref());
        for column in 0..columns {
            match contact.values.get(column) {
                Some(Value::Text(text)) => pack.piece(TEXT, text),
                Some(Value::Flag(false)) => pack.piece(FALSE, ""),
                Some(Value::Flag(true)) => pack.piece(TRUE, ""),
                Some(Value::Empty) | None => pack.piece(EMPTY, ""),
            }
        }
        let ties = Ties {
            agent: contact.relations.agent_id,
            endpoint: contact.relations.endpoint_id,
            user: contact.relations.user_id,
        };
        Self {
            text: pack.text.into_boxed_str(),
            ends: pack.ends.into_boxed_slice(),
            ties: (ties != Ties::default()).then(|| Box::new(ties)),
            source,
        }
    }

    pub(super) fn entry_id(&self) -> Option<&str> {
        self.text_at(ENTRY_ID)
    }

    pub(super) fn user_uuid(&self) -> Option<&str> {
        self.text_at(USER_UUID)
    }

    pub(super) fn agent_id(&self) -> Option<i64> {
        self.ties.as_ref().and_then(|ties| ties.agent)
    }

    pub(super) fn endpoint_id(&self) -> Option<i64> {
        self.ties.as_ref().and_then(|ties| ties.endpoint)
    }

    pub(super) fn relations(&self) -> Relations {
        Relations {
            agent_id: self.agent_id(),
            endpoint_id: self.endpoint_id(),
            user_id: self.ties.as_ref().and_then(|ties| ties.user),
            user_uuid: self.user_uuid().map(str::to_owned),
            xivo_id: self.text_at(XIVO_ID).map(str::to_owned),
        }
    }

    /// The text of a column; None when there is none, or no letter in it.
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        self.text_at(HEAD + column).filter(|text| !text.is_empty())
    }

    pub(super) fn value(&self, column: usize) -> Value {
        match self.tag(HEAD + column) {
            Some(TEXT) => Value::Text(self.text_at(HEAD + column).unwrap_or_default().to_owned()),
            Some(FALSE) => Value::Flag(false),
            Some(TRUE) => Value::Flag(true),
            _ => Value::Empty,
        }
    }

    /// All values as one text and their kinds: what tells contacts without an id apart.
    pub(super) fn content(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    fn tag(&self, piece: usize) -> Option<u32> {
        self.ends.get(piece).map(|end| end >> TAG_SHIFT)
    }

    fn text_at(&self, piece: usize) -> Option<&str> {
        if self.tag(piece)? != TEXT {
            return None;
        }
        let start = piece
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] & END_MASK);
        self.text
            .get(start as usize..(self.ends[piece] & END_MASK) as usize)
    }
}

/// Bytes of a contact's texts.
fn length(contact: &Contact) -> usize {
    let ids = [
        &contact.key.id,
        &contact.relations.user_uuid,
        &contact.relations.xivo_id,
    ];
    let ids: usize = ids.into_iter().flatten().map(String::len).sum();
    ids + contact
        .values
        .iter()
        .filter_map(Value::text)
        .map(str::len)
        .sum::<usize>()
}

struct Pack {
    text: String,
    ends: Vec<u32>,
}

impl Pack {
    fn optional(&mut self, text: Option<&str>) {
        self.piece(
            if text.is_some() { TEXT } else { EMPTY },
            text.unwrap_or_default(),
        );
    }

    /// A text that no longer fits (a gigabyte in one contact) is left out.
    fn piece(&mut self, tag: u32, text: &str) {
        let fits = self.text.len() + text.len() <= END_MASK as usize;
        if fits {
            self.text.push_str(text);
        }
        let tag = if fits { tag } else { EMPTY };
        self.ends
            .push((tag << TAG_SHIFT) | (self.text.len() as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::ContactKey;

    #[test]
    fn a_packed_contact_comes_back_as_it_was() {
        let contact = Contact {
            key: ContactKey {
                backend: "wazo".into(),
                source: "internal".into(),
                id: Some("7".into()),
            },
            values: vec![
                Value::Text("Zoé".into()),
                Value::Empty,
                Value::Text(String::new()),
                Value::Flag(true),
                Value::Flag(false),
            ],
            relations: Relations {
                agent_id: Some(3),
                endpoint_id: None,
                user_id: Some(-1),
                user_uuid: Some("u-1".into()),
                xivo_id: None,
            },
            favorite: false,
        };
        let record = Record::new(&contact, 4, 6);
        assert_eq!(record.entry_id(), Some("7"));
        assert_eq!(record.relations(), contact.relations);
        let values: Vec<Value> = (0..5).map(|column| record.value(column)).collect();
        assert_eq!(values, contact.values);
        assert_eq!(record.value(5), Value::Empty);
        assert_eq!(record.value(99), Value::Empty);
        assert_eq!(record.text(0), Some("Zoé"));
        assert_eq!(record.text(2), None);
    }
}
