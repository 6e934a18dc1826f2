//! An import that is taken back.

use rand::RngExt;

use super::tally::{Tally, size};
use super::{AT_ONE, Mark, Plan, counted, kill_at};
use crate::bench::Bench;

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_an_undo_leaves_what_was_there_before_the_import() {
    let mut tally = Tally::new("undo", 20);
    let rows = size(400, 10_000);
    while tally.goes_on() {
        let mut random = tally.random();
        let bench = Bench::new().await;
        let before = bench.control.personal().await;
        let plan = Plan::new(&before, rows);
        let file = bench.file("many.csv", &plan.csv);
        let report = bench
            .json(&["contacts", "import", file.to_str().unwrap()])
            .await;
        let import = report["undo"].as_u64().unwrap().to_string();
        let verb = ["contacts", "import", "--undo", &import];
        for _ in 0..AT_ONE {
            let mark = Mark::Writes(random.random_range(1..=rows / AT_ONE));
            if !tally.goes_on() || !kill_at(&bench, &verb, mark).await {
                break;
            }
            tally.killed();
        }
        let last = bench.run(&verb).await;
        tally.opened(last.status == 0);
        tally.compare(&counted(before), &counted(bench.control.personal().await));
        let imports = bench.json(&["contacts", "imports"]).await;
        assert!(imports[0]["undone"].is_object(), "{imports}");
    }
    tally.end();
}
