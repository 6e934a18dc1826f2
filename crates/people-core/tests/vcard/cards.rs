//! What becomes of the properties of a card.

use people_core::plan::{Ignored, SkipReason};
use people_core::vcard;

use crate::{assert_read, bad, card, contact};

#[test]
fn further_names_join_the_first_and_titles_stay_apart() {
    assert_read(
        "3.0",
        &["FN:whatever", "N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D."],
        &[
            ("firstname", "John Philip Paul"),
            ("lastname", "Stevenson"),
            ("prefix", "Dr."),
            ("suffix", "Jr. M.D."),
        ],
    );
}

#[test]
fn a_whole_name_is_split_where_there_is_no_other() {
    let name = [("firstname", "Jean Marc"), ("lastname", "Roy")];
    assert_read("4.0", &["FN:Jean Marc Roy"], &name);
    assert_read("4.0", &["N:;;;;", "FN:Roy\\, Jean Marc"], &name);
}

#[test]
fn a_company_or_number_in_the_place_of_a_name_is_none() {
    assert_read(
        "3.0",
        &[
            "N:;;;;",
            "FN:Acme\\; Co",
            "ORG:Acme\\; Co;",
            "X-ABShowAs:COMPANY",
        ],
        &[("company", "Acme; Co")],
    );
    assert_read("4.0", &["KIND:org", "FN:Acme"], &[("company", "Acme")]);
    assert_read("2.1", &["FN:0176", "TEL:0176"], &[("number", "0176")]);
}

#[test]
fn numbers_go_by_kind_the_preferred_then_work_then_home_first() {
    assert_read(
        "3.0",
        &[
            "TEL:4",
            "TEL;TYPE=HOME,VOICE:3",
            "TEL;TYPE=WORK:2",
            "TEL;TYPE=HOME;TYPE=pref:1",
            "TEL;TYPE=CELL:5",
            "TEL;type=\"cell,work\":6",
            "TEL;TYPE=WORK,FAX:7",
            "TEL:2",
        ],
        &[
            ("number", "1"),
            ("number2", "2"),
            ("number3", "3"),
            ("number4", "4"),
            ("mobile", "6"),
            ("mobile2", "5"),
            ("fax", "7"),
        ],
    );
    assert_read(
        "4.0",
        &[
            "EMAIL;PREF=2:b@acme.example",
            "EMAIL;PREF=1:mailto:a@acme.example",
        ],
        &[("email", "a@acme.example"), ("email2", "b@acme.example")],
    );
    assert_read(
        "2.1",
        &["TEL;HOME;CELL:1", "TEL;WORK;PREF;FAX;VOICE:2"],
        &[("fax", "2"), ("mobile", "1")],
    );
}

