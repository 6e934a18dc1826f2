use serde_json::{Value, json};

use crate::bench::Bench;

#[tokio::test(flavor = "multi_thread")]
async fn a_search_answers_columns_and_rows() {
    let bench = Bench::new().await;
    let found = bench.json(&["search", "alice martin"]).await;
    assert_eq!(found["total"], 2);
    let titles = found["columns"].as_array().unwrap();
    assert!(titles.iter().any(|column| column["type"] == "name"));
    let row = &found["rows"][0];
    assert_eq!(row["backend"], "wazo");
    assert_eq!(row["values"].as_array().unwrap().len(), titles.len());
    let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    assert!(row["relations"]["user_uuid"].is_string());
    assert!(row["favorite"].is_boolean());
    let nobody = bench.json(&["search", "zzzzzz"]).await;
    assert_eq!((&nobody["total"], &nobody["rows"]), (&json!(0), &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_shown_in_columns() {
    let bench = Bench::new().await;
    let run = bench.run(&["search", "zoe lambert"]).await;
    assert_eq!(run.status, 0, "{run:?}");
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.out);
    assert!(lines[0].contains("SOURCE"));
    assert!(run.out.contains("1000"));
}

#[tokio::test(flavor = "multi_thread")]
async fn favorites_are_added_and_removed() {
    let bench = Bench::new().await;
    let before = bench.json(&["favorites", "list"]).await["total"]
        .as_u64()
        .unwrap();
    let found = bench.json(&["search", "alice martin"]).await;
    let rows = found["rows"].as_array().unwrap();
    let plain = rows.iter().find(|row| row["favorite"] == false).unwrap();
    let key = [
        plain["source"].as_str().unwrap(),
        plain["id"].as_str().unwrap(),
    ];
    let added = bench.json(&["favorites", "add", key[0], key[1]]).await;
    assert_eq!(added["favorite"], true);
    let after = bench.json(&["favorites", "list"]).await;
    assert_eq!(after["total"].as_u64(), Some(before + 1));
    assert_eq!(
        bench
            .run(&["favorites", "remove", key[0], key[1]])
            .await
            .status,
        0
    );
    assert_eq!(
        bench.json(&["favorites", "list"]).await["total"].as_u64(),
        Some(before)
    );
    let nobody = bench.run(&["favorites", "add", key[0], "nobody"]).await;
    assert_eq!(nobody.status, 1, "{nobody:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn presences_columns_and_calls_answer() {
    let bench = Bench::new().await;
    let people = bench.json(&["presence"]).await;
    let people = people.as_array().unwrap();
    assert_eq!(people.len(), 60);
    let known = |person: &&Value| person["state"] == "available" && person["phone"] == "available";
    assert!(people.iter().any(|person| known(&person)));
    let columns = bench.json(&["columns"]).await;
    assert!(columns[0]["type"].is_string());
    assert_eq!(
        bench.json(&["call", "1001"]).await,
        json!({"number": "1001"})
    );
    let refused = bench.run(&["call", "4999"]).await;
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("cannot be reached"), "{}", refused.err);
    let no_number = bench.run(&["call", "alice"]).await;
    assert_eq!(no_number.status, 2, "{}", no_number.err);
}
