//! Bills of materials (CycloneDX): what the program and the page are made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{self, Fault};
use crate::tools::Tool;

const CARGO_SBOM: Tool = Tool {
    name: "cargo-sbom",
    features: &[],
};

/// Writes them into `folder`.
///
/// # Errors
///
/// When a tool cannot be built, or fails.
pub fn write(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    if let Some(mut install) = CARGO_SBOM.install() {
        run::run(&mut install)?;
    }
    Ok(vec![
        keep(&mut of_the_program(), folder.join("people.cdx.json"))?,
        keep(&mut of_the_page(), folder.join("people-page.cdx.json"))?,
    ])
}

fn of_the_program() -> Command {
    let mut sbom = CARGO_SBOM.command();
    sbom.args([
        "--cargo-package",
        "people",
        "--output-format",
        "cyclone_dx_json_1_6",
    ]);
    sbom
}

/// With what it is built by, as parts of Svelte end up in it; the rest is marked as of the development.
fn of_the_page() -> Command {
    let mut npm = run::npm();
    npm.args(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]);
    npm
}

fn keep(tool: &mut Command, path: PathBuf) -> Result<PathBuf, Fault> {
    let text = run::ask(tool)?;
    fs::write(&path, text).map_err(|fault| Fault::File(path.clone(), fault))?;
    Ok(path)
}
