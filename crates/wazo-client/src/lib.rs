//! Wazo Platform over HTTP and its websocket.
//!
//! [`Client`] knows how to reach one server under one TLS rule and how to sign in. [`Api`] is a
//! client that is signed in: one method a call, one file a service, and one [`Renewer`] that owns
//! the token. [`Socket`] is the way on which [`Event`]s come. Every failure is an [`Error`], a value without prose.
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
mod event;
mod http;
mod lenient;
mod lookup;
mod personal;
mod renewer;
mod route;
mod secret;
mod server;
mod socket;
mod tls;

pub use agentd::{Agent, AgentQueue, parse_agent, parse_agents};
pub use api::Api;
pub use auth::{
    Credentials, LoginOptions, RefreshToken, Session, TokenState, parse_granted, parse_session,
};
pub use calld::{
    Call, CallRequest, Flow, MissedCall, Transfer, TransferRequest, parse_call, parse_calls,
    parse_new_voicemails, parse_transfer, parse_transfers,
};
pub use chatd::{
    LineState, Message, MessagePage, Presence, Room, RoomUser, parse_message, parse_messages,
    parse_presence, parse_presences, parse_room, parse_rooms,
};
pub use classify::parse_refusal;
pub use client::{Client, Timeouts};
pub use confd::{
    Extension, Forward, ForwardState, Forwards, Infos, OwnLine, OwnUser, Services, Voicemail,
    parse_infos, parse_user,
};
pub use dird::{Reverse, Source, WazoContact, parse_reverse, parse_sources, parse_wazo_contacts};
pub use error::{CertificateProblem, CertificateReason, Error};
pub use event::{EVENTS, Event, TransferStep, VoicemailChange, parse_event};
pub use lookup::{
    CellValue, Headers, LookupAnswer, LookupRow, Relations, parse_headers, parse_lookup,
};
pub use personal::{
    FailedLine, ImportAnswer, PersonalContact, parse_contact, parse_contacts, parse_import,
};
pub use renewer::{Lease, Renewer, SessionEnd, SessionState, TokenService};
pub use secret::Secret;
pub use server::{AddressProblem, Server};
pub use socket::{Closed, Frame, Socket, parse_frame};
pub use tls::{BadFingerprint, Fingerprint, Trust};
