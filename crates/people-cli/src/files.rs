//! Files that the engine does not read itself.

use std::io;
use std::path::Path;

use people_engine::api::{AppError, FileFault};

/// What a file holds.
pub fn read(path: &Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(|error| fault(path, &error))
}

/// Whether both paths lead to one file that is there.
pub fn are_one(path: &Path, other: &Path) -> bool {
    match (path.canonicalize(), other.canonicalize()) {
        (Ok(path), Ok(other)) => path == other,
        _ => false,
    }
}

fn fault(path: &Path, error: &io::Error) -> AppError {
    AppError::File {
        name: path.display().to_string(),
        fault: match error.kind() {
            io::ErrorKind::NotFound => FileFault::Missing,
            io::ErrorKind::PermissionDenied => FileFault::Denied,
            io::ErrorKind::IsADirectory => FileFault::Directory,
            _ => FileFault::Unreadable,
        },
    }
}
