//! One connection, from after its handshake to its end.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::future::pending;
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc::Receiver;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at, sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::Asked;
use super::hearer::Hearer;
use super::protocol::{Operation, Version, frame};
use super::registry::{Order, Registration};
use crate::bus::Published;
use crate::clock;
use crate::front::Front;

/// The library's own ping; the service's, one a minute, falls together with every third.
const BETWEEN_PINGS: Duration = Duration::from_secs(20);

/// How long a client may take to read what is written, and to answer a close.
const PATIENCE: Duration = Duration::from_secs(20);

/// Events written before the rest of a connection's duties have their turn.
const AT_ONCE: usize = 256;

/// Why a connection ends.
enum End {
    Close {
        code: u16,
        reason: &'static str,
    },
    Asked {
        code: u16,
        reason: String,
    },
    /// Nothing more can be said on it.
    Gone,
}

/// Serves a connection until its end.
pub(super) async fn run<S>(mut socket: WebSocketStream<S>, front: &Arc<Front>, asked: Asked)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let Err(end) = session(&mut socket, front, asked).await;
    let (code, reason) = match end {
        End::Close { code, reason } => (code, reason.to_owned()),
        End::Asked { code, reason } => (code, reason),
        End::Gone => return,
    };
    let close = CloseFrame {
        code: code.into(),
        reason: reason.into(),
    };
    let farewell = async {
        if socket.close(Some(close)).await.is_ok() {
            while let Some(Ok(_)) = socket.next().await {}
        }
    };
    // A client that does not say goodbye is left.
    let _ = timeout(PATIENCE, farewell).await;
}

async fn session<S>(
    socket: &mut WebSocketStream<S>,
    front: &Arc<Front>,
    asked: Asked,
) -> Result<Infallible, End>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    while_silent(front).await;
    let version =
        Version::read(asked.version.as_deref()).map_err(|code| End::Close { code, reason: "" })?;
    let token = asked.token.ok_or(End::Close {
        code: 4001,
        reason: "no token",
    })?;
    let (hearer, heard) = enter(front, token.as_str())
        .await
        .ok_or(AUTHENTICATION_FAILED)?;
    let session = Session {
        registration: front.sockets.register(hearer.user(), version.number()),
        socket,
        front,
        version,
        hearer,
        names: BTreeSet::new(),
        started: false,
    };
    session.run(heard).await
}

const AUTHENTICATION_FAILED: End = End::Close {
    code: 4002,
    reason: "authentication failed",
};

/// The token's owner, and what is published from then on.
async fn enter(front: &Arc<Front>, token: &str) -> Option<(Hearer, Receiver<Arc<Published>>)> {
    let token = token.to_owned();
    with_world(front, move |world| {
        let hearer = Hearer::admit(world, &token)?;
        Some((hearer, world.bus.listen()))
    })
    .await
}

/// Whether a token is good, as it is now.
async fn admit(front: &Arc<Front>, token: String) -> Option<Hearer> {
    with_world(front, move |world| Hearer::admit(world, &token)).await
}

/// Waits for the stack's lock where it may take its time.
async fn with_world<T: Send + 'static>(
    front: &Arc<Front>,
    ask: impl FnOnce(&mut crate::stack::World) -> Option<T> + Send + 'static,
) -> Option<T> {
    let front = Arc::clone(front);
    tokio::task::spawn_blocking(move || ask(&mut front.stack.world()))
        .await
        .ok()
        .flatten()
}

/// Returns when the connections are silenced.
async fn silent(silenced: &mut watch::Receiver<bool>) {
    if silenced.wait_for(|silent| *silent).await.is_err() {
        pending().await
    }
}

/// Returns when the connections are not silenced.
async fn while_silent(front: &Front) {
    let mut silenced = front.sockets.silenced();
    if silenced.wait_for(|silent| !silent).await.is_err() {
        pending().await
    }
}

