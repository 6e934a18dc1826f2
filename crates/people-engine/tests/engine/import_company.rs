//! Imports beside others, and beside a server that comes and goes.

use std::collections::BTreeSet;

use people_core::plan::ReadOptions;
use people_engine::api::{ImportEnd, ImportReport, ReportList, TaskState, Update};
use people_engine::{Config, Engine};
use serde_json::{Value, json};

use crate::bench::{Bench, PATIENCE, next};

const IMPORT: &str = "/api/dird/0.1/personal/import";

fn people(count: usize) -> String {
    let rows: String = (0..count).map(|row| format!("P{row},{row}\n")).collect();
    format!("firstname,number\n{rows}")
}

fn names(contacts: &[Value]) -> BTreeSet<&str> {
    contacts
        .iter()
        .filter_map(|contact| contact["firstname"].as_str())
        .filter(|name| name.starts_with('P') && name[1..].parse::<u32>().is_ok())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_computers_that_import_the_same_file_at_once_create_each_contact_once() {
    for fault in [
        json!(null),
        json!({"path": IMPORT, "status": 504, "html": true, "commit": true, "times": 2}),
        json!({"path": IMPORT, "cut_after": 0, "times": 2}),
    ] {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        let away = Engine::start(Config {
            data_dir: bench.home.path().join("elsewhere"),
            ..bench.config()
        });
        let away = away.unwrap();
        away.sign_in(bench.form()).await.unwrap();
        away.in_step().await.unwrap();
        let before = bench.control.personal().await.len();
        let path = bench.file("x.csv", people(700));
        let mine = here
            .engine
            .plan(path.clone(), ReadOptions::default())
            .await
            .unwrap();
        let theirs = away.plan(path, ReadOptions::default()).await.unwrap();
        if !fault.is_null() {
            bench.control.fault(fault.clone()).await;
        }
        let (mine, theirs) = tokio::join!(here.engine.import(mine.plan), away.import(theirs.plan));
        let (mine, theirs) = (mine.unwrap(), theirs.unwrap());
        let after = bench.control.personal().await;
        assert_eq!(after.len(), before + 700, "{fault}: {mine:?} {theirs:?}");
        assert_eq!(names(&after).len(), 700);
        assert_eq!(mine.counts.created + theirs.counts.created, 700);
        assert_eq!(mine.counts.duplicates, theirs.counts.created);
        for report in [&mine, &theirs] {
            assert_eq!(report.end, ImportEnd::Done, "{fault}");
        }
        let created = |report: &ImportReport| (report.import, ReportList::Created);
        let ((mine, list), (theirs, _)) = (created(&mine), created(&theirs));
        let mine = here.engine.import_rows(mine, list, 0, 1000).await;
        let theirs = away.import_rows(theirs, list, 0, 1000).await;
        let rows = mine.unwrap().rows.into_iter().chain(theirs.unwrap().rows);
        let told: BTreeSet<String> = rows.filter_map(|row| row.contact).collect();
        let stored: BTreeSet<String> = after
            .iter()
            .filter_map(|contact| contact["id"].as_str().map(str::to_owned))
            .collect();
        assert!(told.is_subset(&stored) && told.len() == 700);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_waits_for_a_server_that_is_away_and_goes_on() {
    let bench = Bench::new().await;
    let mut config = bench.config();
    config.rhythm.patience = PATIENCE;
    let engine = bench.signed_in_with(config).await;
    let path = bench.file("x.csv", people(300));
    let plan = engine.plan(path, ReadOptions::default()).await.unwrap();
    let mut updates = engine.updates();
    bench
        .control
        .fault(json!({"path": IMPORT, "status": 503}))
        .await;
    let run = tokio::spawn(async move { engine.import(plan.plan).await });
    let is = |wanted: TaskState| {
        move |update: &Update| match update {
            Update::Task { state, .. } if *state == wanted => Some(()),
            _ => None,
        }
    };
    next(&mut updates, is(TaskState::Waiting)).await;
    bench.control.heal().await;
    next(&mut updates, is(TaskState::Running)).await;
    let report = run.await.unwrap().unwrap();
    assert_eq!((report.counts.created, report.end), (300, ImportEnd::Done));
}

/// Stops an import that waits after every answer of this fault.
async fn stop_while_waiting(bench: &Bench, config: Config, fault: Value) {
    let engine = bench.signed_in_with(config).await;
    let path = bench.file("x.csv", people(300));
    let plan = engine.plan(path, ReadOptions::default()).await.unwrap();
    let mut updates = engine.updates();
    bench.control.fault(fault).await;
    let running = engine.clone();
    let run = tokio::spawn(async move { running.import(plan.plan).await });
    let waits = |update: &Update| match update {
        Update::Task {
            state: TaskState::Waiting,
            ..
        } => Some(()),
        _ => None,
    };
    next(&mut updates, waits).await;
    engine.cancel_import().await.unwrap();
    let report = tokio::time::timeout(PATIENCE, run).await;
    let report = report.unwrap().unwrap().unwrap();
    assert_eq!(
        (report.end, report.counts.unsent),
        (ImportEnd::Cancelled, 300)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_waits_for_its_server_can_be_stopped_at_once() {
    let bench = Bench::new().await;
    let mut config = bench.config();
    config.rhythm.patience = 10 * PATIENCE;
    config.rhythm.reconnect = (10 * PATIENCE, 10 * PATIENCE);
    stop_while_waiting(&bench, config, json!({"path": IMPORT, "status": 503})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_whose_server_is_still_at_work_can_be_stopped_at_once() {
    let bench = Bench::new().await;
    let mut config = bench.config();
    config.rhythm.settle = 10 * PATIENCE;
    config.rhythm.settle_limit = 100 * PATIENCE;
    let late = json!({"path": IMPORT, "status": 504, "html": true});
    stop_while_waiting(&bench, config, late).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_while_an_import_is_gone_on_with_leave_each_contact_once() {
    for fault in [
        json!({"status": 413, "html": true}),
        json!({"status": 500}),
        json!({"status": 502, "html": true, "commit": true}),
        json!({"status": 504, "html": true}),
        json!({"status": 504, "html": true, "commit": true}),
        json!({"cut_after": 0, "commit": true}),
    ] {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        let before = bench.control.personal().await.len();
        let path = bench.file("x.csv", people(600));
        let plan = here
            .engine
            .plan(path, ReadOptions::default())
            .await
            .unwrap();
        // The second request and those after it do not come through: it stops, and nobody knows what arrived.
        let stops = json!({"path": IMPORT, "garbage": true, "commit": true});
        bench
            .control
            .fault(json!({"path": IMPORT, "delay_ms": 0, "times": 1}))
            .await;
        bench.control.fault(stops).await;
        bench
            .control
            .fault(json!({"path": "/api/dird/0.1/personal", "method": "GET", "status": 500}))
            .await;
        let report = here.engine.import(plan.plan).await.unwrap();
        assert!(
            matches!(report.end, ImportEnd::Stopped { .. }),
            "{report:?}"
        );
        assert!(report.can_resume && report.counts.created > 0);
        bench.control.heal().await;
        drop(here);
        let here = bench.signed_in().await;
        let mut injected = fault.clone();
        injected["path"] = json!(IMPORT);
        injected["times"] = json!(2);
        bench.control.fault(injected).await;
        let report = here.engine.resume_import(report.import).await.unwrap();
        assert_eq!(
            (report.counts.created, &report.end),
            (600, &ImportEnd::Done),
            "{fault}"
        );
        let after = bench.control.personal().await;
        assert_eq!(
            (after.len(), names(&after).len()),
            (before + 600, 600),
            "{fault}"
        );
    }
}
