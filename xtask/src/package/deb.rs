//! A deb, packed as Debian packs its own: Tauri compresses with gzip, and xz takes a third off that.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{self, Fault};

/// Packs it again with xz, in its place. A signature beside it is made anew, as it was of the old bytes.
///
/// # Errors
///
/// When it cannot be unpacked, packed or signed.
pub fn shrink(deb: &Path) -> Result<(), Fault> {
    if !run::is_there("dpkg-deb") {
        return Ok(());
    }
    let unpacked = deb.with_extension("unpacked");
    let on_folder = |fault| Fault::File(unpacked.clone(), fault);
    if unpacked.exists() {
        fs::remove_dir_all(&unpacked).map_err(on_folder)?;
    }
    run::run(
        run::command("dpkg-deb")
            .arg("--raw-extract")
            .args([deb, &unpacked]),
    )?;
    run::run(
        run::command("dpkg-deb")
            .args(["--root-owner-group", "-Zxz", "-z9", "--build"])
            .args([unpacked.as_path(), deb]),
    )?;
    fs::remove_dir_all(&unpacked).map_err(on_folder)?;
    if signature(deb).exists() {
        run::run(
            run::command("npx")
                .args(["--no-install", "tauri", "signer", "sign"])
                .arg(deb),
        )?;
    }
    Ok(())
}

/// Where Tauri leaves a package's signature for the updater.
fn signature(package: &Path) -> PathBuf {
    let mut name = package.as_os_str().to_owned();
    name.push(".sig");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_stands_beside_its_package() {
        assert_eq!(
            signature(Path::new("a/People_0.1.0_amd64.deb")),
            Path::new("a/People_0.1.0_amd64.deb.sig")
        );
    }
}
