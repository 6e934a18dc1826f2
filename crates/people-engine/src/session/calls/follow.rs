//! What follows from calls by itself: time, reading them again, completing a transfer.

use std::sync::Arc;
use std::time::Duration;

use people_core::calls::{CallEvent, Millis};
use tokio::sync::{Notify, watch};
use tokio::time::sleep;
use wazo_client::{Api, Error};

use crate::actor::HomeAddress;
use crate::config::Rhythm;
use crate::fault;
use crate::session::Live;
use crate::session::backoff::Backoff;
use crate::session::wire::{CallsRead, read_calls};

impl Live {
    /// When the rules want to hear of the time.
    pub(crate) fn call_deadlines(&self) -> watch::Receiver<Option<Millis>> {
        self.own_calls.deadline.subscribe()
    }

    /// Completes a transfer whose target is there.
    pub(super) fn complete_by_itself(&mut self, id: String) {
        let Ok(link) = self.link() else {
            // The person completes it, once the server is there again.
            return self.call_event(CallEvent::Kept { id });
        };
        let home = self.home.clone();
        tokio::spawn(async move {
            let completed = link.api.complete_transfer(&id).await;
            let Err(error) = completed else {
                return;
            };
            tracing::debug!(%error, "completing a transfer");
            let told = home.ask(move |state| {
                if let Some(live) = state.live_of(link.epoch) {
                    live.call_event(CallEvent::Kept { id });
                    live.doubt_calls(&error);
                    live.tell_calls();
                }
            });
            told.await;
        });
    }

    /// Has the calls read again when an error says that what is known of them may be wrong.
    pub(crate) fn doubt_calls(&mut self, error: &Error) {
        if fault::is_away(error) {
            self.call_event(CallEvent::Unavailable);
        }
    }
}

/// Tells the rules when their time has come.
pub(in crate::session) async fn keep_time(
    home: HomeAddress,
    epoch: u64,
    mut deadlines: watch::Receiver<Option<Millis>>,
) {
    loop {
        let deadline = *deadlines.borrow_and_update();
        let wait = async {
            match deadline {
                None => std::future::pending().await,
                Some(at) => {
                    let now = home.ask(move |state| Some(state.live_of(epoch)?.clock.now()));
                    let left = now.await.flatten().map_or(0, |now| at.saturating_sub(now));
                    sleep(Duration::from_millis(u64::try_from(left).unwrap_or(0))).await;
                }
            }
        };
        tokio::select! {
            () = wait => {
                let told = home.ask(move |state| {
                    let live = state.live_of(epoch)?;
                    live.call_event(CallEvent::Tick);
                    live.tell_calls();
                    Some(())
                });
                if told.await.flatten().is_none() {
                    return;
                }
            }
            changed = deadlines.changed() => if changed.is_err() {
                return;
            },
        }
    }
}

/// Reads the calls when that is wanted, and now and then while there are any. A phone system that is away is wanted often, and
/// asked less and less.
pub(in crate::session) async fn reread_calls(
    home: HomeAddress,
    epoch: u64,
    api: Api,
    wanted: Arc<Notify>,
    rhythm: Rhythm,
) {
    let mut away = Backoff::new((rhythm.reconnect.0, rhythm.presences));
    loop {
        let asked = tokio::select! {
            () = wanted.notified() => true,
            () = sleep(rhythm.calls) => false,
        };
        let due = home.ask(move |state| {
            let live = state.live_of(epoch)?;
            Some((asked || !live.calls().calls.is_empty(), live.clock.now()))
        });
        let Some((due, at)) = due.await.flatten() else {
            return;
        };
        if !due {
            continue;
        }
        let read = match read_calls(&api).await {
            Ok(read) => read,
            Err(_) => CallsRead::Withheld,
        };
        let is_away = matches!(read, CallsRead::Unavailable);
        let told = home.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.take_calls(at, read);
                live.tell_calls();
            }
        });
        told.await;
        if is_away {
            sleep(away.pause()).await;
        } else {
            away.reset();
        }
    }
}
