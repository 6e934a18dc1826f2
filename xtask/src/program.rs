//! Building the program.

use crate::run::{self, Fault};

/// What npm calls the building of the page, and of the one of the tests, which speaks languages that nobody does.
pub const PAGES: [&str; 2] = ["build", "build:trial"];

/// The page, for the program to embed.
///
/// # Errors
///
/// When it cannot be built.
pub fn page() -> Result<(), Fault> {
    built(PAGES[0])
}

/// Both pages.
///
/// # Errors
///
/// When one cannot be built.
pub fn pages() -> Result<(), Fault> {
    PAGES.into_iter().try_for_each(built)
}

fn built(page: &str) -> Result<(), Fault> {
    run::run(run::npm().args(["run", "--silent", page, "--", "--logLevel", "warn"]))
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
