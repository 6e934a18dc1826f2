//! Importing a file: what would be done, or what was done.

use std::path::PathBuf;

use people_core::plan::{ChangeChoice, ColumnUse, PlanError, ReadOptions, RowKind, SkipReason};
use people_engine::EngineHandle;
use people_engine::api::{AppError, ImportPlan, ImportReport};

use super::mapping::{own_name, uses};
use super::report::{self, Answer, Skipped};
use crate::args::{Import, Mapping, Reading};
use crate::outcome::{Done, Failure};
use crate::{files, output, words};

/// Imports a file or says what that would do, goes on with an import, or takes one back.
pub async fn run(engine: &EngineHandle, verb: Import, json: bool) -> Result<Done, Failure> {
    if let Some(import) = verb.undo {
        return report::undo(engine, import, json).await;
    }
    let report = match verb.file {
        None => resume(engine).await?,
        Some(file) => {
            if verb
                .report
                .as_ref()
                .is_some_and(|report| files::are_one(report, &file))
            {
                return Err(Failure::Usage(words::REPORT_OVER_FILE.to_owned()));
            }
            let plan = plan(engine, file, verb.reading).await?;
            if plan.remembered {
                output::complain(words::REMEMBERED);
            }
            if let Some(choice) = verb.on_change {
                engine.choose(plan.plan, None, choice.into()).await?;
            }
            if verb.dry_run {
                return report::tell(&planned(engine, &plan).await?, words::planned, json);
            }
            engine.import(plan.plan).await?
        }
    };
    report::imported(engine, report, verb.report, json).await
}

async fn resume(engine: &EngineHandle) -> Result<ImportReport, AppError> {
    let imports = engine.imports().await?;
    let last = imports.into_iter().find(|import| import.can_resume);
    let last = last.ok_or(AppError::NoSuchImport)?;
    engine.resume_import(last.import).await
}

/// The plan of a file. Which columns it has is known when it was read once.
async fn plan(
    engine: &EngineHandle,
    file: PathBuf,
    reading: Reading,
) -> Result<ImportPlan, Failure> {
    let options = ReadOptions {
        encoding: reading.encoding,
        delimiter: reading.delimiter,
        header: reading.header,
        columns: None,
    };
    let first = engine.plan(file.clone(), options.clone()).await;
    if reading.map.is_empty() {
        return Ok(first?);
    }
    let (columns, plan) = match first {
        Ok(plan) => (mapped(&plan, &reading.map)?, Some(plan.plan)),
        Err(AppError::Plan {
            fault: PlanError::NoKnownColumn { titles },
            ..
        }) => {
            let columns = titles.iter().map(|title| (title.as_str(), own_name(title)));
            (uses(&columns.collect::<Vec<_>>(), &reading.map)?, None)
        }
        Err(error) => return Err(error.into()),
    };
    let options = ReadOptions {
        columns: Some(columns),
        ..options
    };
    Ok(match plan {
        Some(plan) => engine.replan(plan, options).await?,
        None => engine.plan(file, options).await?,
    })
}

fn mapped(plan: &ImportPlan, mappings: &[Mapping]) -> Result<Vec<ColumnUse>, Failure> {
    let columns = plan.summary.reading.columns.iter();
    let columns = columns.map(|column| (column.title.as_str(), column.target.clone()));
    uses(&columns.collect::<Vec<_>>(), mappings)
}

async fn planned(engine: &EngineHandle, plan: &ImportPlan) -> Result<Answer, AppError> {
    let rows = |kind| engine.plan_rows(plan.plan, Some(kind), 0, u32::MAX);
    let counts = plan.summary.counts;
    let mut answer = Answer {
        created: counts.new,
        duplicates: counts.same,
        updated: 0,
        skipped: Vec::new(),
        undo: None,
    };
    for row in rows(RowKind::Skipped).await?.rows {
        let skipped = Skipped::new(row.line, row.reason.as_ref(), None);
        answer.skipped.push(skipped);
    }
    for row in rows(RowKind::Changes).await?.rows {
        match row.change.map(|change| change.choice).unwrap_or_default() {
            ChangeChoice::Update => answer.updated += 1,
            ChangeChoice::KeepBoth => answer.created += 1,
            ChangeChoice::Skip => {
                let skipped = Skipped::new(row.line, Some(&SkipReason::Chosen), None);
                answer.skipped.push(skipped);
            }
        }
    }
    answer.skipped.sort_by_key(|row| row.line);
    Ok(answer)
}
