//! A leg: one channel between the exchange and a phone, a line outside, or itself.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::chance::Chance;
use crate::clock;

/// In order of creation, for the life of the stack.
pub(crate) type LegId = u64;

/// A name and a number as a phone's display shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CallerId {
    pub(crate) name: String,
    pub(crate) number: String,
}

impl CallerId {
    pub(crate) fn new(name: impl Into<String>, number: impl Into<String>) -> Self {
        CallerId {
            name: name.into(),
            number: number.into(),
        }
    }
}

/// Asterisk's channel states, as far as they occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Down,
    /// Calling out.
    Ring,
    /// Being called.
    Ringing,
    Up,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Down => "Down",
            State::Ring => "Ring",
            State::Ringing => "Ringing",
            State::Up => "Up",
        }
    }
}

/// What the leg leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Somebody's phone; the line is confd's id.
    Phone { user: Uuid, line: u32 },
    /// The telephone network.
    Outside,
    /// The exchange itself: half of a pair, on behalf of somebody.
    Local { twin: LegId, user: Uuid },
}

/// What the dialplan does with a leg that is up and in no bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Played {
    /// A message that ends by itself.
    Message,
    /// Somebody's mailbox; `since` is when it began to record, in microseconds.
    Mailbox { owner: Uuid, since: Option<i64> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recording {
    Inactive,
    Active,
    Paused,
}

impl Recording {
    fn name(self) -> &'static str {
        match self {
            Recording::Inactive => "inactive",
            Recording::Active => "active",
            Recording::Paused => "paused",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Leg {
    pub(crate) id: LegId,
    pub(crate) call_id: String,
    pub(crate) conversation: String,
    pub(crate) end: End,
    /// Whether it is the one that called.
    pub(crate) is_caller: bool,
    pub(crate) state: State,
    pub(crate) direction: &'static str,
    pub(crate) own: CallerId,
    /// Shown in place of `own` while a phone that is to call rings: the number it will call.
    pub(crate) mask: Option<CallerId>,
    /// Nobody until the dialplan has found out.
    pub(crate) peer: Option<CallerId>,
    /// As shown: in a transfer the number that the conversation began with.
    pub(crate) dialed: String,
    /// What it really calls.
    pub(crate) target: String,
    /// Microseconds since 1970.
    pub(crate) created: i64,
    pub(crate) answered: Option<i64>,
    pub(crate) sip_call_id: Uuid,
    pub(crate) muted: bool,
    pub(crate) held: bool,
    pub(crate) recording: Recording,
    pub(crate) bridge: Option<u32>,
    /// Held by calld, as both sides of a transfer are from then on.
    pub(crate) in_stasis: bool,
    /// The leg that rings on behalf of this one.
    pub(crate) rings: Option<LegId>,
    /// The leg on whose behalf this one rings.
    pub(crate) rung_by: Option<LegId>,
    /// How the last attempt to reach somebody ended, Q.850; 0 for nobody answered.
    pub(crate) cause: Option<u16>,
    pub(crate) played: Option<Played>,
    /// Who has sent the call elsewhere last, and how often that has happened.
    pub(crate) forwarded_by: Option<Uuid>,
    pub(crate) forwards: u8,
    pub(crate) chance: Chance,
}

impl Leg {
    /// Whose phone it is.
    pub(crate) fn user(&self) -> Option<Uuid> {
        match self.end {
            End::Phone { user, .. } => Some(user),
            End::Outside | End::Local { .. } => None,
        }
    }

    /// confd's id of the line that it is on.
    pub(crate) fn line(&self) -> Option<u32> {
        match self.end {
            End::Phone { line, .. } => Some(line),
            End::Outside | End::Local { .. } => None,
        }
    }

    pub(crate) fn is_outside(&self) -> bool {
        self.end == End::Outside
    }

    /// In whose name it acts.
    pub(crate) fn acts_for(&self) -> Option<Uuid> {
        match self.end {
            End::Phone { user, .. } | End::Local { user, .. } => Some(user),
            End::Outside => None,
        }
    }

    pub(crate) fn rings(&self) -> bool {
        self.state == State::Ringing
    }

    pub(crate) fn is_up(&self) -> bool {
        self.state == State::Up
    }

    /// Before the dialplan has told anything of it.
    pub(crate) fn blank(&self) -> Leg {
        Leg {
            peer: None,
            dialed: "s".to_owned(),
            ..self.clone()
        }
    }

    /// The call object of events and answers. `talking_to` are the others in the bridge, with their users.
    pub(crate) fn shown(&self, talking_to: &[(String, Option<Uuid>)]) -> Value {
        let (own, peer) = self.parties();
        let mut call = self.common(own, &peer);
        let bridges: Vec<String> = self
            .bridge
            .map(|bridge| bridge_id(bridge).to_string())
            .into_iter()
            .collect();
        let talking_to: Map<String, Value> = talking_to
            .iter()
            .map(|(call, user)| (call.clone(), json!(user)))
            .collect();
        // Before the own phone is up, the channel stands at the dialplan's start.
        let waits = self.mask.is_some() && !self.is_up();
        call.extend([
            (
                "dialed_extension".to_owned(),
                json!(if waits { "s" } else { self.dialed.as_str() }),
            ),
            ("hangup_time".to_owned(), Value::Null),
            ("on_hold".to_owned(), json!(self.held)),
            ("muted".to_owned(), json!(self.muted)),
            ("record_state".to_owned(), json!(self.recording.name())),
            ("bridges".to_owned(), json!(bridges)),
            ("talking_to".to_owned(), Value::Object(talking_to)),
        ]);
        Value::Object(call)
    }

    /// The call object of `call_ended`: the parties are swapped and the rest is what it is by default.
    pub(crate) fn ended(&self, at: i64, reason: u16) -> Value {
        let own = self.mask.as_ref().unwrap_or(&self.own);
        let mut call = self.common(&self.peer.clone().unwrap_or_default(), own);
        let is_known = !self.dialed.is_empty() && (self.mask.is_none() || self.is_up());
        call.extend([
            (
                "dialed_extension".to_owned(),
                json!(is_known.then_some(&self.dialed)),
            ),
            ("hangup_time".to_owned(), json!(clock::offset(at))),
            ("on_hold".to_owned(), json!(false)),
            ("muted".to_owned(), json!(false)),
            ("record_state".to_owned(), json!("inactive")),
            ("bridges".to_owned(), json!([])),
            ("talking_to".to_owned(), json!({})),
            ("reason_code".to_owned(), json!(reason)),
        ]);
        Value::Object(call)
    }

    /// What the answer to the request that made it shows: the number, not yet the dialplan's start.
    pub(crate) fn asked_for(&self) -> Value {
        let mut call = self.shown(&[]);
        if let Some(call) = call.as_object_mut() {
            call.insert("dialed_extension".to_owned(), json!(self.dialed));
            if let End::Local { .. } = self.end {
                for field in ["user_uuid", "line_id", "sip_call_id"] {
                    call.insert(field.to_owned(), Value::Null);
                }
            }
        }
        call
    }

    fn parties(&self) -> (&CallerId, CallerId) {
        let own = self.mask.as_ref().unwrap_or(&self.own);
        let peer = self
            .peer
            .clone()
            .unwrap_or_else(|| CallerId::new("", self.dialed.clone()));
        (own, peer)
    }

    fn common(&self, own: &CallerId, peer: &CallerId) -> Map<String, Value> {
        let fields = json!({
            "call_id": self.call_id,
            "conversation_id": self.conversation,
            "sip_call_id": self.sip_call_id,
            "user_uuid": self.user(),
            "line_id": self.line(),
            "caller_id_name": own.name,
            "caller_id_number": own.number,
            "peer_caller_id_name": peer.name,
            "peer_caller_id_number": peer.number,
            "creation_time": clock::milliseconds(self.created),
            "answer_time": self.answered.map(clock::offset),
            "status": self.state.name(),
            "direction": self.direction,
            "is_caller": self.is_caller,
            "is_video": false,
            "parked": false,
        });
        match fields {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }
}

/// Bridges have UUIDs that say nothing.
fn bridge_id(bridge: u32) -> Uuid {
    Uuid::from_u128(0xb71d_6e00_0000_4000_8000_0000_0000_0000 | u128::from(bridge))
}
