//! What puts a line down: redacted, and whole.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;

use super::redaction::redact;

/// Writes lines to `W`, one after the other, without what may not stand in them.
pub(super) struct Pen<W>(Arc<Mutex<W>>);

impl<W: Write> Pen<W> {
    pub(super) fn new(paper: W) -> Self {
        Self(Arc::new(Mutex::new(paper)))
    }
}

impl<W> Clone for Pen<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W: Write> Write for Pen<W> {
    /// A line comes in one piece. One that cannot be written is lost, and holds nobody up.
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        let mut paper = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _lost = paper.write_all(redact(&text).as_bytes());
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .flush()
    }
}

impl<W: Write> MakeWriter<'_> for Pen<W> {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
