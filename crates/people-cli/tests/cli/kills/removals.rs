//! All contacts removed, and brought back.

use rand::RngExt;
use serde_json::Value;

use super::tally::{Tally, size};
use super::{AT_ONE, Mark, counted, kill_at};
use crate::bench::Bench;

/// Stars are no rows of an import: they are set one by one at the end.
const STARS: usize = 7;

/// Requests of a program from its start to its end, about: signing in, looking, removing or sending chunks, stars.
const REQUESTS: usize = 30;

const REMOVE: [&str; 3] = ["contacts", "delete-all", "--yes"];
const RESTORE: [&str; 2] = ["contacts", "restore"];

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_what_was_all_removed_comes_back_with_its_ids_and_stars() {
    let mut tally = Tally::new("delete all, restore", 20);
    while tally.goes_on() {
        let mut random = tally.random();
        let bench = Bench::with_personal(size(400, 10_000)).await;
        let before = bench.control.personal().await;
        for contact in before.iter().take(STARS) {
            let id = contact["id"].as_str().unwrap();
            bench.run(&["favorites", "add", "personal", id]).await;
        }
        let stars = bench.control.favorites().await;
        for verb in [&REMOVE[..], &RESTORE[..]] {
            for _ in 0..AT_ONE {
                let mark = Mark::Requests(random.random_range(1..=REQUESTS));
                if !tally.goes_on() || !kill_at(&bench, verb, mark).await {
                    break;
                }
                tally.killed();
            }
            // What came to its end already, or removed all before it was killed, has nothing to do.
            let last = bench.run(verb).await;
            assert!(last.status <= 1, "{last:?}");
        }
        tally.compare(&counted(before), &counted(bench.control.personal().await));
        tally.compare(&counted(stars), &counted(bench.control.favorites().await));
        let listed: Vec<Value> =
            serde_json::from_value(bench.json(&["contacts", "list"]).await).unwrap();
        tally.opened(listed.len() == size(400, 10_000));
    }
    tally.end();
}
