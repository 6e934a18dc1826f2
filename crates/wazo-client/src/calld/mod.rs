//! wazo-calld: calls and transfers of the own user.

mod call;
mod transfer;

pub use call::{Call, CallRequest, MissedCall, parse_call, parse_calls};
pub use transfer::{Flow, Transfer, TransferRequest, parse_transfer, parse_transfers};
