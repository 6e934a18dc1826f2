//! One exchange over HTTP: what is sent, what came back, and what a failure on the way means.

use std::error::Error as StdError;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Method, Response};
use rustls::pki_types::InvalidDnsNameError;
use thiserror::Error as ThisError;

use crate::route::Route;
use crate::{Error, Secret, classify, tls};

const MIB: usize = 1 << 20;

/// The most that the answer to an ordinary request may hold, in bytes.
pub(crate) const ANSWER_LIMIT: usize = 16 * MIB;

/// The most that a whole directory may hold, in bytes: 100,000 rows are about 20 MB.
pub(crate) const LARGE_LIMIT: usize = 256 * MIB;

/// A request before it has a token.
#[derive(Clone)]
pub(crate) struct Request {
    pub method: Method,
    pub route: Route,
    pub query: Vec<(&'static str, String)>,
    pub body: Body,
    pub basic: Option<(String, Secret)>,
    /// Whether the answer may be a whole directory.
    pub large: bool,
    /// Whether the server may need long to do it.
    pub slow: bool,
}

#[derive(Clone)]
pub(crate) enum Body {
    Empty,
    Json(Vec<u8>),
    Csv(Vec<u8>),
}

impl Request {
    pub fn new(method: Method, route: Route) -> Self {
        Self {
            method,
            route,
            query: Vec::new(),
            body: Body::Empty,
            basic: None,
            large: false,
            slow: false,
        }
    }

    pub fn get(route: Route) -> Self {
        Self::new(Method::GET, route)
    }

    pub fn delete(route: Route) -> Self {
        Self::new(Method::DELETE, route)
    }

    pub fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    pub fn json(mut self, value: &impl serde::Serialize) -> Result<Self, Error> {
        let bytes = serde_json::to_vec(value).map_err(|_| Error::Garbled { what: "request" })?;
        self.body = Body::Json(bytes);
        Ok(self)
    }

    pub fn csv(mut self, bytes: Vec<u8>) -> Self {
        self.body = Body::Csv(bytes);
        self
    }

    pub fn basic(mut self, username: String, password: Secret) -> Self {
        self.basic = Some((username, password));
        self
    }

    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    pub fn slow(mut self) -> Self {
        self.slow = true;
        self
    }

    /// The most bytes that the answer may hold.
    pub fn limit(&self) -> usize {
        if self.large {
            LARGE_LIMIT
        } else {
            ANSWER_LIMIT
        }
    }
}

/// An answer, whatever its status.
pub(crate) struct Answer {
    pub status: u16,
    pub json: bool,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads the whole answer, or as much as shows that it is too long.
    pub async fn read(mut response: Response, limit: usize) -> Result<Self, Error> {
        let declared = response.content_length().unwrap_or(0);
        if usize::try_from(declared).map_or(true, |length| length > limit) {
            return Err(Error::Oversized { limit });
        }
        let mut body = Vec::with_capacity(usize::try_from(declared).unwrap_or(0).min(MIB));
        while let Some(chunk) = response.chunk().await.map_err(failure)? {
            if body.len() + chunk.len() > limit {
                return Err(Error::Oversized { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Self {
            status: response.status().as_u16(),
            json: is_json(response.headers()),
            retry_after: retry_after(response.headers()),
            body,
        })
    }

    /// The answer itself when it is a success, else what the server refused with.
    pub fn accepted(self) -> Result<Self, Error> {
        match self.status {
            200..=299 => Ok(self),
            _ => Err(classify::refusal(&self)),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.to_ascii_lowercase().starts_with("application/json"))
}

/// `Retry-After` in seconds; its other form, a date, would need a clock that agrees with the server.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(Duration::from_secs(seconds))
}

/// What a failed exchange means. The error of the library is dropped: its text holds the URL.
pub(crate) fn failure(error: reqwest::Error) -> Error {
    if error.is_timeout() {
        return Error::TimedOut {
            connected: !error.is_connect(),
        };
    }
    let connecting = error.is_connect();
    causes(&error)
        .find_map(|cause| meaning(cause, connecting))
        .unwrap_or(if connecting {
            Error::Unreachable
        } else {
            Error::Cut
        })
}

fn meaning(cause: &(dyn StdError + 'static), connecting: bool) -> Option<Error> {
    if cause.is::<NameNotFound>() || cause.is::<InvalidDnsNameError>() {
        return Some(Error::UnknownHost);
    }
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return match tls::problem_in(error) {
            Some(problem) => Some(Error::Certificate(problem)),
            None if connecting => Some(Error::NotWazo),
            None => Some(Error::Cut),
        };
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>()
        && error.is_parse()
    {
        return Some(Error::Garbled { what: "http" });
    }
    let error = cause.downcast_ref::<io::Error>()?;
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(Error::ConnectionRefused),
        io::ErrorKind::TimedOut => Some(Error::TimedOut {
            connected: !connecting,
        }),
        _ => None,
    }
}

/// An error and all that it wraps. An `io::Error` hides the error that it carries from `source`.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |cause: &&'a (dyn StdError + 'static)| {
        let cause: &'a (dyn StdError + 'static) = *cause;
        match cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => cause.source(),
        }
    })
}

/// The system's resolver, whose failure can be told from any other.
pub(crate) struct SystemResolver;

#[derive(Debug, ThisError)]
#[error("name not found")]
struct NameNotFound;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0))
                .await
                .map_err(|_| NameNotFound)?
                .collect();
            if found.is_empty() {
                return Err(NameNotFound.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
