//! The page as somebody who listens.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::ipc::{Channel, IpcResponse};

/// At most one page listens: one that was loaded again takes the place of the old one.
pub(crate) struct Listener<T>(Mutex<Option<Channel<T>>>);

impl<T> Default for Listener<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: IpcResponse> Listener<T> {
    /// From now on `page` is told, and nobody else.
    pub(crate) fn set(&self, page: Channel<T>) {
        *self.page() = Some(page);
    }

    /// Tells the page. False where none listens.
    pub(crate) fn tell(&self, what: T) -> bool {
        let mut page = self.page();
        let told = page.as_ref().map(|page| page.send(what));
        if let Some(Err(error)) = &told {
            tracing::debug!(%error, "the page listens no more");
            *page = None;
        }
        matches!(told, Some(Ok(())))
    }

    fn page(&self) -> MutexGuard<'_, Option<Channel<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tauri::ipc::InvokeResponseBody;

    use super::*;

    fn page() -> (Channel<u32>, mpsc::Receiver<String>) {
        let (seen, sees) = mpsc::channel();
        let page = Channel::new(move |body| match body {
            InvokeResponseBody::Json(json) => seen
                .send(json)
                .map_err(|_| std::io::Error::from(std::io::ErrorKind::BrokenPipe).into()),
            InvokeResponseBody::Raw(_) => Ok(()),
        });
        (page, sees)
    }

    #[test]
    fn nobody_is_told_before_a_page_listens() {
        assert!(!Listener::default().tell(1));
    }

    #[test]
    fn the_page_that_came_last_is_told() {
        let (old, old_sees) = page();
        let (new, new_sees) = page();
        let listener = Listener::default();
        listener.set(old);
        listener.set(new);
        assert!(listener.tell(7));
        assert_eq!(new_sees.try_iter().collect::<Vec<_>>(), ["7"]);
        assert_eq!(old_sees.try_iter().count(), 0);
    }

    #[test]
    fn a_page_that_is_gone_counts_as_none() {
        let (gone, sees) = page();
        drop(sees);
        let listener = Listener::default();
        listener.set(gone);
        assert!(!listener.tell(1));
        assert!(!listener.tell(2));
    }
}
