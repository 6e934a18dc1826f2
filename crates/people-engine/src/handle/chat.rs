//! Conversations.

use jiff::Timestamp;
use people_core::chat::Change;
use uuid::Uuid;
use wazo_client::Error;

use super::EngineHandle;
use crate::actor::Mailbox;
use crate::api::{AppError, Message, Messages, Room};
use crate::session::{Link, Live, chat};

/// How many older messages are read at once, at least.
const PAGE: u32 = 50;

/// chatd takes no longer name of an author.
const LONGEST_NAME: usize = 256;

impl EngineHandle {
    /// The conversations, the one with the newest message first.
    pub async fn rooms(&self) -> Result<Vec<Room>, AppError> {
        self.settled().await?;
        self.ask(|state| Ok(state.live()?.rooms())).await
    }

    /// The conversation with one user, found or made.
    pub async fn open_chat(&self, user: String) -> Result<Room, AppError> {
        let mailbox = self.mailbox.clone();
        self.see_through(open(mailbox, user)).await
    }

    /// The newest messages of a conversation, or those before one of them; those that failed stand at the end. Before
    /// a message that is not known any more there are none, and `more`: the newest ones have to be read again.
    pub async fn messages(
        &self,
        room: String,
        before: Option<String>,
        count: u32,
    ) -> Result<Messages, AppError> {
        loop {
            let (id, before) = (room.clone(), before.clone());
            let asked = self.ask(move |state| look(state.live()?, &id, before.as_deref(), count));
            let Missing {
                link,
                known,
                oldest,
                sofar,
            } = match asked.await? {
                Look::Found(messages) => return Ok(messages),
                Look::Missing(missing) => *missing,
            };
            let limit = count.max(PAGE);
            let page = match link.api.messages(&room, limit, known).await {
                Ok(page) => page,
                // What is known is better than nothing.
                Err(_) if !sofar.messages.is_empty() => return Ok(sofar),
                Err(error) => return Err(explain(&link, error)),
            };
            let (id, epoch) = (room.clone(), link.epoch);
            self.ask(move |state| {
                let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
                let is_end = page.messages.len() < limit as usize;
                let messages = page.messages.into_iter().map(chat::message).collect();
                let state = &mut live.chat.state;
                state.page(&id, oldest.as_deref(), messages, is_end);
                Ok(())
            })
            .await?;
        }
    }

    /// Sends a message; it is given back at once, on its way, and what becomes of it is told by updates.
    pub async fn send_message(&self, room: String, text: String) -> Result<Message, AppError> {
        let id = Uuid::new_v4().to_string();
        let parcel = Parcel {
            id: id.clone(),
            room: room.clone(),
            text: text.clone(),
        };
        let (message, epoch) = self
            .ask(move |state| {
                let live = state.live()?;
                let at = Timestamp::now().as_microsecond();
                let changes = live.chat.state.send(&room, &id, &text, at);
                live.tell_chat(changes);
                let message = live.message(&room, &id).ok_or(AppError::NoSuchRoom)?;
                Ok((message, live.epoch))
            })
            .await?;
        tokio::spawn(deliver(self.mailbox.clone(), epoch, parcel));
        Ok(message)
    }

    /// Sends a message again that failed.
    pub async fn send_again(&self, message: String) -> Result<(), AppError> {
        let begun = self.ask(move |state| {
            let live = state.live()?;
            let Some((message, changes)) = live.chat.state.send_again(&message) else {
                return Ok(None);
            };
            live.tell_chat(changes);
            let parcel = Parcel {
                id: message.id,
                room: message.room,
                text: message.text,
            };
            Ok(Some((live.epoch, parcel)))
        });
        if let Some((epoch, parcel)) = begun.await? {
            tokio::spawn(deliver(self.mailbox.clone(), epoch, parcel));
        }
        Ok(())
    }

    /// Takes a message away that failed.
    pub async fn discard_message(&self, message: String) -> Result<(), AppError> {
        self.change_chat(move |live| live.chat.state.discard(&message))
            .await
    }

