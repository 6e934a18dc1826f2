//! What no order of events may do.

use std::collections::HashSet;

use people_core::calls::{
    CallEvent, CallFacts, CallPhase, CallState, CallerId, Channel, Effect, Flow, Millis,
    MissedFacts, Target, TransferAsk, TransferFacts, TransferKind, TransferPhase, TransferStatus,
    TransferStep,
};
use people_core::presence::PhoneState;
use proptest::collection::vec;
use proptest::prelude::*;

use super::recording::{self, Step, What};
use super::story::Story;

fn id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "d"]).prop_map(str::to_owned)
}

fn caller() -> impl Strategy<Value = CallerId> {
    let name = prop::option::of(prop::sample::select(vec!["Ann", "Bob", "1001", ""]));
    let number = prop::option::of(prop::sample::select(vec![
        "1001",
        "+49 176 123456",
        "s",
        "",
    ]));
    (name, number).prop_map(|(name, number)| CallerId {
        name: name.map(str::to_owned),
        number: number.map(str::to_owned),
    })
}

fn call() -> impl Strategy<Value = CallFacts> {
    let channel = prop::sample::select(vec![
        Channel::Down,
        Channel::Ring,
        Channel::Ringing,
        Channel::Up,
    ]);
    let talking_to = vec(prop::option::of(id()), 0..3);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (
        id(),
        prop::option::of(id()),
        caller(),
        caller(),
        channel,
        talking_to,
        flags,
        any::<Option<Millis>>(),
    )
        .prop_map(
            |(
                id,
                conversation,
                own,
                peer,
                channel,
                talking_to,
                (placed, on_hold, muted),
                answered,
            )| CallFacts {
                line: Some(i64::from(placed)),
                created: answered,
                dialed: None,
                id,
                conversation,
                own,
                peer,
                placed,
                channel,
                talking_to,
                on_hold,
                muted,
                answered,
            },
        )
}

fn transfer() -> impl Strategy<Value = TransferFacts> {
    use TransferStatus::*;
    let status = prop::sample::select(vec![
        Starting,
        Ringback,
        Answered,
        BlindTransferred,
        Abandoned,
        Ended,
    ]);
    let flow = prop::sample::select(vec![Flow::Attended, Flow::Blind]);
    (id(), id(), any::<bool>(), flow, status).prop_map(|(id, call, dialled, flow, status)| {
        TransferFacts {
            id: format!("t{id}"),
            call,
            dialled,
            flow,
            status,
        }
    })
}

fn step() -> impl Strategy<Value = TransferStep> {
    use TransferStep::*;
    prop::sample::select(vec![
        Created, Updated, Answered, Completed, Cancelled, Abandoned, Ended,
    ])
}

fn phone() -> impl Strategy<Value = PhoneState> {
    use PhoneState::*;
    prop::sample::select(vec![
        Available,
        Talking,
        Ringing,
        Holding,
        Progressing,
        Unavailable,
        Unknown,
    ])
}

fn ask() -> impl Strategy<Value = TransferAsk> {
    use TransferKind::*;
    let kind = prop::sample::select(vec![Blind, Attended, Voicemail]);
    let target = prop_oneof![
        Just(Target::Mailbox),
        Just(Target::Outside),
        (id(), phone()).prop_map(|(user, phone)| Target::Colleague { user, phone }),
    ];
    (id(), kind, target, any::<bool>()).prop_map(|(call, kind, target, safe)| TransferAsk {
        call,
        kind,
        number: "1003".into(),
        name: None,
        target,
        safe,
    })
}

