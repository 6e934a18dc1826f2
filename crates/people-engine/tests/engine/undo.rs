//! Taking imports back, with edits since and the server failing meanwhile.

use std::time::Duration;

use people_core::export::{Reader, csv};
use people_core::list::View;
use people_core::plan::Fields;
use people_engine::api::{
    AppError, ImportEnd, ImportReport, KeptContact, KeptWhy, TaskKind, UndoReport, Update,
};
use serde_json::json;
use tokio::runtime::Runtime;

use crate::bench::{Bench, SignedIn, field, next};
use crate::imports::{import, people};

const ONE: &str = "/api/dird/0.1/personal/*";

/// Contacts that are there before anything is imported.
const BEFORE: u32 = 25;

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

pub fn csv_of(contacts: &[Fields]) -> Vec<u8> {
    csv(contacts, None, Reader::Import)
}

pub async fn undo(here: &SignedIn, import: &ImportReport) -> UndoReport {
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
async fn what_the_server_refused_to_take_back_can_be_tried_again() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = bench.control.kept().await;
    let report = import(&bench, &here, changing(&bench, 3).await).await;
    let changed = before.0[0]["id"].clone();
    let created = bench.stored("First1").await["id"].clone();
    for (method, id) in [("DELETE", created), ("PUT", changed)] {
        let path = ONE.replace('*', id.as_str().unwrap());
        let fault = json!({"path": path, "method": method, "status": 500});
        bench.control.fault(fault).await;
    }
    let half = undo(&here, &report).await;
    assert_eq!((half.removed, half.restored), (2, 1));
    assert_eq!((half.kept.len(), half.end), (2, ImportEnd::Done));
    assert!(here.engine.imports().await.unwrap()[0].can_undo);
    bench.control.heal().await;
    assert_eq!(undo(&here, &report).await, undone(3, 2));
    assert_eq!(bench.control.kept().await, before);
    assert!(!here.engine.imports().await.unwrap()[0].can_undo);
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

/// As if the program had ended between the requests of an import and their answers.
pub fn forget_answers(bench: &Bench) {
    bench
        .journal()
        .execute_batch("UPDATE row SET state = 1; UPDATE import SET end = NULL, counts = NULL;")
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_the_program_ended_under_is_taken_back_with_what_had_arrived() {
    let bench = Bench::new().await;
    let before = bench.control.kept().await;
    let here = bench.signed_in().await;
    let report = import(&bench, &here, changing(&bench, 10).await).await;
    // So one of the requests did not arrive.
    let row = here.row(View::Personal, "first3").await;
    here.engine.remove(row).await.unwrap();
    here.engine.close().await.unwrap();
    forget_answers(&bench);

    let here = bench.signed_in().await;
    let known = here.engine.imports().await.unwrap();
    assert_eq!(
        (&known[0].end, known[0].can_undo),
        (&ImportEnd::Interrupted, true)
    );
    assert_eq!(undo(&here, &report).await, undone(9, 2));
    assert_eq!(bench.control.kept().await, before);
    assert!(!here.engine.imports().await.unwrap()[0].can_resume);
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
