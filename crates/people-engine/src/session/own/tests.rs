use super::*;

fn state() -> OwnState {
    let (rereads, _) = mpsc::unbounded_channel();
    let mut own = OwnState::new(rereads);
    own.set_presence(Presence {
        state: "available".into(),
        connected: true,
        ..Presence::default()
    });
    own
}

fn away(words: Option<&str>) -> Wish {
    Wish::Presence {
        choice: PresenceChoice::Away,
        status: words.map(str::to_owned),
    }
}

#[test]
fn a_wish_is_seen_at_once_and_gone_when_it_is_refused() {
    let mut own = state();
    let turn = own.wish(away(Some("lunch")));
    assert_eq!(own.view().presence, Some(PresenceChoice::Away));
    assert_eq!(own.view().status.as_deref(), Some("lunch"));
    own.settle(turn, away(Some("lunch")), false);
    assert_eq!(own.view().presence, Some(PresenceChoice::Available));
    assert_eq!(own.view().status, None);
}

#[test]
fn what_the_server_says_meanwhile_does_not_hide_a_wish() {
    let mut own = state();
    let turn = own.wish(away(None));
    own.set_presence(Presence {
        state: "available".into(),
        connected: true,
        line_state: Some("talking".into()),
        ..Presence::default()
    });
    assert_eq!(own.view().presence, Some(PresenceChoice::Away));
    own.settle(turn, away(None), true);
    assert_eq!(own.view().presence, Some(PresenceChoice::Away));
}

#[test]
fn the_answer_to_an_earlier_wish_leaves_a_later_one_alone() {
    let mut own = state();
    let first = own.wish(Wish::DoNotDisturb(true));
    let second = own.wish(Wish::DoNotDisturb(false));
    own.settle(first, Wish::DoNotDisturb(true), true);
    assert_eq!(own.view().do_not_disturb, Some(false));
    own.settle(second, Wish::DoNotDisturb(false), true);
    assert_eq!(own.view().do_not_disturb, Some(false));
}

#[test]
fn a_forward_of_which_nothing_is_known_is_none() {
    let mut own = state();
    assert_eq!(own.view().forwards, []);
    own.hear_forward(wazo_client::Forward::Busy, true, Some("1009".into()));
    let busy = Forward {
        kind: ForwardKind::Busy,
        on: true,
        to: Some("1009".into()),
    };
    assert_eq!(own.view().forwards, [busy]);
}

#[test]
fn each_line_has_its_own_phone_and_the_first_is_the_main_one() {
    let mut own = state();
    let line = |id| wazo_client::OwnLine {
        id: Some(id),
        ..wazo_client::OwnLine::default()
    };
    own.set_user(&OwnUser {
        lines: vec![line(4), line(7)],
        ..OwnUser::default()
    });
    let ringing = people_core::presence::LinePresence {
        id: 7,
        state: "ringing".into(),
    };
    own.set_presence(Presence {
        line_state: Some("ringing".into()),
        lines: vec![
            people_core::presence::LinePresence {
                id: 4,
                state: "available".into(),
            },
            ringing,
        ],
        ..Presence::default()
    });
    let lines = own.view().lines;
    let shown: Vec<_> = lines
        .iter()
        .map(|line| (line.id, line.main, line.phone))
        .collect();
    let expected = [
        (4, true, PhoneState::Available),
        (7, false, PhoneState::Ringing),
    ];
    assert_eq!(shown, expected);
}
