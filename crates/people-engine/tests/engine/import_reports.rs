//! What is known of imports afterwards.

use people_core::plan::{ReadOptions, RowKind, SameAs, SkipReason};
use people_engine::api::{
    AppError, ImportCounts, ImportEnd, ImportOf, ImportReport, ReportList, ReportRows,
};
use people_engine::{Config, Engine};

use crate::bench::{Bench, SignedIn};

async fn import(bench: &Bench, here: &SignedIn, name: &str, csv: &str) -> ImportReport {
    let plan = here
        .engine
        .plan(bench.file(name, csv), ReadOptions::default());
    let plan = plan.await.unwrap();
    here.engine.import(plan.plan).await.unwrap()
}

async fn rows(here: &SignedIn, report: &ImportReport, list: ReportList) -> ReportRows {
    let rows = here.engine.import_rows(report.import, list, 0, 100);
    rows.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_list_of_a_report_names_its_rows() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    import(
        &bench,
        &here,
        "first.csv",
        "firstname,number\nAnn,1\nBob,2\n",
    )
    .await;
    let ann = bench.stored("Ann").await["id"].clone();
    let ann = ann.as_str().unwrap();
    let csv = format!(
        "id,firstname,number\n{ann},Anna,1\n,Bob,2\n,Carl,3\n,Dora,4,5\n,Carl,3\n,Emil,6\n"
    );
    let report = import(&bench, &here, "people.csv", &csv).await;
    let counts = ImportCounts {
        created: 2,
        updated: 1,
        duplicates: 2,
        skipped: 1,
        ..ImportCounts::default()
    };
    assert_eq!((report.counts, &report.end), (counts, &ImportEnd::Done));
    assert_eq!(
        (report.name.as_str(), report.of),
        ("people.csv", ImportOf::File)
    );
    assert!(report.can_undo && !report.can_resume);

    let created = rows(&here, &report, ReportList::Created).await;
    let named: Vec<(u32, &str)> = created
        .rows
        .iter()
        .map(|row| (row.line, row.name.as_str()))
        .collect();
    assert_eq!(named, [(4, "Carl"), (7, "Emil")]);
    let carl = bench.stored("Carl").await["id"].clone();
    assert_eq!(created.rows[0].contact.as_deref(), carl.as_str());
    let number = created
        .fields
        .iter()
        .position(|field| field == "number")
        .unwrap();
    assert_eq!(created.rows[1].values[number], "6");

    let updated = rows(&here, &report, ReportList::Updated).await;
    assert_eq!(updated.rows[0].contact.as_deref(), Some(ann));
    let same = rows(&here, &report, ReportList::Duplicates).await;
    assert!(matches!(&same.rows[0].same_as, Some(SameAs::Contact { name, .. }) if name == "Bob"));
    assert_eq!(same.rows[1].same_as, Some(SameAs::Line { line: 4 }));
    let skipped = rows(&here, &report, ReportList::Skipped).await;
    let reason = SkipReason::TooManyValues {
        expected: 3,
        found: 4,
    };
    assert_eq!(
        (skipped.rows[0].line, skipped.rows[0].reason.as_ref()),
        (5, Some(&reason))
    );
    assert_eq!(skipped.fields, ["id", "firstname", "number"]);
    for list in [ReportList::Failed, ReportList::Unsent] {
        assert_eq!(rows(&here, &report, list).await.total, 0);
    }
    let end = here
        .engine
        .import_rows(report.import, ReportList::Created, 1, 1);
    let end = end.await.unwrap();
    assert_eq!(
        (end.total, end.start, end.rows.len(), end.rows[0].line),
        (2, 1, 1, 7)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_skipped_lines_are_saved_with_their_reasons_corrected_and_imported_again() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let csv = "First Name,Phone\nAnn,1,2\nBob,1\n\"Carl\nEmil\",3,4\n";
    let path = bench.file("x.csv", csv);
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let plan = plan.plan;
    let skipped = here.engine.plan_rows(plan, Some(RowKind::Skipped), 1, 5);
    let skipped = skipped.await.unwrap();
    assert_eq!(
        (skipped.total, skipped.rows.len(), skipped.rows[0].line),
        (2, 1, 4)
    );
    let report = here.engine.import(plan).await.unwrap();
    let saved = bench.home.path().join("skipped.csv");
    let reasons = vec!["trop".to_owned(), "zu viel".to_owned()];
    let skipped = ReportList::Skipped;
    let exported = here
        .engine
        .save_report(report.import, skipped, saved.clone(), reasons.clone());
    assert_eq!(exported.await.unwrap().count, 2);
    let text = std::fs::read_to_string(&saved).unwrap();
    let copied = here.engine.report_csv(report.import, skipped, reasons);
    assert_eq!(
        text.strip_prefix('\u{feff}').unwrap(),
        copied.await.unwrap()
    );
    assert!(
        text.contains("2,trop,Ann,1,2") && text.contains("4,zu viel,"),
        "{text}"
    );

    let corrected = text
        .replace(",1,2\r\n", ",12\r\n")
        .replace(",3,4\r\n", ",34\r\n");
    let report = import(&bench, &here, "corrected.csv", &corrected).await;
    assert_eq!(report.counts.created, 2, "{corrected}");
    assert_eq!(bench.stored("Ann").await["number"], "12");
    assert_eq!(bench.stored("Carl\nEmil").await["number"], "34");

    here.engine.drop_plan(plan).await.unwrap();
    let error = here.engine.import(plan).await.unwrap_err();
    assert_eq!(error, AppError::NoSuchPlan);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_ten_imports_stay_also_after_a_restart() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let mut reports = Vec::new();
    for number in 0..12 {
        let csv = format!("firstname,number\nP{number},{number}\n");
        reports.push(import(&bench, &here, &format!("{number}.csv"), &csv).await);
    }
    here.engine.close().await.unwrap();
    drop(here);
    let here = bench.signed_in().await;
    let kept = here.engine.imports().await.unwrap();
    reports.reverse();
    assert_eq!(kept, reports[..10]);
    let created = rows(&here, &kept[9], ReportList::Created).await;
    assert_eq!(created.rows[0].name, "P2");
    let gone = here.engine.import_rows(1, ReportList::Created, 0, 1).await;
    assert_eq!(gone.unwrap_err(), AppError::NoSuchImport);
    let nothing_left = here.engine.resume_import(kept[0].import).await;
    assert_eq!(nothing_left.unwrap_err(), AppError::NoSuchImport);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_window_created_meanwhile_is_there_already() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.file("x.csv", "firstname,number\nAnn,1\nBob,2\n");
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let elsewhere = bench.signed_in().await;
    import(&bench, &elsewhere, "y.csv", "firstname,number\nBob,2\n").await;
    let report = here.engine.import(plan.plan).await.unwrap();
    assert_eq!((report.counts.created, report.counts.duplicates), (1, 1));
    let same = rows(&here, &report, ReportList::Duplicates).await;
    let bob = bench.stored("Bob").await["id"].clone();
    assert_eq!(same.rows[0].contact.as_deref(), bob.as_str());
    assert!(matches!(&same.rows[0].same_as, Some(SameAs::Contact { name, .. }) if name == "Bob"));
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_are_forgotten_with_the_local_data_and_not_with_the_local_copy() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    import(&bench, &here, "x.csv", "firstname,number\nQuirinus,1\n").await;
    let mut settings = here.engine.settings().await.unwrap();
    settings.local_copy = false;
    here.engine.set_settings(settings).await.unwrap();
    assert_eq!(here.engine.imports().await.unwrap().len(), 1);
    here.engine.wipe_local_copy().await.unwrap();
    assert_eq!(here.engine.imports().await.unwrap(), []);
    import(&bench, &here, "x.csv", "firstname,number\nZacharias,2\n").await;
    assert_eq!(here.engine.imports().await.unwrap().len(), 1);
    here.engine.sign_out(true).await.unwrap();
    let written = String::from_utf8_lossy(&bench.written()).into_owned();
    // The files that the test itself wrote aside.
    assert_eq!(written.matches("Quirinus").count(), 0);
    assert_eq!(written.matches("Zacharias").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_line_keeps_its_journal_and_a_stack_of_the_moment_none() {
    for (keep, kept) in [(false, 1), (true, 0)] {
        let bench = Bench::new().await;
        let authority = bench.sandbox.as_ref().unwrap().ca_pem().unwrap();
        for before in [0, kept] {
            let engine = Engine::start(Config {
                keep,
                ..bench.config()
            });
            let engine = engine.unwrap();
            let signed_in = engine.sign_in_with(bench.form(), Some(authority.into()));
            signed_in.await.unwrap();
            engine.in_step().await.unwrap();
            assert_eq!(engine.imports().await.unwrap().len(), before);
            let path = bench.file("x.csv", format!("firstname,number\nAnn,{before}\n"));
            let plan = engine.plan(path, ReadOptions::default()).await.unwrap();
            engine.import(plan.plan).await.unwrap();
            assert_eq!(engine.imports().await.unwrap().len(), before + 1);
            engine.close().await.unwrap();
        }
        let data = bench.home.path().join("data");
        assert_eq!(data.exists(), !keep);
        for entry in std::fs::read_dir(data).into_iter().flatten() {
            let name = entry.unwrap().file_name();
            assert!(name.to_string_lossy().contains(".journal."), "{name:?}");
        }
    }
}
