//! What recordings do not hold: late and lost answers, lists after a gap, names.

use people_core::calls::{
    CallEvent, CallFacts, CallPhase, CallState, Channel, Effect, TransferFacts, TransferPhase,
    TransferStatus, TransferStep,
};

use super::bob::{ended, id, incoming, only};

fn snapshot(asked: i64, calls: Vec<CallFacts>, transfers: Vec<TransferFacts>) -> CallEvent {
    CallEvent::Snapshot {
        asked,
        calls,
        transfers,
    }
}

#[test]
fn an_update_that_comes_after_the_end_does_not_revive_a_call() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    state.apply(ended(incoming("a", Channel::Up), 16), 2);
    for event in [
        CallEvent::Call(incoming("a", Channel::Up)),
        CallEvent::Placed {
            call: incoming("a", Channel::Up),
            number: "1002".into(),
            user: None,
        },
        snapshot(3, vec![incoming("a", Channel::Up)], Vec::new()),
    ] {
        assert_eq!(state.apply(event, 3), []);
        assert_eq!(state.calls(&()), []);
    }
}

#[test]
fn a_call_does_not_ring_again_once_it_was_answered() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    let late = CallFacts {
        talking_to: vec![None],
        ..incoming("a", Channel::Ringing)
    };
    assert_eq!(state.apply(CallEvent::Call(late), 2), []);
    assert!(matches!(only(&state).phase, CallPhase::Connected { .. }));
}

#[test]
fn what_was_dialled_stays_where_the_server_says_nothing_of_it() {
    let mut state = CallState::default();
    let placed = CallFacts {
        placed: true,
        peer: id("s", "s"),
        ..incoming("a", Channel::Ringing)
    };
    let event = CallEvent::Placed {
        call: placed.clone(),
        number: "+49176".into(),
        user: Some("bob".into()),
    };
    state.apply(event, 1);
    state.apply(CallEvent::Call(placed), 2);
    let call = only(&state);
    assert_eq!(call.party.number.as_deref(), Some("+49176"));
    assert_eq!(call.party.user.as_deref(), Some("bob"));
    assert_eq!((call.incoming, call.phase), (false, CallPhase::OwnPhone));
}

#[test]
fn one_s_own_name_does_not_replace_who_calls() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    let own = CallFacts {
        peer: id("Alice", "1001"),
        ..incoming("a", Channel::Up)
    };
    state.apply(CallEvent::Call(own), 2);
    assert_eq!(only(&state).party.name.as_deref(), Some("Bob"));
}

#[test]
fn a_number_without_a_name_keeps_the_name_that_it_had() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    let bare = CallFacts {
        peer: id("1002", "1002"),
        ..incoming("a", Channel::Up)
    };
    state.apply(CallEvent::Call(bare), 2);
    assert_eq!(only(&state).party.name.as_deref(), Some("Bob"));
}

#[test]
fn what_began_after_the_list_was_asked_for_stays() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Ringing)), 5);
    state.apply(snapshot(5, Vec::new(), Vec::new()), 6);
    assert_eq!(only(&state).id, "a");
    let older = CallFacts {
        muted: true,
        ..incoming("a", Channel::Up)
    };
    state.apply(snapshot(5, vec![older], Vec::new()), 7);
    assert_eq!(only(&state).phase, CallPhase::Ringing);
}

#[test]
fn a_list_gives_what_happened_while_nobody_listened_with_its_times() {
    let mut state = CallState::default();
    let talking = CallFacts {
        created: Some(1_000),
        answered: Some(2_000),
        ..incoming("a", Channel::Up)
    };
    let ringing = CallFacts {
        created: Some(99_000),
        ..incoming("b", Channel::Ringing)
    };
    let effects = state.apply(snapshot(9_000, vec![talking, ringing], Vec::new()), 10_000);
    assert_eq!(effects, [Effect::Rings { call: "b".into() }]);
    let calls = state.calls(&());
    assert_eq!(calls[0].started, "1970-01-01T00:00:01.000Z");
    let CallPhase::Connected { since, .. } = &calls[0].phase else {
        panic!("{calls:?}")
    };
    assert_eq!(since, "1970-01-01T00:00:02.000Z");
    // A server whose clock is ahead does not make a call begin in the future.
    assert_eq!(calls[1].started, "1970-01-01T00:00:10.000Z");
}

