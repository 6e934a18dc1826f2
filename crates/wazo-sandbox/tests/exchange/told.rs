//! What somebody was told, with the ids of this run and times aside, in comparable lines.
//!
//! Lines are compared family by family: those of one call, of one person's presence, of transfers, and the rest. What
//! calld, chatd and the dialplan tell at one instant reaches a client in no certain order, the recordings agree.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::recording::{Event, channel, place};

/// Lines by family.
pub type Told = BTreeMap<String, Vec<String>>;

/// `first` is the number of the first channel.
pub fn told<'a>(events: impl Iterator<Item = &'a Event>, first: u64) -> Told {
    let mut told = Told::new();
    let mut transfers = Vec::new();
    for event in events {
        let (family, line) = line(event, first, &mut transfers);
        told.entry(family).or_default().push(line);
    }
    told
}

fn line(event: &Event, first: u64, transfers: &mut Vec<String>) -> (String, String) {
    let (name, data) = (event.name.as_str(), &event.data);
    let call = |field: &str| shown(&data[field], first);
    match name {
        "chatd_presence_updated" => {
            let family = format!("presence of {}", data["uuid"]);
            (family, format!("{} {}", data["line_state"], data["lines"]))
        }
        _ if name.starts_with("transfer_") => {
            let id = data["id"].as_str().unwrap().to_owned();
            let place = transfers.iter().position(|known| *known == id);
            let place = place.unwrap_or_else(|| {
                transfers.push(id);
                transfers.len() - 1
            });
            let line = format!(
                "{name} #{place} {} {} of {} by {} to {}",
                data["flow"],
                data["status"],
                call("transferred_call"),
                call("initiator_call"),
                call("recipient_call"),
            );
            ("transfers".to_owned(), line)
        }
        _ if data["status"].is_string() && name.starts_with("call_") => {
            let family = format!("call {}", call("call_id"));
            (family, call_line(name, data, first))
        }
        "user_missed_call" => {
            let line = format!(
                "{} {} <{}> to {}: {} ({})",
                data["caller_user_uuid"],
                data["caller_id_name"],
                data["caller_id_number"],
                data["dialed_extension"],
                data["reason"],
                call("conversation_id"),
            );
            ("missed calls".to_owned(), line)
        }
        "user_voicemail_message_created" => {
            let mut data = data.clone();
            data["message_id"] = Value::Null;
            for field in ["id", "timestamp"] {
                data["message"][field] = Value::Null;
            }
            ("voicemail".to_owned(), data.to_string())
        }
        _ if data["call_id"].is_string() => {
            let family = format!("keys of call {}", call("call_id"));
            (
                family,
                format!("{name} {} {}", data["digit"], data["user_uuid"]),
            )
        }
        _ => ("other".to_owned(), format!("{name} {data}")),
    }
}

fn call_line(name: &str, data: &Value, first: u64) -> String {
    let mut talks: Vec<String> = data["talking_to"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(call, user)| format!("{} {user}", shown(&Value::from(call.as_str()), first)))
        .collect();
    talks.sort();
    format!(
        "{name} {} {} {}<{}> with {}<{}> to {} line {} held {} muted {} {} talking to {talks:?} answered {} in {} {}",
        data["status"],
        if data["is_caller"] == true {
            "caller"
        } else {
            "callee"
        },
        data["caller_id_name"],
        data["caller_id_number"],
        data["peer_caller_id_name"],
        data["peer_caller_id_number"],
        data["dialed_extension"],
        data["line_id"],
        data["on_hold"],
        data["muted"],
        data["record_state"],
        !data["answer_time"].is_null(),
        shown(&data["conversation_id"], first),
        data["reason_code"],
    )
}

/// A call's id as a place in the order of creation.
fn shown(call: &Value, first: u64) -> String {
    match call.as_str().and_then(channel) {
        Some(channel) => format!("#{}", place(channel, first)),
        None => call.to_string(),
    }
}

/// The first family that differs, with both sides.
pub fn difference(recorded: &Told, told: &Told) -> Option<String> {
    let families = recorded.keys().chain(told.keys());
    let nothing = Vec::new();
    for family in families {
        let left = recorded.get(family).unwrap_or(&nothing);
        let right = told.get(family).unwrap_or(&nothing);
        if left != right {
            let place = left
                .iter()
                .zip(right)
                .take_while(|(one, other)| one == other);
            let place = place.count();
            return Some(format!(
                "{family}, line {place}:\n  recorded {}\n  told     {}\nrecorded:\n    {}\ntold:\n    {}",
                left.get(place).map_or("nothing", String::as_str),
                right.get(place).map_or("nothing", String::as_str),
                left.join("\n    "),
                right.join("\n    "),
            ));
        }
    }
    None
}
