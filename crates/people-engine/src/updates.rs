//! The way of changes to the front ends.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc;

use crate::api::Update;

/// Everybody who wants to hear of changes. None is ever dropped: diffs mean nothing with one missing.
#[derive(Clone, Default)]
pub(crate) struct Updates(Arc<Mutex<Vec<mpsc::UnboundedSender<Update>>>>);

impl Updates {
    /// The changes from now on.
    pub(crate) fn subscribe(&self) -> mpsc::UnboundedReceiver<Update> {
        let (sender, receiver) = mpsc::unbounded_channel();
        self.listeners().push(sender);
        receiver
    }

    /// Tells everybody who still listens.
    pub(crate) fn send(&self, update: &Update) {
        self.listeners()
            .retain(|listener| listener.send(update.clone()).is_ok());
    }

    fn listeners(&self) -> std::sync::MutexGuard<'_, Vec<mpsc::UnboundedSender<Update>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
