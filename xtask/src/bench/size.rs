//! The sizes of what people fetch.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::row::Row;
use crate::run::{self, Fault};
use crate::tree;

const PAGE: &str = "ui/dist";

const DEB: u64 = 8_000_000;
const COMPRESSED: u64 = 250_000;

/// Those of the packages and of the page.
///
/// # Errors
///
/// When a file cannot be read, or there is no deb.
pub fn rows(packages: &[PathBuf]) -> Result<Vec<Row>, Fault> {
    let deb = packages
        .iter()
        .find(|path| path.extension().is_some_and(|kind| kind == "deb"))
        .ok_or_else(|| Fault::Answer("no deb was built".into()))?;
    let mut page = 0;
    for file in files(&tree::root().join(PAGE))? {
        page += compressed(&file)?;
    }
    Ok(vec![
        Row::size("P10", "the package, deb", size(deb)?, DEB, "≤ 8 MB"),
        Row::size(
            "P10",
            "the page, gzip; all of it is loaded at the start",
            page,
            COMPRESSED,
            "≤ 250 kB",
        ),
    ])
}

fn size(file: &Path) -> Result<u64, Fault> {
    fs::metadata(file)
        .map(|file| file.len())
        .map_err(|fault| Fault::File(file.to_owned(), fault))
}

fn compressed(file: &Path) -> Result<u64, Fault> {
    let output = run::command("gzip")
        .args(["-9", "--stdout"])
        .arg(file)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|fault| Fault::Start("gzip".into(), fault))?;
    Ok(output.stdout.len() as u64)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let on_folder = |fault| Fault::File(folder.to_owned(), fault);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(on_folder)? {
        let path = entry.map_err(on_folder)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_folders_count_too() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("assets")).unwrap();
        fs::write(folder.path().join("index.html"), "page").unwrap();
        fs::write(folder.path().join("assets/index.js"), "script").unwrap();
        assert_eq!(files(folder.path()).unwrap().len(), 2);
    }
}
