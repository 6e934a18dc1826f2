//! An import of ten thousand rows.

use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use super::tally::Tally;
use super::{AT_ONE, CHANGES, Mark, Plan, REPEATED, kill_at, texts};
use crate::bench::Bench;

const ROWS: usize = 10_000;

/// After how many writes of a run it is killed: in the first chunks mostly, while the last one is answered or the next one
/// is sent.
const MARKS: [usize; 8] = [1, 1, 2, 2, 3, 4, 8, 13];

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_an_import_comes_to_its_end_with_nothing_twice() {
    let mut tally = Tally::new("import", 30);
    while tally.goes_on() {
        let mut random = tally.random();
        let bench = Bench::new().await;
        let before = bench.control.personal().await;
        let plan = Plan::new(&before, ROWS);
        let file = bench.file("many.csv", &plan.csv);
        let mut what = file.to_str().unwrap();
        for _ in 0..AT_ONE {
            let mark = Mark::Writes(*MARKS.choose(&mut random).unwrap());
            let killed = kill_at(&bench, &["contacts", "import", what], mark).await;
            assert!(killed, "it ended before its mark");
            tally.killed();
            what = "--resume";
        }
        let report = bench.json(&["contacts", "import", "--resume"]).await;

        let after = bench.control.personal().await;
        tally.compare(&texts(&plan.expected, &before), &texts(&after, &before));
        let counts = json!([report["created"], report["updated"], report["duplicates"]]);
        let created = after.len() - before.len();
        tally.opened(counts == json!([created, CHANGES, REPEATED]));
        let skipped = report["skipped"].as_array().unwrap().iter();
        let lines: Vec<&Value> = skipped.map(|row| &row["line"]).collect();
        assert_eq!(json!(lines), json!(plan.broken));
        assert!(report["undo"].is_u64(), "{report}");
        let again = bench.run(&["contacts", "import", "--resume"]).await;
        assert_eq!(again.status, 1, "nothing is left to go on with: {again:?}");
    }
    tally.end();
}
