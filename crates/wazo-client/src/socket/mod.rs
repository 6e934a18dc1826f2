//! wazo-websocketd: events as they happen.
//!
//! The token travels in a header and is renewed in place. Nothing is replayed: what happened
//! without a socket has to be asked for. The connection is made by the client of all other
//! requests, so one TLS rule and one proxy hold for both.

mod closing;
mod frame;
mod wire;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

pub use closing::Closed;
pub use frame::{Frame, parse_frame};

use crate::http::Request;
use crate::renewer::{Seat, TokenService};
use crate::route::Route;
use crate::{Api, Client, Error, Event, Renewer, SessionState};
use wire::Wire;

/// How long the other side may be silent before it is asked whether it is there, and how long it may
/// take to say so. The server itself sends a ping every 20 seconds.
const QUIET: Duration = Duration::from_secs(30);
const ANSWER: Duration = Duration::from_secs(10);

/// An open websocket. It has to be read all the time, or the server takes it for dead.
pub struct Socket<S: TokenService = Client> {
    wire: Wire,
    early: VecDeque<Event>,
    /// The user whose events count.
    own: String,
    renewer: Renewer<S>,
    session: watch::Receiver<SessionState>,
    seat: Seat,
    /// The newest token that was sent, by its generation; the seat follows once it is taken.
    sent: u64,
    heard: Instant,
    asked: Option<Instant>,
}

impl Api {
    /// Opens a websocket for these events. When it is there, nothing that happens from now on is
    /// missed.
    pub async fn socket(&self, events: &[&str]) -> Result<Socket, Closed> {
        let lease = self.renewer().lease().await?;
        let seat = self.renewer().seat(lease.generation);
        let opening = async {
            let request = Request::get(Route::new("/api/websocketd/")).query("version", "2");
            let stream = self.client().upgrade(&request, &lease.token).await?;
            let own = self.user_uuid().to_owned();
            Socket::open(stream, own, self.renewer().clone(), seat, events).await
        };
        match timeout(self.client().timeouts().request, opening).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::TimedOut { connected: true }.into()),
        }
    }
}

impl<S: TokenService> Socket<S> {
    /// Takes over a stream on which the websocket has just begun.
    async fn open(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        own: String,
        renewer: Renewer<S>,
        seat: Seat,
        events: &[&str],
    ) -> Result<Self, Closed> {
        let mut socket = Self {
            wire: Wire::new(stream).await,
            early: VecDeque::new(),
            own,
            session: renewer.state(),
            renewer,
            sent: seat.generation(),
            seat,
            heard: Instant::now(),
            asked: None,
        };
        while socket.frame().await? != Frame::Init {}
        for event in events {
            socket.wire.push(frame::subscribe(event));
        }
        socket.wire.push(frame::start());
        loop {
            match socket.frame().await? {
                Frame::Event(event) => socket.early.push_back(event),
                Frame::Answer { op } if op == "start" => return Ok(socket),
                _ => {}
            }
        }
    }

    /// The next event. Pings are answered and a renewed token is handed over while this waits; it
    /// may be dropped and called again without losing anything.
    pub async fn next(&mut self) -> Result<Event, Closed> {
        loop {
            if let Some(event) = self.early.pop_front() {
                return Ok(event);
            }
            self.hand_over()?;
            match self.frame().await? {
                Frame::Event(event) => return Ok(event),
                Frame::Answer { op } if op == "token" => self.seat.move_to(self.sent),
                _ => {}
            }
        }
    }

    /// Gives the server the token of the moment, unless it has it.
    fn hand_over(&mut self) -> Result<(), Closed> {
        let lease = self.renewer.current()?;
        if lease.generation > self.sent {
            self.sent = lease.generation;
            self.wire.push(frame::token(&lease.token));
        }
        Ok(())
    }

    /// The next frame, or a change of the session, which is no frame.
    async fn frame(&mut self) -> Result<Frame, Closed> {
        loop {
            let deadline = match self.asked {
                Some(asked) => asked + ANSWER,
                None => self.heard + QUIET,
            };
            let wire = &mut self.wire;
            tokio::select! {
                biased;
                message = poll_fn(|cx| wire.poll(cx)) => {
                    self.heard = Instant::now();
                    self.asked = None;
                    return message.map(|message| frame::read(message, &self.own));
                }
                _ = self.session.changed() => return Ok(Frame::Other),
                () = sleep_until(deadline) => match self.asked {
                    Some(_) => return Err(Closed::Silent),
                    None => {
                        self.wire.push(frame::ping());
                        self.asked = Some(Instant::now());
                    }
                },
            }
        }
    }
}

impl<S: TokenService> fmt::Debug for Socket<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
