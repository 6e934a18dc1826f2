//! The built program against a sandbox over TLS.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bench;
mod contacts;
mod control;
mod directory;
mod imports;
mod kills;
mod live;
mod policy;
mod runs;
mod usage;
