//! Looking at the server's list after an answer that said nothing.

use std::collections::HashMap;

use people_core::plan::Fields;
use tokio::time::{Instant, sleep};
use wazo_client::Error;

use crate::config::Rhythm;
use crate::fault;
use crate::session::Link;

/// The contacts of the server's list whose ids are looked for, by their ids.
pub(crate) async fn look(
    link: &Link,
    wanted: impl Fn(&str) -> bool,
) -> Result<HashMap<String, Fields>, Error> {
    let list = link.api.personal().await?;
    let named = list
        .into_iter()
        .filter_map(|contact| Some((contact.get("id")?.clone(), contact)));
    Ok(named.filter(|(id, _)| wanted(id)).collect())
}

/// Looks until something of what is looked for is there, which means all of it as a request is stored at once, or for as long as
/// the server may still be at work: after a lost answer it goes on, as recorded up to 20 seconds.
pub(crate) async fn settle(
    link: &Link,
    rhythm: &Rhythm,
    wanted: impl Fn(&str) -> bool,
) -> Result<HashMap<String, Fields>, Error> {
    let wanted = &wanted;
    let looks = || async move {
        let seen = look(link, wanted).await?;
        Ok((!seen.is_empty()).then_some(seen))
    };
    Ok(looked(*rhythm, looks).await?.unwrap_or_default())
}

/// Looks until the list is empty, or for as long as the server may still be at work.
pub(crate) async fn settle_empty(link: &Link, rhythm: &Rhythm) -> Result<bool, Error> {
    let looks = || async move {
        let is_empty = look(link, |_| true).await?.is_empty();
        Ok(is_empty.then_some(()))
    };
    Ok(looked(*rhythm, looks).await?.is_some())
}

/// Looks again and again in the rhythm until there is something to see, also past a server that is out of reach; none when there
/// was nothing until its limit.
async fn looked<T, L>(rhythm: Rhythm, mut look: impl FnMut() -> L) -> Result<Option<T>, Error>
where
    L: Future<Output = Result<Option<T>, Error>>,
{
    let until = Instant::now() + rhythm.settle_limit;
    loop {
        let seen = look().await;
        let is_last = Instant::now() + rhythm.settle > until;
        match seen {
            Ok(None) if !is_last => {}
            Err(error) if !is_last && fault::is_offline(&error) => {}
            seen => return seen,
        }
        sleep(rhythm.settle).await;
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_comes_late_is_seen_within_three_seconds() {
        let begun = Instant::now();
        let there_at = Duration::from_secs(20);
        let seen = looked(Rhythm::default(), || async move {
            Ok((begun.elapsed() >= there_at).then_some(()))
        });
        assert_eq!(seen.await, Ok(Some(())));
        assert_eq!(begun.elapsed(), Duration::from_secs(21));
    }

    #[tokio::test(start_paused = true)]
    async fn after_two_minutes_nothing_more_is_expected() {
        let begun = Instant::now();
        let mut looks = 0;
        let seen = looked(Rhythm::default(), || {
            looks += 1;
            ready(Ok(None::<()>))
        });
        assert_eq!(seen.await, Ok(None));
        assert_eq!((begun.elapsed(), looks), (Duration::from_secs(120), 41));
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_out_of_reach_is_waited_for_and_told_at_last() {
        let begun = Instant::now();
        let seen = looked::<(), _>(Rhythm::default(), || ready(Err(Error::Unreachable))).await;
        assert_eq!(seen, Err(Error::Unreachable));
        assert_eq!(begun.elapsed(), Duration::from_secs(120));
    }

    #[tokio::test(start_paused = true)]
    async fn any_other_error_ends_the_looking() {
        let seen = looked::<(), _>(Rhythm::default(), || ready(Err(Error::SignedOut))).await;
        assert_eq!(seen, Err(Error::SignedOut));
    }
}
