//! What is written: JSON for scripts, aligned columns for people, progress for who watches.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

/// Whether a line of progress stands on the terminal.
static PROGRESS: AtomicBool = AtomicBool::new(false);

/// Writes a value as JSON.
pub fn json(value: &impl Serialize) -> io::Result<()> {
    end_progress();
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)
}

/// Writes a value as one line of JSON.
pub fn json_line(value: &impl Serialize) -> io::Result<()> {
    end_progress();
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)
}

/// A state by its name in JSON.
pub fn code(state: &impl Serialize) -> String {
    let name = serde_json::to_value(state).ok();
    let name = name.as_ref().and_then(|name| name.as_str());
    name.unwrap_or_default().to_owned()
}

/// Writes a line.
pub fn line(text: &str) -> io::Result<()> {
    end_progress();
    writeln!(io::stdout().lock(), "{}", plain(text))
}

/// Writes rows under their titles, each column as wide as its widest value.
pub fn table(titles: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
    let titles: Vec<String> = titles.iter().map(|title| plain(title)).collect();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|text| plain(text)).collect())
        .collect();
    let mut widths = vec![0; titles.len()];
    for row in rows.iter().chain([&titles]) {
        for (width, text) in widths.iter_mut().zip(row) {
            *width = (*width).max(text.chars().count());
        }
    }
    end_progress();
    let mut out = io::stdout().lock();
    for row in [&titles].into_iter().chain(&rows) {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell);
            let gap = width - cell.chars().count() + 2;
            text.extend(std::iter::repeat_n(' ', gap));
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// Tells what went wrong, on standard error.
pub fn complain(sentence: &str) {
    end_progress();
    let _ = writeln!(io::stderr().lock(), "people-cli: {}", plain(sentence));
}

/// Shows how far something is, on standard error and only to a terminal: in one line, which takes the place of the last one.
pub fn progress(text: &str) {
    let mut err = io::stderr().lock();
    if err.is_terminal() {
        PROGRESS.store(true, Ordering::Relaxed);
        let _ = write!(err, "\r{text}\x1b[K");
    }
}

/// Takes that line away, before anything else is written.
pub fn end_progress() {
    if PROGRESS.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
    }
}

/// A contact's text must not speak to the terminal: control characters and those that turn the direction of text show as a box.
fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_speak_to_the_terminal() {
        let shown = plain("a\u{1b}[2Jb\u{202e}c\nd é🎉");
        assert_eq!(shown, "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d é🎉");
    }
}
