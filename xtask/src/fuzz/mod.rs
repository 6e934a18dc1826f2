//! Every fuzz target under libFuzzer, which looks what each input reaches in the code and goes on from there.

mod build;
mod corpus;
mod outcome;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::Args;

use crate::run::{self, Fault};
use crate::tree;
use build::Target;
use outcome::Outcome;

/// Inputs are no longer than this, in bytes.
const LONGEST: usize = 4096;
/// An input that takes longer than this is a finding, in seconds.
const PATIENCE: u32 = 10;
/// A target that takes more than this is a finding, in megabytes.
const MEMORY: u32 = 2048;

/// How long and which.
#[derive(Args)]
pub struct Wanted {
    /// For each target.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// Only these.
    #[arg(long, value_name = "TARGET", value_delimiter = ',')]
    target: Vec<String>,
    /// Keeps what reaches more of the code in `fuzz/corpus`.
    #[arg(long)]
    keep: bool,
}

/// Runs the targets one after the other, prints a table, and writes it to `target/fuzz.json`. An input that breaks a target stays
/// where `cargo test -p fuzz` runs it again.
///
/// # Errors
///
/// When the targets cannot be built or started, one that is wanted is not there, or one was broken.
pub fn run(wanted: &Wanted) -> Result<(), Fault> {
    let time = Duration::try_from_secs_f64(wanted.minutes * 60.0)
        .map_err(|fault| Fault::Answer(format!("--minutes: {fault}")))?;
    let mut targets = build::targets()?;
    if let Some(name) = wanted
        .target
        .iter()
        .find(|name| !targets.iter().any(|target| target.name == **name))
    {
        return Err(Fault::Answer(format!("there is no target `{name}`")));
    }
    targets.retain(|target| wanted.target.is_empty() || wanted.target.contains(&target.name));
    println!("{}", Outcome::HEADER);
    let mut outcomes = Vec::new();
    for target in &targets {
        let outcome = fuzz(target, time)?;
        println!("{outcome}");
        if wanted.keep {
            corpus::keep(target)?;
        }
        outcomes.push(outcome);
        // After each, as a long campaign may be ended before its end.
        write(&outcomes)?;
    }
    let broken = outcomes.iter().filter(|outcome| outcome.is_broken());
    match broken.count() {
        0 => Ok(()),
        broken => Err(Fault::Findings(broken)),
    }
}

fn fuzz(target: &Target, time: Duration) -> Result<Outcome, Fault> {
    let (corpus, crashes) = (corpus::unpacked(target)?, crashes(target)?);
    let before = files(&crashes)?;
    let log = work(target, "log");
    let file = File::create(&log).map_err(|fault| Fault::File(log.clone(), fault))?;
    let arguments = [
        corpus.display().to_string(),
        format!("-artifact_prefix={}/", crashes.display()),
        format!("-max_total_time={}", time.as_secs().max(1)),
        format!("-max_len={LONGEST}"),
        format!("-timeout={PATIENCE}"),
        format!("-report_slow_units={PATIENCE}"),
        format!("-rss_limit_mb={MEMORY}"),
        "-print_final_stats=1".to_owned(),
    ];
    let ended = run::run_into(&mut libfuzzer(target, &arguments), &file);
    let said = fs::read(&log).map_err(|fault| Fault::File(log.clone(), fault))?;
    let crashes = files(&crashes)?.saturating_sub(before);
    if ended.is_err() && crashes == 0 {
        return Err(Fault::Answer(format!(
            "{} ended early: see {}",
            target.name,
            log.display()
        )));
    }
    let mut outcome = Outcome::read(&String::from_utf8_lossy(&said));
    outcome.target.clone_from(&target.name);
    outcome.minutes = time.as_secs_f64() / 60.0;
    outcome.crashes = crashes;
    Ok(outcome)
}

/// A run of one target with options of libFuzzer, which are told apart by spaces.
fn libfuzzer(target: &Target, arguments: &[String]) -> Command {
    let mut program = run::command(&target.program);
    program
        .args([&target.name, "--exact", "--nocapture", "--test-threads=1"])
        .env("BOLERO_LIBFUZZER_ARGS", arguments.join(" "));
    program
}

/// Where inputs that broke a target are, for `cargo test` to find.
fn crashes(target: &Target) -> Result<PathBuf, Fault> {
    folder(
        tree::root()
            .join("fuzz/tests/__fuzz__")
            .join(&target.name)
            .join("crashes"),
    )
}

/// What a target leaves under `target/fuzz`, by what it is.
fn work(target: &Target, kind: &str) -> PathBuf {
    tree::target()
        .join("fuzz")
        .join(format!("{}.{kind}", target.name))
}

fn folder(path: PathBuf) -> Result<PathBuf, Fault> {
    match fs::create_dir_all(&path) {
        Ok(()) => Ok(path),
        Err(fault) => Err(Fault::File(path, fault)),
    }
}

fn files(path: &Path) -> Result<usize, Fault> {
    let entries = fs::read_dir(path).map_err(|fault| Fault::File(path.into(), fault))?;
    Ok(entries.count())
}

fn write(outcomes: &[Outcome]) -> Result<(), Fault> {
    let path = tree::target().join("fuzz.json");
    let rows: Vec<_> = outcomes.iter().map(Outcome::json).collect();
    let text = format!("{:#}\n", serde_json::Value::from(rows));
    fs::write(&path, text).map_err(|fault| Fault::File(path, fault))
}
