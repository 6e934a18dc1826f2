//! The engine on a real stack: the sandbox over TLS, with faults.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bench;
mod control;
mod files;
mod imports;
mod lists;
mod offline;
mod personal;
mod sessions;
mod settings;
