//! What holds for any text and any contacts.

use people_core::plan::Fields;
use people_core::vcard;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::contact;

/// Field names: known ones, further ones, and anything.
fn name() -> impl Strategy<Value = String> {
    let known = [
        "id",
        "firstname",
        "lastname",
        "prefix",
        "number",
        "number2",
        "number9",
        "mobile",
        "mobile3",
        "fax",
        "email",
        "email2",
        "company",
        "company2",
        "department",
        "department2",
        "title",
        "note",
        "note2",
        "address",
        "website",
        "chat",
        "birthday",
        "nickname",
        "categories",
        "uid",
        "extension",
        "kind",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => r#"[a-zé ;:,="\\\r\n-]{0,6}"#,
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => r#"[a-c é日😀;:,"=\\nr\t\r\n+0-9]{1,9}"#,
        1 => "\\PC{1,9}",
        1 => "[^\0]{60,200}",
        1 => prop::sample::select(vec![
            "tel:1", "mailto:a", "1980-05-07", "--05-07", "19800507", "a, b", "https://acme.example/;x", " a ", "-",
            "2F1C1E7A-7F5B-4A3E-9A55-0C6E2C1F9B10", "2f1c1e7a-7f5b-4a3e-9a55-0c6e2c1f9b10",
            "END:VCARD", "\nEND:VCARD\nBEGIN:VCARD\n", "a ::: b", "group", "\u{feff}", "\u{2028}", "\u{85}",
        ]).prop_map(str::to_owned),
    ]
}

fn contacts() -> impl Strategy<Value = Vec<Fields>> {
    vec(btree_map(name(), value(), 0..8), 0..5)
}

/// Lines of cards, whole and broken.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => Just("BEGIN:VCARD".to_owned()),
        3 => Just("END:VCARD".to_owned()),
        1 => Just("VERSION:2.1".to_owned()),
        1 => Just("AGENT:".to_owned()),
        1 => Just("item1.X-ABLabel:Fax".to_owned()),
        4 => "(item1\\.)?(N|TEL|ORG|ADR|BDAY|UID|NOTE|PHOTO|X-PEOPLE-FIELD)(;(QUOTED-PRINTABLE|BASE64|TYPE=\"?CELL|CHARSET=UTF-8|PREF=1))?:[a-f0-9=;,\\\\é\"-]{0,9}",
        1 => "[ \t]?[a-z=:;\"]{0,5}",
    ];
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    vec((line, end), 0..30).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end.to_owned()])
            .collect()
    })
}

proptest! {
    #[test]
    fn what_is_written_comes_back(contacts in contacts()) {
        let written = vcard::write(&contacts);
        let text = String::from_utf8(written).unwrap();
        let read: Vec<_> = vcard::read(&text).collect();
        prop_assert_eq!(read.len(), contacts.len());
        for (card, contact) in read.into_iter().zip(contacts) {
            prop_assert_eq!((card.fields, card.refused), (contact, None), "{}", text);
        }
    }

    #[test]
    fn lines_are_short_and_characters_whole(contacts in contacts()) {
        let written = vcard::write(&contacts);
        for line in written.split(|byte| *byte == b'\n') {
            prop_assert!(line.strip_suffix(b"\r").unwrap_or(line).len() <= 75);
            prop_assert!(std::str::from_utf8(line).is_ok());
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_no_card_is_lost(text in lines()) {
        let count = |wanted: &str| text.split(['\r', '\n']).filter(|line| line.trim() == wanted).count();
        let read: Vec<_> = vcard::read(&text).collect();
        prop_assert!(read.len() + count("AGENT:") >= count("BEGIN:VCARD"));
        prop_assert!(read.is_sorted_by(|one, next| one.line < next.line));
        prop_assert!(read.iter().flat_map(|card| card.fields.values()).all(|value| !value.is_empty()));
    }

    #[test]
    fn no_characters_make_it_panic(text in "\\PC{0,60}", bytes in vec(any::<u8>(), 0..60)) {
        vcard::is_vcard(&bytes);
        vcard::read(&format!("BEGIN:VCARD\n{text}\nEND:VCARD")).for_each(drop);
        vcard::read(&format!("BEGIN:VCARD\nVERSION:2.1\n{}\n", String::from_utf8_lossy(&bytes))).for_each(drop);
    }
}

#[test]
fn other_programs_find_what_they_know() {
    let text = |contacts: &[Fields]| String::from_utf8(vcard::write(contacts)).unwrap();
    let whole = contact(&[
        ("id", "2f1c1e7a-7f5b-4a3e-9a55-0c6e2c1f9b10"),
        ("firstname", "Zoé"),
        ("lastname", "Lévesque"),
        ("number", "0176"),
        ("number2", "0177"),
        ("mobile", "+49 176"),
        ("fax", "5"),
        ("email", "zoe@acme.example"),
        ("company", "Acme; Co"),
        ("department", "Sales"),
        ("birthday", "1980-05-07"),
        ("address", "Main Street 5, Town"),
        ("website", "https://acme.example"),
        ("note", "one\ntwo"),
        ("room", "12"),
        ("", "nameless"),
    ]);
    let nameless = [
        contact(&[("number", "5"), ("email", "")]),
        contact(&[("number2", "6 ")]),
    ];
    insta::assert_snapshot!(text(&[whole]));
    insta::assert_snapshot!(text(&nameless));
}
