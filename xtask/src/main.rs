//! Every job of a developer is one verb of `cargo xtask`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod bench;
mod bindings;
mod check;
mod demo;
mod deny;
mod e2e;
mod fuzz;
mod icons;
mod kills;
mod package;
mod pictures;
mod program;
mod run;
mod setup;
mod soak;
mod test;
mod tools;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The jobs of a developer of People.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Builds the program and opens it, signed in to the embedded stack.
    Demo {
        /// On a display of its own: waits until people are on screen, saves a picture and ends.
        #[arg(long)]
        headless: bool,
        /// Where to save the picture.
        #[arg(long, value_name = "FILE", default_value = demo::SHOT)]
        shot: PathBuf,
    },
    /// Runs everything that has to be green.
    Test {
        /// Only these stages, by name.
        #[arg(long, value_name = "STAGE", value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Holds the tree to its invariants.
    Check,
    /// Runs the fuzz targets under libFuzzer.
    Fuzz(fuzz::Wanted),
    /// Runs the end-to-end tests in the real window, or those of some specs.
    E2e {
        /// A part of a spec's file name.
        specs: Vec<String>,
    },
    /// Looks whether every view looks as in the pictures that are kept.
    Pictures {
        /// Keeps what they look like now, and makes the pictures of the guide anew.
        #[arg(long)]
        accept: bool,
    },
    /// Measures everything beside its limit, in an optimized build, and prints one table.
    Bench(bench::Wanted),
    /// Writes the page's bindings anew from the commands.
    Bindings,
    /// Builds the packages of this system into `target/package`, and proves them.
    Package(package::Wanted),
    /// Renders the icons anew from their drawings.
    Icons,
    /// Kills programs while they change or keep things.
    Kills(kills::Wanted),
    /// Works with the program for a long time, while things go wrong.
    Soak(soak::Wanted),
    /// Installs what is missing on this computer.
    Setup,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Demo { headless, shot } => demo::run(headless, &shot),
        Verb::Test { only } => test::run(&only),
        Verb::Check => check::run(),
        Verb::Fuzz(wanted) => fuzz::run(&wanted),
        Verb::E2e { specs } => e2e::run(&specs),
        Verb::Pictures { accept } => pictures::run(accept),
        Verb::Bench(wanted) => bench::run(&wanted),
        Verb::Bindings => bindings::write(),
        Verb::Package(wanted) => package::run(&wanted),
        Verb::Icons => icons::write(),
        Verb::Kills(wanted) => kills::run(&wanted),
        Verb::Soak(wanted) => soak::run(&wanted),
        Verb::Setup => setup::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
