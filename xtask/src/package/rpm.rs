//! An rpm, proven by what it says of itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::run::{self, Fault};

/// Where each system keeps licences; there alone the packages differ.
const LICENCES: &[&str] = &["/usr/share/doc", "/usr/share/licenses"];

/// Compares it with the files of the deb, and looks at its name, version and what it needs.
///
/// # Errors
///
/// When it is not the same program.
pub fn prove(rpm: &Path, of_the_deb: &[PathBuf]) -> Result<(), Fault> {
    let name = ask(rpm, &["--queryformat", "%{NAME} %{VERSION}"])?;
    let expected = format!("people {}", env!("CARGO_PKG_VERSION"));
    if name != expected {
        return Err(wrong(rpm, &format!("is `{name}` and not `{expected}`")));
    }
    if !ask(rpm, &["--requires"])?.contains("libwebkit2gtk-4.1") {
        return Err(wrong(rpm, "does not ask for WebKitGTK"));
    }
    let listed = ask(rpm, &["--list"])?;
    let here = shared(listed.lines().map(Path::new));
    let there = shared(of_the_deb.iter().map(PathBuf::as_path));
    let differ: Vec<_> = here.symmetric_difference(&there).collect();
    if differ.is_empty() {
        println!("the rpm holds the same {} files", here.len());
        Ok(())
    } else {
        Err(wrong(rpm, &format!("is not the deb: {differ:?}")))
    }
}

fn shared<'a>(files: impl Iterator<Item = &'a Path>) -> BTreeSet<&'a Path> {
    files
        .filter(|file| !LICENCES.iter().any(|folder| file.starts_with(folder)))
        .collect()
}

fn ask(rpm: &Path, question: &[&str]) -> Result<String, Fault> {
    run::ask(
        run::command("rpm")
            .args(["--query", "--package"])
            .args(question)
            .arg(rpm),
    )
}

fn wrong(rpm: &Path, what: &str) -> Fault {
    Fault::Answer(format!("{} {what}", rpm.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_where_each_system_has_them() {
        let deb = ["/usr/bin/people", "/usr/share/doc/people/copyright"].map(Path::new);
        let rpm = ["/usr/bin/people", "/usr/share/licenses/people/LICENSE-MIT"].map(Path::new);
        assert_eq!(shared(deb.into_iter()), shared(rpm.into_iter()));
    }
}
