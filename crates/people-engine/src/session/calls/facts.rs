//! From the server's calls to those of the rules.

use jiff::Timestamp;
use people_core::calls::{
    CallEvent, CallFacts, CallerId, Channel, Flow, Millis, MissedFacts, TransferFacts,
    TransferStatus, TransferStep,
};
use wazo_client::{Call, Event, MissedCall, Transfer};

/// What an event means to the calls; none for one that means nothing to them.
pub(super) fn event(event: Event) -> Option<CallEvent> {
    Some(match event {
        Event::CallCreated(it) | Event::CallUpdated(it) | Event::CallAnswered(it) => {
            CallEvent::Call(call(it))
        }
        Event::CallEnded { call: it, reason } => CallEvent::Ended {
            call: call(it),
            reason,
        },
        Event::CallHeld { call_id } => CallEvent::Held { call: call_id },
        Event::CallResumed { call_id } => CallEvent::Resumed { call: call_id },
        Event::Transfer {
            step: it,
            transfer: of,
        } => CallEvent::Transfer {
            step: step(it),
            transfer: transfer(of),
        },
        Event::MissedCall(it) => CallEvent::MissedCall(missed(it)),
        _ => return None,
    })
}

/// A call.
pub(super) fn call(call: Call) -> CallFacts {
    CallFacts {
        id: call.call_id,
        conversation: call.conversation_id,
        own: caller(call.caller_id_name, call.caller_id_number),
        peer: caller(call.peer_caller_id_name, call.peer_caller_id_number),
        placed: call.is_caller,
        channel: Channel::of(&call.status),
        talking_to: call.talking_to.into_values().collect(),
        on_hold: call.on_hold,
        muted: call.muted,
        dialed: call.dialed_extension,
        line: call.line_id,
        created: call.creation_time.as_deref().and_then(millis),
        answered: call.answer_time.as_deref().and_then(millis),
    }
}

/// A transfer.
pub(super) fn transfer(transfer: Transfer) -> TransferFacts {
    TransferFacts {
        id: transfer.id,
        call: transfer.initiator_call.unwrap_or_default(),
        dialled: transfer.recipient_call.is_some(),
        flow: match transfer.flow.as_str() {
            "blind" => Flow::Blind,
            _ => Flow::Attended,
        },
        status: TransferStatus::of(&transfer.status),
    }
}

/// The flow as it is asked for.
pub(crate) fn flow(flow: Flow) -> wazo_client::Flow {
    match flow {
        Flow::Attended => wazo_client::Flow::Attended,
        Flow::Blind => wazo_client::Flow::Blind,
    }
}

fn step(step: wazo_client::TransferStep) -> TransferStep {
    use wazo_client::TransferStep as Told;
    match step {
        Told::Created => TransferStep::Created,
        Told::Updated => TransferStep::Updated,
        Told::Answered => TransferStep::Answered,
        Told::Completed => TransferStep::Completed,
        Told::Cancelled => TransferStep::Cancelled,
        Told::Abandoned => TransferStep::Abandoned,
        Told::Ended => TransferStep::Ended,
    }
}

fn missed(missed: MissedCall) -> MissedFacts {
    MissedFacts {
        conversation: missed.conversation_id,
        caller: caller(missed.caller_id_name, missed.caller_id_number),
        user: missed.caller_user_uuid,
    }
}

fn caller(name: String, number: String) -> CallerId {
    let text = |text: String| (!text.is_empty()).then_some(text);
    CallerId {
        name: text(name),
        number: text(number),
    }
}

/// A time as calld writes it: `2026-08-05T14:58:49.100+0000`, the zone with or without a colon.
fn millis(text: &str) -> Option<Millis> {
    let zoned = "%Y-%m-%dT%H:%M:%S%.f%z";
    let time = text
        .parse::<Timestamp>()
        .or_else(|_| Timestamp::strptime(zoned, text));
    time.ok().map(Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_with_its_zone_however_it_is_written() {
        let moment = Some(1_785_941_929_100);
        for text in [
            "2026-08-05T14:58:49.100+0000",
            "2026-08-05T14:58:49.100+00:00",
            "2026-08-05T16:58:49.100+0200",
            "2026-08-05T14:58:49.1Z",
        ] {
            assert_eq!(millis(text), moment, "{text}");
        }
        assert_eq!(millis("soon"), None);
    }
}