    /// The person has read a conversation to its end.
    pub async fn mark_read(&self, room: String) -> Result<(), AppError> {
        self.change_chat(move |live| live.chat.state.read(&room))
            .await
    }

    async fn change_chat(
        &self,
        change: impl FnOnce(&mut Live) -> Vec<Change> + Send + 'static,
    ) -> Result<(), AppError> {
        self.ask(move |state| {
            let live = state.live()?;
            let changes = change(live);
            live.tell_chat(changes);
            Ok(())
        })
        .await
    }
}

/// What is known of what was asked for.
enum Look {
    Found(Messages),
    Missing(Box<Missing>),
}

/// What has to be read: the messages before the oldest one.
struct Missing {
    link: Link,
    known: u32,
    oldest: Option<String>,
    sofar: Messages,
}

fn look(live: &Live, id: &str, before: Option<&str>, count: u32) -> Result<Look, AppError> {
    let room = live.chat.state.room(id).ok_or(AppError::NoSuchRoom)?;
    let sofar = live.lines(room, before, count as usize);
    if room.has(before, count as usize) {
        return Ok(Look::Found(sofar));
    }
    let link = match live.link() {
        Ok(link) => link,
        Err(_) if !sofar.messages.is_empty() => return Ok(Look::Found(sofar)),
        Err(error) => return Err(error),
    };
    Ok(Look::Missing(Box::new(Missing {
        link,
        known: u32::try_from(room.known()).unwrap_or(u32::MAX),
        oldest: room.oldest().map(str::to_owned),
        sofar,
    })))
}

async fn open(mailbox: Mailbox, user: String) -> Result<Room, AppError> {
    let other = user.clone();
    let found = mailbox.ask(move |state| {
        let live = state.live()?;
        if other == live.chat.state.own() {
            return Err(AppError::NotAllowed);
        }
        let room = live.chat.state.room_with(&other);
        if let Some(room) = room.and_then(|room| live.room(&room.facts().id)) {
            return Ok(Ok(room));
        }
        live.link().map(Err)
    });
    let link = match found.await?? {
        Ok(room) => return Ok(room),
        Err(link) => link,
    };
    let made = link.api.create_room(&[&user], None).await;
    let made = made.map_err(|error| link.explain(error))?;
    let epoch = link.epoch;
    let taken = mailbox.ask(move |state| {
        let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
        let id = made.uuid.clone();
        live.hear_room(made);
        live.room(&id).ok_or(AppError::NoSuchRoom)
    });
    taken.await?
}

/// A message on its way.
struct Parcel {
    id: String,
    room: String,
    text: String,
}

async fn deliver(mailbox: Mailbox, epoch: u64, parcel: Parcel) {
    let begun = mailbox.ask(move |state| {
        let live = state.live_of(epoch).ok_or(AppError::SignedOut)?;
        let name: String = live.me.name.chars().take(LONGEST_NAME).collect();
        Ok::<_, AppError>((live.link()?, name))
    });
    let outcome = match begun.await {
        Ok(Ok((link, name))) => {
            let alias = Some(name.as_str()).filter(|name| !name.is_empty());
            let sent = link.api.send_message(&parcel.room, &parcel.text, alias);
            sent.await
                .map_err(|error| (error.outcome_unknown(), explain(&link, error)))
        }
        Ok(Err(error)) | Err(error) => Err((false, error)),
    };
    let told = mailbox.ask(move |state| {
        let Some(live) = state.live_of(epoch) else {
            return;
        };
        let chat = &mut live.chat.state;
        let changes = match outcome {
            Ok(message) => chat.sent(&parcel.id, chat::message(message)),
            Err((may_be_there, error)) => chat.failed(&parcel.id, error, may_be_there),
        };
        live.tell_chat(changes);
    });
    if told.await.is_err() {
        tracing::debug!("the engine ended before a message was sent");
    }
}

fn explain(link: &Link, error: Error) -> AppError {
    match error {
        Error::NotFound => AppError::NoSuchRoom,
        error => link.explain(error),
    }
}
