//! What reaches a user by the websocket, each event as what it means.

mod parse;

pub use parse::parse_event;

use crate::{Call, Forward, Message, MissedCall, Presence, Room, Transfer};

/// The events to subscribe to for all that [`Event`] tells.
pub const EVENTS: &[&str] = &[
    "chatd_presence_updated",
    "chatd_user_room_created",
    "chatd_user_room_message_created",
    "call_created",
    "call_updated",
    "call_answered",
    "call_ended",
    "call_held",
    "call_resumed",
    "call_dtmf_created",
    "transfer_created",
    "transfer_updated",
    "transfer_answered",
    "transfer_completed",
    "transfer_cancelled",
    "transfer_abandoned",
    "transfer_ended",
    "user_missed_call",
    "user_voicemail_message_created",
    "user_voicemail_message_updated",
    "user_voicemail_message_deleted",
    "agent_status_update",
    "agent_paused",
    "agent_unpaused",
    "user_agent_queue_logged_in",
    "user_agent_queue_logged_off",
    "user_agent_associated",
    "user_agent_dissociated",
    "favorite_added",
    "favorite_deleted",
    "auth_session_expire_soon",
    "users_services_dnd_updated",
    "users_forwards_busy_updated",
    "users_forwards_noanswer_updated",
    "users_forwards_unconditional_updated",
];

/// Something that happened. Events may repeat, come late or in another order than things happened;
/// those of calls and transfers hold the whole object, so a later one replaces an earlier one.
///
/// A token of an administrator gets what is for everybody else in the tenant as well. Of that only
/// the agents' events are told, which name their agent; the rest is [`Event::Other`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody's state, words or phones changed. It comes in bursts.
    Presence(Presence),
    /// A call began; it may have been updated before.
    CallCreated(Call),
    /// A call changed.
    CallUpdated(Call),
    /// The own side of a call was picked up, which for a call that was asked for by
    /// [`Api::call`](crate::Api::call) is the own phone and not the other side.
    CallAnswered(Call),
    /// A call is over. It is told twice.
    CallEnded {
        /// The call. The server swaps the two parties in this event alone; here they stand as in
        /// every other.
        call: Call,
        /// The cause in Q.850: 16 normal, 17 busy, 21 declined, 3 offline, 0 and 19 no answer, 127
        /// given up.
        reason: Option<u16>,
    },
    /// The own phone holds a call.
    CallHeld {
        /// The call.
        call_id: String,
    },
    /// The own phone took a call back.
    CallResumed {
        /// The call.
        call_id: String,
    },
    /// A digit was heard in a call.
    Dtmf {
        /// The call.
        call_id: String,
        /// `0`–`9`, `*`, `#`.
        digit: String,
    },
    /// Something became of an own transfer.
    Transfer {
        /// What.
        step: TransferStep,
        /// The transfer.
        transfer: Transfer,
    },
    /// A call did not reach the user.
    MissedCall(MissedCall),
    /// A conversation began.
    RoomCreated(Room),
    /// Somebody wrote; the own messages come too.
    Message(Message),
    /// An agent logged in or out: the own one, and for an administrator any.
    AgentStatus {
        /// The agent.
        agent_id: i64,
        /// Whether it is in.
        logged_in: bool,
    },
    /// An agent, as in [`AgentStatus`](Self::AgentStatus), takes no calls of a queue for now, or takes them again. One comes for each
    /// queue, and one that means nothing at the end of a log-out.
    AgentPaused {
        /// The agent.
        agent_id: i64,
        /// Whether it takes none.
        paused: bool,
        /// Why not.
        reason: Option<String>,
        /// The queue's name in the stack.
        queue: Option<String>,
    },
    /// An agent, as in [`AgentStatus`](Self::AgentStatus), joined or left a queue. No leaving is told at a log-out.
    AgentQueue {
        /// The agent.
        agent_id: i64,
        /// The queue.
        queue_id: i64,
        /// Whether it is in.
        logged_in: bool,
    },
    /// The user became an agent.
    AgentAssociated,
    /// The user is no agent any more.
    AgentDissociated,
    /// A contact became a favorite, or is none any more.
    Favorite {
        /// The source's name.
        source: String,
        /// The contact inside its source.
        entry: String,
        /// Whether it is one.
        added: bool,
    },
    /// The own calls are turned away, or come again.
    DoNotDisturb {
        /// Whether they are turned away.
        enabled: bool,
    },
    /// The own calls go elsewhere, or come again.
    Forward {
        /// Which calls.
        which: Forward,
        /// Whether they go elsewhere.
        enabled: bool,
        /// Where to.
        destination: Option<String>,
    },
    /// The own mailbox changed.
    Voicemail {
        /// The mailbox.
        voicemail_id: Option<i64>,
        /// The message.
        message_id: String,
        /// What became of it.
        change: VoicemailChange,
    },
    /// The token has less than a minute.
    SessionExpiresSoon,
    /// Anything else, what is for others, and what cannot be read.
    Other {
        /// The event's name.
        name: String,
    },
}

/// What became of a transfer. Its status says less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferStep {
    /// It began; it may have been updated before.
    Created,
    /// The target is dialled.
    Updated,
    /// Something answers at the target: a person, a mailbox or the message of a call that failed.
    Answered,
    /// The caller is left with the target.
    Completed,
    /// The caller comes back, or is hung up where the initiator has left.
    Cancelled,
    /// The caller left.
    Abandoned,
    /// It is over. This comes last.
    Ended,
}

/// What became of a message in a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VoicemailChange {
    /// It is new.
    Created,
    /// It was moved: to the old ones, say.
    Updated,
    /// It is gone.
    Deleted,
}
