//! What happens to this computer: it slept, its clock was set, it is on another network.

use std::net::IpAddr;
use std::time::Duration;

use people_core::calls::{CallEvent, Millis};
use tokio::time::sleep;

use crate::actor::HomeAddress;
use crate::clock::SteadyClock;

/// Clocks that part by less are only read at different moments.
const SAME_TIME: Millis = 1_000;

/// A computer whose clock is ahead by more has slept, or might as well have.
const SLEPT: Millis = 30_000;

/// Keeps the session's clock right, and has the server looked for at once after a sleep or on another network.
pub(in crate::session) async fn watch_surroundings(
    home: HomeAddress,
    epoch: u64,
    clock: SteadyClock,
    pause: Duration,
) {
    let mut surroundings = Surroundings::new(clock, own_addresses, pause);
    loop {
        let change = surroundings.change().await;
        tracing::debug!(?change, "surroundings");
        let told = home.ask(move |state| {
            let live = state.live_of(epoch)?;
            if change.clock.is_some() {
                let by = live.clock.catch_up();
                live.call_event(CallEvent::ClockSet { by });
                live.tell_calls();
            }
            if change.network || change.clock.is_some_and(|by| by > SLEPT) {
                live.look_now();
            }
            Some(())
        });
        if told.await.flatten().is_none() {
            return;
        }
    }
}

/// What happened.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// How far the clock was moved forward, or how long the computer slept.
    pub(super) clock: Option<Millis>,
    /// Whether the addresses of this computer are others.
    pub(super) network: bool,
}

/// Looks now and then.
pub(super) struct Surroundings<A> {
    clock: SteadyClock,
    addresses: A,
    known: Vec<IpAddr>,
    pause: Duration,
}

impl<A: FnMut() -> Vec<IpAddr>> Surroundings<A> {
    /// Compares with how things are now.
    pub(super) fn new(clock: SteadyClock, mut addresses: A, pause: Duration) -> Self {
        let known = addresses();
        Self {
            clock,
            addresses,
            known,
            pause,
        }
    }

    /// Waits for a change.
    pub(super) async fn change(&mut self) -> Change {
        loop {
            sleep(self.pause).await;
            let moved = self.clock.ahead().abs() > SAME_TIME;
            let clock = moved.then(|| self.clock.catch_up());
            let addresses = (self.addresses)();
            let network = addresses != self.known;
            self.known = addresses;
            if clock.is_some() || network {
                return Change { clock, network };
            }
        }
    }
}

/// The addresses of this computer by which others reach it, in order.
pub(super) fn own_addresses() -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let mut addresses: Vec<IpAddr> = interfaces
        .iter()
        .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
        .map(if_addrs::Interface::ip)
        .collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use tokio::time::Instant;

    use super::*;
    use crate::clock::WallClock;

    const LOOK: Duration = Duration::from_secs(5);

    /// A time of day that passes with Tokio's, and can be moved.
    fn clock() -> (SteadyClock, Arc<AtomicI64>) {
        let moved = Arc::new(AtomicI64::new(0));
        let (begun, by) = (Instant::now(), moved.clone());
        let wall = WallClock::new(move || {
            let passed = i64::try_from(begun.elapsed().as_millis()).unwrap();
            passed + by.load(Ordering::Relaxed)
        });
        (SteadyClock::new(wall), moved)
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_that_jumps_is_told_once_and_by_how_much() {
        let (clock, moved) = clock();
        let mut surroundings = Surroundings::new(clock, Vec::new, LOOK);
        for day in [86_400_000, -86_400_000] {
            moved.fetch_add(day, Ordering::Relaxed);
            let change = surroundings.change().await;
            assert_eq!((change.clock, change.network), (Some(day), false));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn another_network_is_told_and_the_same_one_is_not() {
        let home: IpAddr = [192, 168, 0, 2].into();
        let office: IpAddr = [10, 0, 0, 2].into();
        let mut seen = vec![vec![home], vec![home], vec![], vec![office]].into_iter();
        let (clock, _) = clock();
        let begun = Instant::now();
        let mut surroundings = Surroundings::new(clock, || seen.next().unwrap(), LOOK);
        let expected = Change {
            clock: None,
            network: true,
        };
        assert_eq!(surroundings.change().await, expected);
        assert_eq!(begun.elapsed(), 2 * LOOK);
        assert_eq!(surroundings.change().await, expected);
        assert_eq!(begun.elapsed(), 3 * LOOK);
    }
}
