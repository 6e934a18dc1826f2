//! Contacts as vCards: 2.1, 3.0 and 4.0 in (RFC 2426, RFC 6350), 4.0 out.
//!
//! A reader of our own: no library of the day reads a card after one that is cut, goes on behind a nested `AGENT`, or knows
//! lines of CR alone, and each of these lost a whole contact without a word.

mod fields;
mod frame;
mod meaning;
mod property;
mod value;
mod write;

use std::collections::BTreeMap;

use crate::plan::{Fields, Ignored, SkipReason};
use fields::contents;
use frame::{Frame, Frames, Shape};

pub(crate) use meaning::OWN_FIELD;
pub use write::write;

/// Whether a file that begins with these bytes holds vCards; a byte order mark and blank lines may come first.
pub fn is_vcard(head: &[u8]) -> bool {
    const BEGIN: &[u8] = b"BEGIN:VCARD";
    let marked = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    // UTF-16 of such letters is each of them beside a zero; its mark is no letter either.
    let letters = marked
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, 0 | 0xFE | 0xFF));
    let mut letters = letters.skip_while(u8::is_ascii_whitespace);
    BEGIN.iter().all(|wanted| {
        letters
            .next()
            .is_some_and(|byte| byte.eq_ignore_ascii_case(wanted))
    }) && letters.next().is_none_or(|byte| byte.is_ascii_whitespace())
}

/// Reads the cards of a text one after the other, in its order.
pub fn read(text: &str) -> Cards<'_> {
    Cards {
        frames: Frames::new(text),
        ignored: BTreeMap::new(),
    }
}

/// The cards of a text; see [`read`].
#[derive(Clone, Debug)]
pub struct Cards<'t> {
    frames: Frames<'t>,
    ignored: BTreeMap<String, u32>,
}

impl Cards<'_> {
    /// What of the cards that were read so far no field has room for, most frequent first.
    pub fn ignored(&self) -> Vec<Ignored> {
        let counted = self.ignored.iter().map(|(what, count)| Ignored {
            what: what.clone(),
            count: *count,
        });
        let mut ignored: Vec<Ignored> = counted.collect();
        ignored.sort_by_key(|ignored| std::cmp::Reverse(ignored.count));
        ignored
    }

    fn count(&mut self, ignored: Vec<String>) {
        for what in ignored {
            let count = self.ignored.entry(what).or_default();
            *count = count.saturating_add(1);
        }
    }
}

/// One card, or lines between cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The line of its `BEGIN:VCARD`, counted from 1.
    pub line: u32,
    /// What a contact of it has. `id` is there where the card has a `UID`: that UUID, or one made of the text, which is then
    /// kept as `uid`. Of a refused card it is what could be read.
    pub fields: Fields,
    /// Why it is no contact: [`SkipReason::Group`] or [`SkipReason::BadCard`].
    pub refused: Option<SkipReason>,
}

impl Iterator for Cards<'_> {
    type Item = Card;

    fn next(&mut self) -> Option<Card> {
        let Frame { line, body, shape } = self.frames.next()?;
        if shape == Shape::Stray {
            return Some(Card {
                line,
                fields: Fields::new(),
                refused: Some(SkipReason::BadCard { property: None }),
            });
        }
        let card = contents(body);
        let cut = (shape == Shape::Cut).then_some(SkipReason::BadCard { property: None });
        if card.refused != Some(SkipReason::Group) {
            self.count(card.ignored);
        }
        Some(Card {
            line,
            fields: card.fields,
            refused: cut.or(card.refused),
        })
    }
}

/// How properties are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syntax {
    /// vCard 2.1.
    Old,
    /// vCard 3.0 and 4.0, and cards that do not say.
    New,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vcard_is_known_by_its_beginning() {
        let utf16 = |text: &str, little: bool| -> Vec<u8> {
            let bytes = |unit: u16| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for head in [
            b"BEGIN:VCARD\r\nVERSION:3.0".to_vec(),
            b"\xEF\xBB\xBF\r\n \nbegin:vCard".to_vec(),
            utf16("\u{feff}BEGIN:VCARD\n", true),
            utf16("\u{feff}BEGIN:VCARD\n", false),
            utf16("\r\nBEGIN:VCARD\n", false),
        ] {
            assert!(is_vcard(&head), "{head:?}");
        }
        for head in [
            "",
            "BEGIN:VCAR",
            "BEGIN:VCARDS,x",
            "name,BEGIN:VCARD",
            "BEGIN:VCALENDAR",
        ] {
            assert!(!is_vcard(head.as_bytes()), "{head}");
        }
    }
}
