//! The session: one actor that owns the state, keeps core and server in step, and the local store.
//!
//! [`Engine::start`] spawns the actor; an [`EngineHandle`] asks it. What is in memory is answered at once; work that needs the
//! server runs beside the actor and reports back to it, so a key press never waits for the network.
//!
//! # Architecture invariants
//!
//! - Only the actor changes the state. A task that waits for the server holds none of it, and what it brings back is dropped
//!   when the session that it belongs to is over.
//! - What happens at the server reaches the actor in bursts, at most one a frame, so a storm of events holds nobody up.
//! - No secret is in the store, in a settings file, in an error or in a log: refresh tokens are in the [keychain].
//! - What an import reports is counted by the ids that the server gave back, never by its own counts.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod api;
pub mod keychain;

mod actor;
mod clock;
mod config;
mod desk;
mod fault;
mod handle;
mod import;
mod journal;
mod list;
mod local;
mod mapping;
mod policy;
mod question;
mod session;
mod sqlite;
mod state;
mod store;
mod updates;

pub use clock::WallClock;
pub use config::{Config, DATA_DIR, Rhythm};
pub use handle::{Engine, EngineHandle, Found, Person};
pub use local::save;
pub use policy::{PolicySource, UpdateSource, check_policy};
