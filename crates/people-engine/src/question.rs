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
        self.question = Some(once_typed(pause, async move {
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

/// Asks once nothing more was typed for a while: typing on drops the task, and with it the question.
fn once_typed(pause: Duration, question: impl Future<Output = ()> + Send + 'static) -> Task {
    Task::spawn(async move {
        sleep(pause).await;
        question.await;
    })
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
    use tokio::time::Instant;

    use super::*;
    use crate::Rhythm;

    /// Types these texts, one every so often, and gives what was asked and when it was.
    fn typed(
        texts: &'static [&'static str],
        between: Duration,
    ) -> UnboundedReceiver<(&'static str, Duration)> {
        let (asked, questions) = unbounded_channel();
        tokio::spawn(async move {
            let begun = Instant::now();
            let mut question = None;
            for text in texts {
                drop(question.take());
                let asked = asked.clone();
                question = Some(once_typed(Rhythm::default().typing, async move {
                    asked.send((*text, begun.elapsed())).unwrap();
                }));
                sleep(between).await;
            }
            sleep(Rhythm::default().typing).await;
        });
        questions
    }

    #[tokio::test(start_paused = true)]
    async fn only_the_last_text_is_asked_150_ms_after_the_last_key() {
        let mut questions = typed(&["m", "ma", "mar"], Duration::from_millis(149));
        let asked = questions.recv().await.unwrap();
        assert_eq!(asked, ("mar", Duration::from_millis(2 * 149 + 150)));
        assert_eq!(questions.recv().await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_of_150_ms_is_a_question() {
        let mut questions = typed(&["ma", "mar"], Duration::from_millis(151));
        assert_eq!(questions.recv().await.unwrap().0, "ma");
        assert_eq!(questions.recv().await.unwrap().0, "mar");
    }
}
