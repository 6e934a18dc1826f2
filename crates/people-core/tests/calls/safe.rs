//! Safe mode: a transfer that starts attended and completes by itself once its target is really there.

use std::cell::RefCell;
use std::rc::Rc;

use people_core::calls::{
    CallEvent, CallFacts, CallPhase, Channel, Effect, Millis, Target, TransferFacts,
    TransferFailure, TransferKind, TransferPhase, TransferStatus, TransferView,
};
use people_core::presence::PhoneState;

use super::recording::{self, Step, What};
use super::story::Story;

/// What became of a recorded attended transfer that was asked for as a safe one: when it was completed, and
/// how far it was last.
struct Safe {
    completed: Vec<Millis>,
    last: Option<TransferPhase>,
}

/// Plays a recording with its attended transfer turned into a safe one of this kind. `until` cuts off what the
/// person did then.
fn safe(name: &str, kind: TransferKind, until: Millis) -> Safe {
    play(name, until, |ask| {
        ask.kind = kind;
    })
}

fn play(name: &str, until: Millis, change: impl Fn(&mut people_core::calls::TransferAsk)) -> Safe {
    let seen: Rc<RefCell<Safe>> = Rc::new(RefCell::new(Safe {
        completed: Vec::new(),
        last: None,
    }));
    let written = Rc::clone(&seen);
    let mut story = Story::new(move |state, effects, at| {
        let mut written = written.borrow_mut();
        for effect in effects {
            if matches!(effect, Effect::CompleteTransfer { .. }) {
                written.completed.push(at);
            }
        }
        let transfer = state.calls(&()).into_iter().find_map(|call| call.transfer);
        if let Some(transfer) = transfer {
            written.last = Some(transfer.phase);
        }
    });
    let steps = recording::one(name)
        .seen_by("alice")
        .into_iter()
        .filter(|step| step.at < until);
    let steps = steps.map(|step| match step.what {
        What::Event(CallEvent::Ask(mut ask)) => {
            ask.safe = true;
            change(&mut ask);
            Step {
                at: step.at,
                what: What::Event(CallEvent::Ask(ask)),
            }
        }
        what => Step { at: step.at, what },
    });
    story.plays(steps.collect());
    story.ends();
    seen.replace(Safe {
        completed: Vec::new(),
        last: None,
    })
}

/// When an event of this name came, in milliseconds.
const CAROL_ANSWERED: Millis = 3_024;

#[test]
fn a_blind_transfer_completes_once_the_colleague_talks() {
    let safe = safe("08_attended_complete", TransferKind::Blind, 4_000);
    assert_eq!(safe.completed, [CAROL_ANSWERED]);
    assert_eq!(safe.last, Some(TransferPhase::Completing));
}

#[test]
fn a_colleague_who_refuses_gives_the_caller_back() {
    let safe = safe("10_recipient_refuses", TransferKind::Blind, Millis::MAX);
    assert_eq!(safe.completed, [] as [Millis; 0]);
    let why = Some(TransferFailure::Refused);
    assert_eq!(safe.last, Some(TransferPhase::Cancelled { why }));
}

#[test]
fn a_colleague_who_does_not_answer_gives_the_caller_back() {
    for name in [
        "10c_recipient_no_answer_timeout",
        "10d_recipient_no_answer_no_timeout",
    ] {
        let safe = safe(name, TransferKind::Blind, Millis::MAX);
        assert_eq!(safe.completed, [] as [Millis; 0], "{name}");
        let why = Some(TransferFailure::NoAnswer);
        assert_eq!(safe.last, Some(TransferPhase::Cancelled { why }), "{name}");
    }
}

#[test]
fn a_colleague_s_mailbox_gets_the_caller_once_no_message_ended_the_transfer() {
    let safe = safe("10f_recipient_voicemail", TransferKind::Blind, 4_000);
    assert_eq!(safe.completed, [2_236 + 10_000]);
}

#[test]
fn a_colleague_who_is_seen_not_to_talk_is_a_message_for_longer() {
    let refused = safe("10_recipient_refuses", TransferKind::Blind, 4_000);
    assert_eq!(refused.completed, [3_193 + 20_000]);
}

#[test]
fn a_mailbox_gets_the_caller_at_once() {
    let safe = play("10f_recipient_voicemail", 4_000, |ask| {
        ask.kind = TransferKind::Voicemail;
        ask.target = Target::Mailbox;
    });
    assert_eq!(safe.completed, [2_236]);
}

#[test]
fn a_mailbox_that_does_not_exist_gives_the_caller_back() {
    let safe = safe(
        "15d_voicemail_wrong_mailbox_attended",
        TransferKind::Voicemail,
        Millis::MAX,
    );
    assert_eq!(safe.completed, [] as [Millis; 0]);
    let why = Some(TransferFailure::WrongNumber);
    assert_eq!(safe.last, Some(TransferPhase::Cancelled { why }));
}

