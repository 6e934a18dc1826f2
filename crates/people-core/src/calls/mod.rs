//! Calls and transfers: a pure function from what was and what happened to what is.

mod view;

pub use view::{
    CallPhase, CallView, MissedCall, Party, TransferFailure, TransferKind, TransferPhase,
    TransferView,
};
