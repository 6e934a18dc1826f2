//! Conversations: messages in order and once each, what is on its way, and what nobody has read.
//!
//! wazo-chatd keeps no mark of what was read and tells authors of their own messages too, before or after it
//! answers the request. Of each room a stretch that ends with the newest message is known, without a gap.

mod claim;
mod link;
mod message;
mod room;
mod state;

pub use link::links;
pub use message::{Line, Marks, Message, Micros, RoomFacts, Standing};
pub use room::Room;
pub use state::{Change, ChatState, Gap};
