//! wazo-chatd: who is there, whose phone is free, and what people write to each other.

mod presence;
mod room;

pub use presence::{LineState, Presence, parse_presence, parse_presences};
pub use room::{
    Message, MessagePage, Room, RoomUser, parse_message, parse_messages, parse_room, parse_rooms,
};
