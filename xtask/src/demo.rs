//! The program on its embedded stack.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::run::{self, Fault};
use crate::{e2e, program, setup, tree};

/// Where the picture is saved when nothing else is said.
pub const SHOT: &str = "target/demo.png";

/// Builds everything and opens the program, signed in to the embedded stack. On a computer without a display, or `headless`, it
/// does so on a display of its own, waits until people are on screen, and saves a picture.
///
/// # Errors
///
/// When something cannot be installed, built or started, or nobody comes on screen.
pub fn run(headless: bool, shot: &Path) -> Result<(), Fault> {
    let headless = headless || !has_display();
    setup::to_build()?;
    if headless {
        setup::to_watch()?;
    }
    println!("building the page and the program");
    program::page()?;
    program::binaries()?;
    if headless { watch(shot) } else { open() }
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// With data of its own: the demo touches nothing of the person who runs it.
fn open() -> Result<(), Fault> {
    println!("opening People on its embedded stack");
    run::run(
        run::command(tree::binary("people"))
            .arg("--try")
            .env("PEOPLE_DATA_DIR", tree::target().join("demo")),
    )
}

fn watch(shot: &Path) -> Result<(), Fault> {
    println!("opening People on its embedded stack, without a display");
    let shot = absolute(shot)?;
    let log = tree::target().join("demo.log");
    let file = File::create(&log).map_err(|fault| Fault::File(log.clone(), fault))?;
    let mut scene = e2e::vitest("tests/e2e/scenes/vitest.config.ts");
    scene.arg("demo").env("PEOPLE_SHOT", &shot);
    run::run_into(&mut scene, &file).inspect_err(|_| {
        println!("{}", fs::read_to_string(&log).unwrap_or_default());
    })?;
    println!("people are on screen; the picture is {}", shot.display());
    Ok(())
}

/// As seen from where the person stands.
fn absolute(shot: &Path) -> Result<PathBuf, Fault> {
    let on_file = |fault| Fault::File(shot.to_owned(), fault);
    let shot = if shot == Path::new(SHOT) {
        tree::root().join(shot)
    } else {
        std::path::absolute(shot).map_err(on_file)?
    };
    if let Some(folder) = shot.parent() {
        fs::create_dir_all(folder).map_err(on_file)?;
    }
    Ok(shot)
}
