//! Checksums, as `sha256sum --check` reads them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::run::Fault;

/// The file's name.
pub const NAME: &str = "SHA256SUMS";

/// Writes those of `files` into `folder`.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn write(folder: &Path, files: &[PathBuf]) -> Result<(), Fault> {
    let lines = files
        .iter()
        .map(|file| line(file))
        .collect::<Result<String, Fault>>()?;
    let path = folder.join(NAME);
    fs::write(&path, lines).map_err(|fault| Fault::File(path, fault))
}

fn line(file: &Path) -> Result<String, Fault> {
    let on_file = |fault| Fault::File(file.to_owned(), fault);
    let mut hash = Sha256::new();
    io::copy(
        &mut File::open(file).map_err(on_file)?,
        &mut Hashed(&mut hash),
    )
    .map_err(on_file)?;
    let hex: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{hex}  {name}\n"))
}

struct Hashed<'a>(&'a mut Sha256);

impl io::Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_sha256sum_prints() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.deb");
        fs::write(&file, "abc").unwrap();
        write(folder.path(), &[file]).unwrap();
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            fs::read_to_string(folder.path().join(NAME)).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.deb\n"
        );
    }
}
