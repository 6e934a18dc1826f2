//! HTTP/1.1 on a loopback port, plain or over TLS, that ends at once when told.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

use crate::error;
use crate::http::{Answer, Request};

/// A body longer than this is answered with 413 whatever the route.
const LONGEST_BODY: usize = 32 << 20;

/// Too many open files do not get fewer by trying again at once.
const BETWEEN_FAILURES: Duration = Duration::from_millis(50);

/// What goes back to a client.
#[derive(Debug)]
pub(crate) enum Reply {
    Whole(Answer),
    /// The connection breaks after that many bytes of the body, before any answer at 0.
    Cut(Answer, usize),
    /// The connection leaves HTTP with this answer.
    Upgrade(Answer, Speak),
}

/// Who speaks on a connection that left HTTP, until its end.
pub(crate) struct Speak(Box<dyn FnOnce(TokioIo<Upgraded>) -> Spoken + Send>);

type Spoken = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Speak {
    pub(crate) fn new<F, T>(speak: F) -> Self
    where
        F: FnOnce(TokioIo<Upgraded>) -> T + Send + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        Speak(Box::new(|stream| Box::pin(speak(stream))))
    }
}

impl std::fmt::Debug for Speak {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Speak")
    }
}

/// A running server; dropping it stops it too.
#[derive(Debug)]
pub(crate) struct Server {
    stop: oneshot::Sender<Infallible>,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) fn start<H, F>(listener: TcpListener, tls: Option<TlsAcceptor>, handler: H) -> Self
    where
        H: Fn(Request) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Reply> + Send + 'static,
    {
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(accept(listener, tls, handler, stopped));
        Server { stop, task }
    }

    /// Closes the port and every connection.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        if let Err(error) = self.task.await {
            tracing::warn!(%error, "the server did not end by itself");
        }
    }
}

async fn accept<H, F>(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    handler: H,
    mut stopped: oneshot::Receiver<Infallible>,
) where
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Reply> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // As nginx does: without it small frames wait for the other side's word on the ones before.
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "small answers may be late");
                    }
                    connections.spawn(connection(stream, tls.clone(), handler.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(BETWEEN_FAILURES).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    connections.shutdown().await;
}

async fn connection<H, F>(stream: TcpStream, tls: Option<TlsAcceptor>, handler: H)
where
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Reply> + Send + 'static,
{
    let ended = match tls {
        None => serve(stream, handler).await,
        Some(tls) => match tls.accept(stream).await {
            Ok(stream) => serve(stream, handler).await,
            // A client that does not trust the certificate leaves here.
            Err(error) => return tracing::debug!(%error, "no TLS session"),
        },
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}

async fn serve<S, H, F>(stream: S, handler: H) -> hyper::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Reply> + Send + 'static,
{
    let next = Next::default();
    let service = service_fn(|request| respond(request, handler.clone(), next.clone()));
    http1::Builder::new()
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades()
        .await?;
    if let Some((upgrade, Speak(speak))) = next.take() {
        speak(TokioIo::new(upgrade.await?)).await;
    }
    Ok(())
}

/// What becomes of a connection that leaves HTTP.
#[derive(Clone, Default)]
struct Next(Arc<Mutex<Option<(OnUpgrade, Speak)>>>);

impl Next {
    fn set(&self, upgrade: OnUpgrade, speak: Speak) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((upgrade, speak));
    }

    fn take(&self) -> Option<(OnUpgrade, Speak)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

async fn respond<H, F>(
    mut request: hyper::Request<Incoming>,
    handler: H,
    next: Next,
) -> io::Result<Response<Outgoing>>
where
    H: Fn(Request) -> F,
    F: Future<Output = Reply>,
{
    let upgrade = hyper::upgrade::on(&mut request);
    let (parts, body) = request.into_parts();
    let reply = match read(body).await? {
        Some(body) => handler(Request::new(parts.method, &parts.uri, parts.headers, body)).await,
        None => Reply::Whole(error::nginx(413)),
    };
    match reply {
        Reply::Whole(answer) => response(answer, None),
        Reply::Cut(_, 0) => Err(io::ErrorKind::ConnectionAborted.into()),
        Reply::Cut(answer, length) => response(answer, Some(length)),
        Reply::Upgrade(answer, speak) => {
            next.set(upgrade, speak);
            response(answer, None)
        }
    }
}

/// The whole body; `None` when it is longer than any service would take.
async fn read(mut body: Incoming) -> io::Result<Option<Bytes>> {
    let mut whole = Vec::new();
    while let Some(frame) =
        std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        let frame = frame.map_err(io::Error::other)?;
        if let Some(data) = frame.data_ref() {
            if whole.len() + data.len() > LONGEST_BODY {
                return Ok(None);
            }
            whole.extend_from_slice(data);
        }
    }
    Ok(Some(whole.into()))
}

fn response(answer: Answer, cut: Option<usize>) -> io::Result<Response<Outgoing>> {
    let status = StatusCode::from_u16(answer.status).map_err(io::Error::other)?;
    let mut response = Response::builder().status(status);
    if !answer.content_type.is_empty() {
        response = response.header(CONTENT_TYPE, answer.content_type);
    }
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response
        .body(Outgoing::new(answer.body, cut))
        .map_err(io::Error::other)
}

/// A body that may break off.
#[derive(Debug)]
struct Outgoing {
    /// What the length header promises.
    length: u64,
    rest: Option<Bytes>,
    cut: Cut,
}

#[derive(Debug)]
enum Cut {
    No,
    /// The connection's task has to flush what it has before it hears of the break.
    AfterFlush,
    Now,
}

impl Outgoing {
    fn new(body: Bytes, cut: Option<usize>) -> Self {
        let length = body.len() as u64;
        match cut {
            Some(cut) if cut < body.len() => Outgoing {
                length,
                rest: Some(body.slice(..cut)),
                cut: Cut::AfterFlush,
            },
            _ => Outgoing {
                length,
                rest: Some(body).filter(|body| !body.is_empty()),
                cut: Cut::No,
            },
        }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(rest) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(rest))));
        }
        match self.cut {
            Cut::No => Poll::Ready(None),
            Cut::AfterFlush => {
                self.cut = Cut::Now;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Cut::Now => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
