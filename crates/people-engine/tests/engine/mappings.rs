//! Columns that were mapped by hand, and the next file with the same header.

use people_core::plan::{ColumnUse, ReadOptions};
use people_engine::api::{AppError, ImportPlan};

use crate::bench::{Bench, SignedIn};

const FILE: &str = "Wer,Wo,firstname\nRaum 1,EG,Ann\n";

fn columns() -> Vec<ColumnUse> {
    let field = |field: &str| ColumnUse::Field {
        field: field.into(),
    };
    vec![field("lastname"), ColumnUse::Drop, field("firstname")]
}

fn by_hand() -> ReadOptions {
    ReadOptions {
        columns: Some(columns()),
        ..ReadOptions::default()
    }
}

async fn plan(bench: &Bench, here: &SignedIn, file: &str) -> ImportPlan {
    let path = bench.file("people.csv", file);
    here.engine
        .plan(path, ReadOptions::default())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mapping_is_remembered_once_it_was_carried_out_also_after_a_restart() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let first = plan(&bench, &here, FILE).await;
    let mapped = here.engine.replan(first.plan, by_hand()).await.unwrap();
    assert_eq!((first.remembered, mapped.remembered), (false, false));
    assert!(
        !plan(&bench, &here, FILE).await.remembered,
        "not carried out yet"
    );
    here.engine.import(mapped.plan).await.unwrap();
    drop(here);

    let here = bench.signed_in().await;
    let next = plan(&bench, &here, "Wer,Wo,firstname\nRaum 2,OG,Bob\n").await;
    assert!(next.remembered);
    let targets: Vec<ColumnUse> = next
        .summary
        .reading
        .columns
        .into_iter()
        .map(|it| it.target)
        .collect();
    assert_eq!(targets, columns());
    assert!(
        !plan(&bench, &here, "Wer,Wo,lastname\na,b,c\n")
            .await
            .remembered
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_read_by_its_titles_again_forgets_the_mapping() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let first = plan(&bench, &here, FILE).await;
    let mapped = here.engine.replan(first.plan, by_hand()).await.unwrap();
    here.engine.import(mapped.plan).await.unwrap();
    let next = plan(&bench, &here, FILE).await;
    assert!(next.remembered);
    let titles = here
        .engine
        .replan(next.plan, ReadOptions::default())
        .await
        .unwrap();
    assert_eq!(
        (titles.remembered, titles.summary.reading),
        (false, first.summary.reading)
    );
    assert!(!plan(&bench, &here, FILE).await.remembered);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_used_by_its_titles_has_nothing_to_remember() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let first = plan(&bench, &here, FILE).await;
    here.engine.import(first.plan).await.unwrap();
    assert!(!plan(&bench, &here, FILE).await.remembered);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_which_no_title_is_known_is_planned_as_it_was_mapped() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let path = bench.file("people.csv", "Wer,Wo\nAnn,EG\n");
    let unknown = here.engine.plan(path.clone(), ReadOptions::default());
    let unknown = unknown.await.unwrap_err();
    assert!(matches!(unknown, AppError::Plan { .. }), "{unknown:?}");
    let by_hand = ReadOptions {
        header: Some(1),
        columns: Some(vec![
            ColumnUse::Field {
                field: "firstname".into(),
            },
            ColumnUse::Drop,
        ]),
        ..ReadOptions::default()
    };
    let mapped = here.engine.plan(path.clone(), by_hand).await.unwrap();
    here.engine.import(mapped.plan).await.unwrap();
    let again = here.engine.plan(path, ReadOptions::default());
    let again = again.await.unwrap();
    assert!(again.remembered);
    assert_eq!(again.summary.counts.same, 1);
}