fn event() -> impl Strategy<Value = CallEvent> {
    let transfer_id = || id().prop_map(|id| format!("t{id}"));
    prop_oneof![
        6 => call().prop_map(CallEvent::Call),
        2 => (call(), any::<Option<u16>>()).prop_map(|(call, reason)| CallEvent::Ended { call, reason }),
        1 => id().prop_map(|call| CallEvent::Held { call }),
        1 => id().prop_map(|call| CallEvent::Resumed { call }),
        6 => (step(), transfer()).prop_map(|(step, transfer)| CallEvent::Transfer { step, transfer }),
        1 => (prop::option::of(id()), caller()).prop_map(|(conversation, caller)| {
            CallEvent::MissedCall(MissedFacts { conversation, caller, user: None })
        }),
        1 => (id(), phone()).prop_map(|(user, phone)| CallEvent::Line { user, phone }),
        1 => call().prop_map(|call| CallEvent::Placed { call, number: "1003".into(), user: None }),
        1 => id().prop_map(|call| CallEvent::HangUp { call }),
        1 => id().prop_map(|call| CallEvent::HangUpFailed { call }),
        1 => id().prop_map(|call| CallEvent::PhoneRefused { call }),
        4 => ask().prop_map(CallEvent::Ask),
        2 => transfer().prop_map(CallEvent::Started),
        1 => id().prop_map(|call| CallEvent::Refused { call }),
        1 => transfer_id().prop_map(|id| CallEvent::Complete { id }),
        1 => transfer_id().prop_map(|id| CallEvent::Cancel { id }),
        1 => transfer_id().prop_map(|id| CallEvent::Kept { id }),
        1 => (any::<i64>(), vec(call(), 0..3), vec(transfer(), 0..3)).prop_map(|(asked, calls, transfers)| {
            CallEvent::Snapshot { asked, calls, transfers }
        }),
        1 => Just(CallEvent::Unavailable),
        1 => Just(CallEvent::MissedSeen),
        1 => Just(CallEvent::MissedCleared),
        1 => any::<i64>().prop_map(|by| CallEvent::ClockSet { by }),
    ]
}

/// What holds whatever happened.
fn hold(state: &CallState) -> Result<(), TestCaseError> {
    let calls = state.calls(&());
    let ids: HashSet<&str> = calls.iter().map(|call| call.id.as_str()).collect();
    prop_assert_eq!(ids.len(), calls.len(), "a call is shown twice");
    for call in &calls {
        let there = call.phase != CallPhase::Left;
        let talks = matches!(call.phase, CallPhase::Connected { .. });
        prop_assert!(talks || !(call.can_hold || call.can_transfer));
        prop_assert!(call.phase == CallPhase::Ringing || !call.can_answer);
        prop_assert_eq!(call.can_transfer, state.can_transfer(&call.id));
        prop_assert!(
            there || call.transfer.is_some(),
            "a call that is over stands there"
        );
        if let Some(transfer) = &call.transfer {
            let known = transfer.id.is_some();
            prop_assert!(known || transfer.phase == TransferPhase::Starting);
            prop_assert!(there && known || !(transfer.can_cancel || transfer.can_complete));
            prop_assert!(!transfer.can_complete || transfer.phase == TransferPhase::Answered);
        }
    }
    let unseen: u32 = state.missed_records().map(|record| record.unseen).sum();
    prop_assert_eq!(unseen, state.unseen());
    prop_assert!(
        state
            .missed_records()
            .all(|record| record.unseen <= record.times)
    );
    Ok(())
}

/// What a recording's client saw of calls, without what it did.
fn told(recording: &recording::Recording, who: &str) -> Vec<CallEvent> {
    let of = |step: Step| match step.what {
        What::Event(
            event @ (CallEvent::Call(_)
            | CallEvent::Ended { .. }
            | CallEvent::Held { .. }
            | CallEvent::Resumed { .. }
            | CallEvent::Transfer { .. }
            | CallEvent::MissedCall(_)
            | CallEvent::Line { .. }),
        ) => Some(event),
        _ => None,
    };
    recording.seen_by(who).into_iter().filter_map(of).collect()
}

fn recorded() -> impl Strategy<Value = Vec<CallEvent>> {
    let all = recording::all();
    let people = ["alice", "bob", "carol"];
    let told: Vec<Vec<CallEvent>> = all
        .iter()
        .flat_map(|recording| people.map(|who| told(recording, who)))
        .collect();
    prop::sample::select(told)
}

