//! A Wazo stack in one process: behind the paths that nginx gives a real one, it answers as the real services were
//! recorded to, quirks included. The program embeds it as its demo, and tests use it as their server.
//!
//! ```no_run
//! # async fn example() -> Result<(), wazo_sandbox::StartError> {
//! let sandbox = wazo_sandbox::Sandbox::start(wazo_sandbox::Options::default()).await?;
//! let (url, username, password) = (sandbox.url(), sandbox.username(), sandbox.password());
//! # let _ = (url, username, password);
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod agentd;
mod auth;
mod bus;
mod calld;
mod chatd;
mod clock;
mod confd;
mod control;
mod dird;
mod directory;
mod error;
mod exchange;
mod fault;
mod front;
mod http;
mod lively;
mod opening;
mod population;
mod secret;
mod server;
mod socket;
mod stack;
mod store;
mod tls;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub use population::Population;
pub use store::StoreError;
pub use tls::TlsError;

use front::Front;
use server::Server;
use stack::Stack;
use tls::Certificate;

/// How to start a stack.
#[derive(Clone, Debug)]
pub struct Options {
    /// A loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How many users there are, at least one.
    pub people: usize,
    /// How many personal contacts the demo user has.
    pub personal: usize,
    /// HTTPS with a self-signed certificate.
    pub tls: bool,
    /// A directory in which everything survives a kill; made if it is missing. Without one, nothing is kept.
    pub data: Option<PathBuf>,
    /// Decides names, ids and orders.
    pub seed: u64,
    /// Opens the control port.
    pub control: bool,
    /// Who is there.
    pub population: Population,
    /// Its people do things by themselves: presences, calls, chats.
    pub lively: bool,
    /// How many times as fast they live; the phone system keeps its time.
    pub speed: u32,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            people: 60,
            personal: 25,
            tls: false,
            data: None,
            seed: 1,
            control: false,
            population: Population::Demo,
            lively: false,
            speed: 1,
        }
    }
}

/// Why a stack did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// It is for this machine alone.
    #[error("{0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The port cannot be opened.
    #[error("the port cannot be opened")]
    Listen(#[from] std::io::Error),
    /// The runtime ended first.
    #[error("the start was interrupted")]
    Interrupted(#[source] tokio::task::JoinError),
    /// The certificate cannot be made or read.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The data directory cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A running stack. Dropping it stops it; [`Sandbox::stop`] also waits for the end.
pub struct Sandbox {
    url: String,
    control_url: Option<String>,
    username: String,
    password: String,
    certificate: Option<Certificate>,
    servers: Vec<Server>,
    /// What happens by itself.
    background: JoinSet<()>,
}

impl Sandbox {
    /// Opens the ports and serves until stopped, on the current tokio runtime.
    ///
    /// # Errors
    /// When the address is not loopback or not free, or the data directory cannot be used.
    pub async fn start(options: Options) -> Result<Sandbox, StartError> {
        if !options.listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(options.listen));
        }
        if let Some(directory) = &options.data {
            std::fs::create_dir_all(directory).map_err(StoreError::Directory)?;
        }
        let certificate = if options.tls {
            Some(Certificate::open(options.data.as_deref())?)
        } else {
            None
        };
        let asked = options.clone();
        let opened = tokio::task::spawn_blocking(move || opening::open(&asked))
            .await
            .map_err(StartError::Interrupted)??;
        let listener = TcpListener::bind(options.listen).await?;
        let scheme = if options.tls { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr()?);
        let front = Arc::new(Front::new(Stack::new(opened.world)));
        let acceptor = certificate
            .as_ref()
            .map(|certificate| certificate.acceptor.clone());
        let mut background = JoinSet::new();
        background.spawn(auth::sweep::run(Arc::clone(&front)));
        background.spawn(exchange::drive(Arc::clone(&front)));
        if options.lively {
            background.spawn(lively::run(Arc::clone(&front), options.seed, options.speed));
        }
        let mut servers = Vec::new();
        let mut control_url = None;
        if options.control {
            let listener = TcpListener::bind(SocketAddr::new(options.listen.ip(), 0)).await?;
            control_url = Some(format!("http://{}", listener.local_addr()?));
            let front = Arc::clone(&front);
            servers.push(Server::start(listener, None, move |request| {
                control::reply(Arc::clone(&front), request)
            }));
        }
        servers.push(Server::start(listener, acceptor, move |request| {
            front::reply(Arc::clone(&front), request)
        }));
        Ok(Sandbox {
            url,
            control_url,
            username: opened.username,
            password: opened.password,
            certificate,
            servers,
            background,
        })
    }

    /// `http://127.0.0.1:PORT`, or `https://`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The demo user: a receptionist, and an agent.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The demo user's password. It protects nothing: the stack is for this machine and its people are made up.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// The certificate's PEM file, over TLS.
    pub fn ca(&self) -> Option<&Path> {
        self.certificate
            .as_ref()
            .map(|certificate| certificate.path.as_path())
    }

    /// The certificate as PEM, over TLS.
    pub fn ca_pem(&self) -> Option<&str> {
        self.certificate
            .as_ref()
            .map(|certificate| certificate.pem.as_str())
    }

    /// SHA-256 of the certificate in lower-case hexadecimal without colons, over TLS.
    pub fn fingerprint(&self) -> Option<&str> {
        self.certificate
            .as_ref()
            .map(|certificate| certificate.fingerprint.as_str())
    }

    /// Where the control is, if asked for.
    pub fn control_url(&self) -> Option<&str> {
        self.control_url.as_deref()
    }

    /// Ends at once: the ports are closed and the connections broken when this returns.
    pub async fn stop(mut self) {
        self.background.shutdown().await;
        for server in self.servers {
            server.stop().await;
        }
    }
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Sandbox")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
