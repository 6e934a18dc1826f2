//! Imports, with the server failing in every way that was recorded.

use std::collections::BTreeSet;
use std::fmt::Write;

use people_core::list::View;
use people_core::plan::ReadOptions;
use people_engine::api::{
    AppError, ImportCounts, ImportEnd, ImportReport, ReportList, TaskKind, Update,
};
use serde_json::{Value, json};

use crate::bench::{Bench, SignedIn, field};
use crate::control::texts;

const IMPORT: &str = "/api/dird/0.1/personal/import";
const PERSONAL: &str = "/api/dird/0.1/personal";

/// Contacts that are there before anything is imported.
const BEFORE: usize = 25;

pub fn people(count: usize) -> String {
    let mut csv = String::from("firstname,lastname,number\r\n");
    for number in 0..count {
        write!(csv, "First{number},Imported,+1418556{number:04}\r\n").unwrap();
    }
    csv
}

pub async fn import(bench: &Bench, here: &SignedIn, csv: impl AsRef<[u8]>) -> ImportReport {
    let path = bench.file("people.csv", csv);
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    here.engine.import(plan.plan).await.unwrap()
}

/// What the report says is what the server has, and every imported contact is there once.
async fn assert_true(bench: &Bench, report: &ImportReport) {
    let there = bench.control.personal().await;
    assert_eq!(
        there.len(),
        BEFORE + report.counts.created as usize,
        "{report:?}"
    );
    let different: BTreeSet<String> = texts(&there).into_iter().collect();
    assert_eq!(different.len(), there.len(), "nothing twice");
}

