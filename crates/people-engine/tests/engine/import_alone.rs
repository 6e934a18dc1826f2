//! Contacts that go one by one, with the server failing at each.

use people_core::list::View;
use people_core::plan::ReadOptions;
use people_engine::api::{AppError, ImportEnd, ImportReport, ReportList};
use serde_json::{Value, json};

use crate::bench::{Bench, SignedIn};

const PERSONAL: &str = "/api/dird/0.1/personal";

/// Faults after which the contact is stored in the end, some of them after it was stored already.
fn faults() -> [Value; 9] {
    [
        json!({"status": 500}),
        json!({"status": 500, "commit": true}),
        json!({"status": 502, "html": true}),
        json!({"status": 502, "html": true, "commit": true}),
        json!({"status": 503}),
        json!({"status": 504, "html": true, "commit": true}),
        json!({"cut_after": 0}),
        json!({"cut_after": 0, "commit": true}),
        json!({"garbage": true, "commit": true}),
    ]
}

async fn import(bench: &Bench, here: &SignedIn, csv: &str) -> ImportReport {
    let path = bench.file("people.csv", csv);
    let plan = here.engine.plan(path, ReadOptions::default()).await;
    here.engine.import(plan.unwrap().plan).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_with_a_line_break_is_created_once_whatever_the_answers_say() {
    for mut fault in faults() {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        let before = bench.control.personal().await.len();
        fault["path"] = json!(PERSONAL);
        fault["method"] = json!("POST");
        fault["times"] = json!(2);
        bench.control.fault(fault.clone()).await;
        // One under an id of the file, one under an id chosen here.
        let id = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";
        let csv = format!("id,firstname,note\n,\"Ann\nMarie\",x\n{id},Bob,\"one\ntwo\"\n");
        let report = import(&bench, &here, &csv).await;
        assert_eq!(
            (report.counts.created, &report.end),
            (2, &ImportEnd::Done),
            "{fault}: {report:?}"
        );
        assert_eq!(bench.control.personal().await.len(), before + 2, "{fault}");
        let bob = json!({"id": id, "firstname": "Bob", "note": "one\ntwo"});
        assert_eq!(bench.stored("Bob").await, bob, "{fault}");
        let undone = here.engine.undo_import(report.import).await.unwrap();
        assert_eq!(undone.removed, 2, "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_changed_once_whatever_the_answers_say() {
    for mut fault in faults() {
        let bench = Bench::new().await;
        let here = bench.signed_in().await;
        import(&bench, &here, "firstname,number\nAnn,1\n").await;
        let id = bench.stored("Ann").await["id"].clone();
        let count = bench.control.personal().await.len();
        fault["path"] = json!(PERSONAL);
        fault["method"] = json!("PUT");
        fault["times"] = json!(2);
        bench.control.fault(fault.clone()).await;
        let stumble =
            json!({"path": format!("{PERSONAL}/*"), "method": "GET", "status": 500, "times": 1});
        bench.control.fault(stumble).await;
        let csv = format!("id,firstname,number\n{},Anna,2\n", id.as_str().unwrap());
        let report = import(&bench, &here, &csv).await;
        assert_eq!(
            (report.counts.updated, &report.end),
            (1, &ImportEnd::Done),
            "{fault}: {report:?}"
        );
        let changed = bench.stored("Anna").await;
        assert_eq!(
            changed,
            json!({"id": id, "firstname": "Anna", "number": "2"})
        );
        assert_eq!(bench.control.personal().await.len(), count, "{fault}");

        here.engine.undo_import(report.import).await.unwrap();
        let back = json!({"id": id, "firstname": "Ann", "number": "1"});
        assert_eq!(bench.stored("Ann").await, back, "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_the_server_refuses_is_named_and_the_others_go_on() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    import(&bench, &here, "firstname,number\nAnn,1\nBob,2\n").await;
    let ids = [bench.stored("Ann").await, bench.stored("Bob").await];
    let [ann, bob] = ids.map(|contact| contact["id"].as_str().unwrap().to_owned());
    let body = json!({"reason": ["not today"]}).to_string();
    let fault = json!({"path": PERSONAL, "method": "PUT", "status": 400, "body": body, "times": 1});
    bench.control.fault(fault).await;
    let csv = format!("id,firstname,number\n{ann},Anna,1\n{bob},Bobby,2\n");
    let report = import(&bench, &here, &csv).await;
    assert_eq!((report.counts.updated, report.counts.failed), (1, 1));
    let failed = here
        .engine
        .import_rows(report.import, ReportList::Failed, 0, 9);
    let failed = failed.await.unwrap();
    assert_eq!(failed.fields[0], "id", "it can be imported again");
    assert_eq!(failed.rows[0].values, [ann.as_str(), "Anna", "1"]);
    assert_eq!(failed.rows[0].words.as_deref(), Some("not today"));
    assert_eq!(bench.stored("Bobby").await["number"], "2");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_another_contact_got_since_the_plan_is_not_taken_for_our_own() {
    let ids = [
        "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
        "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
        "6ba7b811-9dad-41d1-80b4-00c04fd430c8",
    ];
    let [same, other, broken] = ids;
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let csv =
        format!("id,firstname,number\n{same},Ann,1\n{other},Bob,2\n{broken},\"Carl\nEmil\",3\n");
    let path = bench.file("mine.csv", csv);
    let plan = here.engine.plan(path, ReadOptions::default());
    let plan = plan.await.unwrap();
    let elsewhere = bench.signed_in().await;
    let csv = format!("id,firstname,number\n{same},Ann,1\n{other},Zoe,9\n{broken},Yves,8\n");
    let theirs = import(&bench, &elsewhere, &csv).await;
    assert_eq!(theirs.counts.created, 3);
    let there = bench.control.personal().await;

    let report = here.engine.import(plan.plan).await.unwrap();
    let counts = report.counts;
    assert_eq!(
        (counts.created, counts.duplicates, counts.failed),
        (0, 1, 2),
        "{report:?}"
    );
    assert_eq!(bench.control.personal().await, there);
    let duplicates = here
        .engine
        .import_rows(report.import, ReportList::Duplicates, 0, 9);
    let duplicates = duplicates.await.unwrap().rows;
    assert_eq!(duplicates[0].contact.as_deref(), Some(same));
    here.engine.refresh().await.unwrap();
    assert!(here.search(View::Personal, "bob").await.is_empty());
    let nothing = here.engine.undo_import(report.import).await;
    assert_eq!(nothing.unwrap_err(), AppError::NothingToUndo);
}
