//! The records of a CSV text: where each starts, on which line, and where its cells are.
//!
//! As RFC 4180 has it, and as files are: LF, CRLF and CR all end a line, text after a closing quote belongs to the
//! value. It is not rust-csv because a plan names the physical line of a row, also in files of CR alone, goes on after a
//! quote that is never closed, and reads any row again from its offset; a test holds it to what rust-csv reads.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::scan::{Ends, line_breaks};

/// A cell: a range of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    start: usize,
    end: usize,
    form: Form,
}

/// How a cell's range becomes its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The range is the value.
    Plain,
    /// The range starts after the opening quote; doubled quotes and the closing one are still in it.
    Quoted,
}

impl Cell {
    /// The value, when it is what stands in the text.
    #[inline]
    pub fn plain<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self.form {
            Form::Plain => text.get(self.start..self.end),
            Form::Quoted => None,
        }
    }

    /// The value, borrowed unless quotes have to be taken out of it.
    pub fn value<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let raw = text.get(self.start..self.end).unwrap_or_default();
        match self.form {
            Form::Plain => Cow::Borrowed(raw),
            Form::Quoted => Cow::Owned(unquote(raw)),
        }
    }
}

/// A record: one row of the file.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Where it starts in the text.
    pub start: usize,
    /// Where its last value ends.
    pub end: usize,
    /// The physical line at which it starts, counted from 1.
    pub line: u32,
    /// Its cells; a line with nothing on it has one, which is empty.
    pub cells: Vec<Cell>,
    /// Whether a quote is opened in it and never closed. It then ends with the line of that quote.
    pub unclosed: bool,
}

impl Record {
    /// Whether there is nothing on the line.
    pub fn is_blank(&self) -> bool {
        self.start == self.end
    }
}

/// Reads records one after the other.
#[derive(Clone, Debug)]
pub(super) struct Records<'t> {
    text: &'t str,
    delimiter: u8,
    ends: Ends,
    at: usize,
    line: u32,
}

impl<'t> Records<'t> {
    /// Reads `text` from its start.
    pub fn new(text: &'t str, delimiter: u8) -> Self {
        Self::at(text, delimiter, 0, 1)
    }

    /// Reads `text` from a record's start, which is on `line`.
    pub fn at(text: &'t str, delimiter: u8, at: usize, line: u32) -> Self {
        Self {
            text,
            delimiter,
            ends: Ends::new(delimiter),
            at,
            line,
        }
    }

    /// Where the next record starts, and its line.
    pub fn place(&self) -> (usize, u32) {
        (self.at, self.line)
    }

    /// Reads the next record into `record`; false at the end.
    pub fn read(&mut self, record: &mut Record) -> bool {
        record.cells.clear();
        record.unclosed = false;
        record.start = self.at;
        record.line = self.line;
        if self.at >= self.text.len() {
            return false;
        }
        while self.read_cell(record) {}
        true
    }

    /// Reads a cell and what ends it; true when another cell follows.
    fn read_cell(&mut self, record: &mut Record) -> bool {
        let bytes = self.text.as_bytes();
        let (start, mut end, form);
        if bytes.get(self.at) == Some(&b'"') {
            match quoted_end(bytes, self.at + 1) {
                Some((closing, doubled)) => {
                    self.line += line_breaks(&bytes[self.at..closing]);
                    end = self.plain_end(closing + 1);
                    start = self.at + 1;
                    if end == closing + 1 && !doubled {
                        record.cells.push(Cell {
                            start,
                            end: closing,
                            form: Form::Plain,
                        });
                        return self.end_cell(record, end);
                    }
                    form = Form::Quoted;
                }
                None => {
                    // Only the line of the open quote is lost. What follows has no quote that could be open as well:
                    // any run of quotes after this one is even, or it would have closed it.
                    record.unclosed = true;
                    let rest = &bytes[self.at..];
                    end = self.at + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                    start = self.at;
                    form = Form::Plain;
                }
            }
        } else {
            start = self.at;
            end = self.plain_end(start);
            form = Form::Plain;
        }
        end = end.min(bytes.len());
        record.cells.push(Cell { start, end, form });
        self.end_cell(record, end)
    }

    fn plain_end(&mut self, from: usize) -> usize {
        self.ends.find(self.text.as_bytes(), from)
    }

    fn end_cell(&mut self, record: &mut Record, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        record.end = end;
        self.at = end + 1;
        match bytes.get(end) {
            Some(byte) if *byte == self.delimiter => return true,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => self.at = end + 2,
            Some(_) => {}
            None => {
                self.at = end;
                return false;
            }
        }
        self.line += 1;
        false
    }
}

/// Where the quote that closes stands, and whether there were doubled ones before it.
fn quoted_end(bytes: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut at = from;
    let mut doubled = false;
    loop {
        at += memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some((at, doubled));
        }
        doubled = true;
        at += 2;
    }
}

/// The value of a quoted range: doubled quotes are one, the closing one is none, what follows it is text.
fn unquote(raw: &str) -> String {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('"') {
        value.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                value.push('"');
                rest = after;
            }
            None => break,
        }
    }
    value.push_str(rest);
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut records = Records::new(text, b',');
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.read(&mut record) {
            let values = record
                .cells
                .iter()
                .map(|cell| cell.value(text).into_owned());
            rows.push((record.line, values.collect()));
        }
        rows
    }

    fn row(line: u32, values: &[&str]) -> (u32, Vec<String>) {
        (
            line,
            values.iter().map(|value| (*value).to_owned()).collect(),
        )
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        let expected = vec![row(1, &["a", "b"]), row(2, &["c", ""]), row(3, &["d"])];
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(read(&["a,b", "c,", "d"].join(end)), expected);
        }
    }

    #[test]
    fn a_row_has_the_line_at_which_it_starts() {
        let text = "a\r\n\"one\r\ntwo\rthree\n\",x\n\nlast";
        let expected = [
            row(1, &["a"]),
            row(2, &["one\r\ntwo\rthree\n", "x"]),
            row(6, &[""]),
            row(7, &["last"]),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn doubled_quotes_are_one_and_text_after_a_quote_is_kept() {
        assert_eq!(
            read(r#""a ""b"" c","d"e,f"g""#),
            [row(1, &["a \"b\" c", "de", "f\"g\""])]
        );
    }

    #[test]
    fn an_open_quote_takes_its_own_line_only() {
        let text = "a,b\nc,\"d\ne,\"\"\nf,g";
        let mut records = Records::new(text, b',');
        let mut record = Record::default();
        let mut seen = Vec::new();
        while records.read(&mut record) {
            seen.push((record.line, record.unclosed));
        }
        assert_eq!(seen, [(1, false), (2, true), (3, false), (4, false)]);
    }

    proptest! {
        #[test]
        fn it_reads_what_rust_csv_reads(text in r#"[ab",\n\r;]{0,40}"#) {
            let mut mine = Records::new(&text, b',');
            let mut record = Record::default();
            let mut rows: Vec<Vec<String>> = Vec::new();
            let mut unclosed = false;
            while mine.read(&mut record) {
                unclosed |= record.unclosed;
                if !record.is_blank() {
                    rows.push(record.cells.iter().map(|cell| cell.value(&text).into_owned()).collect());
                }
            }
            prop_assume!(!unclosed);
            let mut theirs = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = theirs
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(rows, expected);
        }
    }
}
