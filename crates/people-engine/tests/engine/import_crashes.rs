//! Imports that are cut short at any step, and gone on with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use people_core::plan::ReadOptions;
use people_engine::api::{AppError, ImportEnd, ImportReport, ReportList, TaskState, Update};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::bench::{Bench, SignedIn, next};
use crate::control::texts;

const IMPORT: &str = "/api/dird/0.1/personal/import";

/// Contacts of three shapes, so of three requests, one with a line break, one that is there already, one to change.
fn csv(changed: &str, same: &str) -> String {
    format!(
        "id,firstname,lastname,number,note\n\
         ,Ann,A,1,\n,Bob,B,2,\n,Carl,,3,\n,Dora,,4,\n,Emil,E,5,\"one\ntwo\"\n,Fred,F,6,x\n\
         {changed},Changed,,7,\n{same}\n,Gina,G,8,y\n"
    )
}

fn ids(contacts: &[Value]) -> BTreeMap<&str, &Value> {
    let contacts = contacts.iter();
    contacts
        .map(|contact| (contact["id"].as_str().unwrap(), contact))
        .collect()
}

/// The report says what a full comparison of the lists before and after says.
async fn assert_true(here: &SignedIn, report: &ImportReport, before: &[Value], after: &[Value]) {
    let (before, after) = (ids(before), ids(after));
    let new: BTreeSet<String> = after
        .keys()
        .filter(|id| !before.contains_key(*id))
        .map(|id| (*id).to_owned())
        .collect();
    let changed: BTreeSet<String> = after
        .iter()
        .filter(|(id, contact)| before.get(*id).is_some_and(|old| old != *contact))
        .map(|(id, _)| (*id).to_owned())
        .collect();
    for (list, expected) in [(ReportList::Created, new), (ReportList::Updated, changed)] {
        let rows = here.engine.import_rows(report.import, list, 0, 1000).await;
        let rows = rows.unwrap().rows;
        let told: BTreeSet<String> = rows.iter().filter_map(|row| row.contact.clone()).collect();
        assert_eq!(told.len(), rows.len(), "{list:?}");
        assert_eq!(told, expected, "{list:?}");
    }
}

fn journal(bench: &Bench) -> PathBuf {
    let entries = std::fs::read_dir(bench.home.path().join("data")).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    paths
        .find(|path| path.to_string_lossy().ends_with(".journal.sqlite"))
        .unwrap()
}

/// From now on so many writes to the journal are taken and no more, as if the program ended at that write.
fn end_after(bench: &Bench, writes: u32) {
    let connection = Connection::open(journal(bench)).unwrap();
    let budget = format!(
        "CREATE TABLE budget AS SELECT {writes} AS writes;
         CREATE TRIGGER budget_row BEFORE UPDATE ON row BEGIN
             SELECT RAISE(ABORT, 'ended') FROM budget WHERE writes = 0;
             UPDATE budget SET writes = writes - 1;
         END;
         CREATE TRIGGER budget_import BEFORE UPDATE OF end ON import WHEN NEW.end IS NOT NULL BEGIN
             SELECT RAISE(ABORT, 'ended') FROM budget WHERE writes = 0;
             SELECT RAISE(ABORT, 'ended') FROM row WHERE state <= 1;
         END;"
    );
    connection.execute_batch(&budget).unwrap();
}

