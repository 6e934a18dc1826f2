//! People without a window: the same engine, on the command line.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod args;
mod files;
mod outcome;
mod output;
mod progress;
mod session;
mod verbs;
mod words;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|_| {
            outcome::Failure::from(people_engine::api::AppError::Internal {
                what: "runtime".into(),
            })
        })
        .and_then(|runtime| runtime.block_on(verbs::run(cli)));
    outcome::end(outcome)
}
