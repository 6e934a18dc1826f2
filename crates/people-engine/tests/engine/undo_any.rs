//! Whatever is imported: undone, everything is as before.

use people_core::plan::Fields;
use people_engine::api::ImportEnd;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::bench::Bench;
use crate::imports::import;
use crate::undo::{csv_of, undo};

/// A row of a random file: a new contact, one that changes one that is there, or one that is there.
#[derive(Clone, Debug)]
enum Given {
    New(Fields),
    Change(prop::sample::Index, Fields),
    Same(prop::sample::Index),
}

fn given() -> impl Strategy<Value = Vec<Given>> {
    let value = prop_oneof![
        "[a-zé '\"=+,;\n]{1,8}",
        Just("Zoë 🎉 \u{202e}abc".to_owned()),
        Just("=1+1".to_owned()),
        Just("0176 55".to_owned()),
        "\\PC{1,6}",
    ];
    let value = value.prop_map(|text| format!("x{text}x"));
    let name = prop::sample::select(vec![
        "firstname",
        "lastname",
        "number",
        "email",
        "note",
        "room",
    ]);
    let fields = prop::collection::btree_map(name.prop_map(str::to_owned), value, 1..4);
    let index = any::<prop::sample::Index>;
    let row = prop_oneof![
        4 => fields.clone().prop_map(Given::New),
        2 => (index(), fields).prop_map(|(at, fields)| Given::Change(at, fields)),
        1 => index().prop_map(Given::Same),
    ];
    // A file needs one column that is known.
    let first = Fields::from([("lastname".to_owned(), "First".to_owned())]);
    prop::collection::vec(row, 1..30).prop_map(move |mut rows| {
        rows.insert(0, Given::New(first.clone()));
        rows
    })
}

#[test]
fn undo_after_any_import_is_as_before() {
    let runtime = Runtime::new().unwrap();
    let (bench, here) = runtime.block_on(async {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        (bench, here)
    });
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let undone_is_before = |rows: Vec<Given>| {
        runtime.block_on(async {
            let before = bench.control.kept().await;
            let there: Vec<Fields> = before.0.iter().map(own).collect();
            let contacts: Vec<Fields> = rows
                .into_iter()
                .map(|row| match row {
                    Given::New(fields) => fields,
                    Given::Change(at, edits) => {
                        let mut fields = at.get(&there).clone();
                        fields.extend(edits);
                        fields
                    }
                    Given::Same(at) => at.get(&there).clone(),
                })
                .collect();
            let report = import(&bench, &here, csv_of(&contacts)).await;
            prop_assert_eq!(&report.end, &ImportEnd::Done);
            if report.can_undo {
                let undone = undo(&here, &report).await;
                let counted = (undone.removed, undone.restored, undone.kept.len());
                let done = (report.counts.created, report.counts.updated, 0);
                prop_assert_eq!(counted, done);
            }
            prop_assert_eq!(bench.control.kept().await, before);
            Ok(())
        })
    };
    runner.run(&given(), undone_is_before).unwrap();
}

fn own(contact: &Value) -> Fields {
    serde_json::from_value(contact.clone()).unwrap()
}
