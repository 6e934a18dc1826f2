//! What the sandbox does beside answering as recorded.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod control;
mod faults;
mod people;
mod services;
mod start;
mod survival;
mod visitor;
