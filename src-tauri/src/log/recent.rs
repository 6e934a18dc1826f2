//! The last lines, for a report.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept.
const KEPT: usize = 50;

/// The last lines that were written to it; clones share them.
#[derive(Clone, Default)]
pub(super) struct Recent(Arc<Mutex<VecDeque<String>>>);

impl Recent {
    /// The oldest first.
    pub(super) fn lines(&self) -> Vec<String> {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().cloned().collect()
    }
}

impl Write for Recent {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        let text = String::from_utf8_lossy(line).trim_end().to_owned();
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(text);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_kept_and_older_ones_go() {
        let mut recent = Recent::default();
        for line in 0..KEPT + 3 {
            recent.write_all(format!("{line}\n").as_bytes()).unwrap();
        }
        let lines = recent.lines();
        assert_eq!(lines.len(), KEPT);
        assert_eq!((lines[0].as_str(), lines[KEPT - 1].as_str()), ("3", "52"));
    }
}
