//! Taking imports back, with edits since and the server failing meanwhile.

use std::fmt::Write;
use std::time::Duration;

use people_core::export::{Reader, csv};
use people_core::list::View;
use people_core::plan::{Fields, ReadOptions};
use people_engine::api::{
    AppError, ImportEnd, ImportReport, KeptContact, KeptWhy, TaskKind, UndoReport, Update,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::bench::{Bench, SignedIn, field, next};

const ONE: &str = "/api/dird/0.1/personal/*";

/// Contacts that are there before anything is imported.
const BEFORE: u32 = 25;

fn people(count: usize) -> String {
    let mut csv = String::from("firstname,lastname,number\r\n");
    for number in 0..count {
        write!(csv, "First{number},Imported,+1418556{number:04}\r\n").unwrap();
    }
    csv
}

/// A file that creates so many contacts, and changes the first two that are there.
async fn changing(bench: &Bench, count: usize) -> Vec<u8> {
    let there = bench.control.kept().await.0;
    let mut contacts: Vec<Fields> = (0..count)
        .map(|number| fields(&[("firstname", &format!("First{number}")), ("note", "new")]))
        .collect();
    for contact in there.iter().take(2) {
        let id = contact["id"].as_str().unwrap();
        contacts.push(fields(&[("id", id), ("note", "changed")]));
    }
    csv_of(&contacts)
}

fn fields(fields: &[(&str, &str)]) -> Fields {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    fields.iter().map(own).collect()
}

fn csv_of(contacts: &[Fields]) -> Vec<u8> {
    csv(contacts, None, Reader::Import)
}

async fn import(bench: &Bench, here: &SignedIn, file: impl AsRef<[u8]>) -> ImportReport {
    let path = bench.file("people.csv", file);
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    here.engine.import(plan.plan).await.unwrap()
}

async fn undo(here: &SignedIn, import: &ImportReport) -> UndoReport {
    here.engine.undo_import(import.import).await.unwrap()
}

fn undone(removed: u32, restored: u32) -> UndoReport {
    UndoReport {
        removed,
        restored,
        kept: Vec::new(),
        end: ImportEnd::Done,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_import_created_goes_and_what_it_changed_is_as_before() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let before = bench.control.kept().await;
    let report = import(&bench, &here, changing(&bench, 120).await).await;
    assert_eq!((report.counts.created, report.counts.updated), (120, 2));
    assert!(report.can_undo);
    assert_eq!(undo(&here, &report).await, undone(120, 2));
    assert_eq!(bench.control.kept().await, before);
    assert_eq!(here.session().await.counts.personal, BEFORE);
    assert_eq!(here.search(View::Personal, "first11").await, [""; 0]);
    here.update(|update| match update {
        Update::TaskEnded { task } => (*task == TaskKind::Undo).then_some(()),
        _ => None,
    })
    .await;
    let again = here.engine.undo_import(report.import).await.unwrap_err();
    assert_eq!(again, AppError::NothingToUndo);
    let known = here.engine.imports().await.unwrap();
    assert_eq!(known[0].undone, Some(undone(120, 2)));
    assert!(!known[0].can_undo);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_edited_since_stays_and_is_listed_and_what_is_gone_too() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let changed = bench.control.kept().await.0[0].clone();
    let report = import(&bench, &here, changing(&bench, 4).await).await;
    for (name, edit) in [("First0", Some("edited")), ("First1", None)] {
        let row = here.row(View::Personal, name).await;
        match edit {
            Some(text) => drop(
                here.engine
                    .edit(row, vec![field("note", text)])
                    .await
                    .unwrap(),
            ),
            None => drop(here.engine.remove(row).await.unwrap()),
        }
    }
    let elsewhere = bench.signed_in().await;
    let found = elsewhere.engine.personal().await.unwrap();
    let id = changed["id"].as_str().unwrap();
    let row = found
        .iter()
        .find(|(_, fields)| fields["id"] == id)
        .unwrap()
        .0;
    elsewhere
        .engine
        .edit(row, vec![field("note", "elsewhere")])
        .await
        .unwrap();

    let undone = undo(&here, &report).await;
    assert_eq!((undone.removed, undone.restored), (2, 1));
    let why: Vec<(u32, &KeptWhy)> = undone
        .kept
        .iter()
        .map(|kept| (kept.line, &kept.why))
        .collect();
    assert_eq!(
        why,
        [
            (2, &KeptWhy::Edited),
            (3, &KeptWhy::Gone),
            (6, &KeptWhy::Edited)
        ]
    );
    assert_eq!(undone.kept[0].name, "First0");
    assert_eq!(bench.stored("First0").await["note"], "edited");
    let there = bench.control.kept().await.0;
    assert_eq!(there.len(), BEFORE as usize + 1);
    let left = there.iter().find(|contact| contact["id"] == id).unwrap();
    assert_eq!(left["note"], "elsewhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_the_server_refuses_to_remove_does_not_stop_the_others() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let report = import(&bench, &here, people(1000)).await;
    let refused = bench.stored("First500").await["id"].clone();
    let path = format!("/api/dird/0.1/personal/{}", refused.as_str().unwrap());
    let fault = json!({"path": path, "method": "DELETE", "status": 500});
    bench.control.fault(fault).await;
    let undone = undo(&here, &report).await;
    assert_eq!((undone.removed, undone.end), (999, ImportEnd::Done));
    let [
        KeptContact {
            why: KeptWhy::Refused { words },
            ..
        },
    ] = &undone.kept[..]
    else {
        panic!("{:?}", undone.kept);
    };
    assert!(!words.is_empty());
    assert_eq!(bench.control.personal().await.len(), BEFORE as usize + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_everything_is_not_asked_for_ever() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = bench.control.kept().await;
    let report = import(&bench, &here, people(300)).await;
    bench
        .control
        .fault(json!({"path": ONE, "method": "DELETE", "status": 500}))
        .await;
    let stopped = undo(&here, &report).await;
    assert!(
        matches!(stopped.end, ImportEnd::Stopped { .. }),
        "{stopped:?}"
    );
    assert!(bench.control.requests("DELETE", "personal").await <= 300);
    bench.control.heal().await;
    assert_eq!(undo(&here, &report).await, undone(300, 0));
    assert_eq!(bench.control.kept().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_in_the_middle_leaves_everything_as_before() {
    for fault in [
        json!({"status": 500}),
        json!({"status": 502, "html": true}),
        json!({"status": 503}),
        json!({"status": 504, "html": true}),
        json!({"status": 504, "html": true, "commit": true}),
        json!({"cut_after": 0, "status": 502}),
        json!({"cut_after": 0, "commit": true}),
        json!({"garbage": true, "commit": true}),
        json!({"status": 429, "html": true, "retry_after": 0}),
    ] {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        let before = bench.control.kept().await;
        let report = import(&bench, &here, changing(&bench, 10).await).await;
        for (method, passed) in [("GET", 5), ("DELETE", 3), ("PUT", 1)] {
            bench
                .control
                .fault(json!({"path": ONE, "method": method, "delay_ms": 0, "times": passed}))
                .await;
            let mut fault = fault.clone();
            fault["path"] = json!(ONE);
            fault["method"] = json!(method);
            fault["times"] = json!(1);
            bench.control.fault(fault).await;
        }
        assert_eq!(undo(&here, &report).await, undone(10, 2), "{fault}");
        assert_eq!(bench.control.kept().await, before, "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_that_was_cancelled_is_gone_on_with() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = bench.control.kept().await;
    let report = import(&bench, &here, people(500)).await;
    let mut updates = here.engine.updates();
    let (engine, import) = (here.engine.clone(), report.import);
    let run = tokio::spawn(async move { engine.undo_import(import).await });
    next(&mut updates, |update| match update {
        Update::Task {
            task: TaskKind::Undo,
            done,
            total: 500,
            ..
        } => (*done > 0).then_some(()),
        _ => None,
    })
    .await;
    let busy = here.engine.delete_all().await.unwrap_err();
    assert_eq!(busy, AppError::ImportRuns);
    here.engine.cancel_import().await.unwrap();
    let stopped = run.await.unwrap().unwrap();
    assert_eq!(stopped.end, ImportEnd::Cancelled);
    assert!(stopped.removed > 0 && stopped.removed < 500, "{stopped:?}");
    assert!(here.engine.imports().await.unwrap()[0].can_undo);
    assert_eq!(undo(&here, &report).await, undone(500, 0));
    assert_eq!(bench.control.kept().await, before);
}

#[test]
fn an_undo_that_the_program_ended_under_is_gone_on_with() {
    let stack = Runtime::new().unwrap();
    let bench = stack.block_on(Bench::new());
    let before = stack.block_on(bench.control.kept());
    let program = Runtime::new().unwrap();
    let report = program.block_on(async {
        let here = bench.signed_in().await;
        let report = import(&bench, &here, changing(&bench, 250).await).await;
        let slowly = json!({"path": ONE, "method": "DELETE", "delay_ms": 5});
        bench.control.fault(slowly).await;
        let mut updates = here.engine.updates();
        let (engine, import) = (here.engine.clone(), report.import);
        tokio::spawn(async move { engine.undo_import(import).await });
        next(&mut updates, |update| match update {
            Update::Task {
                task: TaskKind::Undo,
                done,
                ..
            } => (*done >= 100).then_some(()),
            _ => None,
        })
        .await;
        report
    });
    program.shutdown_timeout(Duration::ZERO);
    stack.block_on(async {
        bench.control.heal().await;
        let here = bench.signed_in().await;
        let known = here.engine.imports().await.unwrap();
        let half = known[0].undone.clone().unwrap();
        assert_eq!(
            (half.end, known[0].can_undo),
            (ImportEnd::Interrupted, true)
        );
        assert_eq!(undo(&here, &report).await, undone(250, 2));
        assert_eq!(bench.control.kept().await, before);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_star_goes_with_the_contact_that_an_import_created() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = bench.control.kept().await;
    let report = import(&bench, &here, people(3)).await;
    let row = here.row(View::Personal, "first1").await;
    here.engine.set_favorite(row, true).await.unwrap();
    assert_eq!(undo(&here, &report).await, undone(3, 0));
    assert_eq!(bench.control.kept().await, before);
    let favorites = u32::try_from(before.1.len()).unwrap();
    assert_eq!(here.session().await.counts.favorites, favorites);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_known_can_be_taken_back() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let unknown = here.engine.undo_import(4711).await.unwrap_err();
    assert_eq!(unknown, AppError::NoSuchImport);
    let file = people(2);
    import(&bench, &here, &file).await;
    let same = import(&bench, &here, &file).await;
    assert_eq!((same.counts.duplicates, same.can_undo), (2, false));
    let nothing = here.engine.undo_import(same.import).await.unwrap_err();
    assert_eq!(nothing, AppError::NothingToUndo);
}

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
    prop::collection::vec(row, 1..30)
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
