//! vCards as a table: each card becomes a row of its fields, so that rows are judged, shown and reported as those of a
//! table are.

use std::collections::HashSet;

use super::layout::Layout;
use super::reading::{Cards, Table, WIDEST};
use super::text::Text;
use super::{Delimiter, Fields, FileFormat, HeaderFamily, Ignored, PlanError, Reading, header};
use crate::export::write_row;
use crate::vcard;

/// The table of a file of vCards. It has no line for its titles, and a row has no values for fields that only
/// later cards have.
pub(super) fn table(decoded: &Text) -> Result<Table, PlanError> {
    let mut titles = Titles::default();
    let mut cards = Cards::default();
    let mut rows = Vec::new();
    let mut read = vcard::read(&decoded.text);
    let mut surplus = 0;
    for mut card in read.by_ref() {
        surplus += titles.add(&card.fields);
        let values = titles.names.iter();
        let values = values.map(|title| card.fields.remove(title).unwrap_or_default());
        write_row(&mut rows, values);
        if let Some(reason) = card.refused {
            cards.refused.push((cards.lines.len(), reason));
        }
        cards.lines.push(card.line);
    }
    cards.ignored = read.ignored();
    if surplus > 0 {
        cards.ignored.push(Ignored {
            what: vcard::OWN_FIELD.to_owned(),
            count: surplus,
        });
    }
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
    /// Takes the fields of a card; gives how many have no place, as every row has a cell for every field.
    fn add(&mut self, fields: &Fields) -> u32 {
        let mut surplus = 0;
        for field in fields.keys() {
            if self.seen.contains(field) {
                continue;
            }
            if self.names.len() == WIDEST {
                surplus += 1;
                continue;
            }
            self.seen.insert(field.clone());
            self.names.push(field.clone());
        }
        surplus
    }
}
