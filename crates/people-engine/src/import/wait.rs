//! What is done when an answer says nothing of the contacts.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use people_core::plan::{Fields, Upload};
use tokio::time::{Instant, sleep};
use wazo_client::Error;

use super::halt::Halt;
use super::look::{look, settle};
use super::send::{Batch, Sender};
use crate::api::TaskState;
use crate::config::Rhythm;
use crate::fault;

/// How often the same contacts are sent to a server that is there and gives no answer that tells what became of them.
const TRIES: u32 = 4;

/// So many contacts are asked for one by one; with more, the whole list costs less.
const ONE_BY_ONE: usize = 8;

/// How long nothing has been heard of the server.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Patience {
    since: Option<Instant>,
    waits: u32,
}

impl Patience {
    /// How long to wait before the server is asked again; none when that has gone on for too long.
    fn wait(&mut self, now: Instant, rhythm: &Rhythm) -> Option<Duration> {
        let since = *self.since.get_or_insert(now);
        let wait = rhythm.reconnect.0 * 2_u32.saturating_pow(self.waits);
        self.waits += 1;
        (now.duration_since(since) < rhythm.patience).then(|| wait.min(rhythm.reconnect.1))
    }

    /// As [`wait`](Self::wait), after an error; none also where the error is no matter of waiting.
    pub(super) fn wait_after(&mut self, error: &Error, rhythm: &Rhythm) -> Option<Duration> {
        match error {
            Error::TooManyRequests {
                retry_after: Some(wait),
            } => Some(*wait),
            Error::TooManyRequests { .. } => self.wait(Instant::now(), rhythm),
            error if fault::is_silent(error) => self.wait(Instant::now(), rhythm),
            _ => None,
        }
    }
}

impl Sender {
    /// What is left to send after an error that is not about the contacts: looks at the list where they may have arrived, and
    /// waits where nothing was heard of the server.
    pub(super) async fn after(
        &mut self,
        error: Error,
        mut batch: Batch,
    ) -> Result<Option<Batch>, Halt> {
        if error.outcome_unknown() {
            let at_work = matches!(
                error,
                Error::TimedOut { .. } | Error::Unavailable { status: 504 }
            );
            batch.uploads = self.missing(batch.uploads, at_work).await?;
            if batch.uploads.is_empty() {
                return Ok(None);
            }
        }
        batch.tries += 1;
        batch.went |= error.outcome_unknown();
        self.try_again(error, batch.tries).await?;
        Ok(Some(batch))
    }

    /// Of contacts that may have arrived those that did not, as the server's list shows; the others are noted. A server that
    /// may still be at work is given the time for it.
    pub(super) async fn missing(
        &mut self,
        uploads: Vec<Upload>,
        at_work: bool,
    ) -> Result<Vec<Upload>, Halt> {
        let ids: HashSet<&str> = uploads.iter().map(|it| it.id.as_str()).collect();
        let mut there = loop {
            let looked = async {
                if at_work {
                    settle(&self.link, &self.rhythm, |id| ids.contains(id)).await
                } else {
                    look(&self.link, |id| ids.contains(id)).await
                }
            };
            let mut control = self.control.clone();
            if at_work {
                self.progress.set_state(TaskState::Waiting);
            }
            let seen = tokio::select! {
                seen = looked => seen,
                stopped = control.stopped() => return Err(stopped.into()),
            };
            match seen {
                Ok(there) => break there,
                Err(error) => self.wait_for_server(error).await?,
            }
        };
        self.heard();
        let mut missing = Vec::new();
        for upload in uploads {
            match there.remove(&upload.id) {
                // Under an id of the file another's contact may be: the server says so when it is sent again.
                Some(contact) if !upload.wanted_id || contact == upload.with_id() => {
                    self.taken(&upload, true, Some(contact), "");
                }
                _ => missing.push(upload),
            }
        }
        Ok(missing)
    }

    /// Those of the contacts with these ids that are there, by their id: many of them from the list, as each alone takes a
    /// request.
    pub(super) async fn contacts(
        &mut self,
        ids: HashSet<String>,
    ) -> Result<HashMap<String, Fields>, Halt> {
        if ids.len() > ONE_BY_ONE {
            loop {
                match look(&self.link, |id| ids.contains(id)).await {
                    Ok(there) => return Ok(there),
                    Err(error) => self.wait_for_server(error).await?,
                }
            }
        }
        let mut there = HashMap::new();
        for id in ids {
            if let Some(contact) = self.contact(&id).await? {
                there.insert(id, contact);
            }
        }
        Ok(there)
    }

    /// The contact with an id, as it is there.
    pub(super) async fn contact(&mut self, id: &str) -> Result<Option<Fields>, Halt> {
        let mut stumbles = 0;
        loop {
            match self.link.api.personal_contact(id).await {
                Ok(contact) => return Ok(Some(contact)),
                Err(Error::NotFound | Error::Unaddressable) => return Ok(None),
                Err(Error::Refused { status: 500.., .. }) if stumbles + 1 < TRIES => stumbles += 1,
                Err(error) => self.wait_for_server(error).await?,
            }
        }
    }

    /// Waits before the next try; the error itself when there is none.
    pub(super) async fn try_again(&mut self, error: Error, tries: u32) -> Result<(), Halt> {
        if error.outcome_unknown() {
            return if tries < TRIES {
                Ok(())
            } else {
                Err(error.into())
            };
        }
        self.wait_for_server(error).await
    }

    /// Waits while the server is out of reach; the error itself when it is about something else, or has lasted too long.
    pub(super) async fn wait_for_server(&mut self, error: Error) -> Result<(), Halt> {
        if fault::is_silent(&error) {
            self.progress.set_state(TaskState::Waiting);
        }
        let Some(wait) = self.patience.wait_after(&error, &self.rhythm) else {
            return Err(error.into());
        };
        let mut control = self.control.clone();
        tokio::select! {
            () = sleep(wait) => Ok(()),
            stopped = control.stopped() => Err(stopped.into()),
        }
    }

    /// The server answered.
    pub(super) fn heard(&mut self) {
        self.patience = Patience::default();
        self.progress.set_state(TaskState::Running);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_server_out_of_reach_is_waited_for_longer_and_longer_and_not_for_ever() {
        let rhythm = Rhythm::default();
        let mut patience = Patience::default();
        let begun = Instant::now();
        let mut waits = Vec::new();
        while let Some(wait) = patience.wait(Instant::now(), &rhythm) {
            waits.push(wait);
            tokio::time::advance(wait).await;
        }
        assert!(begun.elapsed() >= rhythm.patience);
        assert_eq!(waits.first(), Some(&rhythm.reconnect.0));
        assert_eq!(waits.last(), Some(&rhythm.reconnect.1));
        assert!(waits.is_sorted());
    }
}
