//! What a front end asks and gets. Everything here crosses to the page as it stands.

mod calls;
mod chat;
mod contacts;
mod desk;
mod diagnostics;
mod error;
mod export;
mod own;
mod policy;
mod report;
mod session;
mod settings;
mod transfer;
mod update;

pub use calls::*;
pub use chat::*;
pub use contacts::*;
pub use desk::*;
pub use diagnostics::*;
pub use error::*;
pub use export::*;
pub use own::*;
pub use policy::*;
pub use report::*;
pub use session::*;
pub use settings::*;
pub use transfer::*;
pub use update::*;
