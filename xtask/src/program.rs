//! Building the program.

use crate::run::{self, Fault};

/// The page, for the program to embed.
///
/// # Errors
///
/// When it cannot be built.
pub fn page() -> Result<(), Fault> {
    run::run(run::npm().args(["run", "--silent", "build", "--", "--logLevel", "warn"]))
}

/// The program, its command line and the stack, with the page that was built last. The whole workspace at once, so that
/// dependencies are built with one set of features.
///
/// # Errors
///
/// When they cannot be built.
pub fn binaries() -> Result<(), Fault> {
    run::run(run::cargo().args(["build", "--workspace", "--bins"]))
}
