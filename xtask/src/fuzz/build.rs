//! Building the targets so that libFuzzer sees what they reach. The stable compiler can: it needs no sanitizer for that.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::run::{self, Fault};
use crate::tree;

/// What `cargo-bolero` builds with: counters of edges and comparisons in all code but build scripts, and bolero's engine for
/// libFuzzer. The linker must not take away what only the fuzzer asks for.
const FLAGS: [&str; 11] = [
    "--cfg",
    "fuzzing",
    "--cfg",
    "fuzzing_libfuzzer",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-sanitizer-coverage-stack-depth",
    "-Clink-dead-code",
];

/// One target.
pub struct Target {
    /// Its name, that of a test.
    pub name: String,
    /// The program that it is in.
    pub program: PathBuf,
}

/// Builds all and lists them.
///
/// # Errors
///
/// When they cannot be built.
pub fn targets() -> Result<Vec<Target>, Fault> {
    let mut targets = Vec::new();
    for program in programs()? {
        let listed = run::ask(run::command(&program).args(["--list", "--format=terse"]))?;
        let names = listed
            .lines()
            .filter_map(|line| line.strip_suffix(": test"));
        targets.extend(names.map(|name| Target {
            name: name.to_owned(),
            program: program.clone(),
        }));
    }
    Ok(targets)
}

fn programs() -> Result<Vec<PathBuf>, Fault> {
    let mut build = run::cargo();
    build
        .args([
            "test",
            "--package=fuzz",
            "--test=*",
            "--no-run",
            "--profile=fuzz",
        ])
        // With a target of its own cargo builds build scripts and macros without the flags.
        .args(["--target", &host()?])
        .arg("--target-dir")
        .arg(tree::target().join("fuzz"))
        .arg("--message-format=json-render-diagnostics")
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"))
        .env("BOLERO_FUZZER", "libfuzzer")
        .stderr(Stdio::inherit());
    let said = run::ask(&mut build)?;
    let programs = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| Some(PathBuf::from(message["executable"].as_str()?)));
    Ok(programs.collect())
}

fn host() -> Result<String, Fault> {
    let said = run::ask(run::command("rustc").arg("-vV"))?;
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Fault::Answer("rustc does not say for which system it is".into()))
}
