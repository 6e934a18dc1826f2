//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::api::{AppError, FileFault};

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner.
    Owner,
    /// Whom the system's usual rule (the umask) allows; a file that replaces another keeps its permissions.
    Usual,
}

/// Makes a directory for its owner only, and those above it that are missing.
pub(crate) fn make_private_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Makes an empty file for its owner only, if there is none.
pub(crate) fn make_private_file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

/// Writes a file that the person chose, whole or not at all.
///
/// # Errors
/// [`AppError::File`] with what the system says; the file that was there is as it was.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    write_atomically(path, bytes, Readers::Usual).map_err(|error| fault(path, &error))
}

/// Writes beside the target, makes sure that it is on the disk, and only then takes the target's place.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut temporary = temporary_file(directory, readers)?;
    temporary.write_all(bytes)?;
    if readers == Readers::Usual
        && let Ok(replaced) = fs::metadata(path)
    {
        temporary
            .as_file()
            .set_permissions(replaced.permissions())?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// By itself a temporary file is its owner's only.
fn temporary_file(directory: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".people-");
    #[cfg(unix)]
    if readers == Readers::Usual {
        use std::os::unix::fs::PermissionsExt;
        // The umask is taken off when the file is made.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.tempfile_in(directory)
}

/// Opens a file to read it.
pub(crate) fn open(path: &Path) -> io::Result<fs::File> {
    let file = fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(file)
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
        write_atomically(&path, b"long first content", Readers::Usual).unwrap();
        write_atomically(&path, b"second", Readers::Usual).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_that_fails_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("taken");
        fs::create_dir(&target).unwrap();
        let error = write_atomically(&target, b"x", Readers::Owner).unwrap_err();
        assert_eq!(fault_of(&target, &error), FileFault::Directory);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[cfg(unix)]
    #[test]
    fn what_is_private_is_its_owner_s_only() {
        let directory = tempfile::tempdir().unwrap();
        let home = directory.path().join("a").join("b");
        make_private_directory(&home).unwrap();
        make_private_directory(&home).unwrap();
        assert_eq!((mode(&home), mode(home.parent().unwrap())), (0o700, 0o700));
        let store = home.join("store");
        make_private_file(&store).unwrap();
        fs::write(&store, "kept").unwrap();
        make_private_file(&store).unwrap();
        assert_eq!(fs::read(&store).unwrap(), b"kept");
        let settings = home.join("settings");
        fs::write(&settings, "an older one, which others may read").unwrap();
        write_atomically(&settings, b"x", Readers::Owner).unwrap();
        assert_eq!((mode(&store), mode(&settings)), (0o600, 0o600));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_for_the_person_follows_the_system_s_rule_or_the_file_before() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let usual = directory.path().join("usual");
        fs::write(&usual, "as any program would").unwrap();
        let new = directory.path().join("new.csv");
        write_atomically(&new, b"x", Readers::Usual).unwrap();
        assert_eq!(mode(&new), mode(&usual));
        for kept in [0o600, 0o664] {
            fs::set_permissions(&new, fs::Permissions::from_mode(kept)).unwrap();
            write_atomically(&new, b"y", Readers::Usual).unwrap();
            assert_eq!(mode(&new), kept);
        }
    }

    #[test]
    fn each_fault_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let missing = directory.path().join("nowhere").join("x.csv");
        assert_eq!(
            fault_of(&missing, &open(&missing).unwrap_err()),
            FileFault::Missing
        );
        let error = write_atomically(&missing, b"x", Readers::Usual).unwrap_err();
        assert_eq!(fault_of(&missing, &error), FileFault::Missing);
        let error = open(directory.path()).unwrap_err();
        assert_eq!(fault_of(directory.path(), &error), FileFault::Directory);
        let full = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(fault_of(&missing, &full), FileFault::Full);
    }
}
