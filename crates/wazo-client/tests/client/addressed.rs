//! Whose events are told: an administrator gets those of everybody.

use serde_json::{Value, json};
use wazo_client::{EVENTS, Event, parse_event};

/// An event with all that any of them needs, for these people.
fn event(name: &str, to: &[&str]) -> Value {
    let data = json!({
        "uuid": "1", "room": {"uuid": "1"}, "id": "1", "call_id": "1", "digit": "1", "message_id": "1",
        "agent_id": 1, "queue_id": 1, "status": "logged_in", "enabled": true, "source": "1", "source_entry_id": "1",
    });
    let mut event = json!({"name": name, "tenant_uuid": "1", "data": data});
    for user in to {
        event[format!("user_uuid:{user}")] = true.into();
    }
    event
}

fn is_told(name: &str, to: &[&str]) -> bool {
    match parse_event(&event(name, to), "me") {
        Event::Other { name: said } => {
            assert_eq!(said, name);
            false
        }
        _ => true,
    }
}

#[test]
fn what_is_for_the_own_user_or_for_everybody_is_told() {
    for name in EVENTS {
        assert!(is_told(name, &["me"]), "{name}");
        assert!(is_told(name, &["somebody", "me"]), "{name}");
        assert!(is_told(name, &["*"]), "{name}");
    }
}

#[test]
fn of_what_is_for_others_or_for_nobody_only_agents_are_told() {
    let agents = [
        "agent_status_update",
        "agent_paused",
        "agent_unpaused",
        "user_agent_queue_logged_in",
        "user_agent_queue_logged_off",
    ];
    for name in EVENTS {
        let is_of_agents = agents.contains(name);
        for to in [&["somebody"][..], &["me2", "m"], &[]] {
            assert_eq!(is_told(name, to), is_of_agents, "{name} for {to:?}");
        }
    }
}
