//! The head of a table: its first lines, and which of them names the columns.

use super::aliases::alias;
use super::records::{Record, Records};

/// How much of a text the head is taken from.
const SAMPLE: usize = 256 * 1024;
/// How many lines of the head are looked at.
const RECORDS: usize = 64;
/// How many of them may be above the header: titles of a report, an address, a date.
const ABOVE: usize = 20;

/// A line of the head that has something on it.
#[derive(Debug)]
pub(super) struct Seen {
    /// The line of the file.
    pub line: u32,
    /// Where it starts in the text.
    pub start: usize,
    /// How many values it has.
    pub width: usize,
    /// How many of them are not empty.
    pub filled: usize,
    /// How many of them are titles that are known.
    pub known: usize,
    /// Whether a quote is opened in it and never closed.
    pub unclosed: bool,
}

impl Seen {
    /// Whether there is little doubt that this line is the header.
    pub fn is_surely_header(&self) -> bool {
        self.known >= 3 || self.known * 2 >= self.filled.max(1)
    }
}

/// The part of a text that the head is taken from.
pub(super) fn sample(text: &str) -> &str {
    &text[..text.floor_char_boundary(SAMPLE)]
}

/// The first lines of a text from a place and its line on; where the text is `cut`, without the last one, which may be half
/// a line.
pub(super) fn head(text: &str, cut: bool, delimiter: u8, (start, line): (usize, u32)) -> Vec<Seen> {
    let mut records = Records::at(text, delimiter, start, line);
    let mut record = Record::default();
    let mut head = Vec::new();
    while head.len() < RECORDS && records.read(&mut record) {
        if record.is_blank() {
            continue;
        }
        if cut && record.end == text.len() && !head.is_empty() {
            break;
        }
        let may_be_header = head.len() < ABOVE;
        let (mut filled, mut known) = (0, 0);
        for cell in &record.cells {
            let value = cell.value(text);
            let title = value.trim();
            filled += usize::from(!title.is_empty());
            known += usize::from(may_be_header && alias(title).is_some());
        }
        head.push(Seen {
            line: record.line,
            start: record.start,
            width: record.cells.len(),
            filled,
            known,
            unclosed: record.unclosed,
        });
    }
    head
}

/// The header among the lines of the head: the first line, unless one below it has many more titles that are known.
pub(super) fn header(head: &[Seen]) -> Option<&Seen> {
    let first = head.first()?;
    let may_be = head.iter().take(ABOVE);
    let best = may_be.rev().max_by_key(|seen| seen.known)?;
    let is_clear = best.known > first.known * 2 && best.known > 1;
    Some(if is_clear { best } else { first })
}
