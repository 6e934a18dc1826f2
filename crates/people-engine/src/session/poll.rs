//! The time between two readings of the directory: presences are polled until the next is due.

use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};
use wazo_client::Error;

use crate::config::Rhythm;

/// Why a watch ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It is time to read the directory again.
    Refresh,
    /// The server did not answer, or ended the session.
    Lost(Error),
}

/// Polls in the rhythm until the directory is due, somebody wants it now, a poll fails or the session has ended.
pub(super) async fn poll_until_due<P>(
    rhythm: Rhythm,
    wake: &Notify,
    ended: impl Future<Output = ()>,
    mut poll: impl FnMut() -> P,
) -> Next
where
    P: Future<Output = Result<(), Error>>,
{
    let refresh_at = Instant::now() + rhythm.directory;
    let mut ended = std::pin::pin!(ended);
    loop {
        tokio::select! {
            biased;
            () = &mut ended => return Next::Lost(Error::SignedOut),
            () = wake.notified() => return Next::Refresh,
            () = sleep_until(refresh_at) => return Next::Refresh,
            () = sleep(rhythm.presences) => {
                if let Err(error) = poll().await {
                    return Next::Lost(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn presences_are_polled_every_15_s_and_the_directory_is_due_after_five_minutes() {
        let wake = Notify::new();
        let begun = Instant::now();
        let mut polls = Vec::new();
        let next = poll_until_due(Rhythm::default(), &wake, pending(), || {
            polls.push(begun.elapsed().as_secs());
            ready(Ok(()))
        });
        assert_eq!(next.await, Next::Refresh);
        assert_eq!(begun.elapsed(), Duration::from_secs(300));
        assert_eq!(polls, (1..20).map(|poll| poll * 15).collect::<Vec<_>>());
    }

    #[tokio::test(start_paused = true)]
    async fn a_poll_that_fails_ends_the_watch() {
        let wake = Notify::new();
        let mut polls = 0;
        let next = poll_until_due(Rhythm::default(), &wake, pending(), || {
            polls += 1;
            ready(if polls == 3 { Err(Error::Cut) } else { Ok(()) })
        });
        assert_eq!(next.await, Next::Lost(Error::Cut));
        assert_eq!(polls, 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wish_and_the_end_of_the_session_are_not_kept_waiting() {
        let begun = Instant::now();
        let wake = Notify::new();
        wake.notify_one();
        let next = poll_until_due(Rhythm::default(), &wake, pending(), || ready(Ok(())));
        assert_eq!(next.await, Next::Refresh);
        let next = poll_until_due(Rhythm::default(), &wake, ready(()), || ready(Ok(())));
        assert_eq!(next.await, Next::Lost(Error::SignedOut));
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }
}
