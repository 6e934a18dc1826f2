//! Files that the engine does not read or write itself.

use std::io;
use std::path::Path;

use people_engine::api::{AppError, FileFault};

/// What a file holds.
pub fn read(path: &Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(|error| fault(path, &error))
}

/// Writes a file in place of what was there.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    std::fs::write(path, bytes).map_err(|error| fault(path, &error))
}

fn fault(path: &Path, error: &io::Error) -> AppError {
    AppError::File {
        name: path.display().to_string(),
        fault: match error.kind() {
            io::ErrorKind::NotFound => FileFault::Missing,
            io::ErrorKind::PermissionDenied => FileFault::Denied,
            io::ErrorKind::IsADirectory => FileFault::Directory,
            io::ErrorKind::StorageFull => FileFault::Full,
            _ => FileFault::Unreadable,
        },
    }
}
