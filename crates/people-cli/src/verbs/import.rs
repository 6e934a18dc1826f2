//! Importing a file: what would be done, or what was done.

use std::path::PathBuf;

use people_core::plan::{PlanRow, ReadOptions, RowKind, SkipReason};
use people_engine::EngineHandle;
use people_engine::api::{ImportEnd, ImportPlan, ImportReport, Update};
use serde::Serialize;

use crate::outcome::{Done, Failure};
use crate::{output, words};

/// What an import answers in JSON.
#[derive(Debug, Serialize)]
struct Answer {
    created: u32,
    duplicates: u32,
    updated: u32,
    skipped: Vec<Skipped>,
}

/// A row that is not there afterwards, left out here or refused by the server.
#[derive(Debug, Serialize)]
struct Skipped {
    line: u32,
    column: Option<u32>,
    reason: String,
}

/// Imports a file, or says what that would do.
pub async fn import(
    engine: &EngineHandle,
    file: PathBuf,
    dry_run: bool,
    json: bool,
) -> Result<Done, Failure> {
    let plan = engine.plan(file, ReadOptions::default()).await?;
    if dry_run {
        let answer = planned(engine, &plan).await?;
        return tell(&answer, words::planned, json);
    }
    let watch = tokio::spawn(watch(engine.clone()));
    let report = engine.import(plan.plan).await;
    watch.abort();
    let (answer, end, unsent) = split(report?);
    let done = tell(&answer, words::imported, json)?;
    if unsent > 0 {
        output::complain(&words::unsent(unsent));
    }
    match end {
        ImportEnd::Done => Ok(done),
        ImportEnd::Cancelled => Ok(Done::InPart),
        ImportEnd::Stopped { error } => {
            output::complain(&words::error(&error));
            Ok(Done::InPart)
        }
    }
}

async fn planned(engine: &EngineHandle, plan: &ImportPlan) -> Result<Answer, Failure> {
    let rows = engine.plan_rows(plan.plan, Some(RowKind::Skipped), 0, u32::MAX);
    let counts = plan.summary.counts;
    Ok(Answer {
        created: counts.new,
        duplicates: counts.same,
        updated: counts.changes,
        skipped: rows.await?.rows.into_iter().map(skipped).collect(),
    })
}

fn split(report: ImportReport) -> (Answer, ImportEnd, u32) {
    let failed = report.failed.into_iter().map(|failure| Skipped {
        line: failure.line,
        column: None,
        reason: failure.reason,
    });
    let mut left_out: Vec<Skipped> = report
        .skipped
        .into_iter()
        .map(skipped)
        .chain(failed)
        .collect();
    left_out.sort_by_key(|skipped| skipped.line);
    let answer = Answer {
        created: report.created,
        duplicates: report.duplicates,
        updated: report.updated,
        skipped: left_out,
    };
    (answer, report.end, report.unsent)
}

fn skipped(row: PlanRow) -> Skipped {
    Skipped {
        line: row.line,
        column: row.reason.as_ref().and_then(column),
        reason: row.reason.as_ref().map(words::skip).unwrap_or_default(),
    }
}

fn column(reason: &SkipReason) -> Option<u32> {
    match reason {
        SkipReason::Nul { column }
        | SkipReason::TooLong { column, .. }
        | SkipReason::RoundedNumber { column, .. } => Some(*column),
        _ => None,
    }
}

fn tell(
    answer: &Answer,
    sentence: fn(u32, u32, u32, usize) -> String,
    json: bool,
) -> Result<Done, Failure> {
    if json {
        output::json(answer)?;
    } else {
        let Answer {
            created,
            duplicates,
            updated,
            skipped,
        } = answer;
        output::line(&sentence(*created, *updated, *duplicates, skipped.len()))?;
        for Skipped {
            line,
            column,
            reason,
        } in skipped
        {
            output::line(&words::left_out(*line, *column, reason))?;
        }
    }
    Ok(if answer.skipped.is_empty() {
        Done::Whole
    } else {
        Done::InPart
    })
}

async fn watch(engine: EngineHandle) {
    let mut updates = engine.updates();
    while let Some(update) = updates.recv().await {
        if let Update::Import { done, total } = update {
            output::progress(done, total);
        }
    }
}
