//! End-to-end tests in the real window.

use std::process::Command;

use crate::run::{self, Fault};
use crate::{program, setup, tree};

/// Builds what they need and runs them.
///
/// # Errors
///
/// When something cannot be built or a test fails.
pub fn run(specs: &[String]) -> Result<(), Fault> {
    setup::run()?;
    program::pages()?;
    program::binaries()?;
    run::run(&mut command(specs))
}

/// The tests of these specs, or all, on the programs that were built last.
pub fn command(specs: &[String]) -> Command {
    let mut tests = vitest("tests/e2e/vitest.config.ts");
    tests.args(specs);
    tests
}

/// A run of vitest that knows where the programs are.
pub fn vitest(config: &str) -> Command {
    let mut npx = run::command(if cfg!(windows) { "npx.cmd" } else { "npx" });
    npx.args(["--no-install", "vitest", "run", "--config", config])
        .env("PEOPLE_BIN", tree::binary("people"))
        .env("PEOPLE_CLI_BIN", tree::binary("people-cli"))
        .env("SANDBOX_BIN", tree::binary("wazo-sandbox"));
    npx
}
