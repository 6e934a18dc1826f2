//! Files that the person chose.

use std::path::Path;

use crate::api::{AppError, Exported};
use crate::fault;
use crate::local::{file_name, save};

/// Writes a file of so many contacts, whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8], count: u32) -> Result<Exported, AppError> {
    save(path, bytes)?;
    Ok(Exported {
        count,
        name: file_name(path),
    })
}

/// Work with a file, on a thread that may wait for it.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| fault::internal("file"))?
}
