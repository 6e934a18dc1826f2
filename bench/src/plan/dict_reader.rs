//! Python's reader, in a child that times itself.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use tempfile::NamedTempFile;

/// Reads the file once for each line of its input, and prints the milliseconds that it took.
const PROGRAM: &str = "
import csv, sys, time
for _ in sys.stdin:
    start = time.perf_counter()
    with open(sys.argv[1], encoding='utf-8', newline='') as file:
        for row in csv.DictReader(file):
            pass
    print((time.perf_counter() - start) * 1000, flush=True)
";

/// A Python that reads the file when it is asked to.
pub struct DictReader {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
    _file: NamedTempFile,
}

impl DictReader {
    /// Starts it; None where there is no Python.
    pub fn start(bytes: &[u8]) -> io::Result<Option<Self>> {
        let mut file = NamedTempFile::new()?;
        file.write_all(bytes)?;
        let spawned = Command::new("python3")
            .args(["-c", PROGRAM])
            .arg(file.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = match spawned {
            Ok(child) => child,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (Some(asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ErrorKind::BrokenPipe.into());
        };
        Ok(Some(Self {
            child,
            asks,
            answers: BufReader::new(answers),
            _file: file,
        }))
    }

    /// Reads the file once: the milliseconds.
    pub fn read(&mut self) -> io::Result<f64> {
        writeln!(self.asks)?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        line.trim().parse().map_err(io::Error::other)
    }
}

impl Drop for DictReader {
    fn drop(&mut self) {
        // It may have ended of itself, and there is nothing to do about one that cannot be ended.
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}
