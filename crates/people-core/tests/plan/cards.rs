//! Files of vCards.

use people_core::plan::{FileFormat, ReadOptions, RowKind, SkipReason};

use crate::{contact, created, fates, plan, plan_beside, plan_with, uploads};

const ADA: &str = "4f9c52bd-0f97-417f-a600-8355a2a89cd2";

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:4.0\r\n{lines}END:VCARD\r\n")
}

#[test]
fn each_card_is_a_row_at_its_line() {
    let text = card("N:Martin;Ada;;;\r\nTEL:1\r\n")
        + "\r\n"
        + &card("FN:Bob Barker\r\nEMAIL:b@acme.example\r\n");
    let plan = plan(text);
    let summary = plan.summary();
    assert_eq!(summary.reading.format, FileFormat::Vcard);
    assert_eq!(
        (summary.reading.header, summary.reading.columns.len()),
        (0, 0)
    );
    assert_eq!(summary.fields, ["firstname", "lastname", "number", "email"]);
    let lines: Vec<u32> = fates(&plan).iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [1, 7]);
    assert_eq!(
        created(&plan),
        [
            contact(&[
                ("firstname", "Ada"),
                ("lastname", "Martin"),
                ("number", "1")
            ]),
            contact(&[
                ("firstname", "Bob"),
                ("lastname", "Barker"),
                ("email", "b@acme.example")
            ]),
        ]
    );
}

#[test]
fn groups_and_broken_cards_are_left_out_with_their_reason() {
    let text = card("FN:Ada\r\nTEL:1\r\n")
        + &card("FN:All\r\nKIND:group\r\n")
        + "BEGIN:VCARD\r\nFN:Bob\r\nTEL:2\r\n";
    let plan = plan(text);
    let fates = fates(&plan);
    assert_eq!(fates[0].1, RowKind::New);
    assert_eq!(fates[1].2, Some(SkipReason::Group));
    assert!(
        matches!(fates[2].2, Some(SkipReason::BadCard { .. })),
        "{fates:?}"
    );
    assert_eq!(plan.skipped().count(), 2);
}

#[test]
fn what_of_a_card_is_no_part_of_a_contact_is_counted() {
    let plan = plan(card(
        "FN:Ada\r\nTEL:1\r\nPHOTO:data:image/png;base64,AAAA\r\n",
    ));
    let ignored = &plan.summary().ignored;
    assert_eq!((ignored[0].what.as_str(), ignored[0].count), ("PHOTO", 1));
}

#[test]
fn the_uid_of_a_card_is_its_id() {
    let text = card(&format!("UID:urn:uuid:{ADA}\r\nFN:Ada Martin\r\nTEL:1\r\n"));
    let first = plan(text.clone());
    assert_eq!(
        (uploads(&first)[0].id.as_str(), uploads(&first)[0].wanted_id),
        (ADA, true)
    );
    let there = uploads(&first)[0].with_id();
    assert_eq!(plan_beside(text, &[there]).summary().counts.same, 1);
}

#[test]
fn what_a_card_does_not_say_stays() {
    let there = contact(&[
        ("id", ADA),
        ("firstname", "Ada"),
        ("lastname", "Martin"),
        ("fax", "9"),
    ]);
    let text = card(&format!("UID:urn:uuid:{ADA}\r\nFN:Ada Martin\r\nTEL:1\r\n"))
        + &card("FN:Bob Barker\r\nTEL;TYPE=fax:2\r\n");
    let plan = plan_beside(text, std::slice::from_ref(&there));
    let change = plan.changes().next().unwrap();
    assert_eq!(change.edits, contact(&[("number", "1")]));
}

#[test]
fn the_encoding_of_cards_can_be_chosen() {
    let bytes = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xe9 Martin\r\nTEL:1\r\nEND:VCARD\r\n";
    let options = ReadOptions {
        encoding: Some("windows-1252".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(created(&plan_with(*bytes, &options))[0]["firstname"], "Zoé");
}

#[test]
fn fields_beyond_what_a_table_holds_are_left_out_and_told() {
    let cards = (0..2_000).map(|at| {
        card(&format!(
            "FN:Ada {at}\r\nTEL:{at}\r\nX-PEOPLE-FIELD:own {at};x\r\n"
        ))
    });
    let plan = plan(cards.collect::<String>());
    let summary = plan.summary();
    assert_eq!(summary.counts.new, 2_000);
    let kept: usize = created(&plan)
        .iter()
        .filter(|contact| contact.keys().any(|name| name.starts_with("own ")))
        .count();
    let told = summary
        .ignored
        .iter()
        .find(|it| it.what == "X-PEOPLE-FIELD");
    assert_eq!(told.unwrap().count as usize, 2_000 - kept);
    assert!(kept > 1_000);
}
