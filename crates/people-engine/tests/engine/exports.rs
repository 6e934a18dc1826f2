//! What is exported, and that it comes back.

use std::path::PathBuf;

use people_core::list::{Sort, View};
use people_core::plan::{Fields, ReadOptions};
use people_engine::api::{
    AppError, ExportFormat, ExportRequest, ExportWhat, ImportEnd, TaskKind, Update,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;

use crate::bench::{Bench, SignedIn, field, query};

fn request(what: ExportWhat, format: ExportFormat) -> ExportRequest {
    ExportRequest {
        what,
        columns: None,
        format,
    }
}

/// The exported file's lines, cut at its commas.
async fn exported(bench: &Bench, here: &SignedIn, request: ExportRequest) -> Vec<Vec<String>> {
    let path = bench.home.path().join("out.csv");
    here.engine.export(path.clone(), request).await.unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let cut = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().map(cut).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_view_is_exported_as_it_is_shown() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let sorted = people_core::list::Query {
        sort: Some(Sort {
            column: 0,
            descending: true,
        }),
        ..query(View::Personal, "")
    };
    let head = here.engine.open(sorted).await.unwrap();
    let path = bench.home.path().join("out.csv");
    let view = request(ExportWhat::View, ExportFormat::Csv);
    here.engine.export(path.clone(), view).await.unwrap();
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let fields = plan.summary.fields;
    let rows = here
        .engine
        .plan_rows(plan.plan, None, 0, head.total)
        .await
        .unwrap();
    let written: Vec<String> = rows
        .rows
        .iter()
        .map(|row| {
            let named = |name| {
                fields
                    .iter()
                    .zip(&row.values)
                    .find(|(field, _)| *field == name)
            };
            let parts = ["firstname", "lastname"].map(|name| named(name).unwrap().1.as_str());
            parts.join(" ").trim().to_owned()
        })
        .collect();
    let shown: Vec<&str> = head
        .rows
        .iter()
        .map(|row| row.cells[0].text.as_str())
        .collect();
    assert_eq!(written, shown);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_the_company_are_exported_with_what_the_display_shows() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let found = here
        .engine
        .open(query(View::All, "alice martin"))
        .await
        .unwrap();
    let rows = found.rows.iter().map(|row| row.id).collect();
    let lines = exported(
        &bench,
        &here,
        request(ExportWhat::Rows { rows }, ExportFormat::Csv),
    )
    .await;
    let place = |name: &str| lines[0].iter().position(|title| title == name).unwrap();
    assert_eq!(lines[1][place("name")], "Alice Martin");
    assert_eq!(lines[1][place("email")], "alice.martin@acme.example");
    let columns = here.engine.export_columns().await.unwrap();
    assert!(columns.contains(&"name".to_owned()), "{columns:?}");
    here.engine.open(query(View::Personal, "")).await.unwrap();
    let columns = here.engine.export_columns().await.unwrap();
    assert_eq!(&columns[..2], ["firstname", "lastname"]);
    assert!(columns.contains(&"id".to_owned()) && !columns.contains(&"name".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_columns_alone_are_written() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    for (format, written) in [
        (ExportFormat::Csv, ["lastname", "number"]),
        (ExportFormat::Spreadsheet, ["\u{feff}number", "lastname"]),
    ] {
        let request = ExportRequest {
            columns: Some(vec!["number".to_owned(), "lastname".to_owned()]),
            ..request(ExportWhat::All, format)
        };
        let lines = exported(&bench, &here, request).await;
        assert_eq!(
            (lines.len(), &lines[0][..]),
            (26, &written.map(str::to_owned)[..])
        );
    }
    let request = ExportRequest {
        columns: Some(vec!["number".to_owned()]),
        ..request(ExportWhat::All, ExportFormat::Vcard)
    };
    let lines = exported(&bench, &here, request).await;
    let names = lines.iter().filter(|line| line[0].starts_with("N:"));
    assert_eq!(names.filter(|line| line[0].contains("Lovelace")).count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_server_what_is_known_is_exported() {
    let mut bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    bench.stop().await;
    here.connection(|connection| {
        matches!(connection, people_engine::api::Connection::Offline { .. })
    })
    .await;
    let lines = exported(&bench, &here, request(ExportWhat::All, ExportFormat::Csv)).await;
    assert_eq!(lines.len(), 26);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_export_is_told_of() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let mut csv = String::from("firstname,number\r\n");
    for number in 0..5000 {
        csv.push_str(&format!("First{number},{number}\r\n"));
    }
    let path = bench.file("many.csv", csv);
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap()
        .plan;
    here.engine.import(plan).await.unwrap();
    let path = bench.home.path().join("out.csv");
    let all = request(ExportWhat::All, ExportFormat::Csv);
    assert_eq!(here.engine.export(path, all).await.unwrap().count, 5025);
    let total = here
        .update(|update| match update {
            Update::Task {
                task: TaskKind::Exporting,
                total,
                ..
            } => Some(*total),
            _ => None,
        })
        .await;
    assert_eq!(total, 5025);
    here.update(|update| match update {
        Update::TaskEnded { task } => (*task == TaskKind::Exporting).then_some(()),
        _ => None,
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_exported_of_rows_that_are_gone() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.home.path().join("none.vcf");
    let none = request(
        ExportWhat::Rows {
            rows: vec![4_000_000],
        },
        ExportFormat::Vcard,
    );
    let error = here.engine.export(path.clone(), none).await.unwrap_err();
    assert_eq!(error, AppError::NothingToExport);
    assert!(!path.exists());
}

/// Contacts of any sparse fields and any text, as somebody could have typed them.
fn contacts() -> impl Strategy<Value = Vec<Fields>> {
    let value = prop_oneof![
        "[a-zé '\"=+,;|\t]{1,8}",
        "[a-z]{1,3}(\r\n|\n|\r)[a-z]{1,3}",
        Just("Zoë 🎉 \u{202e}abc\u{202c}".to_owned()),
        Just("=1+1".to_owned()),
        Just("'=1+1".to_owned()),
        Just("-2".to_owned()),
        Just("0176 5551234".to_owned()),
        Just("00491765551234".to_owned()),
        Just("+491765551234".to_owned()),
        Just("BEGIN:VCARD".to_owned()),
        "\\PC{1,12}",
    ];
    let value = value.prop_map(|text| text.trim().to_owned());
    let value = value.prop_filter("as a form stores it", |text| !text.is_empty());
    let names = vec![
        "firstname",
        "lastname",
        "number",
        "mobile",
        "email",
        "company",
        "fax",
        "note",
        "Étage 2",
    ];
    let name = prop::sample::select(names).prop_map(str::to_owned);
    prop::collection::vec(prop::collection::btree_map(name, value, 1..5), 1..12)
}

#[test]
fn what_is_exported_and_removed_comes_back_as_it_was() {
    let runtime = Runtime::new().unwrap();
    let (bench, here) = runtime.block_on(async {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        (bench, here)
    });
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let comes_back = |contacts: Vec<Fields>| {
        runtime.block_on(async {
            here.engine.delete_all().await.unwrap();
            for contact in &contacts {
                let fields = contact
                    .iter()
                    .map(|(name, value)| field(name, value))
                    .collect();
                // One that equals another is refused.
                let _ = here.engine.save(None, fields).await;
            }
            let before = bench.control.kept().await;
            for (name, format) in [
                ("all.csv", ExportFormat::Csv),
                ("sheet.csv", ExportFormat::Spreadsheet),
                ("all.vcf", ExportFormat::Vcard),
            ] {
                let path: PathBuf = bench.home.path().join(name);
                let all = request(ExportWhat::All, format);
                here.engine.export(path.clone(), all).await.unwrap();
                let plan = here
                    .engine
                    .plan(path.clone(), ReadOptions::default())
                    .await
                    .unwrap();
                let counts = plan.summary.counts;
                prop_assert_eq!((counts.new, counts.changes, counts.skipped), (0, 0, 0));
                here.engine.delete_all().await.unwrap();
                let plan = here
                    .engine
                    .plan(path, ReadOptions::default())
                    .await
                    .unwrap();
                let report = here.engine.import(plan.plan).await.unwrap();
                prop_assert_eq!(&report.end, &ImportEnd::Done, "{}: {:?}", name, report);
                prop_assert_eq!(&bench.control.kept().await, &before, "{}", name);
            }
            Ok(())
        })
    };
    runner.run(&contacts(), comes_back).unwrap();
}
