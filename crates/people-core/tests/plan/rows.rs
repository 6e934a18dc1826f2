//! What becomes of each row.

use std::collections::BTreeMap;

use people_core::export::{self, Reader};
use people_core::plan::{Change, Fields, RowKind, SameAs, SkipReason, report_csv};

use crate::{contact, created, fates, plan, plan_beside, reasons, uploads};

const ADA: &str = "4f9c52bd-0f97-417f-a600-8355a2a89cd2";
const BOB: &str = "571d00c5-bbf2-43fd-bc44-41bf0d49357a";

fn there(id: &str, name: &str) -> SameAs {
    SameAs::Contact {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

#[test]
fn bad_lines_are_skipped_with_line_column_and_reason() {
    let long = "x".repeat(131_073);
    let text = format!(
        "firstname,lastname,number\nAda\nBob,Barker,1,2\n,,\nChloé,\0,3\n{long},,4\nMalik,,5.55E+09\n"
    );
    assert_eq!(
        reasons(&plan(text)),
        [
            (
                2,
                SkipReason::TooFewValues {
                    expected: 3,
                    found: 1
                }
            ),
            (
                3,
                SkipReason::TooManyValues {
                    expected: 3,
                    found: 4
                }
            ),
            (4, SkipReason::Blank),
            (5, SkipReason::Nul { column: 2 }),
            (
                6,
                SkipReason::TooLong {
                    column: 1,
                    length: 131_073,
                    limit: 131_072
                }
            ),
            (
                7,
                SkipReason::RoundedNumber {
                    column: 3,
                    value: "5.55E+09".to_owned()
                }
            ),
        ]
    );
}

#[test]
fn the_longest_value_that_the_server_takes_is_taken() {
    let plan = plan(format!("firstname,number\n{},1\n", "é".repeat(131_072)));
    assert_eq!(plan.summary().counts.new, 1);
}

#[test]
fn an_open_quote_loses_its_own_line_only() {
    let plan = plan("firstname,number\nAda,1\n\"Bob,2\nChloé,3\n");
    assert_eq!(reasons(&plan), [(3, SkipReason::UnclosedQuote)]);
    assert_eq!(plan.summary().counts.new, 2);
}

#[test]
fn what_a_person_has_already_is_the_same() {
    let ada = contact(&[
        ("id", ADA),
        ("firstname", "Ada"),
        ("number", "1"),
        ("fax", ""),
    ]);
    let plan = plan_beside("number,firstname,email\n1,Ada,\n2,Ada,\n", &[ada]);
    let same = Some(there(ADA, "Ada"));
    assert_eq!(
        fates(&plan),
        [
            (2, RowKind::Same, None, same),
            (3, RowKind::New, None, None)
        ]
    );
}

#[test]
fn a_row_that_repeats_an_earlier_line_is_the_same() {
    let plan = plan("firstname,number\nAda,1\nBob,2\nAda,1\n");
    let same = Some(SameAs::Line { line: 2 });
    assert_eq!(fates(&plan)[2], (4, RowKind::Same, None, same));
}

#[test]
fn other_text_under_the_id_of_a_contact_changes_it_and_loses_nothing() {
    let ada = contact(&[
        ("id", ADA),
        ("firstname", "Ada"),
        ("number", "1"),
        ("fax", "9"),
        ("room", "A"),
    ]);
    let plan = plan_beside(
        format!("id,firstname,number,fax,email\n{ADA},Ada,2,,a@acme.example\n"),
        std::slice::from_ref(&ada),
    );
    assert_eq!(plan.summary().counts.changes, 1);
    let changes: Vec<&Change> = plan.changes().collect();
    let [change] = changes[..] else {
        panic!("one change: {changes:?}")
    };
    assert_eq!((change.line, change.id.as_str()), (2, ADA));
    let fields = [
        ("firstname", "Ada"),
        ("number", "2"),
        ("email", "a@acme.example"),
        ("room", "A"),
    ];
    assert_eq!(change.over(&ada), contact(&fields));
}

#[test]
fn a_change_lies_over_the_contact_as_it_is_by_then() {
    let ada = contact(&[
        ("id", ADA),
        ("firstname", "Ada"),
        ("number", "1"),
        ("fax", "9"),
    ]);
    let plan = plan_beside(format!("id,number,fax\n{ADA},2,\n"), &[ada]);
    let changes: Vec<&Change> = plan.changes().collect();
    let [change] = changes[..] else {
        panic!("one change: {changes:?}")
    };
    let since = contact(&[
        ("id", ADA),
        ("firstname", "Adele"),
        ("number", "3"),
        ("room", "B"),
    ]);
    let fields = [("firstname", "Adele"), ("number", "2"), ("room", "B")];
    assert_eq!(change.over(&since), contact(&fields));
}

#[test]
fn a_row_that_says_less_than_its_contact_changes_nothing() {
    let ada = contact(&[
        ("id", ADA),
        ("firstname", "Ada"),
        ("number", "1"),
        ("room", "A"),
    ]);
    let plan = plan_beside(format!("number,id\n1,{ADA}\n"), &[ada]);
    assert_eq!(plan.summary().counts.same, 1);
}

#[test]
fn a_change_into_another_contact_is_the_same_as_that_one() {
    let contacts = [
        contact(&[("id", ADA), ("firstname", "Ada")]),
        contact(&[("id", BOB), ("firstname", "Bob")]),
    ];
    let plan = plan_beside(format!("id,firstname\n{ADA},Bob\n"), &contacts);
    let same = Some(there(BOB, "Bob"));
    assert_eq!(fates(&plan), [(2, RowKind::Same, None, same)]);
}

#[test]
fn an_id_that_nobody_of_mine_has_is_wanted_when_it_is_one() {
    let plan = plan(format!("id,firstname\n{ADA},Ada\n4711,Bob\n,Chloé\n"));
    let uploads = uploads(&plan);
    let ids: Vec<(&str, bool)> = uploads
        .iter()
        .map(|upload| (upload.id.as_str(), upload.wanted_id))
        .collect();
    assert_eq!(ids, [(ADA, true), ("id-1", false), ("id-2", false)]);
}

#[test]
fn an_id_that_comes_twice_is_the_same_or_a_fault() {
    let plan = plan(format!("id,firstname\n{ADA},Ada\n{ADA},Ada\n{ADA},Bob\n"));
    let fates = fates(&plan);
    assert_eq!(fates[1].3, Some(SameAs::Line { line: 2 }));
    assert_eq!(fates[2].2, Some(SkipReason::RepeatedId { line: 2 }));
}

#[test]
fn rows_are_given_by_kind_and_range() {
    let plan = plan("firstname,number\nAda,1\nBob\nChloé,3\nMalik\nZoé,5\n");
    let lines = |kind, start, count| {
        let (total, rows) = plan.rows(kind, start, count);
        (total, rows.iter().map(|row| row.line).collect::<Vec<_>>())
    };
    assert_eq!(lines(None, 1, 2), (5, vec![3, 4]));
    assert_eq!(lines(Some(RowKind::New), 1, 9), (3, vec![4, 6]));
    assert_eq!(lines(Some(RowKind::Skipped), 0, 1), (2, vec![3]));
    assert_eq!(lines(Some(RowKind::Changes), 0, 1), (0, vec![]));
}

#[test]
fn skipped_lines_are_saved_with_their_reason_and_can_come_back() {
    let first = plan("firstname;number\nAda;1\nBob\n\"Chloé\"\"s\";2;3\n");
    let titles: Vec<&str> = first.titles().iter().map(String::as_str).collect();
    let rows = first.skipped().map(|(line, reason, values)| {
        let words = match reason {
            SkipReason::TooFewValues { .. } => "too few, really".to_owned(),
            other => format!("{other:?}"),
        };
        (line, words, values)
    });
    let csv = report_csv(&titles, rows);
    let text = String::from_utf8(csv).unwrap();
    assert!(
        text.starts_with("\u{feff}line,reason,firstname,number\r\n3,\"too few, really\",Bob\r\n4,")
    );
    let corrected = text
        .replace(",Bob\r\n", ",Bob,4\r\n")
        .replace("2,3\r\n", "2\r\n");
    let expected = [
        contact(&[("firstname", "Bob"), ("number", "4")]),
        contact(&[("firstname", "Chloé\"s"), ("number", "2")]),
    ];
    assert_eq!(created(&plan(corrected)), expected);
}

#[test]
fn a_spreadsheet_takes_no_number_from_the_lines_that_are_saved() {
    let values = ["0176 5550", "+4917655501234", "0049", "=1+1", "'x", "5.5"];
    let rows = values.map(|value| (2, "=SUM(A1)", ["Bob", value]));
    let csv = report_csv(&["firstname", "number"], rows);
    let text = String::from_utf8(csv.clone()).unwrap();
    assert!(
        text.contains("2,'=SUM(A1),Bob,\"=\"\"+4917655501234\"\"\"\r\n"),
        "{text}"
    );
    let read: Vec<String> = created(&plan(csv))
        .iter()
        .map(|contact| contact["number"].clone())
        .collect();
    assert_eq!(read, values);
}

#[test]
fn what_looks_like_a_formula_or_a_script_is_text() {
    let values = [
        "=1+1",
        "<script>alert(1)</script>",
        "\u{202e}bidi",
        "👩‍🚒",
        "@x",
    ];
    for value in values {
        assert_eq!(
            created(&plan(format!("firstname\n{value}\n")))[0]["firstname"],
            value
        );
    }
}

#[test]
fn a_hundred_thousand_rows_are_compared_with_ten_thousand_contacts() {
    let contacts: Vec<Fields> = (0..10_000)
        .map(|n| {
            contact(&[
                ("id", &format!("id-{n}")),
                ("firstname", &format!("F{n}")),
                ("number", &n.to_string()),
            ])
        })
        .collect();
    let rows: String = (0..100_000)
        .map(|n| format!("F{n},{n},{n}@acme.example\n"))
        .collect();
    let with_email = plan_beside(format!("firstname,number,email\n{rows}"), &contacts);
    let counts = with_email.summary().counts;
    assert_eq!((counts.changes, counts.new), (10_000, 90_000));
    let rows: String = (0..100_000).map(|n| format!("F{n},{n}\n")).collect();
    let without = plan_beside(format!("firstname,number\n{rows}"), &contacts);
    assert_eq!(
        (without.summary().counts.same, without.summary().counts.new),
        (10_000, 90_000)
    );
}

#[test]
fn an_export_for_a_spreadsheet_comes_back_unguarded() {
    let contacts = [contact(&[
        ("id", ADA),
        ("firstname", "=1+1"),
        ("number", "+49 176"),
        ("note", "'=x"),
    ])];
    let csv = export::csv(&contacts, None, Reader::Spreadsheet);
    assert_eq!(plan_beside(csv, &contacts).summary().counts.same, 1);
}

#[test]
fn a_contact_of_odd_field_names_comes_back_as_it_is() {
    let odd = [
        ("id", ADA),
        ("E-mail", "a"),
        ("name", "b c"),
        (" firstname ", " d "),
        ("sep=;", "e ::: f"),
    ];
    let contacts = [contact(&odd)];
    let csv = export::csv(&contacts, None, Reader::Import);
    assert_eq!(plan_beside(csv.clone(), &contacts).summary().counts.same, 1);
    let fields: BTreeMap<_, _> = contact(&odd[1..]);
    assert_eq!(created(&plan(csv)), [fields]);
}

#[test]
fn many_values_of_a_field_are_told_apart_up_to_nine_and_none_is_lost() {
    let values: Vec<String> = (1..=12).map(|n| n.to_string()).collect();
    let plan = plan(format!("firstname,number\nAda,{}\n", values.join(" ::: ")));
    let contact = &created(&plan)[0];
    assert_eq!(
        (contact["number"].as_str(), contact["number8"].as_str()),
        ("1", "8")
    );
    assert_eq!(contact["number9"], "9 ::: 10 ::: 11 ::: 12");
}

#[test]
fn a_middle_name_joins_the_first_and_a_repeated_title_loses_no_value() {
    let plan =
        plan("First Name,Middle Name,Phone,Phone,Room,Room\nAda,Ann,1,2,A,B\n,Ann,1,1,A,A\n");
    let expected = [
        contact(&[
            ("firstname", "Ada Ann"),
            ("number", "1"),
            ("number2", "2"),
            ("Room", "A"),
            ("Room2", "B"),
        ]),
        contact(&[("firstname", "Ann"), ("number", "1"), ("Room", "A")]),
    ];
    assert_eq!(created(&plan), expected);
}