fn begin_again(bench: &Bench) {
    let connection = Connection::open(journal(bench)).unwrap();
    let free = "DROP TRIGGER budget_row; DROP TRIGGER budget_import; DROP TABLE budget;";
    connection.execute_batch(free).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_ends_at_any_write_is_gone_on_with_to_the_same_result() {
    for writes in 0.. {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        here.engine.imports().await.unwrap();
        let before = bench.control.personal().await;
        let has_name = |contact: &&Value| contact.get("firstname").is_some();
        let changed = before.iter().find(has_name).unwrap()["id"].clone();
        let path = bench.file("x.csv", csv(changed.as_str().unwrap(), ",Ann,A,1,"));
        let plan = here
            .engine
            .plan(path, ReadOptions::default())
            .await
            .unwrap();
        assert_eq!(
            (plan.summary.counts.new, plan.summary.counts.changes),
            (7, 1)
        );
        end_after(&bench, writes);
        let ended = here.engine.import(plan.plan).await;
        drop(here);
        begin_again(&bench);

        let here = bench.signed_in().await;
        let left = here.engine.imports().await.unwrap().remove(0);
        if ended.is_ok() {
            assert_eq!(left.end, ImportEnd::Done);
            // Seven creations, sent and noted, and the change.
            assert!(writes >= 16, "only {writes} writes");
            return;
        }
        assert_eq!(ended.unwrap_err(), AppError::Store, "after {writes}");
        let report = match left.end {
            ImportEnd::Interrupted => here.engine.resume_import(left.import).await.unwrap(),
            // All that was missing was this word.
            _ => left,
        };
        assert_eq!(report.end, ImportEnd::Done);
        let after = bench.control.personal().await;
        assert_eq!(after.len(), before.len() + 7, "after {writes}");
        assert_eq!(
            (report.counts.created, report.counts.updated),
            (7, 1),
            "after {writes}"
        );
        assert_eq!(report.counts.duplicates, 1);
        let texts = texts(&after);
        assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len());
        assert_true(&here, &report, &before, &after).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_ends_in_the_middle_of_a_request_leaves_an_import_to_go_on_with() {
    for fault in [
        json!({"path": IMPORT, "delay_ms": 60_000, "times": 1}),
        json!({"path": IMPORT, "delay_ms": 60_000, "commit": true, "times": 1}),
    ] {
        let bench = Bench::new().await;
        let before = bench.control.personal().await;
        bench.control.fault(fault.clone()).await;
        let rows: String = (0..500).map(|row| format!("P{row},{row}\n")).collect();
        let path = bench.file("x.csv", format!("firstname,number\n{rows}"));
        let (config, form) = (bench.config(), bench.form());
        let (url, fingerprint) = (bench.url.clone(), bench.fingerprint.clone());
        let program = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let engine = people_engine::Engine::start(config).unwrap();
                engine.trust(url, fingerprint).await.unwrap();
                engine.sign_in(form).await.unwrap();
                engine.in_step().await.unwrap();
                let mut updates = engine.updates();
                let plan = engine.plan(path, ReadOptions::default()).await.unwrap();
                tokio::spawn(async move { engine.import(plan.plan).await });
                next(&mut updates, |update| {
                    matches!(update, Update::Task { .. }).then_some(())
                })
                .await;
            });
            runtime.shutdown_background();
        });
        tokio::task::spawn_blocking(|| program.join())
            .await
            .unwrap()
            .unwrap();
        bench.control.heal().await;

        let here = bench.signed_in().await;
        let left = here.engine.imports().await.unwrap().remove(0);
        assert_eq!(left.end, ImportEnd::Interrupted, "{fault}");
        let report = here.engine.resume_import(left.import).await.unwrap();
        assert_eq!(
            (report.counts.created, &report.end),
            (500, &ImportEnd::Done)
        );
        let after = bench.control.personal().await;
        assert_eq!(after.len(), before.len() + 500, "{fault}");
        assert_true(&here, &report, &before, &after).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_do_not_import_at_once_and_the_other_one_sees_no_interruption() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let elsewhere = bench.signed_in().await;
    let rows: String = (0..300).map(|row| format!("P{row},{row}\n")).collect();
    let path = bench.file("x.csv", format!("firstname,number\n{rows}"));
    let plan = here
        .engine
        .plan(path.clone(), ReadOptions::default())
        .await
        .unwrap();
    let theirs = elsewhere
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let mut updates = here.engine.updates();
    bench
        .control
        .fault(json!({"path": IMPORT, "delay_ms": 100, "times": 1}))
        .await;
    let engine = here.engine.clone();
    let run = tokio::spawn(async move { engine.import(plan.plan).await });
    next(&mut updates, |update| {
        matches!(update, Update::Task { .. }).then_some(())
    })
    .await;
    let busy = elsewhere.engine.import(theirs.plan).await.unwrap_err();
    assert_eq!(busy, AppError::ImportRuns);
    assert_eq!(elsewhere.engine.imports().await.unwrap(), []);
    assert_eq!(here.engine.imports().await.unwrap(), []);
    let report = run.await.unwrap().unwrap();
    assert_eq!(report.counts.created, 300);
    let again = elsewhere.engine.import(theirs.plan).await.unwrap();
    assert_eq!((again.counts.created, again.counts.duplicates), (0, 300));
    assert_eq!(elsewhere.engine.imports().await.unwrap(), [again, report]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_import_sends_nothing_until_it_goes_on() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let rows: String = (0..900).map(|row| format!("P{row},{row}\n")).collect();
    let path = bench.file("x.csv", format!("firstname,number\n{rows}"));
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    bench
        .control
        .fault(json!({"path": IMPORT, "delay_ms": 200}))
        .await;
    let mut updates = here.engine.updates();
    let engine = here.engine.clone();
    let run = tokio::spawn(async move { engine.import(plan.plan).await });
    let is_running =
        |update: &Update| matches!(update, Update::Task { done: 1.., .. }).then_some(());
    next(&mut updates, is_running).await;
    here.engine.pause_import(true).await.unwrap();
    let done = next(&mut updates, |update| match update {
        Update::Task {
            done,
            state: TaskState::Paused,
            ..
        } => Some(*done),
        _ => None,
    })
    .await;
    assert!((1..900).contains(&done), "{done}");
    let sent = bench.control.requests("POST", IMPORT).await;
    here.engine.refresh().await.unwrap();
    assert_eq!(bench.control.requests("POST", IMPORT).await, sent);
    here.engine.pause_import(false).await.unwrap();
    let report = run.await.unwrap().unwrap();
    assert_eq!(report.counts.created, 900);
    let ended = |update: &Update| matches!(update, Update::TaskEnded { .. }).then_some(());
    next(&mut updates, ended).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_import_can_be_stopped_and_gone_on_with_later() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let rows: String = (0..900).map(|row| format!("P{row},{row}\n")).collect();
    let path = bench.file("x.csv", format!("firstname,number\n{rows}"));
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let mut updates = here.engine.updates();
    let engine = here.engine.clone();
    bench
        .control
        .fault(json!({"path": IMPORT, "delay_ms": 200, "times": 1}))
        .await;
    let run = tokio::spawn(async move { engine.import(plan.plan).await });
    let is_running = |update: &Update| matches!(update, Update::Task { .. }).then_some(());
    next(&mut updates, is_running).await;
    here.engine.pause_import(true).await.unwrap();
    here.engine.cancel_import().await.unwrap();
    here.engine.pause_import(false).await.unwrap();
    let report = run.await.unwrap().unwrap();
    assert_eq!(report.end, ImportEnd::Cancelled);
    assert!(report.can_resume);
    assert_eq!(report.counts.created + report.counts.unsent, 900);
    let unsent = here
        .engine
        .import_rows(report.import, ReportList::Unsent, 0, 1);
    assert_eq!(unsent.await.unwrap().total, report.counts.unsent);
    let report = here.engine.resume_import(report.import).await.unwrap();
    assert_eq!((report.counts.created, report.end), (900, ImportEnd::Done));
}
