//! Where things are in the tree, and which files are ours.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{self, Fault};

/// The root of the tree.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program of ours, as the debug build leaves it.
pub fn binary(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A program of ours, as the optimized build leaves it.
pub fn release(name: &str) -> PathBuf {
    target()
        .join("release")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A file of the tree.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Every text file that is, or would be, under version control.
///
/// # Errors
///
/// When git does not answer.
pub fn sources() -> Result<Vec<Source>, Fault> {
    let listed = run::ask(run::command("git").args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]))?;
    Ok(listed
        .split_terminator('\0')
        .filter_map(|path| {
            // A file that is no text, or was removed and not yet committed, is nothing to read.
            let text = fs::read_to_string(root().join(path)).ok()?;
            Some(Source {
                path: path.to_owned(),
                text,
            })
        })
        .collect())
}
