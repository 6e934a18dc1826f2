//! No answer makes a parser panic, and what is JSON of the right outline is read.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use wazo_client as wazo;

/// Every parser of the crate on one body.
fn parse_all(body: &[u8]) {
    let _ = wazo::parse_session(body, &wazo::LoginOptions::default());
    let _ = wazo::parse_refusal(400, body);
    let _ = wazo::parse_lookup(body);
    let _ = wazo::parse_headers(body);
    let _ = wazo::parse_sources(body);
    let _ = wazo::parse_reverse(body);
    let _ = wazo::parse_contacts(body);
    let _ = wazo::parse_contact(body);
    let _ = wazo::parse_import(body);
    let _ = wazo::parse_presences(body);
    let _ = wazo::parse_presence(body);
    let _ = wazo::parse_call(body);
    let _ = wazo::parse_calls(body);
    let _ = wazo::parse_transfer(body);
    let _ = wazo::parse_transfers(body);
    let _ = wazo::parse_room(body);
    let _ = wazo::parse_rooms(body);
    let _ = wazo::parse_message(body);
    let _ = wazo::parse_messages(body);
    let _ = wazo::parse_granted(body);
    let _ = wazo::parse_wazo_contacts(body);
    let _ = wazo::parse_infos(body);
    let _ = wazo::parse_user(body);
    let _ = wazo::parse_agent(body);
    let _ = wazo::parse_agents(body);
    if let Ok(text) = std::str::from_utf8(body) {
        let _ = wazo::parse_frame(text, "me");
    }
}

/// The names that mean something to a parser, and one that does not.
const NAMES: &[&str] = &[
    "data",
    "token",
    "refresh_token",
    "metadata",
    "uuid",
    "pbx_user_uuid",
    "column_headers",
    "column_types",
    "results",
    "column_values",
    "relations",
    "agent_id",
    "source_entry_id",
    "source",
    "backend",
    "items",
    "created",
    "failed",
    "errors",
    "line",
    "lines",
    "reason",
    "message",
    "error",
    "error_id",
    "details",
    "state",
    "status",
    "id",
    "extensions",
    "exten",
    "voicemail",
    "agent",
    "call_id",
    "fields",
    "display",
    "scopes",
    "services",
    "dnd",
    "forwards",
    "busy",
    "enabled",
    "queues",
    "talking_to",
    "reason_code",
    "room",
    "filtered",
    "op",
    "other",
];

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(NAMES), inner), 0..6).prop_map(|fields| {
                fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_parsed_or_refused(value in any_json()) {
        parse_all(value.to_string().as_bytes());
    }

    #[test]
    fn any_bytes_are_parsed_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        parse_all(&bytes);
    }

    #[test]
    fn a_lookup_of_any_values_keeps_its_rows(values in prop::collection::vec(any_json(), 0..6)) {
        let body = json!({"column_headers": values, "results": [{"column_values": values, "relations": values}]});
        let answer = wazo::parse_lookup(body.to_string().as_bytes()).unwrap();
        prop_assert_eq!(answer.headers.len(), values.len());
        prop_assert_eq!(answer.results[0].values.len(), values.len());
    }

    #[test]
    fn an_event_of_any_body_is_that_event_or_another_of_its_name(
        name in prop::sample::select(wazo::EVENTS),
        data in any_json(),
    ) {
        let event = json!({"name": name, "user_uuid:me": true, "data": data});
        let frame = json!({"op": "event", "code": 0, "data": event});
        let wazo::Frame::Event(event) = wazo::parse_frame(&frame.to_string(), "me") else {
            panic!("{frame}");
        };
        if let wazo::Event::Other { name: said } = event {
            prop_assert_eq!(said, name);
        }
    }

    #[test]
    fn an_object_of_any_values_is_each_answer(fields in any_fields()) {
        let body = serde_json::to_vec(&fields).unwrap();
        prop_assert!(wazo::parse_user(&body).is_ok());
        prop_assert!(wazo::parse_granted(&body).is_ok());
        prop_assert!(wazo::parse_agent(&body).is_ok());
    }

    #[test]
    fn an_answer_with_the_list_that_it_is_about_is_read(mut fields in any_fields(), list in prop::collection::vec(any_json(), 0..6)) {
        for name in ["items", "results", "folders", "created"] {
            fields.insert(name.to_owned(), json!(list));
        }
        let body = serde_json::to_vec(&fields).unwrap();
        for (what, is_read) in lists(&body) {
            prop_assert!(is_read, "{what}");
        }
    }

    #[test]
    fn an_answer_without_its_list_is_another_one_and_nothing_is_gone(mut fields in any_fields(), other in any_json()) {
        for name in ["items", "results", "folders", "created", "failed", "reason"] {
            fields.remove(name);
            if !other.is_array() {
                fields.insert(name.to_owned(), other.clone());
            }
        }
        let body = serde_json::to_vec(&fields).unwrap();
        for (what, is_read) in lists(&body) {
            prop_assert!(!is_read, "{what}");
        }
    }

    #[test]
    fn a_list_is_no_object_whatever_is_in_it(list in prop::collection::vec(any_json(), 0..6)) {
        let body = serde_json::to_vec(&list).unwrap();
        prop_assert!(wazo::parse_user(&body).is_err());
        prop_assert!(wazo::parse_agent(&body).is_err());
        prop_assert!(wazo::parse_presence(&body).is_err());
        prop_assert!(wazo::parse_contact(&body).is_err());
        for (what, is_read) in lists(&body) {
            prop_assert!(!is_read, "{what}");
        }
    }
}

fn any_fields() -> impl Strategy<Value = BTreeMap<String, Value>> {
    prop::collection::btree_map("[a-z_]{1,12}", any_json(), 0..6)
}

/// Whether a body is read as each answer that is about a list.
fn lists(body: &[u8]) -> [(&'static str, bool); 10] {
    [
        ("lookup", wazo::parse_lookup(body).is_ok()),
        ("personal", wazo::parse_contacts(body).is_ok()),
        ("import", wazo::parse_import(body).is_ok()),
        ("sources", wazo::parse_sources(body).is_ok()),
        ("presences", wazo::parse_presences(body).is_ok()),
        ("calls", wazo::parse_calls(body).is_ok()),
        ("transfers", wazo::parse_transfers(body).is_ok()),
        ("rooms", wazo::parse_rooms(body).is_ok()),
        ("messages", wazo::parse_messages(body).is_ok()),
        ("voicemails", wazo::parse_new_voicemails(body).is_ok()),
    ]
}

#[test]
fn a_body_nested_without_end_is_refused() {
    for open in ["[", "{\"results\":[", "{\"reason\":"] {
        parse_all(open.repeat(100_000).as_bytes());
    }
}
