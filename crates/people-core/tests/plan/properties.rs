//! What holds for any file and any contacts.

use people_core::export::{self, Reader};
use people_core::plan::{
    ChangeChoice, Chunk, Chunks, Delimiter, Fields, PlanCounts, ReadOptions, SkipReason, Upload,
    import_csv,
};
use people_core::vcard;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::{make, uploads};

fn total(counts: PlanCounts) -> u32 {
    counts.new + counts.same + counts.changes + counts.skipped
}

fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// Text that the server can store: anything without NUL.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => r#"[a-c éß;,"'=+@\t\r\n|0-9]{0,8}"#,
        1 => "[^\0]{0,8}",
        1 => Just("5.55E+09".to_owned()),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec!["firstname", "lastname", "number", "email", "mobile", "company"])
            .prop_map(str::to_owned),
        1 => "[a-zé ;,=\"\n-]{1,6}",
    ]
}

fn contacts() -> impl Strategy<Value = Vec<Fields>> {
    vec(btree_map(name(), text(), 0..5), 1..12).prop_map(|contacts| {
        let mut with_ids = contacts;
        for (number, contact) in with_ids.iter_mut().enumerate() {
            contact.insert("id".to_owned(), id(number));
        }
        with_ids
    })
}

/// Plain rows of three columns, some with too many or too few values, some blank.
fn lines() -> impl Strategy<Value = Vec<Vec<String>>> {
    vec(vec("[a-c0-9 ]{0,3}", 1..5), 1..20)
}

