//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::api::{AppError, FileFault};

/// Writes beside the target, makes sure that it is on the disk, and only then takes the target's place.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut temporary = tempfile::Builder::new()
        .prefix(".people-")
        .tempfile_in(directory)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    keep_permissions(path, temporary.as_file())?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file that replaces another keeps its permissions; a new one is for its owner and whom the system's usual rule adds.
#[cfg(unix)]
fn keep_permissions(path: &Path, file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = match fs::metadata(path) {
        Ok(metadata) => metadata.permissions(),
        Err(_) => fs::Permissions::from_mode(0o644),
    };
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn keep_permissions(_path: &Path, _file: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file's name without its directory, as errors and reports show it.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// What an error of reading or writing a file means.
pub(crate) fn fault(path: &Path, error: &io::Error) -> AppError {
    let fault = match error.kind() {
        io::ErrorKind::NotFound => FileFault::Missing,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => FileFault::Denied,
        io::ErrorKind::IsADirectory => FileFault::Directory,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileFault::Full,
        _ if path.is_dir() => FileFault::Directory,
        _ => FileFault::Unreadable,
    };
    AppError::File {
        name: file_name(path),
        fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(path: &Path, error: &io::Error) -> FileFault {
        match fault(path, error) {
            AppError::File { fault, .. } => fault,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("contacts.csv");
        write_atomically(&path, b"long first content").unwrap();
        write_atomically(&path, b"second").unwrap();
        assert_eq!(read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_that_fails_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("taken");
        fs::create_dir(&target).unwrap();
        let error = write_atomically(&target, b"x").unwrap_err();
        assert_eq!(fault_of(&target, &error), FileFault::Directory);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn each_fault_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let missing = directory.path().join("nowhere").join("x.csv");
        assert_eq!(
            fault_of(&missing, &read(&missing).unwrap_err()),
            FileFault::Missing
        );
        let error = write_atomically(&missing, b"x").unwrap_err();
        assert_eq!(fault_of(&missing, &error), FileFault::Missing);
        let error = read(directory.path()).unwrap_err();
        assert_eq!(fault_of(directory.path(), &error), FileFault::Directory);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(fault_of(&missing, &full), FileFault::Full);
    }
}
