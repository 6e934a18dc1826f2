use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::*;

#[derive(Clone, Default)]
struct Pages(Arc<Mutex<Vec<u8>>>);

impl Pages {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Pages {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What stderr and the file say, and the last faults.
fn logged(said: &str, speak: impl FnOnce(&Log)) -> (String, String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let stderr = Pages::default();
    let (log, subscriber) = Log::new(folder.path(), said, stderr.clone());
    tracing::subscriber::with_default(subscriber, || speak(&log));
    let file = fs::read_to_string(log.file()).unwrap_or_default();
    (stderr.text(), file, log.recent())
}

fn carry(_: &Log) {
    tracing::trace!(target: "tungstenite::protocol", "Sending frame: frame-1");
    tracing::debug!(target: "zbus::connection", "Dinner at eight?");
    tracing::debug!(target: "people_engineering", "Dinner at nine?");
    tracing::debug!(target: "a_library_of_next_year", "Dinner at ten?");
    tracing::warn!(target: "tungstenite", "the frame is too long");
    tracing::trace!(target: "people_engine::wire", "a frame came");
}

#[test]
fn what_is_carried_is_not_written_down_whatever_is_asked_for() {
    for said in [
        "trace",
        "tungstenite::protocol=trace,zbus=trace,a_library_of_next_year=trace",
    ] {
        let (stderr, file, _) = logged(said, carry);
        for log in [stderr, file] {
            assert!(!log.contains("frame-1") && !log.contains("Dinner"), "{log}");
        }
    }
    let (stderr, file, _) = logged("trace", carry);
    for log in [stderr, file] {
        assert!(
            log.contains("too long") && log.contains("a frame came"),
            "{log}"
        );
    }
}

#[test]
fn warnings_are_logged_by_themselves_and_nothing_less() {
    let (stderr, file, recent) = logged("", carry);
    for log in [stderr, file, recent.join("\n")] {
        assert!(
            log.contains("too long") && !log.contains("a frame came"),
            "{log}"
        );
    }
}

#[test]
fn the_settings_say_how_much_the_file_holds_and_at_once() {
    let (stderr, file, _) = logged("", |log| {
        let speak = |words| {
            tracing::trace!(target: "people_engine::wire", words, "traced");
            tracing::info!(target: "people_engine::session", words, "done");
        };
        speak("first");
        log.set_level(LogLevel::Steps);
        speak("second");
        log.set_level(LogLevel::Details);
        speak("third");
        log.set_level(LogLevel::Warnings);
        speak("fourth");
    });
    let lines: Vec<_> = file
        .lines()
        .filter_map(|line| line.split_once("people_engine::"))
        .map(|(_, line)| line)
        .collect();
    assert_eq!(
        lines,
        [
            r#"session: done words="second""#,
            r#"wire: traced words="third""#,
            r#"session: done words="third""#,
        ]
    );
    assert_eq!(stderr, "");
}

#[test]
fn the_variable_outdoes_the_settings() {
    let (_, file, _) = logged("people_engine=debug", |log| {
        log.set_level(LogLevel::Warnings);
        tracing::debug!(target: "people_engine::wire", "a frame came");
    });
    assert!(file.contains("a frame came"), "{file}");
}

#[test]
fn no_line_is_written_anywhere_as_it_came() {
    let (stderr, file, recent) = logged("", |_| {
        tracing::warn!(
            password = "hunter2hunter2",
            to = "zoe@wazo.example",
            "Bearer abcdefgh12345678"
        );
    });
    for log in [stderr, file, recent.join("\n")] {
        assert!(
            log.contains("<redacted>") && log.contains("…@wazo.example"),
            "{log}"
        );
        assert!(
            !log.contains("hunter2") && !log.contains("abcdefgh"),
            "{log}"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_made_holds_nobody_up() {
    let stderr = Pages::default();
    let (log, subscriber) = Log::new(Path::new("Cargo.toml"), "", stderr.clone());
    tracing::subscriber::with_default(subscriber, || tracing::warn!("it rains"));
    assert!(stderr.text().contains("it rains"));
    assert_eq!(log.recent().len(), 1);
}