proptest! {
    #[test]
    fn an_export_plans_back_to_nothing_to_do(contacts in contacts(), sheet: bool) {
        let reader = if sheet { Reader::Spreadsheet } else { Reader::Import };
        let csv = export::csv(&contacts, None, reader);
        let plan = make(csv, &ReadOptions::default(), &contacts).unwrap();
        let counts = plan.summary().counts;
        prop_assert_eq!(counts.same as usize, contacts.len(), "{:?}", plan.rows(None, 0, 99));
        prop_assert_eq!(total(counts), counts.same);
    }

    #[test]
    fn cards_of_contacts_plan_back_to_nothing_to_do(contacts in contacts()) {
        let plan = make(vcard::write(&contacts), &ReadOptions::default(), &contacts).unwrap();
        let counts = plan.summary().counts;
        prop_assert_eq!(counts.same as usize, contacts.len(), "{:?}", plan.rows(None, 0, 99));
        prop_assert_eq!(total(counts), counts.same);
    }

    #[test]
    fn an_export_of_everything_creates_it_again_elsewhere(contacts in contacts()) {
        let files = [export::csv(&contacts, None, Reader::Import), vcard::write(&contacts)];
        let expected: Vec<Fields> = distinct(&contacts);
        for file in files {
            let plan = make(file, &ReadOptions::default(), &[]).unwrap();
            let made: Vec<Fields> = uploads(&plan).iter().map(Upload::with_id).collect();
            prop_assert_eq!(&made, &expected);
            prop_assert!(plan.skipped().all(|(_, reason, _)| *reason == SkipReason::Blank));
        }
    }

    #[test]
    fn choices_move_changes_and_lose_none(
        contacts in contacts(),
        other in contacts(),
        choices in vec((0_u32..20, prop::sample::select(CHOICES.to_vec())), 0..6),
    ) {
        let csv = export::csv(&other, None, Reader::Import);
        let mut plan = make(csv, &ReadOptions::default(), &contacts).unwrap();
        for (line, choice) in choices {
            plan.choose((line > 0).then_some(line), choice);
        }
        let counts = plan.summary().counts;
        let beside = uploads(&plan).len() - counts.new as usize;
        let changed = beside + plan.changes().count() + plan.chosen_out().count();
        prop_assert_eq!(changed, counts.changes as usize);
        prop_assert_eq!(total(counts) as usize, plan.rows(None, 0, usize::MAX).0);
    }

    #[test]
    fn what_a_plan_creates_is_not_created_again(contacts in contacts(), other in contacts()) {
        let csv = export::csv(&other, None, Reader::Import);
        let plan = make(csv.clone(), &ReadOptions::default(), &contacts).unwrap();
        let mut there = contacts;
        there.extend(uploads(&plan).iter().map(Upload::with_id));
        let again = make(csv, &ReadOptions::default(), &there).unwrap();
        prop_assert_eq!(again.summary().counts.new, 0, "{:?}", again.rows(None, 0, 99));
    }

    #[test]
    fn every_line_with_something_on_it_is_a_row(lines in lines()) {
        let body: Vec<String> = lines.iter().map(|line| line.join(",")).collect();
        let file = format!("firstname,lastname,number\n{}\n", body.join("\n"));
        let filled = body.iter().filter(|line| !line.is_empty()).count();
        match make(file, &ReadOptions::default(), &[]) {
            Ok(plan) => {
                prop_assert_eq!(total(plan.summary().counts) as usize, filled);
                prop_assert_eq!(plan.rows(None, 0, usize::MAX).1.len(), filled);
            }
            Err(_) => prop_assert_eq!(filled, 0),
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..400), by_hand: bool) {
        let options = ReadOptions {
            encoding: by_hand.then(|| "windows-1252".to_owned()),
            delimiter: by_hand.then_some(Delimiter::Pipe),
            ..ReadOptions::default()
        };
        if let Ok(plan) = make(bytes, &options, &[]) {
            plan.rows(None, 0, usize::MAX);
        }
    }

    #[test]
    fn no_rows_make_it_panic(rows in r#"[ab",;\n\r\t\x00é]{0,60}"#, columns in 1_usize..4) {
        let header = ["Name", "Phone 1 - Value", "Phone 1 - Label"][..columns].join(",");
        let file = format!("{header}\n{rows}");
        if let Ok(plan) = make(file, &ReadOptions::default(), &[]) {
            let (count, rows) = plan.rows(None, 0, usize::MAX);
            prop_assert_eq!(count, rows.len());
            prop_assert_eq!(total(plan.summary().counts) as usize, count);
            prop_assert!(rows.is_sorted_by(|a, b| a.line < b.line));
            prop_assert_eq!(plan.skipped().count(), plan.summary().counts.skipped as usize);
        }
    }

    #[test]
    fn the_order_of_columns_does_not_matter(
        rows in vec(vec("[a-c1-3]{0,2}", 6), 1..10),
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let titles = ["First Name", "Middle Name", "Business Phone", "Home Phone", "Mobile Phone", "Room"];
        let file = |order: &[usize]| {
            let line = |cells: Vec<&str>| order.iter().map(|at| cells[*at]).collect::<Vec<_>>().join(",");
            let mut text = line(titles.to_vec());
            for row in &rows {
                text = format!("{text}\n{}", line(row.iter().map(String::as_str).collect()));
            }
            text.into_bytes()
        };
        let made = |order: &[usize]| {
            make(file(order), &ReadOptions::default(), &[]).map(|plan| {
                (plan.summary().counts, uploads(&plan))
            })
        };
        prop_assert_eq!(made(&[0, 1, 2, 3, 4, 5]), made(&order));
    }

    #[test]
    fn chunks_are_small_enough_and_hold_every_contact_once(
        contacts in contacts(),
        limit in 60_usize..400,
        rows in 1_usize..6,
    ) {
        let csv = export::csv(&contacts, None, Reader::Import);
        let plan = make(csv, &ReadOptions::default(), &[]).unwrap();
        let all = uploads(&plan);
        let mut chunks = Chunks::new(all.clone().into_iter());
        let mut sent = Vec::new();
        while let Some(chunk) = chunks.next_chunk(rows, limit) {
            if let Chunk::Import(uploads) = &chunk {
                let body = import_csv(uploads);
                prop_assert!(body.len() <= limit);
                prop_assert!(uploads.len() <= rows);
                prop_assert_eq!(body.split(|byte| *byte == b'\n').count(), uploads.len() + 2);
                prop_assert_eq!(stored(&body), uploads.iter().map(|upload| upload.with_id()).collect::<Vec<_>>());
            }
            sent.extend(chunk.uploads().to_vec());
        }
        prop_assert!(sent.iter().all(|upload| upload.wanted_id));
        prop_assert_eq!(sent, all);
    }
}

/// What can be chosen for a change.
const CHOICES: [ChangeChoice; 3] = [
    ChangeChoice::Update,
    ChangeChoice::KeepBoth,
    ChangeChoice::Skip,
];

/// The contacts that have any text, with their filled fields; of those with equal text the first, as the server would have
/// it.
fn distinct(contacts: &[Fields]) -> Vec<Fields> {
    let mut seen: Vec<Fields> = Vec::new();
    let mut distinct = Vec::new();
    for contact in contacts {
        let mut contact = contact.clone();
        contact.retain(|_, value| !value.is_empty());
        let mut text = contact.clone();
        text.remove("id");
        if !text.is_empty() && !seen.contains(&text) {
            seen.push(text);
            distinct.push(contact);
        }
    }
    distinct
}

/// What the server would store of an import.
fn stored(csv: &[u8]) -> Vec<Fields> {
    let mut reader = csv::Reader::from_reader(csv);
    let header = reader.headers().unwrap().clone();
    let fields = |row: csv::StringRecord| {
        let cells = header.iter().zip(row.iter());
        cells
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    reader.records().map(|row| fields(row.unwrap())).collect()
}
