//! The pauses between tries to reach a server that was lost.

use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::sleep;

/// Pauses that double from the first to the longest.
#[derive(Debug)]
pub(super) struct Backoff {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Backoff {
    /// Begins with the first pause.
    pub(super) fn new((first, longest): (Duration, Duration)) -> Self {
        Self {
            first,
            longest,
            next: first,
        }
    }

    /// The server was there: the next loss begins with the first pause again.
    pub(super) fn reset(&mut self) {
        self.next = self.first;
    }

    /// The next pause.
    pub(super) fn pause(&mut self) -> Duration {
        let pause = jittered(self.next);
        self.next = (self.next * 2).min(self.longest);
        pause
    }

    /// Waits for the next pause, or until somebody wants the server now.
    pub(super) async fn wait(&mut self, wake: &Notify) {
        tokio::select! {
            () = sleep(self.pause()) => {}
            () = wake.notified() => {}
        }
    }
}

/// Somewhere between half of a pause and the whole, so that a server that comes back is not met by everybody at once.
fn jittered(pause: Duration) -> Duration {
    pause.mul_f64(0.5 + 0.5 * rand::random::<f64>())
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;
    use crate::Rhythm;

    /// Timers are as fine as a millisecond.
    const GRAIN: Duration = Duration::from_millis(1);

    async fn waited(backoff: &mut Backoff) -> Duration {
        let begun = Instant::now();
        backoff.wait(&Notify::new()).await;
        begun.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_double_from_half_a_second_to_half_a_minute() {
        let mut backoff = Backoff::new(Rhythm::default().reconnect);
        for whole in [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0] {
            let whole = Duration::from_secs_f64(whole);
            let waited = waited(&mut backoff).await;
            assert!(
                waited >= whole / 2 && waited <= whole + GRAIN,
                "{waited:?} of {whole:?}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_was_there_is_soon_tried_again() {
        let mut backoff = Backoff::new(Rhythm::default().reconnect);
        for _ in 0..8 {
            waited(&mut backoff).await;
        }
        backoff.reset();
        let (first, _) = Rhythm::default().reconnect;
        assert!(waited(&mut backoff).await <= first + GRAIN);
    }

    #[tokio::test(start_paused = true)]
    async fn who_wants_the_server_now_does_not_wait() {
        let mut backoff = Backoff::new(Rhythm::default().reconnect);
        let wake = Notify::new();
        wake.notify_one();
        let begun = Instant::now();
        backoff.wait(&wake).await;
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }
}
