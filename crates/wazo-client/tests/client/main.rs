//! The client against servers: scripted ones, misbehaving ones, recorded ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod addressed;
mod any_answer;
mod api;
mod certificates;
mod recordings;
mod requests;
mod responder;
mod scenarios;
mod secrecy;
mod sign_in;
mod transport;
mod websocket;
