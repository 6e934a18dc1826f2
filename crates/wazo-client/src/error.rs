//! What can go wrong, as values.

use std::time::Duration;

use thiserror::Error;

use crate::server::AddressProblem;
use crate::tls::Fingerprint;

/// A failed call. It holds no secret and nothing of the server's `details`.
///
/// The text of `Display` is for logs; what a person reads is worded elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// The server's address cannot be used.
    #[error("address: {0}")]
    Address(#[from] AddressProblem),
    /// No TLS rule can be made of the given trust: the authority is no certificate in PEM.
    #[error("unusable trust")]
    UnusableTrust,
    /// No address is known for the host's name.
    #[error("unknown host")]
    UnknownHost,
    /// The host is there, and nothing listens on the port.
    #[error("connection refused")]
    ConnectionRefused,
    /// The host cannot be reached; nothing was sent.
    #[error("unreachable")]
    Unreachable,
    /// No connection or no answer in time.
    #[error("timed out (connected: {connected})")]
    TimedOut {
        /// Whether the connection was there, so that the server may have the request.
        connected: bool,
    },
    /// The server's certificate is not trusted.
    #[error("certificate: {0:?}")]
    Certificate(CertificateProblem),
    /// Something answers, and it is no Wazo server.
    #[error("not a Wazo server")]
    NotWazo,
    /// Sign-in refused. The server says the same for a wrong password, an unknown user and an
    /// unknown refresh token.
    #[error("wrong credentials")]
    Authentication,
    /// The token is gone and could not be replaced.
    #[error("unauthorized")]
    Unauthorized,
    /// The session is over; nothing but a new sign-in helps.
    #[error("signed out")]
    SignedOut,
    /// The token is good, and its user may not do this.
    #[error("forbidden: {}", permission.as_deref().unwrap_or("?"))]
    Forbidden {
        /// The access that was asked for (`dird.profiles.create`), when the server names it.
        permission: Option<String>,
    },
    /// The user has as many live sessions as the server allows (100).
    #[error("too many sessions")]
    TooManySessions,
    /// Too many requests in a short time.
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait, when the server says so.
        retry_after: Option<Duration>,
    },
    /// The service is down, not ready, or did not answer its proxy in time: 502, 503 or 504.
    #[error("unavailable: {status}")]
    Unavailable {
        /// The HTTP status.
        status: u16,
    },
    /// There is no such thing: 404.
    #[error("not found")]
    NotFound,
    /// An equal thing is there already: 409 without a name. One with a name is
    /// [`Refused`](Self::Refused).
    #[error("conflict")]
    Conflict,
    /// The request's body is over the server's limit: 413.
    #[error("too large")]
    TooLarge,
    /// The server's answer is over our own limit.
    #[error("answer over {limit} bytes")]
    Oversized {
        /// The limit in bytes.
        limit: usize,
    },
    /// Any other refusal.
    #[error("refused: {status} {}", error_id.as_deref().unwrap_or(""))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The newer services' name of the error (`invalid-extension`).
        error_id: Option<String>,
        /// The server's own sentences, in English, from `reason`, `message` or `error`.
        reasons: Vec<String>,
    },
    /// An answer that cannot be read.
    #[error("garbled {what}")]
    Garbled {
        /// What was being read (`lookup`, `presences`…).
        what: &'static str,
    },
    /// The connection was lost after the request went out.
    #[error("connection cut")]
    Cut,
    /// A name or id that cannot stand in a path: with a `/`, empty, `.` or `..`. Nothing was sent.
    #[error("unaddressable")]
    Unaddressable,
}

/// A certificate that is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{reason:?} ({fingerprint})")]
pub struct CertificateProblem {
    /// SHA-256 of the server's own certificate.
    pub fingerprint: Fingerprint,
    /// What is wrong with it.
    pub reason: CertificateReason,
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateReason {
    /// No known authority vouches for it; self-signed ones are the usual case.
    UnknownIssuer,
    /// It is for another host.
    WrongHost,
    /// Its time is over.
    Expired,
    /// Its time has not begun.
    NotYetValid,
    /// It is not the one that was pinned.
    Changed {
        /// The pinned one.
        expected: Fingerprint,
    },
    /// Anything else: revoked, malformed, a signature that does not match.
    Other,
}

impl Error {
    /// Whether the server may have done what was asked although no verdict came: an answer lost,
    /// late, unreadable, or replaced by the proxy's own. It matters for a request that writes: look
    /// before trying again.
    pub fn outcome_unknown(&self) -> bool {
        match self {
            Error::Cut | Error::Garbled { .. } | Error::Oversized { .. } => true,
            Error::TimedOut { connected } => *connected,
            Error::Unavailable { status } => matches!(status, 502 | 504),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_is_unknown_only_when_the_request_may_have_arrived() {
        for (error, unknown) in [
            (Error::Cut, true),
            (Error::TimedOut { connected: true }, true),
            (Error::TimedOut { connected: false }, false),
            (Error::Unavailable { status: 504 }, true),
            (Error::Unavailable { status: 502 }, true),
            (Error::Unavailable { status: 503 }, false),
            (Error::ConnectionRefused, false),
            (Error::Conflict, false),
            (Error::TooLarge, false),
            (Error::Garbled { what: "import" }, true),
        ] {
            assert_eq!(error.outcome_unknown(), unknown, "{error:?}");
        }
    }
}