/// So many rows were created, and none became anything else.
fn assert_created(report: &ImportReport, count: u32) {
    let created = ImportCounts {
        created: count,
        ..ImportCounts::default()
    };
    assert_eq!((&report.counts, &report.end), (&created, &ImportEnd::Done));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_imported_is_on_screen_and_on_the_server() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let report = import(&bench, &here, people(450)).await;
    assert_created(&report, 450);
    assert_true(&bench, &report).await;
    let total = here
        .engine
        .open(crate::bench::query(View::Personal, "imported"))
        .await
        .unwrap()
        .total;
    assert_eq!(total, 450);
    let mut last = 0;
    while last < 450 {
        let (done, total) = here
            .update(|update| match update {
                Update::Task {
                    task: TaskKind::Import,
                    done,
                    total,
                    ..
                } => Some((*done, *total)),
                _ => None,
            })
            .await;
        assert!(done >= last && total == 450);
        last = done;
    }
    let again = import(&bench, &here, people(450)).await;
    assert_eq!((again.counts.created, again.counts.duplicates), (0, 450));
    assert_true(&bench, &report).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_in_the_middle_leaves_each_contact_once_and_a_true_count() {
    for fault in [
        json!({"status": 413, "html": true}),
        json!({"status": 500}),
        json!({"status": 502, "html": true}),
        json!({"status": 502, "html": true, "commit": true}),
        json!({"status": 503}),
        json!({"status": 504, "html": true}),
        json!({"status": 504, "html": true, "commit": true}),
        json!({"cut_after": 0}),
        json!({"cut_after": 0, "commit": true}),
        json!({"cut_after": 40, "commit": true}),
        json!({"garbage": true, "commit": true}),
        json!({"status": 429, "html": true, "retry_after": 0}),
    ] {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        let mut injected = fault.clone();
        injected["path"] = json!(IMPORT);
        injected["times"] = json!(2);
        bench.control.fault(injected).await;
        let report = import(&bench, &here, people(300)).await;
        assert_eq!(report.counts.created, 300, "{fault}");
        assert_created(&report, 300);
        assert_true(&bench, &report).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_goes_on_over_an_expired_token() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.file("people.csv", people(300));
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    bench
        .control
        .send("POST", "token/expire", Value::Null)
        .await;
    let report = here.engine.import(plan.plan).await.unwrap();
    assert_created(&report, 300);
    assert_true(&bench, &report).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stays_away_stops_the_import_with_what_is_there() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.file("people.csv", people(300));
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    let stays_away = json!({"path": IMPORT, "status": 503});
    bench.control.fault(stays_away).await;
    let report = here.engine.import(plan.plan).await.unwrap();
    assert_eq!(report.counts.unsent, 300);
    let error = AppError::ServerUnavailable { status: 503 };
    assert_eq!(report.end, ImportEnd::Stopped { error });
    assert_true(&bench, &report).await;
    bench.control.heal().await;
    let report = here.engine.import(plan.plan).await.unwrap();
    assert_created(&report, 300);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_everything_is_not_asked_for_ever() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    for path in [IMPORT, PERSONAL] {
        bench
            .control
            .fault(json!({"path": path, "method": "POST", "status": 500}))
            .await;
    }
    let report = import(&bench, &here, people(300)).await;
    assert!(
        matches!(report.end, ImportEnd::Stopped { .. }),
        "{report:?}"
    );
    assert_eq!(report.counts.created, 0);
    assert!(report.counts.unsent > 0);
    assert!(bench.control.requests("POST", PERSONAL).await < 60);
    assert_true(&bench, &report).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_import_keeps_what_is_there_and_says_so() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.file("people.csv", people(3000));
    let plan = here
        .engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap();
    bench
        .control
        .fault(json!({"path": IMPORT, "delay_ms": 200}))
        .await;
    let mut updates = here.engine.updates();
    let engine = here.engine.clone();
    let run = tokio::spawn(async move { engine.import(plan.plan).await });
    crate::bench::next(&mut updates, |update| {
        matches!(update, Update::Task { done: 1.., .. }).then_some(())
    })
    .await;
    let busy = here.engine.import(plan.plan).await.unwrap_err();
    assert_eq!(busy, AppError::ImportRuns);
    here.engine.cancel_import().await.unwrap();
    let report = run.await.unwrap().unwrap();
    assert_eq!(report.end, ImportEnd::Cancelled);
    assert!(report.counts.created >= 200 && report.counts.unsent > 0);
    assert_eq!(report.counts.created + report.counts.unsent, 3000);
    assert_true(&bench, &report).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told_from_new_ones_and_lose_no_field() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let there = bench.control.personal().await;
    let old = there
        .iter()
        .find(|contact| contact.get("firstname").is_some())
        .unwrap();
    let id = old["id"].as_str().unwrap();
    let csv = format!("id,firstname,note\n{id},Changed,seen\n,Brandnew,seen\n");
    let report = import(&bench, &here, csv).await;
    assert_eq!(
        (report.counts.created, report.counts.updated),
        (1, 1),
        "{report:?}"
    );
    let there = bench.control.personal().await;
    let new = there.iter().find(|contact| contact["id"] == id).unwrap();
    assert_eq!(
        (new["firstname"].as_str(), new["note"].as_str()),
        (Some("Changed"), Some("seen"))
    );
    assert_eq!(new["lastname"], old["lastname"]);
    assert_eq!(here.search(View::Personal, "changed").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_keeps_what_others_changed_since_the_plan() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let fields = vec![field("firstname", "Planned"), field("fax", "1")];
    let row = here.engine.save(None, fields).await.unwrap().row;
    let elsewhere = bench.signed_in().await;
    let id = bench.stored("Planned").await["id"].clone();
    let csv = format!("id,number\n{},4711\n", id.as_str().unwrap());
    let path = bench.file("changes.csv", csv);
    let plan = here.engine.plan(path, ReadOptions::default());
    let plan = plan.await.unwrap().plan;

    let there = elsewhere.row(View::Personal, "planned").await;
    let edits = vec![field("lastname", "Since"), field("fax", "")];
    elsewhere.engine.edit(there, edits).await.unwrap();
    let report = here.engine.import(plan).await.unwrap();
    assert_eq!(report.counts.updated, 1, "{report:?}");
    let kept = json!({"id": id, "firstname": "Planned", "lastname": "Since", "number": "4711"});
    assert_eq!(bench.stored("Planned").await, kept);
    let shown = here.engine.contact(row).await.unwrap();
    assert!(shown.contains(&field("lastname", "Since")));
}

#[tokio::test(flavor = "multi_thread")]
async fn line_breaks_and_odd_text_arrive_as_they_are() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let csv = "firstname,note,number\n\"Ann\nMarie\",\"one\r\ntwo\",1\nGérard \u{202e}🎉,=1+1,2\n<script>,\"a \"\"b\"\"\",3\n";
    let report = import(&bench, &here, csv).await;
    assert_created(&report, 3);
    let there = bench.control.personal().await;
    let has = |name: &str, value: &str| there.iter().any(|contact| contact[name] == value);
    assert!(has("firstname", "Ann\nMarie") && has("note", "one\r\ntwo"));
    assert!(has("firstname", "Gérard \u{202e}🎉") && has("note", "=1+1"));
    assert!(has("firstname", "<script>") && has("note", "a \"b\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_somebody_else_uses_gives_way_to_a_new_one() {
    let bench = Bench::new().await;
    let mine = bench.signed_in().await;
    let report = import(&bench, &mine, people(2)).await;
    assert_eq!(report.counts.created, 2);
    let there = bench.control.personal().await;
    let taken: Vec<&str> = there
        .iter()
        .filter_map(|contact| contact["id"].as_str())
        .take(2)
        .collect();
    let csv = format!("id,firstname\n{},Other\n{},Another\n", taken[0], taken[1]);

    let other = people_engine::api::SignIn {
        username: "alice.martin@acme.example".into(),
        password: "sandbox".into(),
        ..bench.form()
    };
    let engine = bench.engine().await;
    engine.sign_in(other).await.unwrap();
    engine.in_step().await.unwrap();
    let plan = engine
        .plan(bench.file("theirs.csv", csv), ReadOptions::default())
        .await
        .unwrap();
    let report = engine.import(plan.plan).await.unwrap();
    assert_created(&report, 2);
    assert_eq!(engine.session().await.unwrap().unwrap().counts.personal, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_row_does_not_stop_the_others() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let mut csv = people(60);
    csv.push_str("Toolong,Imported,");
    csv.push_str(&"9".repeat(200_000));
    csv.push_str("\r\nLast,Imported,1\r\nBlank\r\n");
    let report = import(&bench, &here, csv).await;
    assert_eq!(report.counts.created, 61, "{report:?}");
    let skipped = here
        .engine
        .import_rows(report.import, ReportList::Skipped, 0, 10);
    let lines: Vec<u32> = skipped
        .await
        .unwrap()
        .rows
        .iter()
        .map(|row| row.line)
        .collect();
    assert_eq!(lines, [62, 64]);
    assert_true(&bench, &report).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_the_server_refuses_is_named_by_its_line_and_words() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let body = json!({"created": [], "failed": [{"errors": ["too many fields"], "line": 3}]});
    let answer = json!({"path": IMPORT, "status": 201, "body": body.to_string(), "times": 1});
    bench.control.fault(answer).await;
    let report = import(&bench, &here, people(2)).await;
    let failed = here
        .engine
        .import_rows(report.import, ReportList::Failed, 0, 10);
    let failed = failed.await.unwrap().rows;
    let failed: Vec<(u32, &str, &str)> = failed
        .iter()
        .map(|row| (row.line, row.words.as_deref().unwrap(), row.name.as_str()))
        .collect();
    assert_eq!(failed, [(3, "too many fields", "First1 Imported")]);
    assert_eq!(
        report.counts.duplicates, 1,
        "what came back without our id was there before"
    );
}
