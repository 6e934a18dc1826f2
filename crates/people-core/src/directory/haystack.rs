//! Every contact's folded text in one buffer, so that one pass over memory searches them all.
//!
//! An entry is a row of fields, each begun by a marker that no folded text contains. Names come first.
//! A number stands there by its digits alone, in each of the ways in which it may be typed, so that the
//! search needs no more than substrings.

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

/// Stands for an entry whose contact is gone.
const NOBODY: u32 = u32::MAX;

/// The searched text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Haystack {
    text: String,
    /// Where each entry starts.
    starts: Vec<usize>,
    /// The contact of each entry.
    owners: Vec<u32>,
    /// The entry of each contact.
    entries: Vec<u32>,
    /// Bytes of entries whose contact is gone.
    dead: usize,
    letters: Letters,
}

impl Haystack {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Entries, those of gone contacts included.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The contact of an entry.
    pub(crate) fn owner(&self, entry: usize) -> Option<u32> {
        self.owners
            .get(entry)
            .copied()
            .filter(|owner| *owner != NOBODY)
    }

    /// Where an entry starts and ends.
    pub(crate) fn span(&self, entry: usize) -> (usize, usize) {
        let at = |entry: usize| self.starts.get(entry).copied().unwrap_or(self.text.len());
        (at(entry), at(entry + 1))
    }

    /// The entry that holds the byte at `position`, which is not before the entry `from`.
    pub(crate) fn entry_at(&self, position: usize, from: usize) -> usize {
        let mut step = 1;
        let mut low = from;
        while self
            .starts
            .get(low + step)
            .is_some_and(|start| *start <= position)
        {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.starts.len());
        let within = self.starts.get(low..high).unwrap_or_default();
        (low + within.partition_point(|start| *start <= position)).saturating_sub(1)
    }

    /// Sets the entry of a contact.
    pub(super) fn put<'a>(
        &mut self,
        owner: u32,
        fields: impl Iterator<Item = (Field, &'a str)> + Clone,
    ) {
        self.drop(owner);
        let index = owner as usize;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, NOBODY);
        }
        self.entries[index] = u32::try_from(self.starts.len()).unwrap_or(NOBODY);
        let start = self.text.len();
        self.starts.push(start);
        self.owners.push(owner);
        // A contact without any text has an entry that nothing is found in.
        self.text.push(char::from(TEXT));
        for (_, text) in fields.clone().filter(|(field, _)| *field == Field::Name) {
            self.push_text(NAME, text);
        }
        for (field, text) in fields {
            match field {
                Field::Name => {}
                Field::Number => self.push_number(text, true),
                Field::Text => self.push_number(text, false),
            }
        }
        self.letters.put(owner, &self.text.as_bytes()[start..]);
    }

    /// Forgets the entry of a contact.
    pub(super) fn drop(&mut self, owner: u32) {
        let Some(entry) = self.entries.get_mut(owner as usize) else {
            return;
        };
        self.letters.drop(owner);
        let gone = std::mem::replace(entry, NOBODY) as usize;
        if let Some(place) = self.owners.get_mut(gone) {
            *place = NOBODY;
            let (start, end) = self.span(gone);
            self.dead += end - start;
        }
    }

    /// Closes the gaps once they are half of the text.
    pub(super) fn tidy(&mut self) {
        if self.dead * 2 <= self.text.len() {
            return;
        }
        let mut kept = Self {
            entries: vec![NOBODY; self.entries.len()],
            letters: std::mem::take(&mut self.letters),
            ..Self::default()
        };
        kept.text.reserve(self.text.len() - self.dead);
        for entry in 0..self.len() {
            let Some(owner) = self.owner(entry) else {
                continue;
            };
            let (start, end) = self.span(entry);
            kept.entries[owner as usize] = u32::try_from(kept.starts.len()).unwrap_or(NOBODY);
            kept.starts.push(kept.text.len());
            kept.owners.push(owner);
            kept.text.push_str(&self.text[start..end]);
        }
        *self = kept;
    }

    fn push_text(&mut self, marker: u8, text: &str) {
        self.text.push(char::from(marker));
        fold_into(text, &mut self.text);
    }

    /// A text that may be a number. One of a number column has its digits found even where words stand
    /// beside them.
    fn push_number(&mut self, text: &str, always: bool) {
        let pure = crate::number::is_number(text);
        if !pure {
            self.push_text(TEXT, text);
        }
        if !pure && !always {
            return;
        }
        match Number::read(text) {
            None => {}
            Some(Number::Local { digits }) => self.push_text(LOCAL, &digits),
            Some(Number::International { digits, country }) => {
                self.push_text(INTERNATIONAL, &digits);
                self.push_text(TRUNK, "0");
                self.text.push_str(&digits[country..]);
            }
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
