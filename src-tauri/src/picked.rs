//! The files that the person picked. The page hands paths back, and only these are taken: a fault in the page cannot read or
//! overwrite any other file.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use people_engine::api::{AppError, FileFault};

/// What was picked in this run.
#[derive(Debug, Default)]
pub(crate) struct Picked {
    paths: Mutex<Paths>,
}

#[derive(Debug, Default)]
struct Paths {
    read: HashSet<PathBuf>,
    write: HashSet<PathBuf>,
}

impl Picked {
    /// Notes a file to read and gives the text that stands for it.
    pub(crate) fn may_read(&self, path: PathBuf) -> String {
        let text = as_text(&path);
        self.paths().read.insert(path);
        text
    }

    /// Notes a file to write and gives the text that stands for it.
    pub(crate) fn may_write(&self, path: PathBuf) -> String {
        let text = as_text(&path);
        self.paths().write.insert(path);
        text
    }

    /// The file to read that `text` stands for.
    ///
    /// # Errors
    ///
    /// [`FileFault::Denied`] when nobody picked it.
    pub(crate) fn to_read(&self, text: &str) -> Result<PathBuf, AppError> {
        find(&self.paths().read, text)
    }

    /// The file to write that `text` stands for.
    ///
    /// # Errors
    ///
    /// [`FileFault::Denied`] when nobody picked it.
    pub(crate) fn to_write(&self, text: &str) -> Result<PathBuf, AppError> {
        find(&self.paths().write, text)
    }

    fn paths(&self) -> MutexGuard<'_, Paths> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn as_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// By its text, as a path that is not Unicode cannot cross to the page and back.
fn find(paths: &HashSet<PathBuf>, text: &str) -> Result<PathBuf, AppError> {
    paths
        .iter()
        .find(|path| as_text(path) == text)
        .cloned()
        .ok_or_else(|| AppError::File {
            name: Path::new(text)
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            fault: FileFault::Denied,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_file_is_taken() {
        let picked = Picked::default();
        let text = picked.may_read(PathBuf::from("/home/zoe/contacts.csv"));
        assert_eq!(
            picked.to_read(&text),
            Ok(PathBuf::from("/home/zoe/contacts.csv"))
        );
    }

    #[test]
    fn a_file_that_nobody_picked_is_refused() {
        let denied = AppError::File {
            name: "id_ed25519".into(),
            fault: FileFault::Denied,
        };
        assert_eq!(
            Picked::default().to_read("/home/zoe/.ssh/id_ed25519"),
            Err(denied)
        );
    }

    #[test]
    fn a_file_picked_to_be_read_is_not_written() {
        let picked = Picked::default();
        let text = picked.may_read(PathBuf::from("/home/zoe/contacts.csv"));
        assert!(picked.to_write(&text).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_unicode_comes_back_whole() {
        use std::os::unix::ffi::OsStringExt;
        let path = PathBuf::from(std::ffi::OsString::from_vec(
            b"/home/zoe/caf\xe9.csv".to_vec(),
        ));
        let picked = Picked::default();
        let text = picked.may_read(path.clone());
        assert_eq!(picked.to_read(&text), Ok(path));
    }
}
