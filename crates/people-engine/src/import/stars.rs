//! The stars of contacts that are removed or brought back: the server keeps them apart.

use futures_util::{StreamExt, stream};

use super::AT_ONCE;
use crate::actor::Mailbox;
use crate::api::AppError;
use crate::journal::removed;
use crate::session::Link;
use crate::store::Favorite;

/// Takes the stars of contacts away, which the server leaves behind when they are removed. One that it refuses to take away does
/// no harm.
pub(crate) async fn drop_all(link: &Link, stars: Vec<Favorite>) {
    let taken = stream::iter(stars).for_each_concurrent(AT_ONCE, |star| async move {
        if let Err(error) = link.api.delete_favorite(&star.source, &star.id).await {
            tracing::debug!(%error, "favorite of a removed contact");
        }
    });
    taken.await;
}

/// Gives the contacts of the last copy that had a star theirs again, those that are there.
pub(crate) async fn restore(mailbox: &Mailbox, link: &Link) -> Result<(), AppError> {
    let epoch = link.epoch;
    let known = mailbox.ask(move |state| Ok::<_, AppError>(state.live()?.journal.clone()));
    let journal = known.await??;
    let starred = journal
        .with(|connection| removed::starred(connection))
        .await?;
    let wanted = mailbox.ask(move |state| {
        let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
        let missing = starred.into_iter().filter_map(|id| {
            let key = live.personal_key(&id);
            let is_wanted = live.personal.contains_key(&id) && !live.is_favorite(&key);
            is_wanted.then_some(Favorite {
                source: key.source,
                id,
            })
        });
        Ok::<_, AppError>(missing.collect::<Vec<_>>())
    });
    let given = stream::iter(wanted.await??).map(|star| async move {
        let put = link.api.put_favorite(&star.source, &star.id).await;
        put.map(|()| star)
    });
    let given: Vec<_> = given.buffer_unordered(AT_ONCE).collect().await;
    let mut stars = Vec::with_capacity(given.len());
    for star in given {
        match star {
            Ok(star) => stars.push(star),
            Err(error) => tracing::warn!(%error, "favorite of a restored contact"),
        }
    }
    let shown = mailbox.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            live.writes += 1;
            live.give_stars(stars);
            live.tell_changes();
            live.unsaved = true;
        }
    });
    shown.await
}
