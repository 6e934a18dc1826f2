//! Calls that a list does not hold: how they ended may still be told, or was told while nobody listened.

use people_core::calls::{CallEvent, CallFacts, CallPhase, CallState, Channel, Effect};

use super::bob::{ended, incoming, listed, only};

fn ringing(state: &mut CallState) {
    state.apply(CallEvent::Call(incoming("a", Channel::Ringing)), 1);
}

/// Lets all that is due happen; what followed.
fn wait(state: &mut CallState) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(due) = state.next_deadline() {
        effects.extend(state.apply(CallEvent::Tick, due));
    }
    effects
}

fn times(state: &CallState) -> u32 {
    state.missed_records().map(|record| record.times).sum()
}

#[test]
fn a_call_that_is_not_listed_is_gone_at_once() {
    let mut state = CallState::default();
    ringing(&mut state);
    state.apply(CallEvent::Call(incoming("b", Channel::Up)), 1);
    assert_eq!(
        state.apply(listed(5, vec![incoming("b", Channel::Up)]), 6),
        []
    );
    assert_eq!(only(&state).id, "b");
}

#[test]
fn an_end_that_is_told_after_the_list_counts_as_it_would_have_before() {
    for (reason, missed) in [(0, 1), (127, 1), (21, 0), (26, 0)] {
        let mut state = CallState::default();
        ringing(&mut state);
        state.apply(listed(5, Vec::new()), 6);
        for _ in 0..2 {
            state.apply(ended(incoming("a", Channel::Ringing), reason), 300);
        }
        assert_eq!(times(&state), missed, "{reason}");
        assert_eq!(wait(&mut state), []);
        assert_eq!(times(&state), missed, "{reason}");
    }
}

#[test]
fn a_call_that_rang_and_was_gone_after_an_outage_is_missed_since_it_rang() {
    let mut state = CallState::default();
    ringing(&mut state);
    state.apply(listed(50_000, Vec::new()), 60_000);
    assert_eq!(times(&state), 0, "its end may still be told");
    assert_eq!(wait(&mut state), [Effect::Missed]);
    let records: Vec<_> = state.missed_records().collect();
    assert_eq!((records[0].at, records[0].times), (1, 1));

    // Whatever is told of it after that is the same call.
    state.apply(CallEvent::MissedCall(super::missed::of("a")), 70_000);
    state.apply(ended(incoming("a", Channel::Ringing), 0), 70_000);
    ringing(&mut state);
    state.apply(ended(incoming("a", Channel::Ringing), 0), 70_000);
    assert_eq!(times(&state), 1);
}

#[test]
fn a_call_that_was_gone_is_missed_once_when_it_comes_back_and_ends() {
    let mut state = CallState::default();
    ringing(&mut state);
    state.apply(listed(5, Vec::new()), 6);
    wait(&mut state);
    ringing(&mut state);
    state.apply(ended(incoming("a", Channel::Ringing), 0), 70_000);
    assert_eq!(times(&state), 1);
}

#[test]
fn a_call_that_was_refused_or_answered_is_not_missed_when_it_is_gone() {
    let other_line = CallFacts {
        id: "b".into(),
        line: Some(8),
        ..incoming("a", Channel::Up)
    };
    for event in [
        CallEvent::HangUp { call: "a".into() },
        CallEvent::Call(incoming("a", Channel::Up)),
        CallEvent::Call(other_line),
    ] {
        let mut state = CallState::default();
        ringing(&mut state);
        state.apply(event.clone(), 2);
        state.apply(listed(5, Vec::new()), 6);
        assert_eq!(wait(&mut state), [], "{event:?}");
    }
}

#[test]
fn a_call_that_was_gone_is_there_again_when_something_is_told_of_it() {
    for event in [
        CallEvent::Call(incoming("a", Channel::Ringing)),
        listed(8, vec![incoming("a", Channel::Ringing)]),
    ] {
        let mut state = CallState::default();
        ringing(&mut state);
        state.apply(CallEvent::Call(incoming("b", Channel::Up)), 2);
        state.apply(listed(5, vec![incoming("b", Channel::Up)]), 6);
        let still = CallEvent::Call(incoming("b", Channel::Up));
        state.apply(still, 9);
        // It rang before, and is the older one.
        assert_eq!(state.apply(event, 9), []);
        let calls = state.calls(&());
        assert_eq!(calls[0].id, "a");
        assert_eq!(calls[0].phase, CallPhase::Ringing);
        assert_eq!(calls.len(), 2);
        assert_eq!(wait(&mut state), []);
    }
}

#[test]
fn a_call_stays_until_a_phone_system_that_came_back_says_twice_that_it_is_gone() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    state.apply(CallEvent::Unavailable, 2);
    let first = state.next_deadline().unwrap();
    state.apply(CallEvent::Tick, first);
    state.apply(listed(first, Vec::new()), first + 1);
    assert_eq!(only(&state).id, "a");
    let second = state.next_deadline().unwrap();
    assert_eq!(state.apply(CallEvent::Tick, second), [Effect::AskCalls]);
    let back = listed(second, vec![incoming("a", Channel::Up)]);
    let mut alive = state.clone();
    alive.apply(back, second + 1);
    assert_eq!(only(&alive).id, "a");
    state.apply(listed(second, Vec::new()), second + 1);
    assert_eq!(state.calls(&()), []);
}

#[test]
fn a_clock_that_is_set_moves_no_time_at_which_a_call_was_missed() {
    let mut state = CallState::default();
    ringing(&mut state);
    state.apply(ended(incoming("a", Channel::Ringing), 0), 10);
    let other = CallFacts {
        peer: super::bob::id("Carol", "1003"),
        ..incoming("b", Channel::Ringing)
    };
    state.apply(CallEvent::Call(other), 20);
    state.apply(listed(30, Vec::new()), 40);
    let slept = 8 * 3_600_000;
    state.apply(CallEvent::ClockSet { by: slept }, 40 + slept);
    assert_eq!(wait(&mut state), [Effect::Missed]);
    let at: Vec<_> = state.missed_records().map(|record| record.at).collect();
    assert_eq!(at, [20, 10]);
}
