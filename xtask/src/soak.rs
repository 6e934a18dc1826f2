//! A program that somebody works with for a long time, while things go wrong.

use clap::Args;

use crate::run::{self, Fault};
use crate::tree;

/// How long and how fast.
#[derive(Args)]
pub struct Wanted {
    /// How long.
    #[arg(long, default_value_t = 30.0)]
    minutes: f64,
    /// How many times as fast as people everybody lives.
    #[arg(long, default_value_t = 50)]
    speed: u32,
    /// Decides what happens.
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

/// Builds it, runs it, and writes what was found to `target/soak.json`.
///
/// # Errors
///
/// When it cannot be built, or the program grew, leaked, or did not know at the end what the server knows.
pub fn run(wanted: &Wanted) -> Result<(), Fault> {
    let arguments = [
        ("--minutes", wanted.minutes.to_string()),
        ("--speed", wanted.speed.to_string()),
        ("--seed", wanted.seed.to_string()),
    ];
    let mut soak = run::cargo();
    soak.args([
        "run",
        "--quiet",
        "--release",
        "--package=bench",
        "--bin=soak",
        "--",
    ])
    .args(
        arguments
            .iter()
            .flat_map(|(name, value)| [*name, value.as_str()]),
    )
    .arg("--out")
    .arg(tree::target().join("soak.json"));
    run::run(&mut soak)
}
