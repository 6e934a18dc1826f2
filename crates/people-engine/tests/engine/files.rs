use std::path::PathBuf;

use people_core::plan::{PlanError, ReadOptions};
use people_engine::api::{AppError, ExportFormat, FileFault};
use serde_json::Value;

use crate::bench::{Bench, SignedIn, everything};

async fn plan_error(here: &SignedIn, path: PathBuf) -> AppError {
    let planned = here.engine.plan(path, ReadOptions::default()).await;
    planned.unwrap_err()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_planned_is_named_with_the_cause_and_nothing_is_sent() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    bench.control.send("DELETE", "requests", Value::Null).await;
    let file = |fault| AppError::File {
        name: "x.csv".into(),
        fault,
    };
    let plan = |fault| AppError::Plan {
        name: "x.csv".into(),
        fault,
    };
    let missing = bench.home.path().join("x.csv");
    assert_eq!(
        plan_error(&here, missing.clone()).await,
        file(FileFault::Missing)
    );
    std::fs::create_dir(&missing).unwrap();
    assert_eq!(
        plan_error(&here, missing.clone()).await,
        file(FileFault::Directory)
    );
    std::fs::remove_dir(&missing).unwrap();
    for (bytes, fault) in [
        (&b""[..], PlanError::Empty),
        (b"firstname,number\r\n", PlanError::HeaderOnly),
        (
            b"\x00\x01\x02\x03PNG\x00\x00\xff\xfe\x00",
            PlanError::Binary,
        ),
    ] {
        let path = bench.file("x.csv", bytes);
        assert_eq!(plan_error(&here, path).await, plan(fault));
    }
    assert_eq!(bench.control.requests("POST", "personal").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_plans_back_to_nothing_to_do_and_restores_everything() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    // A row of a file has all its columns: a field that a contact lacks comes back empty.
    let filled = |contacts: Vec<Value>| {
        let fields = |contact: Value| contact.as_object().cloned().unwrap().into_iter();
        let filled = |contact| fields(contact).filter(|(_, value)| value != "").collect();
        let mut contacts: Vec<Vec<_>> = contacts.into_iter().map(filled).collect();
        contacts.sort_by_key(|fields| format!("{fields:?}"));
        contacts
    };
    let before = filled(bench.control.personal().await);
    let path = bench.home.path().join("all.csv");
    let exported = here
        .engine
        .export(path.clone(), everything(ExportFormat::Csv))
        .await
        .unwrap();
    assert_eq!((exported.count, exported.name.as_str()), (25, "all.csv"));
    let plan = here
        .engine
        .plan(path.clone(), ReadOptions::default())
        .await
        .unwrap();
    assert_eq!((plan.summary.counts.same, plan.summary.counts.new), (25, 0));

    assert_eq!(here.engine.delete_all().await.unwrap(), 25);
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let report = here.engine.import(plan.plan).await.unwrap();
    assert_eq!(report.counts.created, 25, "{report:?}");
    assert_eq!(filled(bench.control.personal().await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_never_leaves_half_a_file() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let nowhere = bench.home.path().join("gone").join("all.csv");
    let error = here
        .engine
        .export(nowhere, everything(ExportFormat::Csv))
        .await
        .unwrap_err();
    let missing = AppError::File {
        name: "all.csv".into(),
        fault: FileFault::Missing,
    };
    assert_eq!(error, missing);
    let taken = bench.home.path().to_owned();
    let error = here
        .engine
        .export(taken, everything(ExportFormat::Spreadsheet))
        .await
        .unwrap_err();
    assert!(matches!(
        error,
        AppError::File {
            fault: FileFault::Directory,
            ..
        }
    ));
    here.engine.delete_all().await.unwrap();
    let path = bench.home.path().join("none.csv");
    let error = here
        .engine
        .export(path.clone(), everything(ExportFormat::Csv))
        .await
        .unwrap_err();
    assert_eq!(error, AppError::NothingToExport);
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_made_anew_with_another_encoding() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.file("x.csv", b"firstname,number\nZo\xe9,1\n");
    let options = |encoding: &str| ReadOptions {
        encoding: Some(encoding.into()),
        ..ReadOptions::default()
    };
    let plan = here.engine.plan(path, options("koi8-r")).await.unwrap();
    let first = here
        .engine
        .plan_rows(plan.plan, None, 0, 1)
        .await
        .unwrap()
        .rows;
    let again = here
        .engine
        .replan(plan.plan, options("windows-1252"))
        .await
        .unwrap();
    assert_eq!(again.plan, plan.plan);
    let second = here
        .engine
        .plan_rows(plan.plan, None, 0, 1)
        .await
        .unwrap()
        .rows;
    assert_ne!(first[0].values, second[0].values);
    assert_eq!(second[0].values[0], "Zoé");
}
