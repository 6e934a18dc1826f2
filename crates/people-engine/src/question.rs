//! The server's search beside the one in memory: for sources that cannot be listed.

use std::time::Duration;

use people_core::list::Query;
use tokio::time::sleep;

use crate::actor::HomeAddress;
use crate::session::{Live, Task};

/// Shorter texts find too much to be worth a question.
const LEAST_LETTERS: usize = 2;

impl Live {
    /// Asks the server for a text once nothing more is typed; the question before is dropped. Rows that come late, for a text
    /// that is not searched any more, are dropped with it.
    pub(crate) fn ask_server(&mut self, query: &Query, pause: Duration, home: HomeAddress) {
        self.question = None;
        let text = query.text.trim().to_owned();
        let Ok(link) = self.link() else {
            return;
        };
        if text.chars().count() < LEAST_LETTERS {
            return;
        }
        let query = query.clone();
        self.question = Some(Task::spawn(async move {
            sleep(pause).await;
            let answer = match link.api.lookup(&link.profile, &text).await {
                Ok(answer) => answer,
                Err(error) => {
                    tracing::debug!(%error, "search on the server");
                    return;
                }
            };
            let joined = home.ask(move |state| {
                if let Some(live) = state.live_of(link.epoch)
                    && *live.list.query() == query
                    && live.profile == link.profile
                {
                    live.join(answer.results);
                }
            });
            joined.await;
        }));
    }

    /// Remembers rows that the server found, and puts those that the list lacks at its end.
    fn join(&mut self, rows: Vec<wazo_client::LookupRow>) {
        let ids = self.remember(rows);
        if let Some(update) = self.with_list(|list, pool| list.join(&ids, pool)) {
            self.updates.send(&update);
        }
        self.tell_looks();
    }
}
