//! Bob, who calls Alice.

use people_core::calls::{CallEvent, CallFacts, CallState, CallView, CallerId, Channel, Millis};

pub fn id(name: &str, number: &str) -> CallerId {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    CallerId {
        name: text(name),
        number: text(number),
    }
}

/// Bob, who calls.
pub fn incoming(call: &str, channel: Channel) -> CallFacts {
    CallFacts {
        id: call.into(),
        conversation: Some(format!("conversation of {call}")),
        own: id("Alice", "1001"),
        peer: id("Bob", "1002"),
        channel,
        talking_to: if channel == Channel::Up {
            vec![None]
        } else {
            Vec::new()
        },
        line: Some(7),
        ..CallFacts::default()
    }
}

pub fn ended(call: CallFacts, reason: u16) -> CallEvent {
    CallEvent::Ended {
        call,
        reason: Some(reason),
    }
}

/// All the calls that there are, as asked for at a time.
pub fn listed(asked: Millis, calls: Vec<CallFacts>) -> CallEvent {
    CallEvent::Snapshot {
        asked,
        calls,
        transfers: Vec::new(),
    }
}

pub fn only(state: &CallState) -> CallView {
    let [call] = <[CallView; 1]>::try_from(state.calls(&())).unwrap();
    call
}
