//! Phones: what each does by itself, and what its line shows.

use uuid::Uuid;

use super::leg::State;
use super::{Exchange, Out};
use crate::directory::Directory;

/// How long a phone rings before the dialplan goes on, in milliseconds: as stock.
const RING_TIME: i64 = 30_000;

/// What somebody's phone does by itself. Times are in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phone {
    /// Whether it is registered; `None` to tell by the line's state.
    pub(crate) registered: Option<bool>,
    /// How long it rings before the dialplan goes on.
    pub(crate) rings_for: i64,
    /// Answers by itself after ringing that long.
    pub(crate) answers_after: Option<i64>,
    /// Answers by itself after ringing that long for a call that its own person has asked for.
    pub(crate) picks_up_after: Option<i64>,
    /// Refuses each call at once.
    pub(crate) busy: bool,
    /// Is declined after ringing that long.
    pub(crate) declines_after: Option<i64>,
    /// wazo-phoned knows it: a Yealink or a Fanvil.
    pub(crate) hold_by_api: bool,
    /// Obeys `auto_answer_caller`.
    pub(crate) auto_answer: bool,
    /// The mailbox takes what is not answered; `None` when there is one.
    pub(crate) voicemail: Option<bool>,
}

impl Default for Phone {
    fn default() -> Self {
        Phone {
            registered: None,
            rings_for: RING_TIME,
            answers_after: None,
            picks_up_after: None,
            busy: false,
            declines_after: None,
            hold_by_api: true,
            auto_answer: true,
            voicemail: None,
        }
    }
}

impl Exchange {
    /// What the person's phone does by itself.
    pub(crate) fn phone(&self, user: Uuid) -> Phone {
        self.phones.get(&user).cloned().unwrap_or_default()
    }

    /// Whose phones were set, or are in a call.
    pub(crate) fn known_phones(&self) -> Vec<Uuid> {
        let busy = self.legs.values().filter_map(super::Leg::user);
        let mut users: Vec<Uuid> = self.phones.keys().copied().chain(busy).collect();
        users.sort_unstable();
        users.dedup();
        users
    }

    /// Changes what the phone does by itself, from the next call on; a registration shows at once.
    pub(crate) fn set_phone(&mut self, directory: &Directory, user: Uuid, phone: Phone) {
        let was = self.is_registered(directory, user);
        self.phones.insert(user, phone);
        if was != self.is_registered(directory, user) {
            self.line_changed(directory, user);
        }
    }

    pub(crate) fn is_registered(&self, directory: &Directory, user: Uuid) -> bool {
        let said = self.phones.get(&user).and_then(|phone| phone.registered);
        said.unwrap_or_else(|| {
            directory
                .person(user)
                .is_some_and(|person| person.presence.line_state != "unavailable")
        })
    }

    /// Tells the line's state, also when it is the same as before.
    pub(super) fn line_changed(&mut self, directory: &Directory, user: Uuid) {
        if !self.lines_are_watched {
            return;
        }
        let state = self.line_state(directory, user);
        self.out.push(Out::Line {
            user,
            state,
            is_told: true,
        });
    }

    pub(super) fn line_state(&self, directory: &Directory, user: Uuid) -> &'static str {
        let legs = || self.legs.values().filter(|leg| leg.user() == Some(user));
        let any = |state: State| legs().any(|leg| leg.state == state);
        if any(State::Ringing) {
            "ringing"
        } else if any(State::Ring) {
            "progressing"
        } else if legs().any(|leg| leg.held) {
            "holding"
        } else if any(State::Up) {
            "talking"
        } else if self.is_registered(directory, user) {
            "available"
        } else {
            "unavailable"
        }
    }
}
