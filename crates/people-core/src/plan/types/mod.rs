//! What a plan says: how the file was understood, and what becomes of each row.

mod reading;
mod rows;

pub use reading::*;
pub use rows::*;
