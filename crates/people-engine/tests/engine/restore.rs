//! Removing all contacts and bringing them back, with the program ending and the server failing meanwhile.

use std::time::Duration;

use people_core::list::View;
use people_core::plan::ReadOptions;
use people_engine::api::{
    AppError, ImportCounts, ImportEnd, ImportOf, ImportReport, TaskKind, Update,
};
use serde_json::json;
use tokio::runtime::Runtime;

use crate::bench::{Bench, SignedIn, field, next};

const PERSONAL: &str = "/api/dird/0.1/personal";
const IMPORT: &str = "/api/dird/0.1/personal/import";

/// Contacts that are there at first.
const BEFORE: u32 = 25;

/// Odd contacts beside those that are there, and stars.
async fn odd(here: &SignedIn) {
    for (name, note) in [
        ("Zoë 🎉", "one\r\ntwo\nthree"),
        ("\u{202e}abc", "=1+1"),
        ("'t Hooft", "a \"b\", c"),
    ] {
        let fields = vec![field("firstname", name), field("note", note)];
        let row = here.engine.save(None, fields).await.unwrap().row;
        here.engine.set_favorite(row, true).await.unwrap();
    }
}

fn restored(report: &ImportReport, created: u32, duplicates: u32) {
    let counts = ImportCounts {
        created,
        duplicates,
        ..ImportCounts::default()
    };
    assert_eq!(report.counts, counts, "{report:?}");
    assert_eq!(
        (report.of, &report.end),
        (ImportOf::Restore, &ImportEnd::Done)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_was_removed_comes_back_also_after_a_restart() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    odd(&here).await;
    let before = bench.control.kept().await;
    assert_eq!(here.engine.restorable().await.unwrap(), None);
    let nothing = here.engine.restore().await.unwrap_err();
    assert_eq!(nothing, AppError::NothingToRestore);

    assert_eq!(here.engine.delete_all().await.unwrap(), BEFORE + 3);
    here.update(|update| match update {
        Update::TaskEnded { task } => (*task == TaskKind::Removing).then_some(()),
        _ => None,
    })
    .await;
    let empty = bench.control.kept().await;
    assert_eq!(empty.0.len(), 0);
    let sources: Vec<_> = empty
        .1
        .iter()
        .filter(|star| star["source"] == "personal")
        .collect();
    assert_eq!(sources.len(), 0);
    assert_eq!(
        here.engine.delete_all().await.unwrap(),
        0,
        "and the copy stays"
    );
    drop(here);

    let here = bench.signed_in().await;
    let restorable = here.engine.restorable().await.unwrap().unwrap();
    assert_eq!(restorable.count, BEFORE + 3);
    restored(&here.engine.restore().await.unwrap(), BEFORE + 3, 0);
    assert_eq!(bench.control.kept().await, before);
    assert_eq!(here.session().await.counts.personal, BEFORE + 3);
    assert_eq!(here.search(View::Favorites, "zoe").await.len(), 1);
    restored(&here.engine.restore().await.unwrap(), 0, BEFORE + 3);
    assert_eq!(bench.control.kept().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_that_are_there_again_count_as_duplicates_and_stay_as_they_are() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let old = bench.control.kept().await.0[0]["id"].clone();
    here.engine.delete_all().await.unwrap();
    let csv = format!("id,firstname\n{},Since\n", old.as_str().unwrap());
    let plan = here
        .engine
        .plan(bench.file("since.csv", csv), ReadOptions::default());
    let plan = plan.await.unwrap().plan;
    assert_eq!(here.engine.import(plan).await.unwrap().counts.created, 1);
    restored(&here.engine.restore().await.unwrap(), BEFORE - 1, 1);
    assert_eq!(bench.control.personal().await.len(), BEFORE as usize);
    assert_eq!(bench.stored("Since").await["id"], old);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_is_that_of_the_last_removal() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine.delete_all().await.unwrap();
    here.engine
        .save(None, vec![field("firstname", "Later")])
        .await
        .unwrap();
    let before = bench.control.kept().await;
    assert_eq!(here.engine.delete_all().await.unwrap(), 1);
    restored(&here.engine.restore().await.unwrap(), 1, 0);
    assert_eq!(bench.control.kept().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_that_the_server_refuses_removes_nothing_and_keeps_the_copy_before() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine
        .save(None, vec![field("firstname", "First")])
        .await
        .unwrap();
    here.engine.delete_all().await.unwrap();
    here.engine
        .save(None, vec![field("firstname", "Second")])
        .await
        .unwrap();
    bench
        .control
        .fault(json!({"path": PERSONAL, "method": "DELETE", "status": 500, "times": 1}))
        .await;
    let error = here.engine.delete_all().await.unwrap_err();
    assert!(
        matches!(error, AppError::ServerRefused { status: 500, .. }),
        "{error:?}"
    );
    assert_eq!(bench.control.personal().await.len(), 1);
    assert_eq!(
        here.engine.restorable().await.unwrap().unwrap().count,
        BEFORE + 1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_whose_answer_is_lost_can_be_restored_whatever_came_of_it() {
    for fault in [
        json!({"status": 504, "html": true}),
        json!({"status": 504, "html": true, "commit": true}),
        json!({"cut_after": 0, "status": 502}),
        json!({"cut_after": 0, "commit": true}),
    ] {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        let before = bench.control.kept().await;
        let commits = fault["commit"] == true;
        let mut injected = fault.clone();
        injected["path"] = json!(PERSONAL);
        injected["method"] = json!("DELETE");
        injected["times"] = json!(1);
        bench.control.fault(injected).await;
        let removed = here.engine.delete_all().await;
        assert_eq!(removed.is_ok(), commits, "{fault}: {removed:?}");
        let created = if commits { BEFORE } else { 0 };
        let report = here.engine.restore().await.unwrap();
        restored(&report, created, BEFORE - created);
        assert_eq!(bench.control.kept().await, before, "{fault}");
    }
}

/// As if the last removal of all had been an hour ago, and the program had ended before its answer.
fn end_in_removal(bench: &Bench) {
    let hour_ago = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 hour')";
    let last = "copy = (SELECT max(copy) FROM removed_all)";
    bench
        .journal()
        .execute_batch(&format!(
            "UPDATE removed_all SET done = 0, at = {hour_ago} WHERE {last};"
        ))
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_that_never_arrived_does_not_hide_the_copy_before_for_ever() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine.delete_all().await.unwrap();
    let second = vec![field("firstname", "Second")];
    here.engine.save(None, second).await.unwrap();
    let lost =
        json!({"path": PERSONAL, "method": "DELETE", "status": 504, "html": true, "times": 1});
    bench.control.fault(lost).await;
    here.engine.delete_all().await.unwrap_err();
    let restorable = async || here.engine.restorable().await.unwrap().unwrap().count;
    assert_eq!(restorable().await, 1, "it may still arrive");
    end_in_removal(&bench);
    assert_eq!(restorable().await, BEFORE);
    restored(&here.engine.restore().await.unwrap(), BEFORE, 0);
    assert_eq!(bench.control.personal().await.len(), BEFORE as usize + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_that_the_program_ended_under_is_known_by_what_it_removed() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    here.engine.delete_all().await.unwrap();
    end_in_removal(&bench);
    restored(&here.engine.restore().await.unwrap(), BEFORE, 0);
    let restorable = here.engine.restorable().await.unwrap().unwrap();
    assert_eq!(restorable.count, BEFORE, "the copy stays for its 30 days");
    let row = here.row(View::Personal, "").await;
    here.engine.remove(row).await.unwrap();
    assert_eq!(here.engine.delete_all().await.unwrap(), BEFORE - 1);
    let restorable = here.engine.restorable().await.unwrap().unwrap();
    assert_eq!(
        restorable.count,
        BEFORE - 1,
        "what was removed by itself is not in the next copy"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_in_the_middle_of_a_restore_leaves_everything_as_before() {
    for fault in [
        json!({"status": 500}),
        json!({"status": 502, "html": true, "commit": true}),
        json!({"status": 504, "html": true}),
        json!({"status": 504, "html": true, "commit": true}),
        json!({"cut_after": 0, "status": 502}),
        json!({"cut_after": 0, "commit": true}),
    ] {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        odd(&here).await;
        let before = bench.control.kept().await;
        here.engine.delete_all().await.unwrap();
        let mut injected = fault.clone();
        injected["path"] = json!(IMPORT);
        injected["times"] = json!(1);
        bench.control.fault(injected).await;
        restored(&here.engine.restore().await.unwrap(), BEFORE + 3, 0);
        assert_eq!(bench.control.kept().await, before, "{fault}");
    }
}

#[test]
fn a_restore_that_the_program_ended_under_is_resumed_with_its_stars() {
    let stack = Runtime::new().unwrap();
    let bench = stack.block_on(Bench::new());
    let program = Runtime::new().unwrap();
    let before = program.block_on(async {
        let here = bench.signed_in().await;
        odd(&here).await;
        let before = bench.control.kept().await;
        here.engine.delete_all().await.unwrap();
        bench
            .control
            .fault(json!({"path": IMPORT, "delay_ms": 60_000}))
            .await;
        let mut updates = here.engine.updates();
        let engine = here.engine.clone();
        tokio::spawn(async move { engine.restore().await });
        next(&mut updates, |update| match update {
            Update::Task {
                task: TaskKind::Restore,
                ..
            } => Some(()),
            _ => None,
        })
        .await;
        before
    });
    program.shutdown_timeout(Duration::ZERO);
    stack.block_on(async {
        bench.control.heal().await;
        let here = bench.signed_in().await;
        let known = here.engine.imports().await.unwrap();
        assert_eq!(
            (&known[0].end, known[0].can_resume),
            (&ImportEnd::Interrupted, true)
        );
        let report = here.engine.resume_import(known[0].import).await.unwrap();
        restored(&report, BEFORE + 3, 0);
        assert_eq!(bench.control.kept().await, before);
    });
}
