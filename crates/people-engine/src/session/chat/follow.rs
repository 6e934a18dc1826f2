//! Reading what is missing of conversations.

use std::collections::VecDeque;
use std::time::Duration;

use people_core::chat::Gap;
use tokio::sync::mpsc;
use tokio::time::sleep;
use wazo_client::{Api, Error};

use super::{ChatRead, message, view};
use crate::actor::HomeAddress;
use crate::fault;
use crate::session::backoff::Backoff;

/// Of more messages that were missed than this, the oldest are read when somebody looks at them.
const MOST: u32 = 200;

/// Something that has to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// All conversations.
    Rooms,
    /// Messages that were missed.
    Gap(Gap),
}

/// Reads what is wanted, one after the other; what cannot be read for the moment is tried again
/// after a pause that grows.
pub(crate) async fn follow(
    home: HomeAddress,
    epoch: u64,
    api: Api,
    mut wanted: mpsc::UnboundedReceiver<Want>,
    pauses: (Duration, Duration),
) {
    let mut backoff = Backoff::new(pauses);
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            match wanted.recv().await {
                Some(want) => queue.push_back(want),
                None => return,
            }
        }
        while let Ok(want) = wanted.try_recv() {
            if !queue.contains(&want) {
                queue.push_back(want);
            }
        }
        let Some(want) = queue.front() else {
            continue;
        };
        match read(&home, epoch, &api, want).await {
            Err(Error::SignedOut) => return,
            // A token that is refused as soon as it was renewed: the session lives, and the server comes to itself.
            Err(error) if error == Error::Unauthorized || fault::is_away(&error) => {
                sleep(backoff.pause()).await;
            }
            Err(error) => {
                tracing::debug!(%error, "conversations");
                if let Some(Want::Gap(gap)) = queue.pop_front() {
                    fill(&home, epoch, gap, Vec::new(), false).await;
                }
            }
            Ok(()) => {
                backoff.reset();
                queue.pop_front();
            }
        }
    }
}

async fn read(home: &HomeAddress, epoch: u64, api: &Api, want: &Want) -> Result<(), Error> {
    match want {
        Want::Rooms => {
            let read = read_rooms(api).await?;
            let told = home.ask(move |state| {
                if let Some(live) = state.live_of(epoch) {
                    live.take_chat(read);
                }
            });
            told.await;
        }
        Want::Gap(gap) => {
            let from = view::shown(gap.from);
            let page = api.messages_since(&gap.room, &from, MOST).await?;
            let is_all = page.messages.len() < MOST as usize;
            fill(home, epoch, gap.clone(), page.messages, is_all).await;
        }
    }
    Ok(())
}

async fn fill(
    home: &HomeAddress,
    epoch: u64,
    gap: Gap,
    messages: Vec<wazo_client::Message>,
    is_all: bool,
) {
    let told = home.ask(move |state| {
        if let Some(live) = state.live_of(epoch) {
            let messages = messages.into_iter().map(message).collect();
            let changes = live.chat.state.fill(&gap, messages, is_all);
            live.tell_chat(changes);
        }
    });
    told.await;
}

/// Reads all conversations with their newest messages.
pub(crate) async fn read_rooms(api: &Api) -> Result<ChatRead, Error> {
    let (rooms, last) = tokio::try_join!(api.rooms(), api.last_messages())?;
    Ok(ChatRead { rooms, last })
}
