//! The page's bindings to the commands.

use crate::run::{self, Fault};

/// Set, the test that compares the bindings writes them instead.
const WRITE: &str = "PEOPLE_WRITE_BINDINGS";

/// Writes them anew.
///
/// # Errors
///
/// When the shell cannot be built or a type cannot cross.
pub fn write() -> Result<(), Fault> {
    run::run(compare().env(WRITE, "1"))
}

/// Fails when they are stale.
pub fn compare() -> std::process::Command {
    let mut cargo = run::cargo();
    cargo.args(["test", "--quiet", "--workspace", "--test", "bindings"]);
    cargo
}
