//! The answer that wazo-dird gives to a lookup, to favorites and to personal contacts in display
//! form: columns with titles and types, and rows whose values stand in the columns' order.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::{Error, lenient};

/// The columns of a display. Titles are whatever an administrator chose; types repeat and may be
/// null (recording `dird_headers_default`).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Headers {
    /// Titles; null where a column has none.
    #[serde(
        rename = "column_headers",
        deserialize_with = "lenient::optional_texts"
    )]
    pub titles: Vec<Option<String>>,
    /// Types, by index as the titles.
    #[serde(rename = "column_types", deserialize_with = "lenient::optional_texts")]
    pub types: Vec<Option<String>>,
}

/// Rows in display form (recording `dird_lookup_full_ali`), in no order that means anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub struct LookupAnswer {
    /// The columns' titles; null where a column has none.
    #[serde(
        default,
        rename = "column_headers",
        deserialize_with = "lenient::optional_texts"
    )]
    pub headers: Vec<Option<String>>,
    /// The columns' types, by index as the titles.
    #[serde(
        default,
        rename = "column_types",
        deserialize_with = "lenient::optional_texts"
    )]
    pub types: Vec<Option<String>>,
    /// The rows.
    #[serde(deserialize_with = "lenient::all")]
    pub results: Vec<LookupRow>,
}

/// One contact in display form.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct LookupRow {
    /// Values by column; there may be fewer or more than columns.
    #[serde(rename = "column_values", deserialize_with = "lenient::list")]
    pub values: Vec<CellValue>,
    /// What the contact is elsewhere on the stack.
    #[serde(deserialize_with = "lenient::object")]
    pub relations: Relations,
    /// The source's name, unique in its tenant.
    #[serde(deserialize_with = "lenient::text")]
    pub source: String,
    /// The source's kind: `wazo`, `personal`, `phonebook`, `csv`, `ldap`…
    #[serde(deserialize_with = "lenient::text")]
    pub backend: String,
}

/// What a contact is elsewhere on the stack. All but the last are null outside the `wazo` backend.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Relations {
    /// The agent; older servers send it as a text.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub agent_id: Option<i64>,
    /// The line.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub endpoint_id: Option<i64>,
    /// The user's number in confd.
    #[serde(deserialize_with = "lenient::optional_integer")]
    pub user_id: Option<i64>,
    /// The user, as presences name it.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub user_uuid: Option<String>,
    /// The stack.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub xivo_id: Option<String>,
    /// The contact inside its source; a favorite is named by it.
    #[serde(deserialize_with = "lenient::optional_text")]
    pub source_entry_id: Option<String>,
}

/// One value of a row. Numbers come as texts, lists as their texts joined by a comma.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CellValue {
    /// Something to show.
    Text(String),
    /// The columns `favorite` and `personal`.
    Bool(bool),
    /// Nothing.
    #[default]
    Null,
}

/// Reads the answer of a lookup, of favorites or of personal contacts in display form.
pub fn parse_lookup(body: &[u8]) -> Result<LookupAnswer, Error> {
    lenient::answer(body, "lookup")
}

/// Reads the columns of a display.
pub fn parse_headers(body: &[u8]) -> Result<Headers, Error> {
    lenient::answer(body, "headers")
}

impl<'de> Deserialize<'de> for CellValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = CellValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<CellValue, E> {
        Ok(CellValue::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<CellValue, E> {
        Ok(CellValue::Text(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<CellValue, E> {
        Ok(CellValue::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<CellValue, E> {
        Ok(CellValue::Text(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<CellValue, E> {
        Ok(CellValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<CellValue, E> {
        Ok(CellValue::Text(text))
    }

    fn visit_unit<E>(self) -> Result<CellValue, E> {
        Ok(CellValue::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<CellValue, A::Error> {
        let mut texts = Vec::new();
        while let Some(cell) = seq.next_element()? {
            texts.extend(shown(cell));
        }
        Ok(joined(texts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CellValue, A::Error> {
        let mut texts = Vec::new();
        while let Some((_, cell)) = map.next_entry::<IgnoredAny, CellValue>()? {
            texts.extend(shown(cell));
        }
        Ok(joined(texts))
    }
}

fn shown(cell: CellValue) -> Option<String> {
    match cell {
        CellValue::Text(text) => Some(text),
        CellValue::Bool(flag) => Some(flag.to_string()),
        CellValue::Null => None,
    }
}

fn joined(texts: Vec<String>) -> CellValue {
    if texts.is_empty() {
        CellValue::Null
    } else {
        CellValue::Text(texts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> CellValue {
        CellValue::Text(text.into())
    }

    #[test]
    fn odd_values_are_shown_and_break_nothing() {
        let answer = parse_lookup(
            br#"{"term":"x","zzz":{"a":[1]},"column_headers":["A",null,3],"column_types":null,
                "results":[
                  {"column_values":["x",5,1.5,true,null,["a",null,2],{"k":"v"},[]],
                   "relations":{"agent_id":"7","endpoint_id":3,"user_id":null,"source_entry_id":12,"new":1},
                   "source":"s","backend":null},
                  null, 7, "row", [],
                  {"column_values":null,"relations":"none"}]}"#,
        )
        .unwrap();
        assert_eq!(answer.headers, [Some("A".into()), None, Some("3".into())]);
        assert!(answer.types.is_empty());
        assert_eq!(answer.results.len(), 2);
        let row = &answer.results[0];
        assert_eq!(
            row.values,
            [
                text("x"),
                text("5"),
                text("1.5"),
                CellValue::Bool(true),
                CellValue::Null,
                text("a, 2"),
                text("v"),
                CellValue::Null,
            ]
        );
        assert_eq!(row.relations.agent_id, Some(7));
        assert_eq!(row.relations.endpoint_id, Some(3));
        assert_eq!(row.relations.source_entry_id.as_deref(), Some("12"));
        assert_eq!((row.source.as_str(), row.backend.as_str()), ("s", ""));
        assert_eq!(answer.results[1], LookupRow::default());
    }

    #[test]
    fn what_is_no_lookup_answer_is_garbled() {
        for body in [&b""[..], b"<html>", b"{\"results\":[", b"\xff", b"7"] {
            assert_eq!(parse_lookup(body), Err(Error::Garbled { what: "lookup" }));
        }
    }
}
