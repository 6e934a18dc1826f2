//! How a file is understood, and why one is refused.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use people_core::plan::{
    ColumnUse, Delimiter, Existing, HeaderFamily, Plan, PlanError, ReadFault, ReadOptions,
};

use crate::{contact, created, fates, make, plan, plan_with, refusal};

#[test]
fn a_file_of_nothing_is_empty() {
    for nothing in ["", "\u{feff}", "\n\n\r\n", "\r\r"] {
        assert_eq!(refusal(nothing), PlanError::Empty, "{nothing:?}");
    }
}

#[test]
fn a_header_without_rows_says_so() {
    for header in [
        "firstname,number",
        "firstname,number\n",
        "firstname,number\r\n\r\n\n",
    ] {
        assert_eq!(refusal(header), PlanError::HeaderOnly, "{header:?}");
    }
}

#[test]
fn a_file_without_a_known_column_names_its_titles() {
    let titles = vec!["colour".to_owned(), "weight".to_owned()];
    assert_eq!(
        refusal("colour,weight\nred,4\n"),
        PlanError::NoKnownColumn { titles }
    );
}

#[test]
fn a_workbook_a_picture_and_noise_are_no_text() {
    let noise: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for bytes in [
        b"PK\x03\x04\x14\0".as_slice(),
        b"\x89PNG\r\n\x1a\n\0\0",
        b"%PDF-1.7\n",
        &noise,
    ] {
        assert_eq!(refusal(bytes), PlanError::Binary);
    }
}

#[test]
fn an_unknown_encoding_is_refused_by_name() {
    let options = ReadOptions {
        encoding: Some("klingon".to_owned()),
        ..ReadOptions::default()
    };
    let error = make("number\n1\n", &options, &[]).unwrap_err();
    assert_eq!(
        error,
        PlanError::UnknownEncoding {
            label: "klingon".to_owned()
        }
    );
}

#[test]
fn text_that_is_not_in_the_chosen_encoding_names_its_line() {
    let options = ReadOptions {
        encoding: Some("utf-8".to_owned()),
        ..ReadOptions::default()
    };
    let bytes = b"firstname,number\nAda,1\nZo\xe9,2\n".to_vec();
    let error = make(bytes, &options, &[]).unwrap_err();
    assert_eq!(
        error,
        PlanError::NotInEncoding {
            encoding: "UTF-8".to_owned(),
            line: 3
        }
    );
}

#[test]
fn one_bad_byte_in_much_utf_8_is_a_fault_and_no_other_encoding() {
    let mut bytes = "firstname,number\n".as_bytes().to_vec();
    bytes.extend("Zoé,1\n".repeat(20).bytes());
    bytes.extend(b"Zo\xe9,2\n");
    assert_eq!(
        refusal(bytes),
        PlanError::NotInEncoding {
            encoding: "UTF-8".to_owned(),
            line: 22
        }
    );
}

#[test]
fn the_same_text_is_read_from_every_encoding() {
    let text = "firstname,lastname,number\nZoé,Lévêque,1000\nMarc,Noël,1001\n";
    let utf16 = |unit: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
        mark.iter()
            .copied()
            .chain(text.encode_utf16().flat_map(unit))
            .collect()
    };
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let expected = created(&plan(text));
    for (encoding, sure, bytes) in [
        ("UTF-8", true, [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("UTF-16LE", true, utf16(u16::to_le_bytes, b"\xff\xfe")),
        ("UTF-16BE", true, utf16(u16::to_be_bytes, b"\xfe\xff")),
        ("UTF-16LE", false, utf16(u16::to_le_bytes, b"")),
        ("UTF-16BE", false, utf16(u16::to_be_bytes, b"")),
        ("windows-1252", false, latin),
    ] {
        let plan = plan(bytes);
        let reading = &plan.summary().reading;
        assert_eq!(
            (reading.encoding.as_str(), reading.encoding_sure),
            (encoding, sure)
        );
        assert_eq!(created(&plan), expected, "{encoding}");
    }
}

#[test]
fn every_delimiter_and_line_end_gives_the_same_rows() {
    let text = "firstname,lastname,number\nAda,Martin,1\nBob,Barker,2\n";
    let expected = fates(&plan(text));
    for (delimiter, byte) in [
        (Delimiter::Comma, ","),
        (Delimiter::Semicolon, ";"),
        (Delimiter::Tab, "\t"),
        (Delimiter::Pipe, "|"),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let plan = plan(text.replace(',', byte).replace('\n', end));
            assert_eq!(plan.summary().reading.delimiter, delimiter);
            assert_eq!(fates(&plan), expected);
        }
    }
}

#[test]
fn a_chosen_delimiter_wins() {
    let options = ReadOptions {
        delimiter: Some(Delimiter::Semicolon),
        ..ReadOptions::default()
    };
    let bytes = b"firstname;x,y\nAda;1,2\n".to_vec();
    let plan = plan_with(bytes, &options);
    assert_eq!(
        created(&plan),
        [contact(&[("firstname", "Ada"), ("x,y", "1,2")])]
    );
}

#[test]
fn surplus_empty_values_and_missing_untitled_ones_are_forgiven() {
    let plan = plan("firstname,number,\nAda,1\nBob,2,,,\n");
    assert_eq!(plan.summary().counts.new, 2);
    assert_eq!(plan.summary().fields, ["firstname", "number"]);
}

