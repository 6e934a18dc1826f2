//! Taking an import back while the server is still at work on it.

use people_core::list::View;
use people_core::plan::ReadOptions;
use people_engine::api::{ExportFormat, ExportRequest, ExportWhat, TaskKind, TaskState, Update};
use people_engine::{Config, Rhythm};

use crate::bench::{Bench, PATIENCE, next};
use crate::imports::import;
use crate::undo::forget_answers;

#[tokio::test(flavor = "multi_thread")]
async fn what_arrives_after_the_program_ended_is_taken_back_too() {
    let bench = Bench::new().await;
    let before = bench.control.kept().await;
    let here = bench.signed_in().await;
    let report = import(&bench, &here, "firstname,number\nLate1,1\nLate2,2\n").await;
    let request = ExportRequest {
        what: ExportWhat::All,
        columns: None,
        format: ExportFormat::Csv,
    };
    let export = bench.file("late.csv", "");
    here.engine.export(export.clone(), request).await.unwrap();
    for name in ["late1", "late2"] {
        let row = here.row(View::Personal, name).await;
        here.engine.remove(row).await.unwrap();
    }
    here.engine.close().await.unwrap();
    forget_answers(&bench);

    let config = bench.config();
    let patient = Rhythm {
        settle_limit: PATIENCE,
        ..config.rhythm
    };
    let ours = bench
        .signed_in_with(Config {
            rhythm: patient,
            ..config
        })
        .await;
    let mut updates = ours.updates();
    let undoing = tokio::spawn(async move { ours.undo_import(report.import).await });
    next(&mut updates, |update| match update {
        Update::Task {
            task: TaskKind::Undo,
            state: TaskState::Waiting,
            ..
        } => Some(()),
        _ => None,
    })
    .await;

    // What was on its way arrives: from another computer, as there the journal is another.
    let config = bench.config();
    let elsewhere = Config {
        data_dir: config.data_dir.join("elsewhere"),
        ..config
    };
    let elsewhere = bench.signed_in_with(elsewhere).await;
    let plan = elsewhere.plan(export, ReadOptions::default()).await;
    let arrived = elsewhere.import(plan.unwrap().plan).await.unwrap();
    assert_eq!(arrived.counts.created, 2);
    let undone = undoing.await.unwrap().unwrap();
    assert_eq!(undone.removed, 2);
    assert_eq!(bench.control.kept().await, before);
}
