//! What was to be done to many contacts and what became of it: imports, the copy made before all were removed, mappings.
//!
//! SQLite, one file a server and user. It is written before the request that it is about, so that after a crash it is known what
//! may have arrived; therefore every commit is on the disk (`synchronous=full`) before it counts. It has nothing to do with the
//! local copy of the directory, and is kept also where that is not wanted. No secret is ever in it.

mod due;
mod history;
mod lists;
mod lock;
pub(crate) mod mapping;
pub(crate) mod removed;
mod schema;
#[cfg(test)]
mod tests;
pub(crate) mod undo;
mod write;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub(crate) use due::{Outcome, changes, creations, mark_changing, mark_sent, record, rename, sent};
pub(crate) use history::{end, unfinished};
pub(crate) use lists::{rows, table};
pub(crate) use lock::Guard;
use people_core::plan::Fields;
use rusqlite::{Connection, Row};
use tokio::sync::oneshot;
pub(crate) use write::{Draft, Head};

use crate::api::{AppError, ImportReport};
use crate::local::{make_private_directory, make_private_file};
use crate::sqlite::{self, StoreFault};

/// What the names of journals end in.
pub(crate) const SUFFIX: &str = ".journal.";

/// How long another process may hold the file before a write gives up.
const BUSY: Duration = Duration::from_secs(10);

enum Job {
    /// Tells whether it found the file damaged.
    Work(Box<dyn FnOnce(&mut Connection) -> bool + Send>),
    Close(oneshot::Sender<()>),
}

/// A journal. It is opened when it is first needed, and worked on by a thread of its own.
pub(crate) struct Journal {
    path: Option<PathBuf>,
    jobs: mpsc::Sender<Job>,
}

impl Journal {
    /// The file of an account.
    pub(crate) fn path(directory: &Path, account: &str) -> PathBuf {
        directory.join(format!("{account}{SUFFIX}sqlite"))
    }

    /// The journal in a file, or one that ends with the program.
    pub(crate) fn new(path: Option<PathBuf>) -> Self {
        let (jobs, queue) = mpsc::channel();
        let file = path.clone();
        let worker = thread::Builder::new().name("people-journal".into());
        if let Err(error) = worker.spawn(move || work(file.as_deref(), &queue)) {
            tracing::warn!(%error, "no journal");
        }
        Self { path, jobs }
    }

    /// The same journal, to be opened anew once this one is closed.
    pub(crate) fn anew(&self) -> Self {
        Self::new(self.path.clone())
    }

    /// Does something with the tables.
    ///
    /// # Errors
    /// [`AppError::Store`] when the file cannot be opened, read or written, or the journal was closed.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, AppError> {
        let (answer, answered) = oneshot::channel();
        let job = move |connection: &mut Connection| match work(connection) {
            Ok(done) => {
                let _ = answer.send(done);
                false
            }
            Err(error) => {
                tracing::warn!(code = ?error.sqlite_error_code(), "the journal was not read or written");
                sqlite::is_corrupt(&error)
            }
        };
        let sent = self.jobs.send(Job::Work(Box::new(job)));
        sent.map_err(|_| AppError::Store)?;
        answered.await.map_err(|_| AppError::Store)
    }

    /// Takes the work through the journal for this process, for as long as the guard lives.
    ///
    /// # Errors
    /// [`AppError::ImportRuns`] when another process has it.
    pub(crate) async fn lock(&self) -> Result<Guard, AppError> {
        let Some(path) = self.path.clone() else {
            return Ok(Guard::NOT_NEEDED);
        };
        // The thread that looks at who works takes the lock as well: the two are never at it at once.
        self.with(move |_| Ok(Guard::take(&path))).await?
    }

    /// The last imports, the newest first; `is_running` says that this program carries one out. One that is under way, here or
    /// in another process, is not among them.
    pub(crate) async fn imports(&self, is_running: bool) -> Result<Vec<ImportReport>, AppError> {
        let path = self.path.clone();
        let locked = move || {
            let taken = path.as_deref().map(Guard::take);
            matches!(taken, Some(Err(AppError::ImportRuns)))
        };
        self.with(move |connection| history::imports(connection, || is_running || locked()))
            .await
    }

    /// Closes the file once what is under way is done; nothing more is written.
    pub(crate) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.jobs.send(Job::Close(done)).is_ok() {
            let _ = closed.await;
        }
    }
}

fn work(path: Option<&Path>, queue: &mpsc::Receiver<Job>) {
    let mut opened: Option<Connection> = None;
    while let Ok(job) = queue.recv() {
        let job = match job {
            Job::Work(job) => job,
            Job::Close(done) => {
                drop(opened);
                let _ = done.send(());
                return;
            }
        };
        let connection = match opened.take() {
            Some(connection) => Ok(connection),
            None => open(path),
        };
        match connection {
            Ok(mut connection) => {
                if !job(&mut connection) {
                    opened = Some(connection);
                } else if let Some(path) = path {
                    drop(connection);
                    give_up(path);
                }
            }
            Err(error) => tracing::warn!(%error, "no journal"),
        }
    }
}

fn open(path: Option<&Path>) -> Result<Connection, StoreFault> {
    let Some(path) = path else {
        return prepared(Connection::open_in_memory()?);
    };
    if let Some(directory) = path.parent() {
        make_private_directory(directory)?;
    }
    let file = || {
        // SQLite gives the files beside it the same permissions.
        make_private_file(path)?;
        prepared(Connection::open(path)?)
    };
    match file() {
        Err(fault) if fault.is_corrupt() => {
            give_up(path);
            file()
        }
        opened => opened,
    }
}

fn prepared(mut connection: Connection) -> Result<Connection, StoreFault> {
    connection.busy_timeout(BUSY)?;
    sqlite::prepare(&mut connection, schema::STEPS)?;
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(connection)
}

fn give_up(path: &Path) {
    tracing::warn!("the journal is damaged and is begun anew");
    if let Err(error) = sqlite::set_aside(path) {
        tracing::warn!(%error, "the damaged journal was not set aside");
    }
}

/// What the JSON of a column is read as; what cannot be read is damage.
fn json<T: serde::de::DeserializeOwned>(column: usize, text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    })
}

/// The fields of a row, whose names are in this column and whose values are in the next.
fn fields(row: &Row<'_>, column: usize) -> rusqlite::Result<Fields> {
    let names: Vec<String> = json(column, row.get_ref(column)?.as_str()?)?;
    let values: Vec<String> = json(column + 1, row.get_ref(column + 1)?.as_str()?)?;
    Ok(names.into_iter().zip(values).collect())
}

/// The JSON of a column.
fn to_json<T: serde::Serialize + ?Sized>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
