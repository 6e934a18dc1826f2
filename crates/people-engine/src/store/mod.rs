//! The local copy of one user's directory: SQLite, one file a server and user, one thread that writes.
//!
//! No secret is ever in it. What cannot be read is set aside and built anew; what a newer program wrote is left alone.

mod calls;
mod chat;
mod schema;
mod snapshot;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::{fs, io, thread};

use people_core::chat::Marks;
use rusqlite::Connection;
pub(crate) use snapshot::{Favorite, Head, Snapshot};

use crate::journal;
use crate::local::{make_private_directory, make_private_file};
use crate::session::Kept;
use crate::sqlite::{self, LOCK, StoreFault, set_aside};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// An open store. Its writes run one after the other on a thread of their own, which ends with it.
pub(crate) struct Store {
    jobs: mpsc::Sender<Job>,
    writer: Option<thread::JoinHandle<()>>,
}

impl Store {
    /// The file of an account.
    pub(crate) fn path(directory: &Path, account: &str) -> PathBuf {
        directory.join(format!("{account}.sqlite"))
    }

    /// Opens the store and reads what it has. It blocks: call it on a thread that may.
    pub(crate) fn open(path: &Path) -> Result<(Self, Option<Snapshot>), StoreFault> {
        if let Some(directory) = path.parent() {
            make_private_directory(directory)?;
        }
        let (connection, snapshot) = match read(path) {
            Err(fault) if fault.is_corrupt() => {
                tracing::warn!("the local copy is damaged and is built anew");
                set_aside(path)?;
                read(path)?
            }
            outcome => outcome?,
        };
        let (jobs, queue) = mpsc::channel::<Job>();
        let writer = thread::Builder::new()
            .name("people-store".into())
            .spawn(move || write(connection, &queue))?;
        let store = Self {
            jobs,
            writer: Some(writer),
        };
        Ok((store, snapshot))
    }

    /// Replaces the whole copy; the snapshot is made on the writer's thread.
    pub(crate) fn save(&self, snapshot: impl FnOnce() -> Snapshot + Send + 'static) {
        self.post(move |connection| snapshot::save(connection, &snapshot()));
    }

    /// Replaces all but the rows.
    pub(crate) fn save_head(&self, head: Head) {
        self.post(move |connection| snapshot::save_head(connection, &head));
    }

    /// Replaces the favorites.
    pub(crate) fn save_favorites(&self, favorites: Vec<Favorite>) {
        self.post(move |connection| snapshot::save_favorites(connection, &favorites));
    }

    /// Counts a call to a number.
    pub(crate) fn count_call(&self, number: String) {
        self.post(move |connection| snapshot::count_call(connection, &number));
    }

    /// Replaces what is kept of calls.
    pub(crate) fn save_calls(&self, kept: Kept) {
        self.post(move |connection| calls::save(connection, &kept));
    }

    /// Replaces up to when conversations were read.
    pub(crate) fn save_marks(&self, marks: Marks) {
        self.post(move |connection| chat::save(connection, &marks));
    }

    fn post(&self, job: impl FnOnce(&mut Connection) -> rusqlite::Result<()> + Send + 'static) {
        let job = move |connection: &mut Connection| {
            if let Err(error) = job(connection) {
                tracing::warn!(code = ?error.sqlite_error_code(), "the local copy was not written");
            }
        };
        let _ = self.jobs.send(Box::new(job));
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let (nobody, _) = mpsc::channel();
        drop(std::mem::replace(&mut self.jobs, nobody));
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

/// Removes every store of a directory, damaged ones that were set aside among them, and with `journals` those as well.
pub(crate) fn remove_all(directory: &Path, journals: bool) -> Result<(), StoreFault> {
    let entries = match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy());
        let is_store = name.is_some_and(|name| {
            let is_store = name.contains(".sqlite") || name.ends_with(".damaged");
            is_store && (journals || !name.contains(journal::SUFFIX)) && !name.ends_with(LOCK)
        });
        if is_store {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<(Connection, Option<Snapshot>), StoreFault> {
    // SQLite gives the files beside it the same permissions.
    make_private_file(path)?;
    let mut connection = Connection::open(path)?;
    sqlite::prepare(&mut connection, schema::STEPS)?;
    connection.pragma_update(None, "synchronous", "normal")?;
    let snapshot = snapshot::load(&connection)?;
    Ok((connection, snapshot))
}

fn write(mut connection: Connection, queue: &mpsc::Receiver<Job>) {
    while let Ok(job) = queue.recv() {
        job(&mut connection);
    }
}

#[cfg(test)]
mod tests;