#[test]
fn a_listed_transfer_is_where_its_status_says_and_names_its_target() {
    for (status, phase) in [
        (TransferStatus::Starting, Some(TransferPhase::Starting)),
        (TransferStatus::Ringback, Some(TransferPhase::Ringing)),
        (TransferStatus::Answered, Some(TransferPhase::Answered)),
        (TransferStatus::Abandoned, Some(TransferPhase::Abandoned)),
        (TransferStatus::Ended, None),
    ] {
        let mut state = CallState::default();
        let transfer = TransferFacts {
            id: "t".into(),
            call: "a".into(),
            status,
            ..TransferFacts::default()
        };
        let carol = CallFacts {
            peer: id("Carol", "1003"),
            ..incoming("a", Channel::Up)
        };
        state.apply(snapshot(1, vec![carol], vec![transfer]), 2);
        let transfer = only(&state).transfer;
        assert_eq!(
            transfer.clone().map(|transfer| transfer.phase),
            phase,
            "{status:?}"
        );
        if let Some(transfer) = transfer {
            assert_eq!(transfer.target.name.as_deref(), Some("Carol"), "{status:?}");
        }
    }
}

#[test]
fn a_phone_that_cannot_is_asked_no_more() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    assert!(only(&state).can_hold);
    state.apply(CallEvent::PhoneRefused { call: "a".into() }, 2);
    assert!(!only(&state).can_hold);
    let mut next = CallState::with_kept(Vec::new(), state.deaf_lines().to_vec());
    next.apply(CallEvent::Call(incoming("b", Channel::Ringing)), 3);
    assert!(!only(&next).can_answer);
}

#[test]
fn a_phone_system_that_does_not_answer_is_asked_until_it_says_what_there_is() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 0);
    let mut at = 1;
    for _ in 0..3 {
        assert_eq!(state.apply(CallEvent::Unavailable, at), []);
        at = state.next_deadline().unwrap();
        assert_eq!(state.apply(CallEvent::Tick, at), [Effect::AskCalls]);
        assert_eq!(only(&state).id, "a");
    }
    // It comes back with nothing, which is asked once more, and then believed.
    state.apply(snapshot(at, Vec::new(), Vec::new()), at + 1);
    assert_eq!(only(&state).id, "a");
    at = state.next_deadline().unwrap();
    assert_eq!(state.apply(CallEvent::Tick, at), [Effect::AskCalls]);
    state.apply(snapshot(at, Vec::new(), Vec::new()), at + 1);
    assert_eq!(state.calls(&()), []);
    assert_eq!(state.next_deadline(), None);
}

#[test]
fn an_abandoned_transfer_leaves_a_call_with_its_target() {
    let mut state = CallState::default();
    state.apply(CallEvent::Call(incoming("a", Channel::Up)), 1);
    let transfer = TransferFacts {
        id: "t".into(),
        call: "a".into(),
        dialled: true,
        ..TransferFacts::default()
    };
    let tell = |step| CallEvent::Transfer {
        step,
        transfer: transfer.clone(),
    };
    let carol = |talking_to| CallFacts {
        peer: id("Carol", "1003"),
        talking_to,
        ..incoming("a", Channel::Up)
    };
    state.apply(tell(TransferStep::Created), 2);
    state.apply(CallEvent::Call(carol(Vec::new())), 3);
    state.apply(tell(TransferStep::Abandoned), 4);
    let shown = only(&state);
    assert_eq!(shown.party.name.as_deref(), Some("Bob"));
    assert_eq!(shown.transfer.unwrap().phase, TransferPhase::Abandoned);

    let seen = state.next_deadline().unwrap();
    state.apply(CallEvent::Tick, seen);
    let ringing = only(&state);
    assert_eq!(ringing.party.name.as_deref(), Some("Carol"));
    assert_eq!(
        (ringing.phase, ringing.transfer),
        (CallPhase::Calling, None)
    );
    state.apply(CallEvent::Call(carol(vec![None])), seen + 1);
    let talking = only(&state);
    assert!(matches!(talking.phase, CallPhase::Connected { .. }));
    // calld still holds the call for the transfer that was abandoned, and would refuse another.
    assert!(!talking.can_transfer);
}
