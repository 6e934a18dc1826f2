//! Reading events. A body that cannot be read is an event of which the name alone is known.

use std::mem::swap;

use serde::Deserialize;
use serde_json::Value;

use super::{Event, TransferStep, VoicemailChange};
use crate::{Call, Forward, Message, MissedCall, Presence, Room, Transfer, lenient};

/// Reads an event: the `data` of a frame whose `op` is `event`. Of what stands around its own
/// `data`, the name and the address count: an event that is not for the user `own` is
/// [`Event::Other`], unless it says itself whom it is about.
pub fn parse_event(event: &Value, own: &str) -> Event {
    let Received { name, data } = Received::deserialize(event).unwrap_or_default();
    match meaning(&name, &data) {
        Some(meaning) if names_its_agent(&meaning) || is_for(event, own) => meaning,
        _ => Event::Other { name },
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Received {
    #[serde(deserialize_with = "lenient::text")]
    name: String,
    data: Value,
}

/// Whether an event is addressed to a user or to everybody: by keys beside its `data` that are
/// named `user_uuid:` and whom it is for, `*` being everybody. What is for nobody, as a call of a
/// trunk, has none, and reaches administrators too.
fn is_for(event: &Value, own: &str) -> bool {
    let has = |key: &str| event.get(key) == Some(&Value::Bool(true));
    has("user_uuid:*") || has(&format!("user_uuid:{own}"))
}

fn names_its_agent(event: &Event) -> bool {
    matches!(
        event,
        Event::AgentStatus { .. } | Event::AgentPaused { .. } | Event::AgentQueue { .. }
    )
}

fn meaning(name: &str, data: &Value) -> Option<Event> {
    Some(match name {
        "chatd_presence_updated" => {
            Event::Presence(read(data).filter(|presence: &Presence| !presence.uuid.is_empty())?)
        }
        "call_created" => Event::CallCreated(call(data)?),
        "call_updated" => Event::CallUpdated(call(data)?),
        "call_answered" => Event::CallAnswered(call(data)?),
        "call_ended" => ended(data)?,
        "call_held" => Event::CallHeld {
            call_id: read::<Part>(data)?.call_id?,
        },
        "call_resumed" => Event::CallResumed {
            call_id: read::<Part>(data)?.call_id?,
        },
        "call_dtmf_created" => {
            let part: Part = read(data)?;
            Event::Dtmf {
                call_id: part.call_id?,
                digit: part.digit?,
            }
        }
        "user_missed_call" => Event::MissedCall(read::<MissedCall>(data)?),
        "chatd_user_room_created" => {
            Event::RoomCreated(read(data).filter(|room: &Room| !room.uuid.is_empty())?)
        }
        "chatd_user_room_message_created" => Event::Message(
            read(data)
                .filter(|message: &Message| !message.uuid.is_empty() && !message.room.is_empty())?,
        ),
        "favorite_added" | "favorite_deleted" => favorite(data, name == "favorite_added")?,
        "auth_session_expire_soon" => Event::SessionExpiresSoon,
        _ => transfer(name, data)
            .or_else(|| agent(name, data))
            .or_else(|| own_setting(name, data))
            .or_else(|| voicemail(name, data))?,
    })
}

fn call(data: &Value) -> Option<Call> {
    read(data).filter(|call: &Call| !call.call_id.is_empty())
}

fn ended(data: &Value) -> Option<Event> {
    let reason = read::<Part>(data)?.reason_code;
    let mut call = call(data)?;
    swap(&mut call.caller_id_name, &mut call.peer_caller_id_name);
    swap(&mut call.caller_id_number, &mut call.peer_caller_id_number);
    Some(Event::CallEnded {
        call,
        reason: reason.and_then(|code| u16::try_from(code).ok()),
    })
}

fn transfer(name: &str, data: &Value) -> Option<Event> {
    let step = match name {
        "transfer_created" => TransferStep::Created,
        "transfer_updated" => TransferStep::Updated,
        "transfer_answered" => TransferStep::Answered,
        "transfer_completed" => TransferStep::Completed,
        "transfer_cancelled" => TransferStep::Cancelled,
        "transfer_abandoned" => TransferStep::Abandoned,
        "transfer_ended" => TransferStep::Ended,
        _ => return None,
    };
    let transfer = read(data).filter(|transfer: &Transfer| !transfer.id.is_empty())?;
    Some(Event::Transfer { step, transfer })
}

fn agent(name: &str, data: &Value) -> Option<Event> {
    let part: Part = read(data)?;
    Some(match name {
        "agent_status_update" => Event::AgentStatus {
            agent_id: part.agent_id?,
            logged_in: part.status? == "logged_in",
        },
        "agent_paused" | "agent_unpaused" => Event::AgentPaused {
            agent_id: part.agent_id?,
            paused: name == "agent_paused",
            reason: part.paused_reason.filter(|reason| !reason.is_empty()),
            queue: part.queue,
        },
        "user_agent_queue_logged_in" | "user_agent_queue_logged_off" => Event::AgentQueue {
            agent_id: part.agent_id?,
            queue_id: part.queue_id?,
            logged_in: name == "user_agent_queue_logged_in",
        },
        "user_agent_associated" => Event::AgentAssociated,
        "user_agent_dissociated" => Event::AgentDissociated,
        _ => return None,
    })
}

fn own_setting(name: &str, data: &Value) -> Option<Event> {
    let part: Part = read(data)?;
    let which = match name {
        "users_services_dnd_updated" => {
            let enabled = part.enabled?;
            return Some(Event::DoNotDisturb { enabled });
        }
        "users_forwards_busy_updated" => Forward::Busy,
        "users_forwards_noanswer_updated" => Forward::NoAnswer,
        "users_forwards_unconditional_updated" => Forward::Unconditional,
        _ => return None,
    };
    Some(Event::Forward {
        which,
        enabled: part.enabled?,
        destination: part.destination,
    })
}

fn voicemail(name: &str, data: &Value) -> Option<Event> {
    let change = match name {
        "user_voicemail_message_created" => VoicemailChange::Created,
        "user_voicemail_message_updated" => VoicemailChange::Updated,
        "user_voicemail_message_deleted" => VoicemailChange::Deleted,
        _ => return None,
    };
    let part: Part = read(data)?;
    Some(Event::Voicemail {
        voicemail_id: part.voicemail_id,
        message_id: part.message_id?,
        change,
    })
}

fn favorite(data: &Value, added: bool) -> Option<Event> {
    let part: Part = read(data)?;
    Some(Event::Favorite {
        source: part.source?,
        entry: part.source_entry_id?,
        added,
    })
}

fn read<'de, T: Deserialize<'de>>(data: &'de Value) -> Option<T> {
    T::deserialize(data).ok()
}

/// The fields of the small bodies.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Part {
    #[serde(deserialize_with = "lenient::optional_text")]
    call_id: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    digit: Option<String>,
    #[serde(deserialize_with = "lenient::optional_integer")]
    reason_code: Option<i64>,
    #[serde(deserialize_with = "lenient::optional_integer")]
    agent_id: Option<i64>,
    #[serde(deserialize_with = "lenient::optional_integer")]
    queue_id: Option<i64>,
    #[serde(deserialize_with = "lenient::optional_text")]
    status: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    paused_reason: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    queue: Option<String>,
    #[serde(deserialize_with = "lenient::optional_flag")]
    enabled: Option<bool>,
    #[serde(deserialize_with = "lenient::optional_text")]
    destination: Option<String>,
    #[serde(deserialize_with = "lenient::optional_integer")]
    voicemail_id: Option<i64>,
    #[serde(deserialize_with = "lenient::optional_text")]
    message_id: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    source: Option<String>,
    #[serde(deserialize_with = "lenient::optional_text")]
    source_entry_id: Option<String>,
}
