//! The contract of calls: each recorded scenario, driven alike, tells each person the same and answers the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod behind;
mod by_itself;
#[path = "../contract/compare.rs"]
mod compare;
mod play;
mod recording;
mod scenarios;
mod stage;
mod told;
