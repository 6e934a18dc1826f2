//! What the program says on stderr.

use tracing::level_filters::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

/// The environment variable that sets what is logged to stderr, as `people_engine=debug`; warnings by itself.
pub const LOG: &str = "PEOPLE_LOG";

/// Libraries that write down what they carry when they are asked for their details: frames with the token and messages in
/// them, and the words of notifications. The variable cannot make them.
const CARRIERS: [&str; 5] = ["tungstenite", "tokio_tungstenite", "zbus", "hyper", "h2"];

/// Logs to stderr from now on.
pub(crate) fn to_stderr() {
    let said = std::env::var(LOG).unwrap_or_default();
    logging(&said, std::io::stderr).init();
}

fn logging(
    said: &str,
    writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static,
) -> impl Subscriber + Send + Sync {
    let asked = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .parse_lossy(said);
    let lines = fmt::layer()
        .with_writer(writer)
        .with_filter(filter_fn(is_discreet));
    Registry::default().with(asked).with(lines)
}

fn is_discreet(about: &Metadata<'_>) -> bool {
    let of = |carrier: &str| {
        let rest = about.target().strip_prefix(carrier);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    !CARRIERS.into_iter().any(of) || *about.level() <= tracing::Level::INFO
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Pages(Arc<Mutex<Vec<u8>>>);

    impl Write for Pages {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn logged(said: &str, speak: impl FnOnce()) -> String {
        let pages = Pages::default();
        let writer = pages.clone();
        tracing::subscriber::with_default(logging(said, move || writer.clone()), speak);
        String::from_utf8(pages.0.lock().unwrap().clone()).unwrap()
    }

    fn carry() {
        tracing::trace!(target: "tungstenite::protocol", "Sending frame: token-1");
        tracing::debug!(target: "zbus::connection", "Dinner at eight?");
        tracing::warn!(target: "tungstenite", "the frame is too long");
        tracing::trace!(target: "people_engine::wire", "a frame came");
    }

    #[test]
    fn what_is_carried_is_not_written_down_whatever_is_asked_for() {
        for said in ["trace", "tungstenite::protocol=trace,zbus=trace"] {
            let log = logged(said, carry);
            assert!(!log.contains("token-1") && !log.contains("Dinner"), "{log}");
        }
        let all = logged("trace", carry);
        assert!(
            all.contains("too long") && all.contains("a frame came"),
            "{all}"
        );
    }

    #[test]
    fn warnings_are_logged_by_themselves_and_nothing_less() {
        let log = logged("", carry);
        assert!(
            log.contains("too long") && !log.contains("a frame came"),
            "{log}"
        );
    }
}
