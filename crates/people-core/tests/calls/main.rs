//! Calls and transfers: every recorded scenario played through the state, and what no order of events may do
//! to it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bob;
mod gone;
mod missed;
mod properties;
mod recording;
mod replay;
mod safe;
mod state;
mod story;
mod text;
