//! Looking at the server's list after an answer that said nothing.

use tokio::time::{Instant, sleep};
use wazo_client::{Error, PersonalContact};

use crate::config::Rhythm;
use crate::fault;
use crate::session::Link;

/// Reads the list until it shows what is looked for, or for as long as the server may still be at work: after a lost answer it
/// goes on and stores everything at once, as recorded up to 20 seconds later. Gives whether it was seen.
pub(crate) async fn settle(
    link: &Link,
    rhythm: &Rhythm,
    seen: impl Fn(&[PersonalContact]) -> bool,
) -> Result<bool, Error> {
    let until = Instant::now() + rhythm.settle_limit;
    loop {
        match link.api.personal().await {
            Ok(list) if seen(&list) => return Ok(true),
            Ok(_) => {}
            Err(error) if fault::is_offline(&error) => {
                tracing::debug!(%error, "looking at the list")
            }
            Err(error) => return Err(error),
        }
        if Instant::now() + rhythm.settle > until {
            return Ok(false);
        }
        sleep(rhythm.settle).await;
    }
}
