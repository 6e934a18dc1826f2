//! The actor: one task that owns the state, and the letters that reach it.

use tokio::sync::{mpsc, oneshot};

use crate::api::AppError;
use crate::fault;
use crate::state::State;

/// A letter is what is to be done with the state.
type Letter = Box<dyn FnOnce(&mut State) + Send>;

/// The actor's address. The actor lives as long as one of these.
#[derive(Clone)]
pub(crate) struct Mailbox(mpsc::UnboundedSender<Letter>);

/// The actor's address for those who must not keep it alive: its own tasks.
#[derive(Clone)]
pub(crate) struct HomeAddress(mpsc::WeakUnboundedSender<Letter>);

/// Spawns the actor on the current runtime.
pub(crate) fn spawn(make: impl FnOnce(HomeAddress) -> State) -> Mailbox {
    let (sender, mut letters) = mpsc::unbounded_channel::<Letter>();
    let mut state = make(HomeAddress(sender.downgrade()));
    tokio::spawn(async move {
        while let Some(letter) = letters.recv().await {
            letter(&mut state);
            state.tell_desk();
        }
    });
    Mailbox(sender)
}

impl Mailbox {
    /// Has something done and waits for what came of it.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        letter: impl FnOnce(&mut State) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (answer, answered) = oneshot::channel();
        let letter: Letter = Box::new(move |state| {
            let _ = answer.send(letter(state));
        });
        self.0.send(letter).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())
    }
}

impl HomeAddress {
    /// The address as a front end holds it, while any does.
    pub(crate) fn upgrade(&self) -> Option<Mailbox> {
        self.0.upgrade().map(Mailbox)
    }

    /// Like [`Mailbox::ask`]; nothing when the engine has ended.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        letter: impl FnOnce(&mut State) -> T + Send + 'static,
    ) -> Option<T> {
        let mailbox = self.upgrade()?;
        mailbox.ask(letter).await.ok()
    }
}

fn gone() -> AppError {
    fault::internal("engine ended")
}
