//! What is wrong with a row.

use memchr::memchr;

use super::SkipReason;
use super::fates::count;
use super::layout::Layout;
use super::records::Record;
use super::values::is_rounded;

/// The longest value that the server takes in an import, in characters.
const LONGEST: usize = 131_072;

/// How many values a row of the file has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Columns of the header.
    pub columns: usize,
    /// How many values a row must have at least.
    pub required: usize,
}

impl Shape {
    /// What is wrong with the number of a row's values; empty ones too many are forgiven.
    pub fn fault(self, text: &str, record: &Record) -> Option<SkipReason> {
        let found = record.cells.len();
        if record.unclosed {
            return Some(SkipReason::UnclosedQuote);
        }
        if found < self.required {
            return Some(SkipReason::TooFewValues {
                expected: count(self.required),
                found: count(found),
            });
        }
        let surplus = record.cells.get(self.columns..).unwrap_or_default();
        let is_empty = |value: &str| value.trim().is_empty();
        if surplus.iter().all(|cell| is_empty(&cell.value(text))) {
            return None;
        }
        Some(SkipReason::TooManyValues {
            expected: count(self.columns),
            found: count(found),
        })
    }
}

/// What may be wrong with the values of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faults {
    /// Whether there is a NUL anywhere in the text.
    may_have_nul: bool,
}

impl Faults {
    /// The faults that a text may have.
    pub fn new(text: &str) -> Self {
        Self {
            may_have_nul: memchr(0, text.as_bytes()).is_some(),
        }
    }

    /// What is wrong with the values of a row that would be sent.
    pub fn of(self, text: &str, record: &Record, layout: &Layout) -> Option<SkipReason> {
        let value = |cell: usize| record.cells.get(cell).map(|cell| cell.value(text));
        if self.may_have_nul {
            let has_nul = |cell: &usize| value(*cell).is_some_and(|value| value.contains('\0'));
            if let Some(cell) = layout.cells().find(has_nul) {
                return Some(SkipReason::Nul {
                    column: count(cell + 1),
                });
            }
        }
        if record.end - record.start > LONGEST {
            for cell in layout.cells() {
                let length = value(cell).map_or(0, |value| value.chars().count());
                if length > LONGEST {
                    return Some(SkipReason::TooLong {
                        column: count(cell + 1),
                        length: count(length),
                        limit: count(LONGEST),
                    });
                }
            }
        }
        layout.number_cells().iter().find_map(|cell| {
            let value = value(*cell).filter(|value| is_rounded(value))?;
            Some(SkipReason::RoundedNumber {
                column: count(cell + 1),
                value: value.trim().to_owned(),
            })
        })
    }
}
