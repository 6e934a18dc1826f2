//! From a file to a plan: what would be created, what is there already, what is left out and why.

mod types;

pub use types::*;
