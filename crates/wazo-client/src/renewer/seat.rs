//! Connections that outlive a token. An old one is taken back only after each of them has the new
//! one, or it would be cut for nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// How long a connection may take to hand the new token over.
const HANDOVER: Duration = Duration::from_secs(10);

/// Which generation of the token each connection has.
#[derive(Default)]
pub(super) struct Seats(watch::Sender<BTreeMap<u64, u64>>);

/// One connection's place, until it is dropped.
pub(crate) struct Seat {
    seats: watch::Sender<BTreeMap<u64, u64>>,
    number: u64,
    generation: u64,
}

impl Seats {
    pub fn take(&self, generation: u64) -> Seat {
        let mut number = 0;
        self.0.send_modify(|seats| {
            number = seats.last_key_value().map_or(0, |(last, _)| last + 1);
            seats.insert(number, generation);
        });
        Seat {
            seats: self.0.clone(),
            number,
            generation,
        }
    }

    /// Waits until every connection has at least this generation, but not for ever.
    pub async fn have(&self, generation: u64) {
        let mut seats = self.0.subscribe();
        let all = seats.wait_for(|seats| seats.values().all(|held| *held >= generation));
        if timeout(HANDOVER, all).await.is_err() {
            tracing::debug!("a connection kept its old token");
        }
    }
}

impl Seat {
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The connection has this generation now.
    pub fn move_to(&mut self, generation: u64) {
        self.generation = generation;
        self.seats.send_modify(|seats| {
            seats.insert(self.number, generation);
        });
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.send_modify(|seats| {
            seats.remove(&self.number);
        });
    }
}
