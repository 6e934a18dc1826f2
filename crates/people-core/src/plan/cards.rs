//! vCards as a table: each card becomes a row of its fields, so that rows are judged, shown and reported as those of a
//! table are.

use std::collections::HashSet;

use super::layout::Layout;
use super::reading::{Cards, Table};
use super::text::Text;
use super::{Delimiter, FileFormat, HeaderFamily, PlanError, Reading};
use crate::export::write_row;
use crate::personal::KNOWN_FIELDS;
use crate::vcard;

/// The table of a file of vCards. It has no line for its titles.
pub(super) fn table(decoded: &Text) -> Result<Table, PlanError> {
    let titles = titles(&decoded.text);
    let mut cards = Cards::default();
    let mut rows = Vec::new();
    let mut read = vcard::read(&decoded.text);
    for card in read.by_ref() {
        let values = titles.iter().map(|title| card.fields.get(title));
        write_row(
            &mut rows,
            values.map(|value| value.map_or("", String::as_str)),
        );
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
            targets: super::header::targets(),
        },
        layout: Layout::of_fields(&titles),
        titles,
        required: 1,
        rows: (0, 1),
        cards: Some(cards),
    })
}

/// The fields of all cards: the known ones first, then the others as they come.
fn titles(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut others = Vec::new();
    for card in vcard::read(text) {
        for field in card.fields.into_keys() {
            if !seen.contains(&field) {
                seen.insert(field.clone());
                others.push(field);
            }
        }
    }
    let mut titles: Vec<String> = KNOWN_FIELDS
        .into_iter()
        .filter(|known| seen.contains(*known))
        .map(str::to_owned)
        .collect();
    others.retain(|field| !KNOWN_FIELDS.contains(&field.as_str()));
    titles.append(&mut others);
    titles
}
