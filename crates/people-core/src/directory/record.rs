//! A contact in one text: how long it is, its numbers, and each of its texts after its length.

use crate::contact::{Contact, Relations, Value};

/// What a contact has beside its values, a bit each, in the order in which it stands there.
const AGENT: u64 = 1;
const ENDPOINT: u64 = 2;
const USER: u64 = 4;
const STACK: u64 = 8;
const ENTRY_ID: u64 = 16;
const USER_UUID: u64 = 32;

/// What a value begins with; a text with its length above these.
const EMPTY: u64 = 0;
const FALSE: u64 = 1;
const TRUE: u64 = 2;
const TEXT: u64 = 3;

/// A packed contact where it stands. Equal records are equal contacts of the same source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Record<'a> {
    body: &'a str,
}

/// What stands before the values.
struct Head<'a> {
    agent: Option<i64>,
    endpoint: Option<i64>,
    user: Option<i64>,
    /// Index into the directory's stacks.
    stack: Option<u32>,
    entry_id: Option<&'a str>,
    user_uuid: Option<&'a str>,
    values: Reader<'a>,
}

impl<'a> Record<'a> {
    /// The record that a text begins with.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut reader = Reader(text);
        let length = reader.number();
        reader.text(length).map(|body| Self { body })
    }

    /// Appends it to a text.
    pub(super) fn write(self, out: &mut String) {
        push_text(0, self.body, out);
    }

    /// Bytes that [`write`](Self::write) takes.
    pub(super) fn len(self) -> usize {
        let mut length = String::new();
        push_number(self.body.len() as u64, &mut length);
        length.len() + self.body.len()
    }

    /// Index into the directory's sources.
    pub(super) fn source(self) -> u32 {
        Reader(self.body).index()
    }

    pub(super) fn entry_id(self) -> Option<&'a str> {
        self.head().entry_id
    }

    pub(super) fn user_uuid(self) -> Option<&'a str> {
        self.head().user_uuid
    }

    pub(super) fn agent_id(self) -> Option<i64> {
        self.head().agent
    }

    pub(super) fn endpoint_id(self) -> Option<i64> {
        self.head().endpoint
    }

    /// Its ties, with the names of the stacks.
    pub(super) fn relations(self, stacks: &[String]) -> Relations {
        let head = self.head();
        let stack = head.stack.and_then(|stack| stacks.get(stack as usize));
        Relations {
            agent_id: head.agent,
            endpoint_id: head.endpoint,
            user_id: head.user,
            user_uuid: head.user_uuid.map(str::to_owned),
            xivo_id: stack.cloned(),
        }
    }

    /// The text of a column; None when there is none, or no letter in it.
    pub(super) fn text(self, column: usize) -> Option<&'a str> {
        let (kind, text) = self.value_at(column)?;
        text.filter(|text| kind >= TEXT && !text.is_empty())
    }

    pub(super) fn value(self, column: usize) -> Value {
        match self.value_at(column) {
            Some((FALSE, _)) => Value::Flag(false),
            Some((TRUE, _)) => Value::Flag(true),
            Some((TEXT.., Some(text))) => Value::Text(text.to_owned()),
            _ => Value::Empty,
        }
    }

    fn value_at(self, column: usize) -> Option<(u64, Option<&'a str>)> {
        let mut values = self.head().values;
        for _ in 0..column {
            values.value()?;
        }
        values.value()
    }

    fn head(self) -> Head<'a> {
        let mut reader = Reader(self.body);
        reader.index();
        let has = reader.number();
        let there = |bit: u64| has & bit != 0;
        Head {
            agent: there(AGENT).then(|| reader.signed()),
            endpoint: there(ENDPOINT).then(|| reader.signed()),
            user: there(USER).then(|| reader.signed()),
            stack: there(STACK).then(|| reader.index()),
            entry_id: there(ENTRY_ID).then(|| reader.sized()).flatten(),
            user_uuid: there(USER_UUID).then(|| reader.sized()).flatten(),
            values: reader,
        }
    }
}

/// Makes a record of a contact.
#[derive(Clone, Debug, Default)]
pub(super) struct Pack(String);

impl Pack {
    /// Packs a contact of a source and a stack; it keeps one value for each of `columns`.
    pub(super) fn new(contact: &Contact, source: u32, stack: Option<u32>, columns: usize) -> Self {
        let relations = &contact.relations;
        let ids = [
            (AGENT, relations.agent_id),
            (ENDPOINT, relations.endpoint_id),
            (USER, relations.user_id),
        ];
        let texts = [
            (ENTRY_ID, &contact.key.id),
            (USER_UUID, &relations.user_uuid),
        ];
        let mut out = String::with_capacity(256);
        push_number(u64::from(source), &mut out);
        let mut has = stack.map_or(0, |_| STACK);
        for (bit, id) in ids {
            has |= id.map_or(0, |_| bit);
        }
        for (bit, text) in texts {
            has |= text.as_ref().map_or(0, |_| bit);
        }
        push_number(has, &mut out);
        for id in ids.into_iter().filter_map(|(_, id)| id) {
            // The sign last, so that small numbers stay short.
            push_number(((id << 1) ^ (id >> 63)).cast_unsigned(), &mut out);
        }
        if let Some(stack) = stack {
            push_number(u64::from(stack), &mut out);
        }
        for text in texts.into_iter().filter_map(|(_, text)| text.as_deref()) {
            push_text(0, text, &mut out);
        }
        let values = contact.values.iter().take(columns);
        let filled = values.clone().rposition(|value| *value != Value::Empty);
        for value in values.take(filled.map_or(0, |last| last + 1)) {
            match value {
                Value::Text(text) => push_text(TEXT, text, &mut out),
                Value::Flag(false) => push_number(FALSE, &mut out),
                Value::Flag(true) => push_number(TRUE, &mut out),
                Value::Empty => push_number(EMPTY, &mut out),
            }
        }
        Self(out)
    }

