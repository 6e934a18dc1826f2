//! Looking at the server's list after an answer that said nothing.

use std::collections::HashSet;

use tokio::time::{Instant, sleep};
use wazo_client::Error;

use crate::config::Rhythm;
use crate::fault;
use crate::session::Link;

/// The ids of the server's list that are looked for.
pub(crate) async fn look(
    link: &Link,
    wanted: impl Fn(&str) -> bool,
) -> Result<HashSet<String>, Error> {
    let list = link.api.personal().await?;
    let ids = list
        .into_iter()
        .filter_map(|mut contact| contact.remove("id"));
    Ok(ids.filter(|id| wanted(id)).collect())
}

/// Looks until something of what is looked for is there, which means all of it as a request is stored at once, or for as long as
/// the server may still be at work: after a lost answer it goes on, as recorded up to 20 seconds.
pub(crate) async fn settle(
    link: &Link,
    rhythm: &Rhythm,
    wanted: impl Fn(&str) -> bool,
) -> Result<HashSet<String>, Error> {
    let until = Instant::now() + rhythm.settle_limit;
    loop {
        let seen = match look(link, &wanted).await {
            Ok(seen) => seen,
            Err(error) if fault::is_offline(&error) && Instant::now() < until => HashSet::new(),
            Err(error) => return Err(error),
        };
        if !seen.is_empty() || Instant::now() + rhythm.settle > until {
            return Ok(seen);
        }
        sleep(rhythm.settle).await;
    }
}

/// Looks until the list is empty, or for as long as the server may still be at work.
pub(crate) async fn settle_empty(link: &Link, rhythm: &Rhythm) -> Result<bool, Error> {
    let until = Instant::now() + rhythm.settle_limit;
    loop {
        if look(link, |_| true).await?.is_empty() {
            return Ok(true);
        }
        if Instant::now() + rhythm.settle > until {
            return Ok(false);
        }
        sleep(rhythm.settle).await;
    }
}
