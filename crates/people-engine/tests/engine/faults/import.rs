//! An import, which goes on by itself or is gone on with.

use std::time::Duration;

use people_core::plan::ReadOptions;
use people_engine::api::{AppError, ImportEnd, ImportReport, TaskState, Update};
use tokio::sync::mpsc::UnboundedReceiver;

use super::stage::Stage;
use crate::control::Control;

/// What is said of lines that are not taken yet.
const LATER: &str = "not yet";

/// From one look at what was asked for to the next.
const MOMENT: Duration = Duration::from_secs(1);

/// Imports a file, until it is done, has stopped, or goes on by itself later; then that import is the one to go on with.
pub async fn import(stage: &mut Stage) -> Result<String, AppError> {
    if let Some(begun) = stage.import.take() {
        let report = begun.await.unwrap()?;
        return match report.end {
            ImportEnd::Stopped { .. } => stage.engine().resume_import(report.import).await,
            _ => Ok(report),
        }
        .map(|report| words(&report));
    }
    let rows = [stage.name(), stage.name(), stage.name()].join("\n");
    let csv = format!("firstname\n{rows}\n");
    let file = stage.bench.file("people.csv", csv);
    let plan = stage.engine().plan(file, ReadOptions::default()).await?;
    stage.strike().await;
    let engine = stage.engine().clone();
    let mut updates = engine.updates();
    let mut begun = tokio::spawn(async move { engine.import(plan.plan).await });
    let report = tokio::select! {
        biased;
        () = waits(&mut updates) => None,
        () = is_sent_again(&stage.bench.control) => None,
        report = &mut begun => Some(report.unwrap()?),
    };
    match report {
        Some(report) if !matches!(report.end, ImportEnd::Stopped { .. }) => Ok(words(&report)),
        Some(stopped) => {
            stage.import = Some(tokio::spawn(async { Ok(stopped) }));
            Ok(LATER.into())
        }
        None => {
            stage.import = Some(begun);
            Ok(LATER.into())
        }
    }
}

fn words(report: &ImportReport) -> String {
    if report.counts.created == 3 {
        return String::new();
    }
    format!("{:?}, {:?}", report.end, report.counts)
}

/// Returns when a task says that it waits for the server. A journal is written outside of the time that is paused, so this is
/// no matter of time.
async fn waits(updates: &mut UnboundedReceiver<Update>) {
    let is_waiting = |update: &Update| {
        matches!(
            update,
            Update::Task {
                state: TaskState::Waiting,
                ..
            }
        )
    };
    while updates
        .recv()
        .await
        .is_some_and(|update| !is_waiting(&update))
    {}
}

/// Returns when lines were sent again because they were not taken.
async fn is_sent_again(control: &Control) {
    while control.requests("POST", "personal/import").await < 2 {
        tokio::time::sleep(MOMENT).await;
    }
}