#[test]
fn an_outside_number_gets_the_caller_once_no_message_ended_the_transfer() {
    let safe = play("08_attended_complete", 4_000, |ask| {
        ask.kind = TransferKind::Blind;
        ask.target = Target::Outside;
    });
    assert_eq!(safe.completed, [CAROL_ANSWERED + 10_000]);
}

#[test]
fn a_phone_that_talked_before_proves_nothing() {
    for phone in [
        PhoneState::Talking,
        PhoneState::Holding,
        PhoneState::Progressing,
    ] {
        let safe = play("08_attended_complete", 4_000, |ask| {
            ask.kind = TransferKind::Blind;
            if let Target::Colleague { phone: before, .. } = &mut ask.target {
                *before = phone;
            }
        });
        assert_eq!(safe.completed, [CAROL_ANSWERED + 10_000], "{phone:?}");
    }
}

#[test]
fn what_a_person_completes_does_not_complete_by_itself() {
    let safe = safe("08_attended_complete", TransferKind::Attended, 4_000);
    assert_eq!(safe.completed, [] as [Millis; 0]);
    assert_eq!(safe.last, Some(TransferPhase::Answered));
}

#[test]
fn leaving_before_the_answer_makes_a_safe_transfer_blind() {
    let story = stands("08d_attended_initiator_hangs_up_ringing", 3_000);
    let calls = story.state.calls(&());
    let [call] = calls.as_slice() else {
        panic!("{calls:?}")
    };
    let transfer = call.transfer.as_ref().unwrap();
    assert_eq!(call.phase, CallPhase::Left);
    assert_eq!((transfer.kind, transfer.safe), (TransferKind::Blind, false));
    assert_eq!(transfer.phase, TransferPhase::Ringing);
    assert!(!transfer.can_cancel && !transfer.can_complete);
}

/// A safe transfer of a recording, as it stands at a time.
fn stands(name: &str, until: Millis) -> Story {
    let mut story = Story::new(|_, _, _| {});
    let steps = recording::one(name).seen_by("alice");
    for mut step in steps.into_iter().filter(|step| step.at < until) {
        if let What::Event(CallEvent::Ask(ask)) = &mut step.what {
            (ask.kind, ask.safe) = (TransferKind::Blind, true);
        }
        story.plays(vec![step]);
    }
    story
}

fn transfer(story: &Story) -> TransferView {
    story.state.calls(&())[0].transfer.clone().unwrap()
}

#[test]
fn a_completion_that_fails_is_left_to_the_person() {
    let mut story = stands("08_attended_complete", 4_000);
    let id = transfer(&story).id.unwrap();
    let effects = story.happens(CallEvent::Kept { id }, 4_000);
    assert_eq!(effects, []);
    assert_eq!(transfer(&story).phase, TransferPhase::Answered);
    assert!(transfer(&story).can_complete && !transfer(&story).safe);
    assert_eq!(story.state.next_deadline(), None);
}

/// What the server lists while the target has answered, asked for at a time.
fn answered(story: &Story, asked: Millis) -> CallEvent {
    let call = CallFacts {
        id: story.state.calls(&())[0].id.clone(),
        channel: Channel::Up,
        talking_to: vec![None],
        ..CallFacts::default()
    };
    let facts = TransferFacts {
        id: transfer(story).id.unwrap(),
        call: call.id.clone(),
        dialled: true,
        status: TransferStatus::Answered,
        ..TransferFacts::default()
    };
    CallEvent::Snapshot {
        asked,
        calls: vec![call],
        transfers: vec![facts],
    }
}

#[test]
fn a_person_may_complete_before_it_completes_by_itself() {
    let story = stands("10f_recipient_voicemail", 4_000);
    let transfer = transfer(&story);
    assert!(transfer.safe && transfer.can_complete && transfer.can_cancel);
}

#[test]
fn a_completion_of_which_nothing_came_is_asked_for_again() {
    let mut story = stands("08_attended_complete", 4_000);
    assert_eq!(transfer(&story).phase, TransferPhase::Completing);
    let effects = story.happens(answered(&story, CAROL_ANSWERED), 5_000);
    assert_eq!(effects, [], "the list is as old as the wish");
    let id = transfer(&story).id.unwrap();
    let effects = story.happens(answered(&story, 4_000), 5_000);
    assert_eq!(effects, [Effect::CompleteTransfer { id }]);
}

#[test]
fn a_cancelling_of_which_nothing_came_gives_the_buttons_back() {
    let mut story = stands("10f_recipient_voicemail", 4_000);
    let id = transfer(&story).id.unwrap();
    story.happens(CallEvent::Cancel { id }, 4_000);
    assert_eq!(transfer(&story).phase, TransferPhase::Cancelling);
    story.happens(answered(&story, 4_500), 5_000);
    assert_eq!(transfer(&story).phase, TransferPhase::Answered);
    assert!(transfer(&story).can_complete && transfer(&story).can_cancel);
}
