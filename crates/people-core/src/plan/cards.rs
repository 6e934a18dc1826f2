//! vCards as a table: each card becomes a row of its fields, so that rows are judged, shown and reported as those of a
//! table are.

use std::collections::HashSet;

use super::layout::Layout;
use super::reading::{Cards, Table};
use super::text::Text;
use super::{Delimiter, Fields, FileFormat, HeaderFamily, PlanError, Reading, header};
use crate::export::write_row;
use crate::vcard;

/// The table of a file of vCards. It has no line for its titles, and a row has no values for fields that only
/// later cards have.
pub(super) fn table(decoded: &Text) -> Result<Table, PlanError> {
    let mut titles = Titles::default();
    let mut cards = Cards::default();
    let mut rows = Vec::new();
    let mut read = vcard::read(&decoded.text);
    for mut card in read.by_ref() {
        titles.add(&card.fields);
        let values = titles.names.iter();
        let values = values.map(|title| card.fields.remove(title).unwrap_or_default());
        write_row(&mut rows, values);
        if let Some(reason) = card.refused {
            cards.refused.push((cards.lines.len(), reason));
        }
        cards.lines.push(card.line);
    }
    cards.ignored = read.ignored();
    if cards.lines.is_empty() {
        return Err(PlanError::Empty);
    }
    // Whole texts stand in it: it is UTF-8.
    let text = String::from_utf8(rows).map_err(|_| PlanError::Binary)?;
    Ok(Table {
        text,
        reading: Reading {
            format: FileFormat::Vcard,
            encoding: decoded.encoding.name().to_owned(),
            encoding_sure: decoded.sure,
            delimiter: Delimiter::Comma,
            delimiter_sure: true,
            header: 0,
            header_sure: true,
            family: HeaderFamily::Other,
            columns: Vec::new(),
            targets: header::targets(),
        },
        layout: Layout::of_fields(&titles.names),
        titles: titles.names,
        required: 1,
        rows: (0, 1),
        cards: Some(cards),
    })
}

/// The fields of the cards: the known ones first, then the others as they come.
struct Titles {
    names: Vec<String>,
    seen: HashSet<String>,
}

impl Default for Titles {
    fn default() -> Self {
        let names: Vec<String> = header::targets();
        Self {
            seen: names.iter().cloned().collect(),
            names,
        }
    }
}

impl Titles {
    fn add(&mut self, fields: &Fields) {
        for field in fields.keys() {
            if !self.seen.contains(field) {
                self.seen.insert(field.clone());
                self.names.push(field.clone());
            }
        }
    }
}
