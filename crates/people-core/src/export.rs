//! From personal contacts to a file.

use std::collections::{BTreeMap, BTreeSet};

/// Who will read an exported file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// This program, or the server: every text as it is.
    #[default]
    Import,
    /// A spreadsheet: a byte order mark, and an apostrophe before values that would run as a formula.
    Spreadsheet,
}

/// The contacts as CSV: a header of all their fields in the order of code points, UTF-8, CRLF, quotes only where they
/// are needed. Empty when there is no contact.
///
/// This is the server's own export (`GET /personal?format=text/csv`), made from the answer of `GET /personal`.
pub fn csv(contacts: &[BTreeMap<String, String>], reader: Reader) -> Vec<u8> {
    let fields: BTreeSet<&str> = contacts
        .iter()
        .flat_map(BTreeMap::keys)
        .map(String::as_str)
        .collect();
    let mut csv = Vec::new();
    if fields.is_empty() {
        return csv;
    }
    if reader == Reader::Spreadsheet {
        csv.extend_from_slice(BOM);
    }
    write_row(&mut csv, fields.iter().copied());
    for contact in contacts {
        let values = fields
            .iter()
            .map(|field| contact.get(*field).map_or("", String::as_str));
        match reader {
            Reader::Import => write_row(&mut csv, values),
            Reader::Spreadsheet => write_row(&mut csv, values.map(guard)),
        }
    }
    csv
}

/// The mark by which spreadsheets know UTF-8.
pub(crate) const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes one line: commas, quotes only where they are needed, CRLF.
pub(crate) fn write_row<V: AsRef<str>>(csv: &mut Vec<u8>, values: impl Iterator<Item = V>) {
    let start = csv.len();
    for (place, value) in values.enumerate() {
        if place > 0 {
            csv.push(b',');
        }
        write_value(csv, value.as_ref());
    }
    if csv.len() == start {
        // A line with one empty value would read as no line.
        csv.extend_from_slice(b"\"\"");
    }
    csv.extend_from_slice(b"\r\n");
}

fn write_value(csv: &mut Vec<u8>, value: &str) {
    if !needs_quotes(value) {
        csv.extend_from_slice(value.as_bytes());
        return;
    }
    csv.push(b'"');
    for (place, part) in value.split('"').enumerate() {
        if place > 0 {
            csv.extend_from_slice(b"\"\"");
        }
        csv.extend_from_slice(part.as_bytes());
    }
    csv.push(b'"');
}

/// How many bytes [`write_row`] needs for a value.
pub(crate) fn written_length(value: &str) -> usize {
    let quotes = if needs_quotes(value) {
        2 + value.matches('"').count()
    } else {
        0
    };
    value.len() + quotes
}

fn needs_quotes(value: &str) -> bool {
    value.contains([',', '"', '\r', '\n'])
}

/// The value, with an apostrophe where a spreadsheet would run it.
///
/// A value that looks guarded already gets one more, so that taking one away gives back any text.
fn guard(value: &str) -> std::borrow::Cow<'_, str> {
    if would_run(value.trim_start_matches('\'')) {
        format!("'{value}").into()
    } else {
        value.into()
    }
}

/// Whether a value is one that the spreadsheet's export put an apostrophe before.
pub(crate) fn is_guarded(value: &str) -> bool {
    value.starts_with('\'') && would_run(value.trim_start_matches('\''))
}

fn would_run(value: &str) -> bool {
    value.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_phone_number(value)
}

/// `+49 (0)176 555-1234` adds nothing up in any spreadsheet that is worth guarding against: it stays dialable.
fn is_phone_number(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('+') else {
        return false;
    };
    rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" ()-./".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contact(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn text(contacts: &[BTreeMap<String, String>], reader: Reader) -> String {
        String::from_utf8(csv(contacts, reader)).unwrap()
    }

    #[test]
    fn the_header_has_every_field_in_the_order_of_code_points() {
        let contacts = [
            contact(&[("id", "1"), ("lastname", "Roy"), ("Zimmer", "4")]),
            contact(&[("id", "2"), ("email", "ada@acme.example"), ("été", "x")]),
        ];
        assert_eq!(
            text(&contacts, Reader::Import),
            "Zimmer,email,id,lastname,été\r\n4,,1,Roy,\r\n,ada@acme.example,2,,x\r\n"
        );
    }

    #[test]
    fn quotes_stand_only_where_they_are_needed() {
        let contacts = [contact(&[("id", "a"), ("weird", "x,\"y\"\nz")])];
        assert_eq!(
            text(&contacts, Reader::Import),
            "id,weird\r\na,\"x,\"\"y\"\"\nz\"\r\n"
        );
    }

    #[test]
    fn a_line_of_one_empty_value_is_still_a_line() {
        assert_eq!(
            text(&[contact(&[("id", "")])], Reader::Import),
            "id\r\n\"\"\r\n"
        );
    }

    #[test]
    fn no_contact_gives_no_byte() {
        assert_eq!(csv(&[], Reader::Spreadsheet), Vec::<u8>::new());
    }

    #[test]
    fn a_spreadsheet_runs_nothing_and_keeps_numbers() {
        for (value, written) in [
            ("=1+1", "'=1+1"),
            ("+1+cmd", "'+1+cmd"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("+49 (0)176 555-1234", "+49 (0)176 555-1234"),
            ("0176", "0176"),
            ("'t Hooft", "'t Hooft"),
        ] {
            let sheet = text(&[contact(&[("id", value)])], Reader::Spreadsheet);
            assert_eq!(sheet, format!("\u{feff}id\r\n{written}\r\n"));
            let plain = text(&[contact(&[("id", value)])], Reader::Import);
            assert_eq!(plain, format!("id\r\n{value}\r\n"));
        }
    }

    proptest! {
        #[test]
        fn rust_csv_reads_back_what_is_written(rows in prop::collection::vec(
            prop::collection::vec(r#"[ab,"\r\n =]{0,6}"#, 3), 1..5,
        )) {
            let mut written = Vec::new();
            for row in &rows {
                write_row(&mut written, row.iter());
            }
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&written[..]);
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}
