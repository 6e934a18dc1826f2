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
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files")
        .join(name);
    let file = std::fs::File::open(path).unwrap();
    let plan = Plan::make(file, &ReadOptions::default(), &Existing::default()).unwrap();
    let (_, rows) = plan.rows(None, 0, usize::MAX);
    let seen = Seen {
        summary: plan.summary(),
        rows,
    };
    insta::with_settings!({
        snapshot_path => "../files",
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
    outlook_on_the_web: "outlook-web.csv",
    outlook_in_german_through_a_spreadsheet: "german.csv",
    thunderbird: "thunderbird.csv",
    thunderbird_in_french: "thunderbird-fr.csv",
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