proptest! {
    #[test]
    fn nothing_that_happens_makes_an_impossible_state(
        events in vec((event(), 0..9_000_i64), 0..60), first in any::<i64>(),
    ) {
        let mut state = CallState::default();
        let mut at = first;
        let mut rang = HashSet::new();
        for (event, later) in events {
            at = at.saturating_add(later);
            for effect in state.apply(event, at) {
                if let Effect::Rings { call } = effect {
                    prop_assert!(rang.insert(call), "a call begins to ring twice");
                }
            }
            prop_assert!(state.next_deadline().is_none_or(|due| due > at || at == i64::MAX));
            hold(&state)?;
        }
    }

    #[test]
    fn events_that_come_in_any_order_twice_or_not_at_all_leave_nothing_behind(
        events in recorded().prop_flat_map(|events| {
            let count = events.len();
            let chosen = vec(prop::sample::select(vec![0_u8, 1, 1, 1, 2]), count);
            (Just(events), chosen).prop_map(|(events, chosen)| {
                let times = |(event, times): (CallEvent, u8)| vec![event; usize::from(times)];
                events.into_iter().zip(chosen).flat_map(times).collect::<Vec<_>>()
            }).prop_shuffle()
        }),
    ) {
        let mut story = Story::new(|_, _, _| {});
        for event in events {
            let at = story.now + 10;
            story.happens(event, at);
            hold(&story.state)?;
        }
        let asked = story.now + 10;
        story.happens(CallEvent::Snapshot { asked, calls: Vec::new(), transfers: Vec::new() }, asked + 50);
        story.ends();
        prop_assert_eq!(story.state.calls(&()), []);
        prop_assert_eq!(story.state.next_deadline(), None);
    }

    #[test]
    fn the_order_of_a_transfer_s_events_does_not_matter(
        steps in vec((step(), any::<bool>(), prop::sample::select(vec![Flow::Attended, Flow::Blind])), 1..7)
            .prop_flat_map(|steps| (Just(steps.clone()), Just(steps).prop_shuffle())),
    ) {
        let call = CallFacts {
            id: "a".into(),
            channel: Channel::Up,
            talking_to: vec![None],
            ..CallFacts::default()
        };
        let ends = |steps: Vec<(TransferStep, bool, Flow)>| {
            let mut state = CallState::default();
            state.apply(CallEvent::Call(call.clone()), 0);
            for (step, dialled, flow) in steps {
                let transfer = TransferFacts { id: "t".into(), call: "a".into(), dialled, flow, ..TransferFacts::default() };
                state.apply(CallEvent::Transfer { step, transfer }, 0);
            }
            state.calls(&())
        };
        // The flow of the first event names the kind of a transfer that was not asked for here.
        let (first, shuffled) = steps;
        let phase = |steps| ends(steps)[0].transfer.clone().map(|transfer| (transfer.phase, transfer.can_cancel));
        prop_assert_eq!(phase(first), phase(shuffled));
    }

    #[test]
    fn what_is_told_twice_is_as_if_it_were_told_once(events in recorded()) {
        let ends = |times: usize| {
            let mut story = Story::new(|_, _, _| {});
            let mut shown = Vec::new();
            for event in &events {
                let at = story.now + 10;
                for _ in 0..times {
                    story.happens(event.clone(), at);
                }
                shown.push(story.state.calls(&()));
            }
            shown
        };
        prop_assert_eq!(ends(1), ends(2));
    }

    #[test]
    fn setting_the_clock_moves_every_deadline_with_it(
        events in vec((event(), 0..9_000_i64), 0..40), by in -90_000_000..90_000_000_i64,
    ) {
        let base = 1_800_000_000_000;
        let (mut still, mut moved) = (CallState::default(), CallState::default());
        moved.apply(CallEvent::ClockSet { by }, base + by);
        let mut at = base;
        for (event, later) in events {
            // A snapshot names a time, which would have to move too.
            if matches!(event, CallEvent::Snapshot { .. } | CallEvent::ClockSet { .. }) {
                continue;
            }
            at += later;
            let effects = still.apply(event.clone(), at);
            prop_assert_eq!(moved.apply(event, at), effects);
        }
        moved.apply(CallEvent::ClockSet { by }, at + by);
        prop_assert_eq!(moved.next_deadline(), still.next_deadline().map(|due| due + by));
    }
}
