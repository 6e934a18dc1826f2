//! Removing what is kept on this computer while something is written there.

use people_core::plan::ReadOptions;
use people_engine::EngineHandle;
use people_engine::api::{AppError, ImportEnd, ImportReport, TaskState, Update};
use serde_json::json;
use tokio::task::JoinHandle;

use crate::bench::{Bench, next};

const IMPORT: &str = "/api/dird/0.1/personal/import";

/// An import that pauses in its middle.
async fn paused(bench: &Bench, engine: &EngineHandle) -> JoinHandle<ImportReport> {
    let rows: String = (0..900).map(|row| format!("P{row},{row}\n")).collect();
    let path = bench.file("x.csv", format!("firstname,number\n{rows}"));
    let plan = engine.plan(path, ReadOptions::default());
    let plan = plan.await.unwrap().plan;
    let mut updates = engine.updates();
    let slowly = json!({"path": IMPORT, "delay_ms": 200, "times": 1});
    bench.control.fault(slowly).await;
    let importing = engine.clone();
    let run = tokio::spawn(async move { importing.import(plan).await.unwrap() });
    next(&mut updates, |update| {
        matches!(update, Update::Task { .. }).then_some(())
    })
    .await;
    engine.pause_import(true).await.unwrap();
    next(&mut updates, |update| match update {
        Update::Task { state, .. } => (*state == TaskState::Paused).then_some(()),
        _ => None,
    })
    .await;
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_removed_under_an_import_here_or_in_another_window() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let elsewhere = bench.signed_in().await;
    let account = here.session.account.id.clone();
    let run = paused(&bench, &here.engine).await;

    let signed_out = bench.engine().await;
    for engine in [&here.engine, &elsewhere.engine, &signed_out] {
        let wiped = engine.wipe_local_copy().await;
        assert_eq!(wiped, Err(AppError::ImportRuns));
        let forgotten = engine.forget(account.clone()).await;
        assert_eq!(forgotten, Err(AppError::ImportRuns));
        assert_eq!(engine.accounts().await.unwrap().len(), 1);
    }
    for engine in [&here.engine, &elsewhere.engine] {
        let left = engine.sign_out(true).await;
        assert_eq!(left, Err(AppError::ImportRuns));
        assert!(engine.session().await.unwrap().is_some());
    }
    here.engine.pause_import(false).await.unwrap();
    let report = run.await.unwrap();
    assert_eq!(
        (report.counts.created, &report.end),
        (900, &ImportEnd::Done)
    );
    assert_eq!(here.engine.imports().await.unwrap(), [report]);

    here.engine.wipe_local_copy().await.unwrap();
    assert_eq!(here.engine.imports().await.unwrap(), []);
    elsewhere.engine.sign_out(true).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_of_which_nothing_is_kept_has_its_journal_until_its_end() {
    let bench = Bench::new().await;
    let engine = bench.engine().await;
    let mut form = bench.form();
    form.stay = false;
    engine.sign_in(form).await.unwrap();
    engine.in_step().await.unwrap();
    let run = paused(&bench, &engine).await;
    let wiped = engine.wipe_local_copy().await;
    assert_eq!(wiped, Err(AppError::ImportRuns));
    engine.pause_import(false).await.unwrap();
    let report = run.await.unwrap();
    assert_eq!(
        (report.counts.created, &report.end),
        (900, &ImportEnd::Done)
    );
    engine.wipe_local_copy().await.unwrap();
    assert_eq!(engine.imports().await.unwrap(), []);
}
