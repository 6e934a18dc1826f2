//! The session: one actor that owns the state, keeps core and server in step, and the local store.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod api;
