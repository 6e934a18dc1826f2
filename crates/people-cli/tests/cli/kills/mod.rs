//! The program is killed in the middle of what it does to many contacts, and goes on with it afterwards.

mod imports;
mod removals;
#[path = "../../../../../tests/kills/tally.rs"]
mod tally;
mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::bench::Bench;

/// So often at most what was begun is killed before it comes to its end.
const AT_ONE: usize = 5;

/// What a kill waits for.
#[derive(Clone, Copy)]
enum Mark {
    /// So many requests of the program were answered.
    Requests(usize),
    /// So many of them changed contacts.
    Writes(usize),
}

/// Starts the program and kills it as soon as the server has got that far with it. False when it came to its end before.
async fn kill_at(bench: &Bench, verb: &[&str], mark: Mark) -> bool {
    bench.control.forget_requests().await;
    let mut command = bench.command_for(verb);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut program = command.spawn().unwrap();
    while !is_there(bench, mark).await {
        if program.try_wait().unwrap().is_some() {
            return false;
        }
    }
    program.kill().unwrap();
    // A program that ends by a signal has no code, where there are signals.
    cfg!(windows) | program.wait().unwrap().code().is_none()
}

async fn is_there(bench: &Bench, mark: Mark) -> bool {
    match mark {
        Mark::Requests(count) => bench.control.requests().await >= count,
        Mark::Writes(count) => bench.control.writes().await >= count,
    }
}

/// A file, and the contacts that are there when it was imported; the ids of new ones are not known before.
struct Plan {
    csv: String,
    broken: Vec<usize>,
    expected: Vec<Value>,
}

/// Rows of contacts that are there already and get another text.
const CHANGES: usize = 5;
/// Rows that repeat an earlier one.
const REPEATED: usize = 3;
/// At such distances there are rows of too many values.
const BROKEN_EACH: usize = 2_001;
/// At such distances there are contacts with a line break, which travel in requests of their own.
const ALONE_EACH: usize = 150;

impl Plan {
    fn new(before: &[Value], rows: usize) -> Self {
        let mut plan = Self {
            csv: "id,firstname,lastname,number,note\n".to_owned(),
            broken: Vec::new(),
            expected: before.to_vec(),
        };
        for row in 0..rows {
            plan.add(row, rows);
        }
        plan
    }

    fn add(&mut self, row: usize, rows: usize) {
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
            _ if row >= rows - REPEATED => {
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
    counted(contacts.iter().cloned().map(|mut contact| {
        let fields = contact.as_object_mut().unwrap();
        let id = fields.get("id").and_then(Value::as_str);
        if !id.is_some_and(|id| known.contains(id)) {
            fields.remove("id");
        }
        contact
    }))
}

fn counted(values: impl IntoIterator<Item = Value>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for value in values {
        *counted.entry(value.to_string()).or_default() += 1;
    }
    counted
}
