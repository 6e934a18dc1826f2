//! A deb, proven by installing it, starting what it installs, and removing it.

use std::fs;
use std::path::{Path, PathBuf};

use super::entry;
use crate::run::{self, Fault};
use crate::{e2e, setup};

const PACKAGE: &str = "people";

/// Installs the package, looks at all that a desktop looks at, opens the program's window, and removes it again. Gives the paths
/// of the package's files.
///
/// # Errors
///
/// When something is not as it should be; the package is removed all the same.
pub fn prove(deb: &Path) -> Result<Vec<PathBuf>, Fault> {
    if setup::is_installed(PACKAGE) {
        return Err(Fault::Answer(format!(
            "`{PACKAGE}` is installed on this computer: remove it first, or prove the package elsewhere"
        )));
    }
    let listed = run::ask(run::command("dpkg-deb").arg("--contents").arg(deb))?;
    let entries = entries(&listed);
    let files: Vec<_> = entries
        .iter()
        .filter(|path| !path.is_dir())
        .cloned()
        .collect();
    let own: Vec<_> = entries.into_iter().filter(|path| !path.exists()).collect();

    println!("installing {}", deb.display());
    setup::apt(&["install"], &[deb.as_os_str()])?;
    let looked = look();
    setup::apt(&["purge"], &[PACKAGE.as_ref()])?;
    looked?;
    let left: Vec<_> = own.iter().filter(|path| path.exists()).collect();
    if !left.is_empty() {
        return Err(Fault::Answer(format!("left behind: {left:?}")));
    }
    println!(
        "installed, started and removed without rest: {} files",
        files.len()
    );
    Ok(files)
}

fn look() -> Result<(), Fault> {
    entry::prove()?;
    run::ask(run::command("/usr/bin/people-cli").arg("--version"))?;
    run::run(
        e2e::vitest("tests/e2e/scenes/vitest.config.ts")
            .arg("installed")
            .env("PEOPLE_BIN", "/usr/bin/people"),
    )
}

/// The paths in what `dpkg-deb --contents` prints: mode, owner, size, day, hour and path, with or without `./` at its start.
fn entries(listed: &str) -> Vec<PathBuf> {
    listed
        .lines()
        .filter_map(|line| line.split_whitespace().nth(5))
        .map(|path| Path::new("/").join(path.trim_start_matches("./").trim_end_matches('/')))
        .collect()
}

/// Whether a file is there and holds something.
pub fn has(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paths_of_a_package_are_read() {
        let listed = "\
drwxr-xr-x 0/0               0 2026-11-23 17:14 usr/bin
-rwxr-xr-x root/root       512 2026-11-23 17:14 ./usr/bin/people
drwxr-xr-x root/root         0 2026-11-23 17:14 ./usr/share/
";
        assert_eq!(
            entries(listed),
            ["/usr/bin", "/usr/bin/people", "/usr/share"].map(PathBuf::from)
        );
    }
}
