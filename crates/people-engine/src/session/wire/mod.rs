//! What happens at the server, as it happens: one task owns the websocket.

mod burst;
mod catch_up;
mod end;
mod surroundings;
mod take;

pub(crate) use self::catch_up::{CallsRead, read_calls};
pub(super) use self::surroundings::watch_surroundings;

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};
use wazo_client::{Api, Closed, EVENTS, Error, Event, Socket};

use self::burst::Burst;
use self::catch_up::{CaughtUp, catch_up};
use self::end::{After, after};
use super::backoff::Backoff;
use super::merge::now;
use crate::actor::HomeAddress;
use crate::config::Rhythm;
use crate::fault;

/// Events of one frame are taken over together.
const FRAME: Duration = Duration::from_millis(16);

/// More than this is never taken over at once, nor kept while something is read.
const MOST_EVENTS: usize = 10_000;

/// How the time with a socket ended.
enum End {
    /// It was closed.
    Closed(Closed),
    /// Another one is wanted.
    Redial,
    /// The session is over.
    Over,
}

/// Whose presences are read.
#[derive(Clone, Copy)]
enum Whose {
    /// Everybody's.
    Everybody,
    /// Those on screen, where there are many.
    Shown,
}

/// The task's own state.
pub(super) struct Wire {
    pub(super) home: HomeAddress,
    pub(super) epoch: u64,
    pub(super) rhythm: Rhythm,
    pub(super) api: Api,
    /// Wakes this task: try now, whatever was planned.
    pub(super) redial: Arc<Notify>,
}

impl Wire {
    /// Listens, and comes back after each loss, until the session is over or the engine has ended.
    pub(super) async fn run(self) {
        let mut backoff = Backoff::new(self.rhythm.reconnect);
        loop {
            let begun = Instant::now();
            let after = self.listen().await;
            if begun.elapsed() > self.rhythm.reconnect.1 {
                backoff.reset();
            }
            let pause = match after {
                After::Now => continue,
                After::Soon => backoff.pause(),
                After::Later => self.rhythm.directory,
                After::Never => return,
            };
            if self.miss().await.is_none() {
                return;
            }
            tokio::select! {
                () = self.redial.notified() => {}
                () = self.follow_by_asking(Instant::now() + pause) => {}
            }
        }
    }

    /// Holds the socket as long as it lives.
    async fn listen(&self) -> After {
        let opened = tokio::select! {
            opened = self.api.socket(EVENTS) => opened,
            () = self.redial.notified() => return After::Now,
        };
        let end = match opened {
            Ok(mut socket) => self.attend(&mut socket).await,
            Err(closed) => End::Closed(closed),
        };
        match end {
            End::Closed(closed) => after(&self.api, closed).await,
            End::Redial => After::Now,
            End::Over => After::Never,
        }
    }

    /// Reads how things are, and takes over what happens. What is not known yet is asked for again, and presences are those of
    /// everybody: from then on events tell of them.
    async fn attend(&self, socket: &mut Socket) -> End {
        let mut burst = Burst::default();
        let mut reading = Some(Box::pin(self.read(Whose::Everybody)));
        let mut read_again = None;
        let mut pauses = Backoff::new((self.rhythm.presences, self.rhythm.directory));
        let mut begins = false;
        let mut hears = false;
        loop {
            let mut closed = None;
            let mut caught = None;
            tokio::select! {
                read = read(&mut reading) => match read {
                    Ok(read) => {
                        reading = None;
                        read_again = read.lacks.then(|| Instant::now() + pauses.pause());
                        begins = !hears && !read.is_stale;
                        caught = Some(read);
                    }
                    Err(error) => return End::Closed(Closed::Lost(error)),
                },
                event = socket.next() => closed = drain(event, socket, &mut burst),
                () = at(read_again) => {
                    read_again = None;
                    reading = Some(Box::pin(self.read(Whose::Everybody)));
                }
                () = self.redial.notified() => return End::Redial,
            }
            // What happens while something is read is applied after it: nothing is lost, and nothing old wins.
            if reading.is_none() {
                let burst = std::mem::take(&mut burst);
                let waits = caught.is_some() && !hears && !begins;
                if self.take(caught, burst, begins).await.is_none() {
                    return End::Over;
                }
                hears |= std::mem::take(&mut begins);
                if waits {
                    self.miss().await;
                    self.settle().await;
                }
            } else if burst.len() >= MOST_EVENTS {
                return End::Closed(Closed::Lost(Error::TimedOut { connected: true }));
            }
            if let Some(closed) = closed {
                return End::Closed(closed);
            }
            sleep(FRAME).await;
        }
    }

    /// Without a socket: asks now and then, until a moment.
    async fn follow_by_asking(&self, until: Instant) {
        loop {
            match self.read(Whose::Shown).await {
                Ok(caught) => {
                    self.take(Some(caught), Burst::default(), false).await;
                }
                Err(error) if fault::is_offline(&error) => self.doubt().await,
                Err(error) => tracing::debug!(%error, "asking for what happened"),
            }
            self.settle().await;
            let next = Instant::now() + self.rhythm.presences;
            if until <= next {
                return sleep_until(until).await;
            }
            sleep_until(next).await;
        }
    }

    /// Reads all that events tell of.
    async fn read(&self, whose: Whose) -> Result<CaughtUp, Error> {
        let epoch = self.epoch;
        let asked = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            let users = match whose {
                Whose::Everybody => None,
                Whose::Shown => live.polled_users(),
            };
            Some((users, live.clock.now()))
        });
        let (users, at) = asked.await.flatten().ok_or(Error::SignedOut)?;
        catch_up(&self.api, users, at).await
    }

    /// Hands over what was read and what happened since.
    async fn take(&self, caught: Option<CaughtUp>, burst: Burst, begins: bool) -> Option<()> {
        let epoch = self.epoch;
        let taken = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            if let Some(caught) = caught {
                live.take_caught_up(caught);
            }
            live.take_burst(burst);
            if begins {
                live.begin_to_hear();
            }
            Some(())
        });
        taken.await.flatten()
    }

    /// Events are missed from now on.
    async fn miss(&self) -> Option<()> {
        let epoch = self.epoch;
        let told = self.home.ask(move |state| {
            let live = state.live_of(epoch)?;
            live.standing.misses(now());
            live.tell_connection();
            Some(())
        });
        told.await.flatten()
    }

    /// The server does not answer: whoever reads the directory finds out why.
    async fn doubt(&self) {
        let epoch = self.epoch;
        let told = self.home.ask(move |state| {
            if let Some(live) = state.live_of(epoch)
                && !live.standing.is_lost()
            {
                live.wake.notify_one();
            }
        });
        told.await;
    }

    /// Nobody has to wait any longer for the first word.
    async fn settle(&self) {
        let epoch = self.epoch;
        let told = self.home.ask(move |state| {
            if let Some(live) = state.live_of(epoch) {
                live.settled.send_replace(true);
            }
        });
        told.await;
    }
}

/// Takes what is there already; gives why there will be no more.
fn drain(first: Result<Event, Closed>, socket: &mut Socket, burst: &mut Burst) -> Option<Closed> {
    let mut next = Some(first);
    while let Some(event) = next {
        match event {
            Ok(event) => burst.push(event),
            Err(closed) => return Some(closed),
        }
        next = if burst.len() < MOST_EVENTS {
            socket.next().now_or_never()
        } else {
            None
        };
    }
    None
}

async fn read<F: Future + Unpin>(reading: &mut Option<F>) -> F::Output {
    match reading {
        Some(reading) => reading.await,
        None => pending().await,
    }
}

async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => pending().await,
    }
}
