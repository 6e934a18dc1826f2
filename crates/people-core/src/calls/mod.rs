//! Calls and transfers: a pure function from what was and what happened to what is.
//!
//! [`CallState`] takes a [`CallEvent`] and gives [`Effect`]s. It trusts neither the order of events nor that
//! each comes, or comes once. Times are given in and never read, so that a recording can be played through
//! it. The picture of the states is in `ARCHITECTURE.md`.

pub mod address;
mod book;
mod call;
mod doubt;
mod event;
mod facts;
mod goal;
mod gone;
mod missed;
mod paint;
mod recent;
mod seen;
mod snapshot;
mod state;
mod time;
mod transfer;
mod view;

pub use book::{CallBook, of_contact};
pub use event::{CallEvent, Effect, TransferAsk};
pub use facts::{
    CallFacts, CallerId, Channel, Flow, Millis, MissedFacts, Target, TransferFacts, TransferStatus,
    TransferStep,
};
pub use missed::MissedRecord;
pub use state::CallState;
pub use view::{
    CallPhase, CallView, MissedCall, Party, TransferFailure, TransferKind, TransferPhase,
    TransferView,
};
