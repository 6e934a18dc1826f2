//! Pictures of the window: those that every change is held against, and those of the guide.

use std::fs;
use std::process::Command;

use crate::run::{self, Fault};
use crate::{e2e, program, setup, tree};

const SCENES: &str = "tests/e2e/scenes/vitest.config.ts";
const KEPT: &str = "tests/e2e/pictures";
const GUIDE: &str = "docs/pictures";

/// Builds the program and looks whether every view looks as in the pictures that are kept; or keeps what it looks like now, in
/// the guide too.
///
/// # Errors
///
/// When something cannot be built, a scene cannot be played, or a view looks otherwise.
pub fn run(accept: bool) -> Result<(), Fault> {
    setup::run()?;
    program::pages()?;
    program::binaries()?;
    if !accept {
        return run::run(&mut command());
    }
    // What is taken no more is kept no more.
    emptied(KEPT)?;
    run::run(command().env("PEOPLE_ACCEPT", "1"))?;
    run::run(
        e2e::vitest(SCENES)
            .arg("guide")
            .env("PEOPLE_PICTURES", tree::root().join(GUIDE)),
    )?;
    println!("the pictures are in {KEPT} and {GUIDE}");
    Ok(())
}

/// The comparison, with the programs that were built last.
pub fn command() -> Command {
    let mut scenes = e2e::vitest(SCENES);
    scenes.arg(".pictures.ts");
    scenes
}

fn emptied(folder: &str) -> Result<(), Fault> {
    let folder = tree::root().join(folder);
    let on_folder = |fault| Fault::File(folder.clone(), fault);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(on_folder)?;
    }
    fs::create_dir_all(&folder).map_err(on_folder)
}
