//! What a front end asks and gets. Everything here crosses to the page as it stands.

mod contacts;
mod error;
mod export;
mod report;
mod session;
mod settings;
mod transfer;
mod update;

pub use contacts::*;
pub use error::*;
pub use export::*;
pub use report::*;
pub use session::*;
pub use settings::*;
pub use transfer::*;
pub use update::*;
