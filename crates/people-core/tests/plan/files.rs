//! Files as programs write them, each with its plan beside it.

use std::path::Path;

use people_core::plan::{Existing, Plan, PlanRow, PlanSummary, ReadOptions};
use serde::Serialize;

#[derive(Serialize)]
struct Seen<'p> {
    summary: &'p PlanSummary,
    rows: Vec<PlanRow>,
}

#[track_caller]
fn the_plan_of(name: &str) {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let file = std::fs::File::open(files.join(name)).unwrap();
    let plan = Plan::make(file, &ReadOptions::default(), &Existing::default()).unwrap();
    assert_plan(name, &plan);
}

/// Compares a plan with the one that stands beside the file.
#[track_caller]
pub(crate) fn assert_plan(name: &str, plan: &Plan) {
    let (_, rows) = plan.rows(None, 0, usize::MAX);
    let seen = Seen {
        summary: plan.summary(),
        rows,
    };
    let (folder, name) = name.rsplit_once('/').unwrap_or(("", name));
    insta::with_settings!({
        snapshot_path => Path::new("../files").join(folder),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_json_snapshot!(name, seen);
    });
}

macro_rules! files {
    ($($name:ident: $file:literal,)*) => {$(
        #[test]
        fn $name() {
            the_plan_of($file);
        }
    )*};
}

files! {
    google: "google.csv",
    google_before: "google-before.csv",
    outlook: "outlook.csv",
    outlook_in_french: "outlook-fr.csv",
    outlook_in_german: "outlook-de.csv",
    outlook_on_the_web: "outlook-web.csv",
    outlook_in_german_through_a_spreadsheet: "german.csv",
    thunderbird: "thunderbird.csv",
    thunderbird_in_french: "thunderbird-fr.csv",
    thunderbird_in_german: "thunderbird-de.csv",
    excel_with_commas: "excel-comma.csv",
    excel_with_tabs: "excel-tab.txt",
    excel_with_pipes: "excel-pipe.csv",
    excel_with_semicolons: "excel-semicolon.csv",
    excel_unicode_text: "excel-unicode.txt",
    utf_16_without_a_mark: "utf16-unmarked.csv",
    lines_of_cr_alone: "cr-only.csv",
    breaks_inside_quotes: "quoted-breaks.csv",
    ragged_lines: "ragged.csv",
    repeated_and_empty_headers: "headers.csv",
    faults_of_single_rows: "faults.csv",
    corrected_lines: "skipped.csv",
}
