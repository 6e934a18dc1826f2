//! vCards: what is read, what is refused, and that what is written comes back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cards;
mod files;
mod properties;

use people_core::plan::{Fields, SkipReason};
use people_core::vcard;

fn contact(fields: &[(&str, &str)]) -> Fields {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// The only card of a version with these lines.
fn card(version: &str, lines: &[&str]) -> vcard::Card {
    let text = format!(
        "BEGIN:VCARD\r\nVERSION:{version}\r\n{}\r\nEND:VCARD\r\n",
        lines.join("\r\n")
    );
    let cards: Vec<_> = vcard::read(&text).collect();
    let [card] = cards.try_into().unwrap();
    card
}

#[track_caller]
fn assert_read(version: &str, lines: &[&str], fields: &[(&str, &str)]) {
    let card = card(version, lines);
    assert_eq!((card.fields, card.refused), (contact(fields), None));
}

fn bad(property: Option<&str>) -> Option<SkipReason> {
    Some(SkipReason::BadCard {
        property: property.map(str::to_owned),
    })
}
