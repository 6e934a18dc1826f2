//! Calls that nobody took.

use people_core::calls::{
    CallEvent, CallFacts, CallState, Channel, Effect, MissedCall, MissedFacts,
};

use super::bob::{ended, id, incoming};

/// Bob's call, as an event of its own tells of it.
pub fn of(call: &str) -> MissedFacts {
    MissedFacts {
        conversation: Some(format!("conversation of {call}")),
        caller: id("Bob", "1002"),
        user: Some("bob".into()),
    }
}

fn told(call: &str) -> CallEvent {
    CallEvent::MissedCall(of(call))
}

fn missed(state: &CallState) -> Vec<(Option<String>, u32, bool)> {
    let line = |missed: MissedCall| (missed.party.number, missed.times, missed.seen);
    state.missed(&()).into_iter().map(line).collect()
}

#[test]
fn a_missed_call_counts_once_whoever_tells_of_it_first() {
    let ring = || CallEvent::Call(incoming("a", Channel::Ringing));
    let end = || ended(incoming("a", Channel::Ringing), 19);
    for events in [
        vec![ring(), end(), told("a")],
        vec![ring(), told("a"), end(), end()],
        vec![told("a")],
        vec![end()],
    ] {
        let mut state = CallState::default();
        let effects: Vec<Effect> = events
            .into_iter()
            .flat_map(|event| state.apply(event, 1))
            .collect();
        let counted = effects
            .iter()
            .filter(|effect| **effect == Effect::Missed)
            .count();
        assert_eq!(counted, 1);
        assert_eq!(missed(&state), [(Some("1002".into()), 1, false)]);
    }
}

#[test]
fn a_call_that_was_refused_declined_or_answered_is_not_missed() {
    let ring = || CallEvent::Call(incoming("a", Channel::Ringing));
    let refuse = || CallEvent::HangUp { call: "a".into() };
    let end = |reason| ended(incoming("a", Channel::Ringing), reason);
    for events in [
        vec![ring(), refuse(), end(16), told("a")],
        vec![ring(), refuse(), told("a"), end(16)],
        vec![ring(), end(21)],
        vec![ring(), end(26)],
        vec![ring(), ended(incoming("a", Channel::Up), 16)],
        vec![CallEvent::Call(incoming("a", Channel::Up)), end(16)],
    ] {
        let mut state = CallState::default();
        for event in events.clone() {
            state.apply(event, 1);
        }
        assert_eq!(missed(&state), [], "{events:?}");
    }
}

#[test]
fn a_refusal_that_failed_leaves_a_call_to_be_missed() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Ringing)), 1);
    state.apply(CallEvent::HangUp { call: "a".into() }, 2);
    state.apply(CallEvent::HangUpFailed { call: "a".into() }, 3);
    state.apply(ended(incoming("a", Channel::Ringing), 127), 4);
    assert_eq!(missed(&state).len(), 1);
}

#[test]
fn a_call_answered_on_one_line_is_not_missed_on_another() {
    let other = |channel| CallFacts {
        id: "b".into(),
        line: Some(8),
        ..incoming("a", channel)
    };
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Ringing)), 1);
    state.apply(CallEvent::Call(other(Channel::Ringing)), 1);
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 2);
    state.apply(ended(other(Channel::Ringing), 16), 3);
    assert_eq!(missed(&state), []);
}

#[test]
fn calls_of_a_number_in_a_row_are_one_until_another_comes_between() {
    let mut state = CallState::default();
    for (at, call, number) in [
        (1, "a", "0176 1"),
        (2, "b", "+49 176 1"),
        (3, "c", "1003"),
        (4, "d", "0176 1"),
    ] {
        let call = CallFacts {
            peer: id("", number),
            ..incoming(call, Channel::Ringing)
        };
        state.apply(CallEvent::Call(call.clone()), at);
        state.apply(ended(call, 127), at);
    }
    let of = |number: &str, times| (Some(number.to_owned()), times, false);
    assert_eq!(
        missed(&state),
        [of("0176 1", 1), of("1003", 1), of("0176 1", 2)]
    );
    assert_eq!(state.unseen(), 4);
}

#[test]
fn missed_calls_are_seen_cleared_and_kept() {
    let mut state = CallState::default();
    state.apply(told("a"), 1);
    assert_eq!(state.apply(CallEvent::MissedSeen, 2), [Effect::Missed]);
    assert_eq!(state.apply(CallEvent::MissedSeen, 2), []);
    assert_eq!((missed(&state)[0].2, state.unseen()), (true, 0));

    let mut next = CallState::with_kept(state.missed_records().cloned().collect(), Vec::new());
    assert_eq!(missed(&next), missed(&state));
    next.apply(told("b"), 3);
    assert_eq!(missed(&next), [(Some("1002".into()), 2, false)]);
    assert_eq!(next.unseen(), 1);

    let before: Vec<u32> = next.missed_records().map(|record| record.id).collect();
    assert_eq!(next.apply(CallEvent::MissedCleared, 4), [Effect::Missed]);
    assert_eq!(missed(&next), []);
    next.apply(told("c"), 5);
    assert!(
        next.missed_records()
            .all(|record| !before.contains(&record.id))
    );
}
