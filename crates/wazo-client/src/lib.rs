//! Wazo Platform over HTTP.
//!
//! [`Client`] knows how to reach one server under one TLS rule and how to sign in. [`Api`] is a
//! client that is signed in: one method a call, one file a service, and one [`Renewer`] that owns
//! the token. Every failure is an [`Error`], a value without prose.
//!
//! # Architecture invariants
//!
//! - A secret is a [`Secret`]: it never shows in `Debug`, in an error or in a log.
//! - Bodies of failed calls are read for their reasons and dropped: those of 401 and 503 quote the
//!   token.
//! - Only the renewer holds a token, and at most one renewal is under way.
//! - No answer of a server makes a parser panic; the `parse_*` functions take raw bytes.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod agentd;
mod api;
mod auth;
mod calld;
mod chatd;
mod classify;
mod client;
mod confd;
mod dird;
mod error;
mod http;
mod lenient;
mod lookup;
mod personal;
mod renewer;
mod route;
mod secret;
mod server;
mod tls;

pub use agentd::{OwnAgent, parse_own_agent};
pub use api::Api;
pub use auth::{Credentials, LoginOptions, RefreshToken, Session, parse_session};
pub use calld::{Call, CallRequest, parse_call};
pub use chatd::{LineState, Presence, parse_presence, parse_presences};
pub use classify::parse_refusal;
pub use client::{Client, Timeouts};
pub use confd::{Extension, Infos, OwnLine, OwnUser, Voicemail, parse_infos, parse_user};
pub use dird::{Reverse, Source, parse_reverse, parse_sources};
pub use error::{CertificateProblem, CertificateReason, Error};
pub use lookup::{
    CellValue, Headers, LookupAnswer, LookupRow, Relations, parse_headers, parse_lookup,
};
pub use personal::{
    FailedLine, ImportAnswer, PersonalContact, parse_contact, parse_contacts, parse_import,
};
pub use renewer::{Lease, Renewer, SessionEnd, SessionState, TokenService};
pub use secret::Secret;
pub use server::{AddressProblem, Server};
pub use tls::{BadFingerprint, Fingerprint, Trust};