#[test]
fn more_numbers_than_there_are_fields_stand_in_the_last() {
    let lines: Vec<String> = (1..=11).map(|number| format!("TEL:{number}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(card("4.0", &lines).fields["number9"], "9 ::: 10 ::: 11");
}

#[test]
fn a_label_tells_the_kind_of_a_number() {
    assert_read(
        "3.0",
        &[
            "item1.TEL:1",
            "item1.X-ABLabel:_$!<HomeFax>!$_",
            "item2.TEL;type=pref:2",
            "item2.X-ABLabel:Portable",
            "item3.TEL:3",
            "item3.X-ABLabel:Reception",
        ],
        &[("fax", "1"), ("mobile", "2"), ("number", "3")],
    );
}

#[test]
fn a_number_as_an_address_is_a_number() {
    assert_read(
        "4.0",
        &["TEL;VALUE=uri;TYPE=cell:tel:+1-555-0100;ext=3"],
        &[("mobile", "+1-555-0100"), ("extension", "3")],
    );
}

#[test]
fn what_else_people_keep_has_a_field_of_its_own() {
    assert_read(
        "3.0",
        &[
            "ORG:Acme;Sales;North",
            "TITLE:Head",
            "NOTE:one\\ntwo\\, three",
            "NOTE:four",
            "ADR;TYPE=WORK:;Suite 1;Main Street 5\\nBack;Town;;12345;DE;more",
            "URL:https\\://acme.example/?a;b",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-07",
            "ANNIVERSARY:20010203T000000Z",
            "CATEGORIES:Friends,Work",
            "NICKNAME:Jo",
        ],
        &[
            ("company", "Acme"),
            ("department", "Sales, North"),
            ("title", "Head"),
            ("note", "one\ntwo, three"),
            ("note2", "four"),
            ("address", "Suite 1, Main Street 5, Back, Town, 12345, DE"),
            ("website", "https://acme.example/?a;b"),
            ("birthday", "--05-07"),
            ("anniversary", "2001-02-03"),
            ("categories", "Friends, Work"),
            ("nickname", "Jo"),
        ],
    );
}

#[test]
fn days_are_left_alone_when_they_are_none() {
    for (written, read) in [
        ("19800507", "1980-05-07"),
        ("1980-05-07", "1980-05-07"),
        ("1980-05-07T00:00:00Z", "1980-05-07"),
        ("--0507", "--05-07"),
        ("Tuesday", "Tuesday"),
        ("--é507", "--é507"),
        ("éé0507", "éé0507"),
        ("T", "T"),
    ] {
        assert_eq!(
            card("4.0", &[&format!("BDAY:{written}")]).fields["birthday"],
            read
        );
    }
}

#[test]
fn an_id_is_the_uid_or_made_of_it() {
    const ID: &str = "2f1c1e7a-7f5b-4a3e-9a55-0c6e2c1f9b10";
    for uid in [ID.to_owned(), format!("urn:uuid:{}", ID.to_uppercase())] {
        assert_read("4.0", &[&format!("UID:{uid}")], &[("id", ID)]);
    }
    let read = |uid: &str| card("3.0", &[&format!("UID:{uid}")]).fields;
    let [one, again, other] = ["c-1@acme", "c-1@acme", "c-2@acme"].map(read);
    assert_eq!(one["uid"], "c-1@acme");
    assert_eq!(one["id"].len(), ID.len());
    assert_eq!(one, again);
    assert_ne!(one["id"], other["id"]);
}

#[test]
fn the_old_version_has_its_own_ways() {
    assert_read(
        "2.1",
        &[
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=A9vesque;Zo=C3=A9;;;",
            "ADR;WORK:;;Work",
            " street\\; 5;Town",
            "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:C:\\new=0D=0A=",
            "caf=E9=",
            "",
        ],
        &[
            ("firstname", "Zoé"),
            ("lastname", "Lévesque"),
            ("address", "Work street; 5, Town"),
            ("note", "C:\\new\ncafé"),
        ],
    );
}

#[test]
fn what_has_no_field_is_counted() {
    let text = "BEGIN:VCARD\nVERSION:2.1\nFN:A B\nPHOTO;JPEG;ENCODING=BASE64:\n AAAA\n BBBB=\n\nLOGO:\nKEY:1\nAGENT:\n\
        BEGIN:VCARD\nFN:Inner\nTEL:9\nEND:VCARD\nTEL:1\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nFN:C\nREV:1\nPHOTO;VALUE=uri:https://acme.example/c.jpg\nEND:VCARD\n";
    let mut cards = vcard::read(text);
    let read: Vec<_> = cards
        .by_ref()
        .map(|card| (card.line, card.fields))
        .collect();
    assert_eq!(
        read,
        [
            (
                1,
                contact(&[("firstname", "A"), ("lastname", "B"), ("number", "1")])
            ),
            (17, contact(&[("firstname", "C")])),
        ]
    );
    let ignored = [("PHOTO", 2), ("AGENT", 1), ("KEY", 1)].map(|(what, count)| Ignored {
        what: what.to_owned(),
        count,
    });
    assert_eq!(cards.ignored(), ignored);
}

#[test]
fn a_group_is_no_contact() {
    for (version, line) in [
        ("4.0", "KIND:group"),
        ("3.0", "X-ADDRESSBOOKSERVER-KIND:group"),
    ] {
        let card = card(version, &[line, "FN:Friends", "MEMBER:urn:uuid:1"]);
        assert_eq!(card.refused, Some(SkipReason::Group));
        assert_eq!(card.fields["firstname"], "Friends");
    }
    assert_eq!(card("4.0", &["KIND:individual", "FN:A"]).refused, None);
}

#[test]
fn a_bad_card_is_refused_by_line_and_property_and_the_rest_goes_on() {
    let text = "stray\rBEGIN:VCARD\rVERSION:3.0\rN:Cut;\rBEGIN:VCARD\rVERSION:3.0\rN:Roy;\rcontinued without a blank\r\
        END:VCARD\rBEGIN:VCARD\rVERSION:2.1\rN:Doe;\rTITLE;QUOTED-PRINTABLE;CHARSET=UTF-8:=E9\rPHOTO;ENCODING=B:*\rEND:VCARD\r\
        BEGIN:VCARD\rN:Good;\rEND:VCARD\rBEGIN:VCARD\rN:End;";
    let read: Vec<_> = vcard::read(text)
        .map(|card| {
            (
                card.line,
                card.fields.get("lastname").cloned(),
                card.refused,
            )
        })
        .collect();
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        read,
        [
            (1, None, bad(None)),
            (2, name("Cut"), bad(None)),
            (5, name("Roy"), bad(Some("continued without a blank"))),
            (10, name("Doe"), bad(Some("TITLE"))),
            (16, name("Good"), None),
            (19, name("End"), bad(None)),
        ]
    );
}

#[test]
fn a_property_of_ours_goes_before_the_others() {
    assert_read(
        "4.0",
        &[
            "X-PEOPLE-FIELD:room\\;2; 12\\r\\n\\\\",
            "X-PEOPLE-FIELD:number;",
            "X-PEOPLE-FIELD:number2;5",
            "TEL:5",
        ],
        &[("room;2", " 12\r\n\\"), ("number2", "5")],
    );
}
