//! The stream of changes to the page.

use std::sync::{Mutex, PoisonError};

use people_engine::api::Update;
use tauri::async_runtime::{JoinHandle, spawn};
use tauri::ipc::Channel;
use tokio::sync::mpsc::UnboundedReceiver;

/// At most one stream runs: a page that was loaded again gets a new one, and the old one ends.
#[derive(Default)]
pub(crate) struct Stream(Mutex<Option<JoinHandle<()>>>);

impl Stream {
    /// Sends every change to `page` in place of whoever listened before.
    pub(crate) fn forward(&self, mut updates: UnboundedReceiver<Update>, page: Channel<Update>) {
        let task = spawn(async move {
            while let Some(update) = updates.recv().await {
                if let Err(error) = page.send(update) {
                    tracing::debug!(%error, "the page listens no more");
                    break;
                }
            }
        });
        let before = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(task);
        if let Some(before) = before {
            before.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tauri::ipc::InvokeResponseBody;
    use tokio::sync::mpsc;

    fn page() -> (Channel<Update>, mpsc::UnboundedReceiver<String>) {
        let (seen, sees) = mpsc::unbounded_channel();
        let channel = Channel::new(move |body| {
            if let InvokeResponseBody::Json(json) = body {
                let _ = seen.send(json);
            }
            Ok(())
        });
        (channel, sees)
    }

    #[tokio::test]
    async fn changes_arrive_in_order() {
        let (send, updates) = mpsc::unbounded_channel();
        let (page, mut sees) = page();
        let stream = Stream::default();
        stream.forward(updates, page);
        for total in 0..3 {
            send.send(Update::List { revision: 1, total }).unwrap();
        }
        for total in 0..3 {
            let json: serde_json::Value =
                serde_json::from_str(&sees.recv().await.unwrap()).unwrap();
            assert_eq!(
                json,
                serde_json::json!({"kind": "list", "revision": 1, "total": total})
            );
        }
    }

    #[tokio::test]
    async fn a_page_that_is_loaded_again_takes_the_place_of_the_old_one() {
        let (before, first) = mpsc::unbounded_channel();
        let (old, _) = page();
        let stream = Stream::default();
        stream.forward(first, old);
        let (_after, second) = mpsc::unbounded_channel();
        let (new, _) = page();
        stream.forward(second, new);
        before.closed().await;
    }
}