#[test]
fn columns_mapped_by_hand_are_used_as_they_are_given() {
    let use_of = |field: &str| ColumnUse::Field {
        field: field.to_owned(),
    };
    let options = ReadOptions {
        columns: Some(vec![use_of("firstname"), ColumnUse::Drop, use_of("number")]),
        ..ReadOptions::default()
    };
    let bytes = b"who,colour,where\nAda,red,1\n".to_vec();
    let plan = plan_with(bytes, &options);
    assert_eq!(
        created(&plan),
        [contact(&[("firstname", "Ada"), ("number", "1")])]
    );
}

#[test]
fn the_columns_that_a_plan_shows_give_the_same_plan_again() {
    let text =
        "Name,Phone 1 - Label,Phone 1 - Value,Room\nAda Martin,Mobile,1,A\nBob Barker,Work,2,B\n";
    let first = plan(text);
    let columns = first
        .summary()
        .reading
        .columns
        .iter()
        .map(|column| column.target.clone());
    let options = ReadOptions {
        columns: Some(columns.collect()),
        ..ReadOptions::default()
    };
    let again = plan_with(text, &options);
    assert_eq!(again.summary(), first.summary());
    assert_eq!(again.rows(None, 0, 9), first.rows(None, 0, 9));
}

#[test]
fn one_name_column_is_the_whole_name_or_the_last_one() {
    let whole = plan("Name,Phone\nAda Martin,1\n");
    let last = plan("Vorname,Name,Telefon\nAda,Martin,1\n");
    let expected = [contact(&[
        ("firstname", "Ada"),
        ("lastname", "Martin"),
        ("number", "1"),
    ])];
    assert_eq!(created(&whole), expected);
    assert_eq!(created(&last), expected);
}

#[test]
fn a_family_is_told_by_its_titles() {
    for (header, family) in [
        ("firstname,number", HeaderFamily::Wazo),
        ("First Name,Phone 1 - Value", HeaderFamily::Google),
        ("First Name,Business Phone", HeaderFamily::Outlook),
        ("First Name,Primary Email", HeaderFamily::Thunderbird),
        ("First Name,Phone", HeaderFamily::Other),
    ] {
        assert_eq!(
            plan(format!("{header}\na,b\n")).summary().reading.family,
            family,
            "{header}"
        );
    }
}

#[test]
fn a_line_of_more_columns_than_any_program_writes_is_no_header() {
    let wide = format!("firstname{}\nAda\n", ",".repeat(1_000_000));
    assert!(matches!(refusal(wide), PlanError::NoKnownColumn { .. }));
}

/// Bytes that come one at a time now and then, as from a slow disk, and that are never there as a whole.
struct Slow<'b> {
    bytes: Cursor<&'b [u8]>,
    reads: usize,
}

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        match self.reads % 3 {
            0 => Err(io::ErrorKind::Interrupted.into()),
            1 => self.bytes.read(&mut buffer[..1]),
            _ => self.bytes.read(buffer),
        }
    }
}

impl Seek for Slow<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// A file of ASCII, with one line of other text far behind its head.
fn late(line: &[u8]) -> Vec<u8> {
    let row = |n: usize| format!("Ada,Martin,{n}\n").into_bytes();
    let head = b"firstname,lastname,number\n".to_vec();
    let before = (0..50_000).flat_map(row);
    let after = (50_000..100_000).flat_map(row);
    head.into_iter()
        .chain(before)
        .chain(line.to_vec())
        .chain(after)
        .collect()
}

#[test]
fn a_file_that_comes_in_pieces_is_read_as_a_whole_one() {
    let text = "firstname,lastname,number\nZoé,Lévesque,👩‍🚒\n".repeat(2000);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &[b"\xff\xfe", &utf16[..]].concat()] {
        let slow = Slow {
            bytes: Cursor::new(bytes),
            reads: 0,
        };
        let pieces = Plan::make(slow, &ReadOptions::default(), &Existing::default()).unwrap();
        let whole = plan(bytes);
        assert_eq!(pieces.summary(), whole.summary());
        assert_eq!(pieces.rows(None, 0, 9), whole.rows(None, 0, 9));
    }
}

#[test]
fn a_file_that_is_no_utf_8_far_behind_its_head_is_read_anew() {
    let plan = plan(late(b"Zo\xe9,L\xe9vesque,x\n"));
    let reading = &plan.summary().reading;
    assert_eq!(
        (reading.encoding.as_str(), reading.encoding_sure),
        ("windows-1252", false)
    );
    let (_, rows) = plan.rows(None, 50_000, 1);
    assert_eq!(rows[0].values, ["Zoé", "Lévesque", "x"]);
}

#[test]
fn a_fault_far_behind_the_head_names_its_line() {
    let good = "éàüößçñ,éàüößçñ,1\n".repeat(3);
    let line = [good.as_bytes(), b"Zo\xe9,\xff,x\n"].concat();
    assert_eq!(
        refusal(late(&line)),
        PlanError::NotInEncoding {
            encoding: "UTF-8".to_owned(),
            line: 50_005,
        }
    );
}

#[test]
fn a_file_that_cannot_be_read_says_so() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::PermissionDenied.into())
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(9)
        }
    }
    let fault = Plan::make(Broken, &ReadOptions::default(), &Existing::default()).unwrap_err();
    assert!(
        matches!(&fault, ReadFault::Io(error) if error.kind() == io::ErrorKind::PermissionDenied)
    );
}
