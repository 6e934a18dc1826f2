//! The one place that owns the token.
//!
//! However many callers find their token gone, one renewal is under way and all of them share its
//! result. It runs as a task of its own, so a caller that loses interest does not stop it.

mod seat;

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, sleep_until};

pub(crate) use seat::Seat;

use crate::auth::LONGEST;
use crate::{Client, Error, RefreshToken, Secret, Session};
use seat::Seats;

/// How soon a failed renewal is tried again, doubling from the first to the second.
const RETRY: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(60));

/// What a renewer asks of wazo-auth.
pub trait TokenService: Send + Sync + 'static {
    /// A new session for a refresh token. [`Error::Authentication`] when it has been revoked.
    fn renew(
        &self,
        refresh: &RefreshToken,
        lifetime: Duration,
    ) -> impl Future<Output = Result<Session, Error>> + Send;

    /// Whether a token is good.
    fn is_live(&self, token: &Secret) -> impl Future<Output = Result<bool, Error>> + Send;

    /// Takes a token back; it may be gone already.
    fn revoke(&self, token: &Secret) -> impl Future<Output = Result<(), Error>> + Send;
}

/// Keeps one session alive: renews its token at three quarters of its life, and when the server says
/// that it is gone; takes the old one back.
pub struct Renewer<S: TokenService = Client> {
    shared: Arc<Shared<S>>,
}

/// A token for one request.
#[derive(Clone, Debug)]
pub struct Lease {
    /// The token.
    pub token: Secret,
    /// Counts the renewals, so that a refusal of an older token is told from one of this.
    pub generation: u64,
}

/// Whether a session lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// It does; the generation grows with each new token.
    Live {
        /// As [`Lease::generation`].
        generation: u64,
    },
    /// It does not, and will not again.
    Ended(SessionEnd),
}

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The token is gone and there is nothing to renew it with.
    Expired,
    /// The server does not accept the refresh token any more.
    Revoked,
    /// The person signed out.
    SignedOut,
}

/// What became of a token that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It was gone; there is a new one.
    Renewed,
    /// It is good: the refusal was about a permission.
    StillGood,
}

struct Shared<S> {
    service: S,
    held: Mutex<Held>,
    state: watch::Sender<SessionState>,
    seats: Seats,
    clock: Mutex<Option<AbortHandle>>,
}

struct Held {
    session: Session,
    generation: u64,
    ended: bool,
    flight: Option<Flight>,
}

type Flight = watch::Receiver<Option<Result<Verdict, Error>>>;

impl<S: TokenService> Renewer<S> {
    /// Takes a session over. Has to be called inside a Tokio runtime.
    pub fn new(service: S, mut session: Session) -> Self {
        session.lifetime = session.lifetime.min(LONGEST);
        let generation = 0;
        let shared = Arc::new(Shared {
            service,
            held: Mutex::new(Held {
                session,
                generation,
                ended: false,
                flight: None,
            }),
            state: watch::Sender::new(SessionState::Live { generation }),
            seats: Seats::default(),
            clock: Mutex::new(None),
        });
        let clock = tokio::spawn(keep_alive(Arc::downgrade(&shared)));
        *lock(&shared.clock) = Some(clock.abort_handle());
        Self { shared }
    }

    /// The token of the moment; a new one when its time is over.
    pub async fn lease(&self) -> Result<Lease, Error> {
        let (lease, expired) = self.shared.held()?;
        if !expired {
            return Ok(lease);
        }
        self.shared
            .settle(lease.generation, Occasion::Doubt)
            .await?;
        self.current()
    }

    /// The token of the moment, without a look at its time.
    pub(crate) fn current(&self) -> Result<Lease, Error> {
        self.shared.held().map(|(lease, _)| lease)
    }

    /// A place for a connection that outlives the token of this generation.
    pub(crate) fn seat(&self, generation: u64) -> Seat {
        self.shared.seats.take(generation)
    }

    /// Finds out why the server refused a token, and gets a new one if it is gone.
    pub(crate) async fn refused(&self, lease: &Lease) -> Result<Verdict, Error> {
        self.shared.settle(lease.generation, Occasion::Doubt).await
    }

    /// Gets a new token before the time of the old one is over, where there is something to get it with.
    pub async fn renew(&self) -> Result<(), Error> {
        if self.refresh_token().is_none() {
            return Ok(());
        }
        let generation = self.current()?.generation;
        let renewed = self.shared.settle(generation, Occasion::Plan).await;
        renewed.map(drop)
    }

    /// Ends the session; gives the token to take back, unless it had ended before.
    pub fn end(&self, why: SessionEnd) -> Option<Secret> {
        self.shared.end(why)
    }

    /// What the session is renewed with.
    pub fn refresh_token(&self) -> Option<RefreshToken> {
        lock(&self.shared.held).session.refresh.clone()
    }

    /// Whether the session lives, from now on.
    pub fn state(&self) -> watch::Receiver<SessionState> {
        self.shared.state.subscribe()
    }
}

/// Why there is a flight.
#[derive(Clone, Copy)]
enum Occasion {
    /// The token may be gone, or may just lack a permission: ask about it first.
    Doubt,
    /// It is time for a new one.
    Plan,
}

impl<S: TokenService> Shared<S> {
    /// The token, and whether its time is over.
    fn held(&self) -> Result<(Lease, bool), Error> {
        let held = lock(&self.held);
        if held.ended {
            return Err(Error::SignedOut);
        }
        let lease = Lease {
            token: held.session.token.clone(),
            generation: held.generation,
        };
        let expired = Instant::now() >= held.session.asked_at + held.session.lifetime;
        Ok((lease, expired))
    }

