//! What the program writes down about itself: on stderr, in a file, and the last faults in memory for a report.

mod file;
mod pen;
mod recent;
pub(crate) mod redaction;

use std::io::Write;
use std::path::{Path, PathBuf};

use people_engine::api::LogLevel;
use tracing::level_filters::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::{FilterExt, FilterFn, filter_fn};
use tracing_subscriber::fmt::format::{DefaultFields, Format};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, reload};

use file::Rotating;
use pen::Pen;
use recent::Recent;

/// The environment variable that sets what is logged, as `people_engine=debug`. Without it stderr gets warnings, and the file
/// what the settings say.
pub const LOG: &str = "PEOPLE_LOG";

/// Our own. Libraries write down what they carry when they are asked for their details: frames with the token and messages in
/// them, the words of notifications, the tray's menu. Neither the variable nor the settings can make them: of theirs, nothing
/// below what is worth telling is written.
const OURS: [&str; 4] = [
    "people_core",
    "people_engine",
    "people_shell",
    "wazo_client",
];

/// The running log.
pub(crate) struct Log {
    file: PathBuf,
    recent: Recent,
    level: Option<reload::Handle<EnvFilter, Registry>>,
}

impl Log {
    /// Logs from now on. The file is `logs/people.log` below `data`; its folder is made with the first line.
    pub(crate) fn start(data: &Path) -> Self {
        let said = std::env::var(LOG).unwrap_or_default();
        let (log, subscriber) = Self::new(data, &said, std::io::stderr());
        subscriber.init();
        note_panics();
        log
    }

    /// Writes down as much as told from now on, unless the variable says how much.
    pub(crate) fn set_level(&self, level: LogLevel) {
        let Some(handle) = &self.level else { return };
        if let Err(error) = handle.reload(filter(directives(level))) {
            tracing::warn!(%error, "the level of the log stays");
        }
    }

    /// The file that is written now.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// The last warnings and errors, the oldest first.
    pub(crate) fn recent(&self) -> Vec<String> {
        self.recent.lines()
    }

    fn new<W: Write + Send + 'static>(
        data: &Path,
        said: &str,
        stderr: W,
    ) -> (Self, impl Subscriber + Send + Sync + use<W>) {
        let file = data.join("logs").join("people.log");
        let recent = Recent::default();
        let kept = if said.is_empty() {
            directives(LogLevel::default())
        } else {
            said
        };
        let (kept, level) = reload::Layer::new(filter(kept));
        let subscriber = Registry::default()
            .with(lines(Pen::new(Rotating::new(file.clone()))).with_filter(kept.and(discreet())))
            .with(lines(Pen::new(stderr)).with_filter(filter(said).and(discreet())))
            .with(lines(Pen::new(recent.clone())).with_filter(LevelFilter::WARN));
        let level = said.is_empty().then_some(level);
        let log = Self {
            file,
            recent,
            level,
        };
        (log, subscriber)
    }
}

/// Logs to stderr alone: where nobody knows in which folder to write.
pub(crate) fn to_stderr() {
    let said = std::env::var(LOG).unwrap_or_default();
    let lines = lines(Pen::new(std::io::stderr())).with_filter(filter(&said).and(discreet()));
    Registry::default().with(lines).init();
}

fn lines<S, W: Write + 'static>(pen: Pen<W>) -> fmt::Layer<S, DefaultFields, Format, Pen<W>> {
    // A rule of redaction reads a line as it is; colours within it would hide what it looks for.
    fmt::Layer::default().with_ansi(false).with_writer(pen)
}

fn filter(said: &str) -> EnvFilter {
    EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .parse_lossy(said)
}

/// What a level of the settings means.
fn directives(level: LogLevel) -> &'static str {
    match level {
        LogLevel::Warnings => "warn",
        LogLevel::Steps => {
            "warn,people_core=info,people_engine=info,people_shell=info,wazo_client=info"
        }
        LogLevel::Details => {
            "info,people_core=trace,people_engine=trace,people_shell=trace,wazo_client=trace"
        }
    }
}

fn discreet() -> FilterFn<fn(&Metadata<'_>) -> bool> {
    filter_fn(is_discreet)
}

fn is_discreet(about: &Metadata<'_>) -> bool {
    let of = |ours: &str| {
        let rest = about.target().strip_prefix(ours);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    OURS.into_iter().any(of) || *about.level() <= tracing::Level::INFO
}

/// Where a panic was is written down too, without its words: they could hold anything.
fn note_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "the program panicked");
        before(panic);
    }));
}

#[cfg(test)]
mod tests;
