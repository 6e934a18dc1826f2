//! What the sandbox does beside answering as recorded.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agents;
mod chat;
mod control;
mod faults;
mod listener;
mod people;
mod services;
mod socket;
mod start;
mod survival;
mod visitor;
