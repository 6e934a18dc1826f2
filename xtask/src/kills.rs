//! Programs killed while they change or keep things, many times.

use std::fs;

use clap::Args;
use serde_json::Value;

use crate::run::{self, Fault};
use crate::tree;

/// How often and when.
#[derive(Args)]
pub struct Wanted {
    /// Kills in all.
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// Decides when they are.
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

/// The test programs that kill, and which of their tests do.
const TESTS: [[&str; 3]; 2] = [
    ["people-cli", "cli", "kills"],
    ["people-engine", "kills", "killed"],
];

/// Kills, prints what was found afterwards, and writes it to `target/kills.json`.
///
/// # Errors
///
/// When something was lost or doubled, or a program did not go on.
pub fn run(wanted: &Wanted) -> Result<(), Fault> {
    let rows = tree::target().join("kills.jsonl");
    let on_rows = |fault| Fault::File(rows.clone(), fault);
    fs::create_dir_all(tree::target()).map_err(on_rows)?;
    fs::write(&rows, "").map_err(on_rows)?;
    let failed: Vec<_> = TESTS
        .iter()
        .filter_map(|[package, test, name]| {
            let mut cargo = run::cargo();
            cargo
                .args([
                    "test",
                    "--quiet",
                    "--package",
                    package,
                    "--test",
                    test,
                    name,
                ])
                .args(["--", "--test-threads=1"])
                .env("PEOPLE_KILLS", wanted.kills.to_string())
                .env("PEOPLE_KILLS_SEED", wanted.seed.to_string())
                .env("PEOPLE_KILLS_REPORT", &rows);
            run::run(&mut cargo).err()
        })
        .collect();
    let rows: Vec<Value> = fs::read_to_string(&rows)
        .map_err(on_rows)?
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    println!(
        "{:<24} {:>6} {:>6} {:>8}  goes on",
        "what", "kills", "lost", "doubled"
    );
    for row in &rows {
        println!("{}", line(row));
    }
    let path = tree::target().join("kills.json");
    fs::write(&path, format!("{:#}\n", Value::from(rows)))
        .map_err(|fault| Fault::File(path, fault))?;
    failed.into_iter().next().map_or(Ok(()), Err)
}

fn line(row: &Value) -> String {
    let number = |name: &str| row[name].as_u64().unwrap_or_default();
    format!(
        "{:<24} {:>6} {:>6} {:>8}  {}",
        row["what"].as_str().unwrap_or_default(),
        number("kills"),
        number("lost"),
        number("doubled"),
        if row["opens"] == true { "yes" } else { "NO" }
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_program_that_does_not_go_on_is_seen() {
        let row = json!({"what": "undo", "kills": 20, "lost": 1, "doubled": 0, "opens": false});
        let words: Vec<String> = line(&row).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["undo", "20", "1", "0", "NO"]);
    }
}
