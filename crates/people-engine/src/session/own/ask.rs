//! What was asked for and not answered yet.

use super::OwnState;
use crate::api::{Forward, ForwardKind, PresenceChoice};

/// Something that is to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// How to be seen, and the own words.
    Presence {
        /// How.
        choice: PresenceChoice,
        /// The words.
        status: Option<String>,
    },
    /// Do not disturb.
    DoNotDisturb(bool),
    /// A forward.
    Forward(Forward),
}

/// Numbers the wishes, so that the answer to one does not take a later one away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn(u64);

/// What a wish is about: a later one about the same takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    Presence,
    DoNotDisturb,
    Forward(ForwardKind),
}

impl Wish {
    fn subject(&self) -> Subject {
        match self {
            Self::Presence { .. } => Subject::Presence,
            Self::DoNotDisturb(_) => Subject::DoNotDisturb,
            Self::Forward(forward) => Subject::Forward(forward.kind),
        }
    }
}

impl OwnState {
    /// Shows a wish as if it were so already.
    pub(crate) fn wish(&mut self, wish: Wish) -> Turn {
        self.turns += 1;
        let turn = Turn(self.turns);
        self.wishes.insert(wish.subject(), (turn, wish));
        turn
    }

    /// Takes the server's answer to a wish.
    pub(crate) fn settle(&mut self, turn: Turn, wish: Wish, granted: bool) {
        let subject = wish.subject();
        if self.wishes.get(&subject).is_some_and(|(it, _)| *it == turn) {
            self.wishes.remove(&subject);
        }
        if !granted {
            return;
        }
        match wish {
            Wish::Presence { choice, status } => {
                let presence = self.presence.get_or_insert_default();
                choice.name().clone_into(&mut presence.state);
                presence.status = status;
            }
            Wish::DoNotDisturb(on) => self.hear_do_not_disturb(on),
            Wish::Forward(forward) => super::set_forward(&mut self.forwards, forward),
        }
    }
}
