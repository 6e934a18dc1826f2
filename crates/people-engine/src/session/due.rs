//! The time between two readings of the directory.

use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

/// Why the time is over.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It is time to read the directory again.
    Refresh,
    /// The session has ended.
    Ended,
}

/// Waits until the directory is due, somebody wants it now, or the session has ended.
pub(super) async fn due(pause: Duration, wake: &Notify, ended: impl Future<Output = ()>) -> Next {
    tokio::select! {
        biased;
        () = ended => Next::Ended,
        () = wake.notified() => Next::Refresh,
        () = sleep(pause) => Next::Refresh,
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use tokio::time::Instant;

    use super::*;
    use crate::Rhythm;

    #[tokio::test(start_paused = true)]
    async fn the_directory_is_due_after_five_minutes() {
        let begun = Instant::now();
        let (pause, wake) = (Rhythm::default().directory, Notify::new());
        assert_eq!(due(pause, &wake, pending()).await, Next::Refresh);
        assert_eq!(begun.elapsed(), Duration::from_secs(300));
    }

    #[tokio::test(start_paused = true)]
    async fn a_wish_and_the_end_of_the_session_are_not_kept_waiting() {
        let begun = Instant::now();
        let wake = Notify::new();
        wake.notify_one();
        let pause = Rhythm::default().directory;
        assert_eq!(due(pause, &wake, pending()).await, Next::Refresh);
        assert_eq!(due(pause, &wake, ready(())).await, Next::Ended);
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }
}
