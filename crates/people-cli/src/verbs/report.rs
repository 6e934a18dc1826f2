//! What imports did: told, written to a file, listed, taken back.

use std::path::PathBuf;

use people_core::plan::SkipReason;
use people_engine::EngineHandle;
use people_engine::api::{ImportEnd, ImportReport, ReportList, ReportRow};
use serde::Serialize;
use serde_json::json;

use super::rest;
use crate::outcome::{Done, Failure};
use crate::{output, words};

/// What an import answers in JSON.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Contacts that are there now and were not before.
    pub created: u32,
    /// Rows that were there already.
    pub duplicates: u32,
    /// Contacts that have new text.
    pub updated: u32,
    /// Rows that are not there afterwards.
    pub skipped: Vec<Skipped>,
    /// The id to take it back with, where there is something to take back.
    pub undo: Option<u32>,
}

/// A row that is not there afterwards, left out here or refused by the server.
#[derive(Debug, Serialize)]
pub struct Skipped {
    /// The line of the file.
    pub line: u32,
    column: Option<u32>,
    reason: String,
}

impl Skipped {
    /// A row that was left out for a reason, or refused with the server's words.
    pub fn new(line: u32, reason: Option<&SkipReason>, refused: Option<&str>) -> Self {
        Self {
            line,
            column: reason.and_then(column),
            reason: words::report_reason(reason, refused),
        }
    }
}

/// Tells what an import did, and writes the lines that are not on the server to a file.
pub async fn imported(
    engine: &EngineHandle,
    report: ImportReport,
    file: Option<PathBuf>,
    json: bool,
) -> Result<Done, Failure> {
    let mut left_out = Vec::new();
    for list in [ReportList::Skipped, ReportList::Failed] {
        let rows = engine.import_rows(report.import, list, 0, u32::MAX).await?;
        let skipped =
            |row: &ReportRow| Skipped::new(row.line, row.reason.as_ref(), row.words.as_deref());
        left_out.extend(rows.rows.iter().map(skipped));
    }
    left_out.sort_by_key(|skipped| skipped.line);
    let answer = Answer {
        created: report.counts.created,
        duplicates: report.counts.duplicates,
        updated: report.counts.updated,
        skipped: left_out,
        undo: report.can_undo.then_some(report.import),
    };
    let done = tell(&answer, words::imported, json)?;
    if let Some(file) = file {
        rest::write(engine, report.import, &file, json).await?;
    }
    if report.counts.unsent > 0 {
        output::complain(&words::unsent(report.counts.unsent));
    }
    if report.can_resume {
        output::complain(words::HOW_TO_RESUME);
    }
    match report.end {
        ImportEnd::Done => Ok(done),
        ImportEnd::Cancelled | ImportEnd::Interrupted => Ok(Done::InPart),
        ImportEnd::Stopped { error } => {
            output::complain(&words::error(&error));
            Ok(Done::InPart)
        }
    }
}

/// Writes an answer, with the sentence for its counts.
pub fn tell(
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
            undo,
        } = answer;
        output::line(&sentence(*created, *updated, *duplicates, skipped.len()))?;
        for row in skipped {
            output::line(&words::left_out(row.line, row.column, &row.reason))?;
        }
        if let Some(import) = undo {
            output::line(&words::how_to_undo(*import))?;
        }
    }
    Ok(if answer.skipped.is_empty() {
        Done::Whole
    } else {
        Done::InPart
    })
}

/// Lists the last imports.
pub async fn imports(engine: &EngineHandle, json: bool) -> Result<Done, Failure> {
    let imports = engine.imports().await?;
    if json {
        output::json(&imports)?;
        return Ok(Done::Whole);
    }
    let row = |report: ImportReport| {
        let counts = report.counts;
        vec![
            report.import.to_string(),
            report.at,
            if report.name.is_empty() {
                words::RESTORE.to_owned()
            } else {
                report.name
            },
            counts.created.to_string(),
            counts.updated.to_string(),
            counts.duplicates.to_string(),
            (counts.skipped + counts.failed + counts.unsent).to_string(),
            words::end(&report.end, report.undone.is_some()).to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = imports.into_iter().map(row).collect();
    output::table(&words::IMPORTS, &rows)?;
    Ok(Done::Whole)
}

/// Takes an import back.
pub async fn undo(engine: &EngineHandle, import: u32, json: bool) -> Result<Done, Failure> {
    let report = engine.undo_import(import).await?;
    if json {
        let kept = report.kept.iter().map(|contact| {
            json!({
                "line": contact.line,
                "name": contact.name,
                "reason": words::kept_why(&contact.why),
            })
        });
        output::json(&json!({
            "removed": report.removed,
            "restored": report.restored,
            "kept": kept.collect::<Vec<_>>(),
        }))?;
    } else {
        let kept = report.kept.len();
        output::line(&words::undone(report.removed, report.restored, kept))?;
        for contact in &report.kept {
            output::line(&words::kept(contact.line, &contact.name, &contact.why))?;
        }
    }
    match report.end {
        ImportEnd::Done if report.kept.is_empty() => Ok(Done::Whole),
        ImportEnd::Stopped { error } => {
            output::complain(&words::error(&error));
            Ok(Done::InPart)
        }
        _ => Ok(Done::InPart),
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
