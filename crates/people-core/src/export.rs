//! From personal contacts to a file.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::plan::Fields;

/// Who will read an exported file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// This program, or the server: every text as it is.
    #[default]
    Import,
    /// A spreadsheet: a byte order mark, `="0176"` around what it would take for a number or a day, and an apostrophe before
    /// what it would run as a formula.
    Spreadsheet,
}

/// The contacts as CSV: a header, UTF-8, CRLF, quotes only where they are needed. Empty when there is no contact or no column.
///
/// The columns are the fields that are asked for, else all that any contact has. They stand in the order of code points, as in
/// the server's own export (`GET /personal?format=text/csv`); a spreadsheet has them in the order in which they are asked for.
pub fn csv(contacts: &[Fields], columns: Option<&[String]>, reader: Reader) -> Vec<u8> {
    let mut csv = Vec::new();
    let columns = match columns {
        Some(columns) => chosen(columns, reader),
        None => every_field(contacts),
    };
    if contacts.is_empty() || columns.is_empty() {
        return csv;
    }
    if reader == Reader::Spreadsheet {
        csv.extend_from_slice(BOM);
    }
    let mut write = |values: &mut dyn Iterator<Item = &str>| match reader {
        Reader::Import => write_row(&mut csv, values),
        Reader::Spreadsheet => write_row(&mut csv, values.map(guard)),
    };
    write(&mut columns.iter().copied());
    for contact in contacts {
        let value = |field: &&str| contact.get(*field).map_or("", String::as_str);
        write(&mut columns.iter().map(value));
    }
    csv
}

/// The fields that any of the contacts has, in the order of code points.
fn every_field(contacts: &[Fields]) -> Vec<&str> {
    let fields: BTreeSet<&str> = contacts
        .iter()
        .flat_map(Fields::keys)
        .map(String::as_str)
        .collect();
    fields.into_iter().collect()
}

/// The columns that are asked for, each once.
fn chosen(columns: &[String], reader: Reader) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let mut once: Vec<&str> = columns.iter().map(String::as_str).collect();
    once.retain(|column| seen.insert(*column));
    if reader == Reader::Import {
        once.sort_unstable();
    }
    once
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

/// The value, in a shape that a spreadsheet neither changes nor runs.
///
/// A value that looks guarded already gets one more apostrophe, so that taking one away gives back any text.
pub(crate) fn guard(value: &str) -> Cow<'_, str> {
    if would_change(value) {
        format!("=\"{value}\"").into()
    } else if would_run(value.trim_start_matches('\'')) {
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

/// Whether a spreadsheet would take the value for a number or a day and show or save another text: `0176`, `+4917655501`,
/// `491765550123`, `5E10`, `3-4`, `1980-05-07`, `(55)`. It leaves alone what has a blank in it, small numbers and ids.
fn would_change(value: &str) -> bool {
    /// A spreadsheet writes longer numbers as `4.9E+11`.
    const PLAIN_DIGITS: usize = 11;
    let (mut digits, mut dashes) = (0, 0);
    for byte in value.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'-' => dashes += 1,
            b'+' | b'.' | b',' | b'/' | b':' | b'(' | b')' | b'%' | b'E' | b'e' => {}
            _ => return false,
        }
    }
    let is_plain = digits == value.len() && digits <= PLAIN_DIGITS;
    let has_zero = digits > 1 && value.starts_with('0');
    digits > 0 && dashes <= 2 && (has_zero || !is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contact(fields: &[(&str, &str)]) -> Fields {
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn text(contacts: &[Fields], reader: Reader) -> String {
        String::from_utf8(csv(contacts, None, reader)).unwrap()
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
        assert_eq!(csv(&[], None, Reader::Spreadsheet), Vec::<u8>::new());
        let nothing = Vec::<String>::new();
        assert_eq!(
            csv(&[contact(&[("id", "a")])], Some(&nothing), Reader::Import),
            Vec::<u8>::new()
        );
    }

    #[test]
    fn only_the_columns_asked_for_are_written() {
        let contacts = [contact(&[("id", "1"), ("lastname", "Roy"), ("zip", "5")])];
        let columns = ["zip", "lastname", "email", "zip"].map(str::to_owned);
        let written = |reader| String::from_utf8(csv(&contacts, Some(&columns), reader)).unwrap();
        assert_eq!(written(Reader::Import), "email,lastname,zip\r\n,Roy,5\r\n");
        assert_eq!(
            written(Reader::Spreadsheet),
            "\u{feff}zip,lastname,email\r\n5,Roy,\r\n"
        );
    }

    #[test]
    fn a_spreadsheet_runs_nothing() {
        for (value, written) in [
            ("=1+1", "'=1+1"),
            ("+1+cmd", "'+1+cmd"),
            ("-x", "'-x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("=\"0176\"", "'=\"0176\""),
            ("+49 (0)176 555-1234", "+49 (0)176 555-1234"),
            ("'t Hooft", "'t Hooft"),
        ] {
            assert_eq!(guard(value), written);
        }
    }

    #[test]
    fn a_spreadsheet_runs_no_title_either() {
        let contacts = [contact(&[("=1+1", "x")])];
        assert_eq!(
            text(&contacts, Reader::Spreadsheet),
            "\u{feff}'=1+1\r\nx\r\n"
        );
    }

    #[test]
    fn a_spreadsheet_keeps_numbers_as_they_are_written() {
        for value in [
            "0176",
            "00",
            "+4917655501",
            "491765550123",
            "5E10",
            "-2",
            "3-4",
            "1/2",
            "1980-05-07",
            "(55)",
            "1.50",
            "12:30",
            "5%",
        ] {
            assert_eq!(guard(value), format!("=\"{value}\""));
        }
        for value in [
            "0",
            "5550",
            "49176555012",
            "0176 555",
            "x1",
            "e",
            "",
            "-",
            "+",
        ] {
            assert_eq!(guard(value).trim_start_matches('\''), value);
        }
    }

    #[test]
    fn a_file_for_an_import_has_every_text_as_it_is() {
        for value in ["=1+1", "'=1", "0176", "-2"] {
            let plain = text(&[contact(&[("id", value)])], Reader::Import);
            assert_eq!(plain, format!("id\r\n{value}\r\n"));
        }
    }

    proptest! {
        #[test]
        fn a_guard_can_be_taken_off_again(value in r#"['="+@0-9eE a.\-]{0,8}"#) {
            let guarded = guard(&value);
            let inner = guarded.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
            let bare = match inner {
                Some(inner) => inner,
                None if is_guarded(&guarded) => &guarded[1..],
                None => &guarded,
            };
            prop_assert_eq!(bare, value.as_str());
        }

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