struct Session<'a, S> {
    socket: &'a mut WebSocketStream<S>,
    front: &'a Arc<Front>,
    version: Version,
    hearer: Hearer,
    names: BTreeSet<String>,
    started: bool,
    registration: Registration,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<'_, S> {
    async fn run(mut self, mut heard: Receiver<Arc<Published>>) -> Result<Infallible, End> {
        self.send(self.version.init()).await?;
        self.refused(false)?;
        let mut silenced = self.front.sockets.silenced();
        let mut pings = interval_at(Instant::now() + BETWEEN_PINGS, BETWEEN_PINGS);
        let mut is_answered = true;
        let check = sleep(self.hearer.until_check(clock::now()));
        tokio::pin!(check);
        loop {
            tokio::select! {
                biased;
                () = silent(&mut silenced) => while_silent(self.front).await,
                order = self.registration.orders.recv() => match order {
                    Some(Order::Close { code, reason }) => return Err(End::Asked { code, reason }),
                    Some(Order::Cut) | None => return Err(End::Gone),
                    Some(Order::Check) => check.as_mut().reset(self.check().await?),
                },
                () = &mut check => {
                    let next = self.check().await?;
                    check.as_mut().reset(next);
                }
                _ = pings.tick() => {
                    if !is_answered {
                        return Err(End::Close { code: 1011, reason: "keepalive ping timeout" });
                    }
                    is_answered = false;
                    self.write(Message::Ping(Default::default())).await?;
                }
                message = self.socket.next() => match message {
                    Some(Ok(Message::Text(text))) => self.obey(&text).await?,
                    Some(Ok(Message::Binary(_))) => return Err(PROTOCOL_ERROR),
                    Some(Ok(Message::Pong(_))) => is_answered = true,
                    Some(Ok(_)) => {}
                    Some(Err(error)) => return Err(broken(&error)),
                    None => return Err(End::Gone),
                },
                event = heard.recv() => match event {
                    Some(event) => self.pass_on(event, &mut heard).await?,
                    None => return Err(End::Close { code: 1011, reason: "bus connection lost" }),
                },
            }
        }
    }

    async fn obey(&mut self, text: &str) -> Result<(), End> {
        let operation = Operation::read(text).ok_or(PROTOCOL_ERROR)?;
        let answers = !self.started || self.version == Version::Two;
        match operation {
            Operation::Subscribe(name) => {
                self.registration.subscribed(&name);
                self.names.insert(name);
                self.answer("subscribe", answers).await
            }
            Operation::Start => {
                self.refused(true)?;
                self.registration.started();
                self.started = true;
                self.answer("start", true).await
            }
            Operation::Token(token) => {
                self.hearer = admit(self.front, token)
                    .await
                    .ok_or(AUTHENTICATION_FAILED)?;
                self.registration.renewed();
                self.answer("token", answers).await
            }
            Operation::Ping(payload) if self.version == Version::Two => {
                self.send(frame("pong", &json!({"payload": payload}))).await
            }
            Operation::Ping(_) => Ok(()),
        }
    }

    /// Whether the control wants new connections sent away here.
    fn refused(&self, before_start: bool) -> Result<(), End> {
        match self.front.sockets.refusal() {
            Some(refusal) if refusal.before_start == before_start => Err(End::Asked {
                code: refusal.code,
                reason: refusal.reason,
            }),
            _ => Ok(()),
        }
    }

    /// Looks at the token, and says when to do so again.
    async fn check(&mut self) -> Result<Instant, End> {
        let token = self.hearer.token().as_str().to_owned();
        self.hearer = admit(self.front, token).await.ok_or(End::Close {
            code: 4003,
            reason: "authentication expired",
        })?;
        Ok(Instant::now() + self.hearer.until_check(clock::now()))
    }

    /// This event and some of those that wait behind it, in one go.
    async fn pass_on(
        &mut self,
        event: Arc<Published>,
        heard: &mut Receiver<Arc<Published>>,
    ) -> Result<(), End> {
        let behind = iter::from_fn(|| heard.try_recv().ok());
        let writing = async {
            for event in iter::once(event).chain(behind).take(AT_ONCE) {
                if self.wants(&event) {
                    let text = self.version.event(&event);
                    self.socket.feed(Message::text(text)).await?;
                }
            }
            self.socket.flush().await
        };
        in_time(writing).await
    }

    /// Before `start`, events are lost.
    fn wants(&self, event: &Published) -> bool {
        let is_named = || self.names.contains(event.name.as_ref()) || self.names.contains("*");
        self.started && is_named() && self.hearer.hears(event)
    }

    async fn answer(&mut self, op: &str, wanted: bool) -> Result<(), End> {
        if wanted {
            self.send(frame(op, &Value::Null)).await?;
        }
        Ok(())
    }

    async fn send(&mut self, text: String) -> Result<(), End> {
        self.write(Message::text(text)).await
    }

    async fn write(&mut self, message: Message) -> Result<(), End> {
        in_time(self.socket.send(message)).await
    }
}

const PROTOCOL_ERROR: End = End::Close {
    code: 4004,
    reason: "",
};

async fn in_time(writing: impl Future<Output = Result<(), Error>>) -> Result<(), End> {
    match timeout(PATIENCE, writing).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(broken(&error)),
        Err(_) => Err(End::Gone),
    }
}

fn broken(error: &Error) -> End {
    match error {
        Error::Capacity(_) => End::Close {
            code: 1009,
            reason: "",
        },
        _ => End::Gone,
    }
}
