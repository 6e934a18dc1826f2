//! Sentences of import and export.

use people_core::plan::{PlanError, SkipReason};
use people_engine::api::{ImportEnd, KeptWhy, TaskState};

/// A mapping that is none.
pub const NO_MAPPING: &str = "write FIELD=COLUMN, the column by its title or number";

/// A text that is no delimiter.
pub const NO_DELIMITER: &str = "write comma, semicolon, tab, pipe or the character itself";

/// A text that is no line of a header.
pub const NO_HEADER: &str = "write the number of the header's line, or none";

/// Why a row is left out.
pub fn skip(reason: &SkipReason) -> String {
    match reason {
        SkipReason::TooManyValues { expected, found } => {
            format!("{found} values for {expected} columns")
        }
        SkipReason::TooFewValues { expected, found } => {
            format!("only {found} values for {expected} columns")
        }
        SkipReason::Blank => "no value in any column that is kept".into(),
        SkipReason::Nul { .. } => "a NUL, which the server cannot store".into(),
        SkipReason::TooLong { length, limit, .. } => {
            format!("{length} characters, and the server takes {limit}")
        }
        SkipReason::UnclosedQuote => "a quote that is never closed".into(),
        SkipReason::RoundedNumber { value, .. } => {
            format!("a spreadsheet rounded this number to {value}; format the column as text there")
        }
        SkipReason::RepeatedId { line } => {
            format!("line {line} has the same id and other values")
        }
        SkipReason::Chosen => "a change that was left out by choice".into(),
        SkipReason::Group => "a group, which is no contact".into(),
        SkipReason::BadCard {
            property: Some(property),
        } => {
            format!("{property} of this vCard cannot be read")
        }
        SkipReason::BadCard { property: None } => "a vCard that is cut or not begun".into(),
    }
}

/// What an import did.
pub fn imported(created: u32, updated: u32, duplicates: u32, left_out: usize) -> String {
    format!("{created} created, {updated} updated, {duplicates} there already, {left_out} left out")
}

/// What an import would do.
pub fn planned(created: u32, updated: u32, duplicates: u32, left_out: usize) -> String {
    format!(
        "Would do: {}",
        imported(created, updated, duplicates, left_out)
    )
}

/// A row that was left out.
pub fn left_out(line: u32, column: Option<u32>, reason: &str) -> String {
    match column {
        Some(column) => format!("line {line}, column {column}: {reason}"),
        None => format!("line {line}: {reason}"),
    }
}

/// Rows that an import did not come to.
pub fn unsent(rows: u32) -> String {
    format!("{rows} rows were not sent. What was created stays.")
}

/// How the rest of an import is sent.
pub const HOW_TO_RESUME: &str = "`contacts import --resume` goes on with it.";

/// How an import is taken back.
pub fn how_to_undo(import: u32) -> String {
    format!("`contacts import --undo {import}` takes it back.")
}

/// What taking back an import did.
pub fn undone(removed: u32, restored: u32, kept: usize) -> String {
    format!("{removed} removed, {restored} as they were before, {kept} left as they are")
}

/// A contact that taking back left as it is.
pub fn kept(line: u32, name: &str, why: &KeptWhy) -> String {
    format!("line {line}, {name}: {}", kept_why(why))
}

/// Why taking back left a contact as it is.
pub fn kept_why(why: &KeptWhy) -> String {
    match why {
        KeptWhy::Edited => "it was edited since".into(),
        KeptWhy::Gone => "it is not there any more".into(),
        KeptWhy::Refused { words } => format!("the server refused: {words}"),
    }
}

/// How an import ended, in a word.
pub fn end(end: &ImportEnd, undone: bool) -> &'static str {
    match end {
        _ if undone => "taken back",
        ImportEnd::Done => "done",
        ImportEnd::Cancelled => "stopped",
        ImportEnd::Stopped { .. } => "stopped by an error",
        ImportEnd::Interrupted => "interrupted",
    }
}

/// The name of a restore among the imports.
pub const RESTORE: &str = "(restore)";

/// The titles of the list of imports.
pub const IMPORTS: [&str; 8] = [
    "ID", "WHEN", "FILE", "CREATED", "UPDATED", "THERE", "LEFT OUT", "STATE",
];

/// How far a task is.
pub fn progress(
    done: u32,
    total: u32,
    per_minute: Option<u32>,
    seconds_left: Option<u32>,
    state: TaskState,
) -> String {
    let mut text = format!("{done}/{total}");
    match state {
        TaskState::Paused => text.push_str("  paused"),
        TaskState::Waiting => text.push_str("  waiting for the server"),
        TaskState::Running => {
            if let Some(rows) = per_minute {
                text.push_str(&format!("  {rows} a minute"));
            }
            if let Some(seconds) = seconds_left {
                text.push_str(&format!("  {}:{:02} left", seconds / 60, seconds % 60));
            }
        }
    }
    text
}

/// The columns are not used as their titles say.
pub const REMEMBERED: &str = "The columns are used as they were mapped for this header before.";

/// A column that the file does not have.
pub fn no_column(column: &str, titles: &[&str]) -> String {
    if titles.is_empty() {
        return format!("There is no column `{column}`: a vCard has none.");
    }
    let numbered = titles.iter().zip(1..);
    let named: Vec<String> = numbered
        .map(|(title, number)| format!("{number} {title}").trim_end().to_owned())
        .collect();
    format!(
        "There is no column `{column}`. The columns are: {}.",
        named.join(", ")
    )
}

/// A report that would replace what it is about.
pub const REPORT_OVER_FILE: &str =
    "The report would replace the file that is imported. Name another one with --report.";

/// A report that was written.
pub fn reported(count: usize, name: &str) -> String {
    format!("{count} lines written to {name}")
}

/// Why a row is in a report.
pub fn report_reason(reason: Option<&SkipReason>, words: Option<&str>) -> String {
    match (reason, words) {
        (Some(reason), _) => skip(reason),
        (None, Some(words)) => format!("the server refused: {words}"),
        (None, None) => "not sent".into(),
    }
}

/// An export that was written.
pub fn exported(count: u32, name: &str) -> String {
    format!("{count} contacts written to {name}")
}

/// How contacts are brought back that were all removed.
pub const HOW_TO_RESTORE: &str = "`contacts restore` brings them back.";

/// Contacts that were removed.
pub fn removed(count: u32) -> String {
    format!("{count} contacts removed")
}

/// Why no plan can be made of a file.
pub fn plan(fault: &PlanError) -> String {
    match fault {
        PlanError::Empty => "the file is empty".into(),
        PlanError::HeaderOnly => "the file has a header and no row".into(),
        PlanError::NoKnownColumn { titles } => {
            format!("no column is known among: {}", titles.join(", "))
        }
        PlanError::Binary => "the file is not text".into(),
        PlanError::UnknownEncoding { label } => format!("there is no encoding `{label}`"),
        PlanError::NotInEncoding { encoding, line } => {
            format!("line {line} is no text in {encoding}")
        }
    }
}
