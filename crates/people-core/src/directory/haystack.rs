//! Every contact's folded text, in long pieces, so that one pass over memory searches them all.
//!
//! An entry is a row of fields, each begun by a marker that no folded text contains. Names come first.
//! A number stands there by its digits alone, in each of the ways in which it may be typed, so that the
//! search needs no more than substrings. Entries stand in the order of the contacts' numbers.

use super::block::{Block, ENTRIES};
use super::letters::Letters;
use crate::display::ColumnKind;
use crate::fold::fold_into;
use crate::number::Number;

/// Begins a field with a name.
pub(crate) const NAME: u8 = 1;
/// Begins any other text.
pub(crate) const TEXT: u8 = 2;
/// Begins the digits of a number without country code.
pub(crate) const LOCAL: u8 = 3;
/// Begins the digits of a number with its country code.
pub(crate) const INTERNATIONAL: u8 = 4;
/// Begins the same number as dialled inside that country: `0` and the rest.
pub(crate) const TRUNK: u8 = 5;

/// The searched text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Haystack {
    blocks: Vec<Block>,
    /// Other entries for contacts that had one, until [`settle`](Self::settle).
    changed: Vec<(u32, String)>,
    letters: Letters,
    /// Where an entry is made.
    entry: String,
}

impl Haystack {
    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    /// The pieces, each with the number of its first contact.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (u32, &Block)> {
        (0..).step_by(ENTRIES).zip(&self.blocks)
    }

    /// Sets the entry of a contact.
    pub(super) fn put<'a>(
        &mut self,
        owner: u32,
        fields: impl Iterator<Item = (Field, &'a str)> + Clone,
    ) {
        let mut entry = std::mem::take(&mut self.entry);
        entry.clear();
        // A contact without any text has an entry that nothing is found in.
        entry.push(char::from(TEXT));
        for (_, text) in fields.clone().filter(|(field, _)| *field == Field::Name) {
            push_text(&mut entry, NAME, text);
        }
        for (field, text) in fields {
            match field {
                Field::Name => {}
                Field::Number => push_number(&mut entry, text, true),
                Field::Text => push_number(&mut entry, text, false),
            }
        }
        self.letters.put(owner, entry.as_bytes());
        if self.is_new(owner) {
            self.block(owner).push(owner as usize % ENTRIES, &entry);
        } else {
            self.changed.push((owner, entry.clone()));
        }
        self.entry = entry;
    }

    /// Forgets the entry of a contact.
    pub(super) fn drop(&mut self, owner: u32) {
        if !self.is_new(owner) {
            self.letters.drop(owner);
            self.changed.push((owner, String::new()));
        }
    }

    /// Puts what changed in its place, once for a batch.
    pub(super) fn settle(&mut self) {
        let mut changed = std::mem::take(&mut self.changed);
        // Stable: of several entries of one contact the last counts.
        changed.sort_by_key(|(owner, _)| *owner);
        for changes in changed.chunk_by(|a, b| a.0 as usize / ENTRIES == b.0 as usize / ENTRIES) {
            if let Some((owner, _)) = changes.first() {
                let changes = changes
                    .iter()
                    .map(|(owner, entry)| (*owner as usize % ENTRIES, entry.as_str()));
                self.block(*owner).replace(changes);
            }
        }
    }

    fn is_new(&self, owner: u32) -> bool {
        let block = self.blocks.get(owner as usize / ENTRIES);
        block.is_none_or(|block| block.len() <= owner as usize % ENTRIES)
    }

    fn block(&mut self, owner: u32) -> &mut Block {
        let index = owner as usize / ENTRIES;
        if self.blocks.len() <= index {
            self.blocks.resize_with(index + 1, Block::default);
        }
        &mut self.blocks[index]
    }
}

fn push_text(entry: &mut String, marker: u8, text: &str) {
    entry.push(char::from(marker));
    fold_into(text, entry);
}

/// A text that may be a number. One of a number column has its digits found even where words stand
/// beside them.
fn push_number(entry: &mut String, text: &str, always: bool) {
    let pure = crate::number::is_number(text);
    if !pure {
        push_text(entry, TEXT, text);
    }
    if !pure && !always {
        return;
    }
    match Number::read(text) {
        None => {}
        Some(Number::Local { digits }) => push_text(entry, LOCAL, &digits),
        Some(Number::International { digits, country }) => {
            push_text(entry, INTERNATIONAL, &digits);
            push_text(entry, TRUNK, "0");
            entry.push_str(&digits[country..]);
        }
    }
}

/// How a value is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// As a name: hits at its start come first.
    Name,
    /// As a number.
    Number,
    /// As any text.
    Text,
}

impl Field {
    /// How the values of a column are searched; first and last names are names too.
    pub(crate) fn of(kind: ColumnKind, type_name: Option<&str>) -> Self {
        match (kind, type_name) {
            (ColumnKind::Name, _) | (_, Some("firstname" | "lastname")) => Self::Name,
            (ColumnKind::Number | ColumnKind::Callable | ColumnKind::Voicemail, _) => Self::Number,
            _ => Self::Text,
        }
    }
}