    pub(super) fn record(&self) -> Record<'_> {
        Record { body: &self.0 }
    }
}

/// Numbers are written as ASCII characters, so that a record is a text: six bits each, the lowest first, and a seventh
/// that says whether more follow.
const BITS: u32 = 6;
const MORE: u8 = 1 << BITS;

fn push_number(mut number: u64, out: &mut String) {
    loop {
        let low = (number & u64::from(MORE - 1)) as u8;
        number >>= BITS;
        out.push(char::from(if number == 0 { low } else { low | MORE }));
        if number == 0 {
            return;
        }
    }
}

/// Appends a length with what is added to it, and the text.
fn push_text(added: u64, text: &str, out: &mut String) {
    push_number(added + text.len() as u64, out);
    out.push_str(text);
}

/// What is left of a record.
#[derive(Clone, Copy)]
struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        for (at, byte) in self.0.bytes().enumerate() {
            number |= u64::from(byte & (MORE - 1)) << shift;
            shift += BITS;
            if byte & MORE == 0 {
                self.0 = self.0.get(at + 1..).unwrap_or_default();
                break;
            }
        }
        number
    }

    fn index(&mut self) -> u32 {
        u32::try_from(self.number()).unwrap_or(u32::MAX)
    }

    fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    fn text(&mut self, length: u64) -> Option<&'a str> {
        let (text, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(text)
    }

    fn sized(&mut self) -> Option<&'a str> {
        let length = self.number();
        self.text(length)
    }

    /// The kind of the next value, and its text where it is one.
    fn value(&mut self) -> Option<(u64, Option<&'a str>)> {
        if self.0.is_empty() {
            return None;
        }
        let kind = self.number();
        let text = kind.checked_sub(TEXT).and_then(|length| self.text(length));
        Some((kind, text))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contact::ContactKey;

    fn contact(id: Option<String>, values: Vec<Value>, relations: Relations) -> Contact {
        Contact {
            key: ContactKey {
                backend: "wazo".into(),
                source: "internal".into(),
                id,
            },
            values,
            relations,
            favorite: false,
        }
    }

    fn values() -> impl Strategy<Value = Vec<Value>> {
        let value = prop_oneof![
            any::<String>().prop_map(Value::Text),
            "[a-zé]{60,70}".prop_map(Value::Text),
            any::<bool>().prop_map(Value::Flag),
            Just(Value::Empty),
        ];
        prop::collection::vec(value, 0..5)
    }

    fn relations() -> impl Strategy<Value = Relations> {
        let id = || prop::option::of(any::<i64>());
        (id(), id(), id(), prop::option::of(any::<String>())).prop_map(
            |(agent_id, endpoint_id, user_id, user_uuid)| Relations {
                agent_id,
                endpoint_id,
                user_id,
                user_uuid,
                xivo_id: None,
            },
        )
    }

    proptest! {
        #[test]
        fn a_packed_contact_comes_back_as_it_was(
            id in prop::option::of(any::<String>()),
            values in values(),
            relations in relations(),
            source in any::<u32>(),
            behind in any::<String>(),
        ) {
            let contact = contact(id, values, relations);
            let pack = Pack::new(&contact, source, None, contact.values.len());
            let mut written = String::new();
            pack.record().write(&mut written);
            prop_assert_eq!(pack.record().len(), written.len());
            written.push_str(&behind);
            let record = Record::read(&written).unwrap();
            prop_assert_eq!(record, pack.record());
            prop_assert_eq!(record.source(), source);
            prop_assert_eq!(record.entry_id(), contact.key.id.as_deref());
            prop_assert_eq!(record.relations(&[]), contact.relations.clone());
            let columns = contact.values.len();
            let values: Vec<Value> = (0..columns).map(|column| record.value(column)).collect();
            for (column, value) in contact.values.iter().enumerate() {
                prop_assert_eq!(record.text(column), value.text());
            }
            prop_assert_eq!(values, contact.values.clone());
            prop_assert_eq!(record.value(columns), Value::Empty);
        }
    }

    #[test]
    fn values_beyond_the_columns_are_left_out() {
        let texts = ["a", "b", "c"].map(|text| Value::Text(text.into()));
        let contact = contact(None, texts.into(), Relations::default());
        let pack = Pack::new(&contact, 0, Some(0), 2);
        assert_eq!(pack.record().text(1), Some("b"));
        assert_eq!(pack.record().text(2), None);
        let stacks = ["stack".to_owned()];
        let relations = pack.record().relations(&stacks);
        assert_eq!(relations.xivo_id.as_deref(), Some("stack"));
    }
}
