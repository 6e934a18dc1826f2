//! Single contacts that are removed and brought back.

use people_core::list::View;
use people_engine::api::AppError;
use serde_json::json;

use crate::bench::{Bench, field};

const PERSONAL: &str = "/api/dird/0.1/personal";

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_contact_comes_back_under_its_id_with_all_its_text_and_its_star() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let fields = vec![field("firstname", "Comeback"), field("room", "B\n12")];
    let row = here.engine.save(None, fields).await.unwrap().row;
    here.engine.set_favorite(row, true).await.unwrap();
    let before = bench.control.kept().await;

    let removed = here.engine.remove(row).await.unwrap();
    assert_ne!(bench.control.kept().await, before);
    let back = here.engine.undo_remove(removed.removed).await.unwrap();
    assert_eq!(bench.control.kept().await, before);
    assert_eq!(here.row(View::Favorites, "comeback").await, back.row);
    let again = here.engine.undo_remove(removed.removed).await.unwrap_err();
    assert_eq!(again, AppError::NothingToUndo);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_comes_back_as_it_was_last_also_when_it_was_edited_elsewhere() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let row = here
        .engine
        .save(None, vec![field("firstname", "Shared")])
        .await
        .unwrap()
        .row;
    let elsewhere = bench.signed_in().await;
    let there = elsewhere.row(View::Personal, "shared").await;
    elsewhere
        .engine
        .edit(there, vec![field("note", "new")])
        .await
        .unwrap();
    let removed = here.engine.remove(row).await.unwrap();
    here.engine.undo_remove(removed.removed).await.unwrap();
    assert_eq!(bench.stored("Shared").await["note"], "new");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_that_was_removed_comes_back_whole() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = bench.control.kept().await;
    let mut removed = Vec::new();
    for (row, _) in here.engine.personal().await.unwrap() {
        removed.push(here.engine.remove(row).await.unwrap().removed);
    }
    assert_eq!(bench.control.personal().await.len(), 0);
    for removed in removed {
        here.engine.undo_remove(removed).await.unwrap();
    }
    assert_eq!(bench.control.kept().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn bringing_back_can_be_tried_again_after_any_fault() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let row = here
        .engine
        .save(None, vec![field("firstname", "Again")])
        .await
        .unwrap()
        .row;
    let before = bench.control.kept().await;
    let removed = here.engine.remove(row).await.unwrap().removed;
    for fault in [
        json!({"status": 500}),
        json!({"status": 504, "html": true}),
        json!({"cut_after": 0, "status": 502}),
    ] {
        let mut fault = fault;
        fault["path"] = json!(PERSONAL);
        fault["method"] = json!("POST");
        fault["times"] = json!(1);
        bench.control.fault(fault).await;
        here.engine.undo_remove(removed).await.unwrap_err();
    }
    let unseen =
        json!({"path": PERSONAL, "method": "POST", "status": 504, "commit": true, "times": 1});
    bench.control.fault(unseen).await;
    here.engine.undo_remove(removed).await.unwrap();
    assert_eq!(bench.control.kept().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_whose_twin_was_made_since_stays_removed() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let twin = || vec![field("firstname", "Twin")];
    let row = here.engine.save(None, twin()).await.unwrap().row;
    let removed = here.engine.remove(row).await.unwrap().removed;
    here.engine.save(None, twin()).await.unwrap();
    let error = here.engine.undo_remove(removed).await.unwrap_err();
    assert_eq!(error, AppError::DuplicateContact);
}
