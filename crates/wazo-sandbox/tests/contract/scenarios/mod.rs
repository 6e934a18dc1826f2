//! The order in which the recorded lines were sent, and what happened between them.

mod auth;
mod dird;
mod faults;
mod import;
mod others;
