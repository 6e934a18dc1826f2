//! wazo-calld: calls, transfers and the mailbox of the own user.

mod call;
mod transfer;
mod voicemail;

pub use call::{Call, CallRequest, MissedCall, parse_call, parse_calls};
pub use transfer::{Flow, Transfer, TransferRequest, parse_transfer, parse_transfers};
pub use voicemail::parse_new_voicemails;