    /// Joins the flight that is under way about this generation's token, or starts one.
    async fn settle(
        self: &Arc<Self>,
        generation: u64,
        occasion: Occasion,
    ) -> Result<Verdict, Error> {
        let mut flight = {
            let mut held = lock(&self.held);
            if held.ended {
                return Err(Error::SignedOut);
            }
            if held.generation != generation {
                return Ok(Verdict::Renewed);
            }
            match &held.flight {
                Some(flight) => flight.clone(),
                None => {
                    let (land, flight) = watch::channel(None);
                    held.flight = Some(flight.clone());
                    tokio::spawn(self.clone().fly(occasion, land));
                    flight
                }
            }
        };
        match flight.wait_for(Option::is_some).await {
            Ok(result) => result.clone().unwrap_or(Err(Error::Unauthorized)),
            Err(_) => Err(Error::Unauthorized),
        }
    }

    async fn fly(
        self: Arc<Self>,
        occasion: Occasion,
        land: watch::Sender<Option<Result<Verdict, Error>>>,
    ) {
        let outcome = self.replace(occasion).await;
        lock(&self.held).flight = None;
        let (result, unused) = match outcome {
            Ok((verdict, unused)) => (Ok(verdict), unused),
            Err(error) => (Err(error), None),
        };
        land.send_replace(Some(result));
        if let Some(old) = unused {
            self.seats.have(old.generation + 1).await;
            revoke_quietly(&self.service, &old.token).await;
        }
    }

    /// Gives the verdict, and the token that nobody needs any more.
    async fn replace(&self, occasion: Occasion) -> Result<(Verdict, Option<Lease>), Error> {
        let held = lock(&self.held).session.clone();
        if matches!(occasion, Occasion::Doubt) && self.service.is_live(&held.token).await? {
            return Ok((Verdict::StillGood, None));
        }
        let Some(refresh) = held.refresh else {
            self.end(SessionEnd::Expired);
            return Err(Error::SignedOut);
        };
        match self.service.renew(&refresh, held.lifetime).await {
            Ok(session) => self.install(session).await,
            Err(Error::Authentication) => {
                self.end(SessionEnd::Revoked);
                Err(Error::SignedOut)
            }
            Err(error) => Err(error),
        }
    }

    async fn install(&self, session: Session) -> Result<(Verdict, Option<Lease>), Error> {
        let late = {
            let mut held = lock(&self.held);
            if held.ended {
                session.token
            } else {
                let old = Lease {
                    token: std::mem::replace(&mut held.session, session).token,
                    generation: held.generation,
                };
                held.generation += 1;
                self.state.send_replace(SessionState::Live {
                    generation: held.generation,
                });
                return Ok((Verdict::Renewed, Some(old)));
            }
        };
        revoke_quietly(&self.service, &late).await;
        Err(Error::SignedOut)
    }

    fn end(&self, why: SessionEnd) -> Option<Secret> {
        let mut held = lock(&self.held);
        if held.ended {
            return None;
        }
        held.ended = true;
        self.state.send_replace(SessionState::Ended(why));
        Some(held.session.token.clone())
    }

    /// When there is something to do about the token; `None` when the session is over.
    fn due(&self) -> Option<Due> {
        let held = lock(&self.held);
        if held.ended {
            return None;
        }
        let session = &held.session;
        let (part, occasion) = match session.refresh {
            Some(_) => (session.lifetime * 3 / 4, Occasion::Plan),
            None => (session.lifetime, Occasion::Doubt),
        };
        Some(Due {
            at: session.asked_at + part,
            generation: held.generation,
            occasion,
        })
    }
}

struct Due {
    at: Instant,
    generation: u64,
    occasion: Occasion,
}

/// Renews when it is due, until the session is over or nobody holds the renewer.
async fn keep_alive<S: TokenService>(renewer: Weak<Shared<S>>) {
    let mut retry = RETRY.0;
    loop {
        let Some(shared) = renewer.upgrade() else {
            return;
        };
        let Some(due) = shared.due() else {
            return;
        };
        if due.at > Instant::now() {
            drop(shared);
            sleep_until(due.at).await;
            continue;
        }
        let outcome = shared.settle(due.generation, due.occasion).await;
        drop(shared);
        match outcome {
            Ok(Verdict::Renewed) => retry = RETRY.0,
            Err(Error::SignedOut) => return,
            Ok(Verdict::StillGood) | Err(_) => {
                sleep(retry).await;
                retry = (retry * 2).min(RETRY.1);
            }
        }
    }
}

/// A token that cannot be taken back runs out by itself.
async fn revoke_quietly<S: TokenService>(service: &S, token: &Secret) {
    if let Err(error) = service.revoke(token).await {
        tracing::debug!(%error, "old token not revoked");
    }
}

/// Nothing panics while a lock is held, so a poisoned one is as good as any.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<S> Drop for Shared<S> {
    fn drop(&mut self) {
        if let Some(clock) = lock(&self.clock).take() {
            clock.abort();
        }
    }
}

impl<S: TokenService> Clone for Renewer<S> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
        }
    }
}

impl<S: TokenService> fmt::Debug for Renewer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Renewer")
            .field(&*self.shared.state.borrow())
            .finish()
    }
}

#[cfg(test)]
mod tests;
