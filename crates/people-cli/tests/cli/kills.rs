//! The program is killed in the middle of an import, and goes on with it afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;

use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::bench::Bench;

/// Rows of the file.
const ROWS: usize = 10_000;

/// Rows of contacts that are there already and get another text.
const CHANGES: usize = 5;
/// Rows that repeat an earlier one.
const REPEATED: usize = 3;
/// At such distances there are rows of too many values.
const BROKEN_EACH: usize = 2_001;
/// At such distances there are contacts with a line break, which travel in requests of their own.
const ALONE_EACH: usize = 150;

const KILLS: usize = 5;

/// After how many writes of a run it is killed: in the first chunks mostly, while the last one is answered or the next one
/// is sent.
const MARKS: [usize; 8] = [1, 1, 2, 2, 3, 4, 8, 13];

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_an_import_comes_to_its_end_with_nothing_twice() {
    for seed in 0..4 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let bench = Bench::new().await;
        let before = bench.control.personal().await;
        let plan = Plan::new(&before);
        let file = bench.file("many.csv", &plan.csv);
        let file = file.to_str().unwrap();
        for kill in 0..KILLS {
            let what = if kill == 0 { file } else { "--resume" };
            let mark = *MARKS.choose(&mut random).unwrap();
            kill_at(&bench, &["contacts", "import", what], mark).await;
        }
        let report = bench.json(&["contacts", "import", "--resume"]).await;

        let after = bench.control.personal().await;
        let expected = texts(&plan.expected, &before);
        assert_eq!(texts(&after, &before), expected, "seed {seed}");
        let counts = json!([report["created"], report["updated"], report["duplicates"]]);
        let created = after.len() - before.len();
        assert_eq!(counts, json!([created, CHANGES, REPEATED]), "seed {seed}");
        let skipped = report["skipped"].as_array().unwrap().iter();
        let lines: Vec<&Value> = skipped.map(|row| &row["line"]).collect();
        assert_eq!(json!(lines), json!(plan.broken), "seed {seed}");
        assert!(report["undo"].is_u64(), "{report}");
        let again = bench.run(&["contacts", "import", "--resume"]).await;
        assert_eq!(again.status, 1, "nothing is left to go on with: {again:?}");
    }
}

/// Starts the program and kills it as soon as the server has answered so many of its writes.
async fn kill_at(bench: &Bench, verb: &[&str], mark: usize) {
    bench.control.forget_requests().await;
    let mut command = bench.command_for(verb);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut program = command.spawn().unwrap();
    while bench.control.writes().await < mark {
        let ended = program.try_wait().unwrap();
        assert_eq!(ended, None, "it ended before its write {mark}");
    }
    program.kill().unwrap();
    program.wait().unwrap();
}

/// A file, and the contacts that are there when it was imported; the ids of new ones are not known before.
struct Plan {
    csv: String,
    broken: Vec<usize>,
    expected: Vec<Value>,
}

impl Plan {
    fn new(before: &[Value]) -> Self {
        let mut plan = Self {
            csv: "id,firstname,lastname,number,note\n".to_owned(),
            broken: Vec::new(),
            expected: before.to_vec(),
        };
        for row in 0..ROWS {
            plan.add(row);
        }
        plan
    }

    fn add(&mut self, row: usize) {
        let (first, number) = (format!("First{row}"), format!("+1418556{row:04}"));
        let line = format!("{first},Imported,{number}");
        match row {
            _ if row < CHANGES => {
                let contact = &mut self.expected[row];
                let id = contact["id"].as_str().unwrap().to_owned();
                self.csv += &format!("{id},{line},changed\n");
                for (field, value) in [
                    ("firstname", first.as_str()),
                    ("lastname", "Imported"),
                    ("number", &number),
                    ("note", "changed"),
                ] {
                    contact[field] = value.into();
                }
            }
            _ if row >= ROWS - REPEATED => {
                let earlier = self.csv.lines().last().unwrap().to_owned();
                self.csv += &format!("{earlier}\n");
            }
            _ if row % BROKEN_EACH == BROKEN_EACH - 1 => {
                self.broken.push(self.csv.lines().count() + 1);
                self.csv += &format!(",{line},one,two\n");
            }
            _ => {
                let mut contact = json!({
                    "firstname": first,
                    "lastname": "Imported",
                    "number": number,
                });
                if row.is_multiple_of(ALONE_EACH) {
                    contact["note"] = "two\nlines".into();
                    self.csv += &format!(",{line},\"two\nlines\"\n");
                } else {
                    self.csv += &format!(",{line},\n");
                }
                self.expected.push(contact);
            }
        }
    }
}

/// How many contacts there are of each text. Only those of `before` have an id that is known.
fn texts(contacts: &[Value], before: &[Value]) -> BTreeMap<String, usize> {
    let known: BTreeSet<&str> = before.iter().filter_map(|it| it["id"].as_str()).collect();
    let mut texts = BTreeMap::new();
    for contact in contacts {
        let mut contact = contact.clone();
        let fields = contact.as_object_mut().unwrap();
        if !fields
            .get("id")
            .and_then(Value::as_str)
            .is_some_and(|id| known.contains(id))
        {
            fields.remove("id");
        }
        *texts.entry(contact.to_string()).or_default() += 1;
    }
    texts
}
