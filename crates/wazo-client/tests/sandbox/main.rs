//! The whole client against a Wazo stack in one process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod live;
mod services;
mod stack;
