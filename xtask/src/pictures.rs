//! The pictures of the guide.

use std::fs;

use crate::run::{self, Fault};
use crate::{e2e, program, setup, tree};

/// Builds the program, plays the scenes, and saves a picture of each.
///
/// # Errors
///
/// When something cannot be built or a scene cannot be played.
pub fn run() -> Result<(), Fault> {
    setup::run()?;
    program::page()?;
    program::binaries()?;
    let folder = tree::root().join("docs/pictures");
    fs::create_dir_all(&folder).map_err(|fault| Fault::File(folder.clone(), fault))?;
    run::run(
        e2e::vitest("tests/e2e/scenes/vitest.config.ts")
            .arg("guide")
            .env("PEOPLE_PICTURES", &folder),
    )?;
    println!("the pictures are in {}", folder.display());
    Ok(())
}
