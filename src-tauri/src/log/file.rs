//! A file of lines that never grows beyond its bounds.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The bytes of one file; the line that would go beyond them begins the next.
const LIMIT: u64 = 1024 * 1024;

/// How many files there are at most, the one that is written included.
const FILES: usize = 5;

/// Writes to `path`. A full file is renamed to `path.1`, what had that name to `path.2`, and so on; the oldest goes. What is made
/// can be read by its owner alone.
pub(super) struct Rotating {
    path: PathBuf,
    open: Option<(File, u64)>,
    limit: u64,
}

impl Rotating {
    /// Nothing is made before the first line.
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            open: None,
            limit: LIMIT,
        }
    }

    /// The file and its bytes, opened anew where it was removed or moved by somebody.
    fn file(&mut self) -> io::Result<(File, u64)> {
        match self.open.take() {
            Some(open) if self.path.exists() => Ok(open),
            _ => {
                let file = open_private(&self.path)?;
                let bytes = file.metadata()?.len();
                Ok((file, bytes))
            }
        }
    }

    fn rotate(&self) -> io::Result<()> {
        for number in (0..FILES - 1).rev() {
            match fs::rename(self.numbered(number), self.numbered(number + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn numbered(&self, number: usize) -> PathBuf {
        if number == 0 {
            self.path.clone()
        } else {
            self.path.with_added_extension(number.to_string())
        }
    }
}

impl Write for Rotating {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let length = line.len() as u64;
        let (mut file, mut bytes) = self.file()?;
        if bytes > 0 && bytes + length > self.limit {
            drop(file);
            self.rotate()?;
            (file, bytes) = self.file()?;
        }
        file.write_all(line)?;
        self.open = Some((file, bytes + length));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.open {
            Some((file, _)) => file.flush(),
            None => Ok(()),
        }
    }
}

fn open_private(path: &Path) -> io::Result<File> {
    let mut folder = DirBuilder::new();
    let mut file = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        file.mode(0o600);
    }
    if let Some(parent) = path.parent() {
        folder.recursive(true).create(parent)?;
    }
    file.create(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(folder: &Path) -> Rotating {
        Rotating {
            limit: 10,
            ..Rotating::new(folder.join("logs").join("people.log"))
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder.join("logs")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn full_files_move_on_and_the_oldest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = small(folder.path());
        for line in 0..7 {
            log.write_all(format!("line {line}\n").as_bytes()).unwrap();
        }
        let kept: Vec<_> = (0..FILES)
            .map(|number| fs::read_to_string(log.numbered(number)).unwrap())
            .collect();
        assert_eq!(
            kept,
            ["line 6\n", "line 5\n", "line 4\n", "line 3\n", "line 2\n"]
        );
        assert_eq!(names(folder.path()).len(), FILES);
    }

    #[test]
    fn a_file_of_an_earlier_run_is_filled_up() {
        let folder = tempfile::tempdir().unwrap();
        small(folder.path()).write_all(b"one\n").unwrap();
        let mut log = small(folder.path());
        log.write_all(b"two\n").unwrap();
        assert_eq!(fs::read_to_string(&log.path).unwrap(), "one\ntwo\n");
        log.write_all(b"three\n").unwrap();
        assert_eq!(fs::read_to_string(&log.path).unwrap(), "three\n");
    }

    #[test]
    fn a_line_longer_than_a_file_stands_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = small(folder.path());
        log.write_all(b"a line that is too long\n").unwrap();
        assert_eq!(names(folder.path()), ["people.log"]);
        log.write_all(b"next\n").unwrap();
        assert_eq!(fs::read_to_string(&log.path).unwrap(), "next\n");
    }

    #[test]
    fn a_file_that_somebody_removes_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = small(folder.path());
        log.write_all(b"one\n").unwrap();
        fs::remove_dir_all(folder.path().join("logs")).unwrap();
        log.write_all(b"two\n").unwrap();
        assert_eq!(fs::read_to_string(&log.path).unwrap(), "two\n");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mut log = small(folder.path());
        log.write_all(b"line\n").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&log.path), 0o600);
        assert_eq!(mode(log.path.parent().unwrap()), 0o700);
    }
}
