use serde_json::json;

use crate::bench::Bench;

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_created_shown_edited_and_deleted() {
    let bench = Bench::new().await;
    let created = bench
        .json(&["contacts", "create", "firstname=Zed", "note=a=b", "fax=1"])
        .await;
    let id = created["id"].as_str().unwrap();
    let shown = bench.json(&["contacts", "show", id]).await;
    assert_eq!(
        shown,
        json!({"id": id, "firstname": "Zed", "note": "a=b", "fax": "1"})
    );
    let edited = bench
        .json(&["contacts", "edit", id, "lastname=Last", "fax="])
        .await;
    let whole = json!({"id": id, "firstname": "Zed", "lastname": "Last", "note": "a=b"});
    assert_eq!(edited, whole);
    let list = bench.json(&["contacts", "list"]).await;
    assert!(list.as_array().unwrap().contains(&whole));
    assert_eq!(
        bench.json(&["contacts", "delete", id]).await,
        json!({"removed": 1})
    );
    let gone = bench.run(&["contacts", "show", id]).await;
    assert_eq!((gone.status, gone.out.as_str()), (1, ""), "{}", gone.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_equal_contact_is_refused() {
    let bench = Bench::new().await;
    let create = ["contacts", "create", "firstname=Zed"];
    assert_eq!(bench.run(&create).await.status, 0);
    let again = bench.run(&create).await;
    assert_eq!(again.status, 1);
    assert!(again.err.contains("exists already"), "{}", again.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_are_deleted_after_a_yes_alone() {
    let bench = Bench::new().await;
    let unsure = bench.run(&["contacts", "delete-all"]).await;
    assert_eq!(unsure.status, 2, "{unsure:?}");
    assert_eq!(
        bench
            .json(&["contacts", "list"])
            .await
            .as_array()
            .unwrap()
            .len(),
        25
    );
    let sure = bench.json(&["contacts", "delete-all", "--yes"]).await;
    assert_eq!(sure, json!({"removed": 25}));
    assert_eq!(bench.json(&["contacts", "list"]).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_comes_back_as_it_was() {
    let bench = Bench::new().await;
    let file = bench.home.path().join("all.csv");
    let path = file.to_str().unwrap();
    let exported = bench.json(&["contacts", "export", path]).await;
    assert_eq!(exported, json!({"count": 25, "name": "all.csv"}));
    let nothing = bench.json(&["contacts", "import", path]).await;
    let same = json!({"created": 0, "duplicates": 25, "updated": 0, "skipped": [], "undo": null});
    assert_eq!(nothing, same);
    bench.run(&["contacts", "delete-all", "--yes"]).await;
    let back = bench.json(&["contacts", "import", path]).await;
    assert_eq!(back["created"], 25);
    let nowhere = bench.run(&["contacts", "export", "/nowhere/all.csv"]).await;
    assert_eq!(nowhere.status, 2);
}
