//! The way to one server: address, TLS rule, time limits, and one exchange.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{
    CONNECTION, CONTENT_TYPE, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Upgraded};
use rustls::ClientConfig;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use url::Url;

use crate::http::{Answer, Body, Request, SystemResolver, failure};
use crate::{Error, Secret, Server, Trust, tls};

/// A client of one server, cheap to clone. It can sign in; an [`Api`](crate::Api) does the rest.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    server: Server,
    http: reqwest::Client,
    /// Speaks HTTP/1.1 alone, which a websocket begins with.
    upgrading: reqwest::Client,
    tls: Arc<ClientConfig>,
    timeouts: Timeouts,
}

/// How long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection, name look-up and TLS included.
    pub connect: Duration,
    /// For a whole ordinary request, its answer included.
    pub request: Duration,
    /// For a whole directory, an import or a purge. The server's proxy gives up after 60 seconds.
    pub slow: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            request: Duration::from_secs(30),
            slow: Duration::from_secs(90),
        }
    }
}

impl Client {
    /// A client with the usual time limits. Nothing is sent yet.
    pub fn new(server: Server, trust: &Trust) -> Result<Self, Error> {
        Self::with_timeouts(server, trust, Timeouts::default())
    }

    /// A client with other time limits.
    pub fn with_timeouts(server: Server, trust: &Trust, timeouts: Timeouts) -> Result<Self, Error> {
        let tls = tls::client_config(trust)?;
        let http = connector(&server, &tls, timeouts, &[b"h2", b"http/1.1"])?;
        let upgrading = connector(&server, &tls, timeouts, &[b"http/1.1"])?;
        Ok(Self(Arc::new(Inner {
            server,
            http,
            upgrading,
            tls: Arc::new(tls),
            timeouts,
        })))
    }

    /// The server.
    pub fn server(&self) -> &Server {
        &self.0.server
    }

    /// The TLS rule, for a connection that is not HTTP. It offers no protocol by ALPN.
    pub fn tls_config(&self) -> Arc<ClientConfig> {
        self.0.tls.clone()
    }

    /// How long to wait.
    pub(crate) fn timeouts(&self) -> Timeouts {
        self.0.timeouts
    }

    /// Asks for a websocket: a stream on which both sides may speak from now on.
    pub(crate) async fn upgrade(
        &self,
        request: &Request,
        token: &Secret,
    ) -> Result<Upgraded, Error> {
        let key = generate_key();
        let response = self
            .0
            .upgrading
            .get(self.url(request))
            .header("X-Auth-Token", sensitive(token)?)
            .header(CONNECTION, "Upgrade")
            .header(UPGRADE, "websocket")
            .header(SEC_WEBSOCKET_VERSION, "13")
            .header(SEC_WEBSOCKET_KEY, &key)
            .send()
            .await
            .map_err(failure)?;
        tracing::debug!(
            path = request.route.shown(),
            status = response.status().as_u16()
        );
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            let answer = Answer::read(response, request.limit()).await?;
            return Err(answer.accepted().err().unwrap_or(Error::NotWazo));
        }
        let accepted = response.headers().get(SEC_WEBSOCKET_ACCEPT);
        if accepted.is_none_or(|accepted| accepted != &*derive_accept_key(key.as_bytes())) {
            return Err(Error::NotWazo);
        }
        response.upgrade().await.map_err(failure)
    }

    fn url(&self, request: &Request) -> Url {
        let mut url = self.0.server.url(request.route.path());
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        url
    }

    /// Sends a request and reads its answer, whatever the status.
    pub(crate) async fn exchange(
        &self,
        request: &Request,
        token: Option<&Secret>,
    ) -> Result<Answer, Error> {
        let started = Instant::now();
        let outcome = self.exchange_unlogged(request, token).await;
        tracing::debug!(
            method = %request.method,
            path = request.route.shown(),
            status = outcome.as_ref().map_or(0, |answer| answer.status),
            error = outcome.as_ref().err().map(tracing::field::display),
            millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        );
        outcome
    }

    async fn exchange_unlogged(
        &self,
        request: &Request,
        token: Option<&Secret>,
    ) -> Result<Answer, Error> {
        let url = self.url(request);
        let timeouts = &self.0.timeouts;
        let mut builder =
            self.0
                .http
                .request(request.method.clone(), url)
                .timeout(if request.slow {
                    timeouts.slow
                } else {
                    timeouts.request
                });
        if let Some(token) = token {
            builder = builder.header("X-Auth-Token", sensitive(token)?);
        }
        if let Some((username, password)) = &request.basic {
            builder = builder.basic_auth(username, Some(password.expose()));
        }
        builder = match &request.body {
            Body::Empty => builder,
            Body::Json(bytes) => builder
                .header(CONTENT_TYPE, "application/json")
                .body(bytes.clone()),
            Body::Csv(bytes) => builder
                .header(CONTENT_TYPE, "text/csv; charset=utf-8")
                .body(bytes.clone()),
        };
        let response = builder.send().await.map_err(failure)?;
        Answer::read(response, request.limit()).await
    }
}

fn connector(
    server: &Server,
    tls: &ClientConfig,
    timeouts: Timeouts,
    protocols: &[&[u8]],
) -> Result<reqwest::Client, Error> {
    let mut tls = tls.clone();
    tls.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(Arc::new(SystemResolver))
        .user_agent(concat!("wazo-client/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(timeouts.connect)
        // Following one would take the token to wherever it points.
        .redirect(Policy::none())
        .http2_keep_alive_interval(Duration::from_secs(20))
        .http2_keep_alive_timeout(Duration::from_secs(10));
    if server.is_loopback() {
        builder = builder.no_proxy();
    }
    builder.build().map_err(|_| Error::UnusableTrust)
}

fn sensitive(token: &Secret) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(token.expose()).map_err(|_| Error::Unauthorized)?;
    value.set_sensitive(true);
    Ok(value)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.0.server).finish()
    }
}
