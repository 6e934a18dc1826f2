//! Packages: built, listed, and proven by installing one.

mod bill;
mod build;
mod deb;
mod entry;
mod proof;
mod rpm;
mod sums;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{self, Fault};
use crate::{program, setup, tree};
use build::Build;

/// Kinds of packages that a system makes without anything from the network.
const KINDS: &[&str] = if cfg!(target_os = "linux") {
    &["deb", "rpm"]
} else if cfg!(target_os = "macos") {
    &["app", "dmg"]
} else {
    &["nsis", "msi"]
};

/// What is wanted of the packages.
#[derive(clap::Args)]
pub struct Wanted {
    /// The kinds, as `tauri build` calls them.
    #[arg(long, value_name = "KIND", value_delimiter = ',', default_values = KINDS)]
    bundles: Vec<String>,
    /// Build for another target of Rust's.
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
    /// Pack the programs that the tests have built, and keep nothing.
    #[arg(long, conflicts_with_all = ["bundles", "target"])]
    debug: bool,
    /// Do not install what was built.
    #[arg(long)]
    unproven: bool,
}

/// Builds the packages into `target/package`, with their checksums and bills of materials, and proves them.
///
/// # Errors
///
/// When something cannot be built, or a package is not as it should be.
pub fn run(wanted: &Wanted) -> Result<(), Fault> {
    setup::to_build()?;
    setup::to_package()?;
    if wanted.debug {
        program::page()?;
        program::binaries()?;
        return prove_debug();
    }
    let packages = Build::release(&wanted.bundles, wanted.target.as_deref())?.run()?;
    let folder = fresh(&tree::target().join("package"))?;
    let mut files = packages
        .iter()
        .map(|package| copy(package, &folder))
        .collect::<Result<Vec<_>, Fault>>()?;
    if !wanted.unproven {
        setup::to_watch()?;
        prove(&files)?;
    }
    if cfg!(target_os = "linux") {
        // They name what any system needs: once is enough.
        files.extend(bill::write(&folder)?);
    }
    sums::write(&folder, &files)?;
    for file in &files {
        println!("{}", told(file)?);
    }
    println!("the packages are in {}", folder.display());
    Ok(())
}

/// The deb of the programs of the last optimized build, not proven.
///
/// # Errors
///
/// When it cannot be built.
pub fn of_release() -> Result<Vec<PathBuf>, Fault> {
    setup::to_package()?;
    Build::optimized()?.run()
}

/// Packs the programs of the last debug build and proves the packages, where there is apt.
///
/// # Errors
///
/// When a package is not as it should be.
pub fn prove_debug() -> Result<(), Fault> {
    if !run::is_there("apt-get") {
        println!("packages are proven where there is apt");
        return Ok(());
    }
    setup::to_package()?;
    prove(&Build::debug()?.run()?)
}

/// Installs the deb, and reads the rpm, among these.
fn prove(packages: &[PathBuf]) -> Result<(), Fault> {
    let kind = |kind: &str| {
        packages
            .iter()
            .find(|path| path.extension().is_some_and(|extension| extension == kind))
    };
    let Some(deb) = kind("deb") else {
        return Ok(());
    };
    let files = proof::prove(deb)?;
    match kind("rpm") {
        Some(rpm) => rpm::prove(rpm, &files),
        None => Ok(()),
    }
}

fn fresh(folder: &Path) -> Result<PathBuf, Fault> {
    let on_folder = |fault| Fault::File(folder.to_owned(), fault);
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(on_folder)?;
    }
    fs::create_dir_all(folder).map_err(on_folder)?;
    Ok(folder.to_owned())
}

fn copy(file: &Path, folder: &Path) -> Result<PathBuf, Fault> {
    let copy = folder.join(file.file_name().unwrap_or_default());
    fs::copy(file, &copy).map_err(|fault| Fault::File(file.to_owned(), fault))?;
    Ok(copy)
}

/// A file's name and size in megabytes.
fn told(file: &Path) -> Result<String, Fault> {
    let bytes = fs::metadata(file)
        .map_err(|fault| Fault::File(file.to_owned(), fault))?
        .len();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{:>6.1} MB  {name}", bytes as f64 / 1e6))
}
