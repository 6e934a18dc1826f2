//! What a transfer is for, and when its target is really there.

use super::facts::{Flow, Millis, Target};
use super::view::{TransferFailure, TransferKind};
use crate::presence::PhoneState;

/// From `transfer_answered` to `transfer_cancelled` when nobody was there and the phone system played its
/// message: 3.5 s in the recordings, whose message is a short tone. What is still there after this is
/// somebody, or a mailbox.
pub(super) const MESSAGE: Millis = 6_000;

/// A phone that begins to talk this close to the answer talks to this call.
const BEGINS_TO_TALK: u64 = 2_000;

/// What a transfer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    kind: TransferKind,
    by: Completion,
    user: Option<String>,
    /// The phone of `user`.
    phone: Phone,
}

/// Who completes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Completion {
    /// The person, or nobody, as for one that is blind from the start.
    Person,
    /// It completes by itself once something answers: only a mailbox does at this number.
    AtTheAnswer,
    /// It completes by itself once the target is really there.
    OncePresent,
}

/// The target's phone, as far as it is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phone {
    /// Not watched, or not connected.
    Silent,
    /// In another call from the start: what it does says nothing about this one.
    Busy,
    /// Watched, and not talking.
    Waiting {
        rang: bool,
    },
    Talking {
        since: Millis,
    },
    /// It talked, and no longer does.
    HungUp,
}

impl Goal {
    pub(super) fn new(kind: TransferKind, safe: bool, target: Target) -> Self {
        let by = match (kind, &target) {
            (TransferKind::Attended, _) => Completion::Person,
            _ if !safe => Completion::Person,
            (_, Target::Mailbox) => Completion::AtTheAnswer,
            _ => Completion::OncePresent,
        };
        let (user, phone) = match target {
            Target::Colleague { user, phone } => (Some(user), Phone::at_the_start(phone)),
            Target::Mailbox | Target::Outside => (None, Phone::Silent),
        };
        Self {
            kind,
            by,
            user,
            phone,
        }
    }

    /// Of a transfer that was not asked for here.
    pub(super) fn foreign(flow: Flow) -> Self {
        let kind = match flow {
            Flow::Attended => TransferKind::Attended,
            Flow::Blind => TransferKind::Blind,
        };
        Self::new(kind, false, Target::Outside)
    }

    pub(super) fn kind(&self) -> TransferKind {
        self.kind
    }

    pub(super) fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    pub(super) fn is_safe(&self) -> bool {
        self.by != Completion::Person
    }

    /// No longer completes by itself.
    pub(super) fn leave_to_the_person(&mut self) {
        self.by = Completion::Person;
    }

    /// Takes what a user's phone does.
    pub(super) fn line(&mut self, user: &str, phone: PhoneState, at: Millis) {
        if self.user.as_deref() == Some(user) {
            self.phone = self.phone.then(phone, at);
        }
    }

    /// When it completes by itself after an answer at a time.
    pub(super) fn completion(&self, answered: Millis) -> Option<Millis> {
        match (self.by, self.phone) {
            (Completion::Person, _) => None,
            (Completion::AtTheAnswer, _) => Some(answered),
            (Completion::OncePresent, Phone::Talking { since })
                if since.abs_diff(answered) <= BEGINS_TO_TALK =>
            {
                Some(answered.max(since))
            }
            (Completion::OncePresent, _) => Some(answered.saturating_add(MESSAGE)),
        }
    }

    /// Why the server gave the caller back without being asked to.
    pub(super) fn failure(&self, answered: bool) -> TransferFailure {
        match (self.phone, self.kind) {
            (Phone::Busy | Phone::Talking { .. } | Phone::HungUp, _) => TransferFailure::Refused,
            (Phone::Waiting { rang: true }, _) => TransferFailure::NoAnswer,
            (_, TransferKind::Voicemail) if !answered => TransferFailure::WrongNumber,
            _ => TransferFailure::Unknown,
        }
    }

    /// Moves its times with the clock.
    pub(super) fn shift(&mut self, by: Millis) {
        if let Phone::Talking { since } = &mut self.phone {
            *since = since.saturating_add(by);
        }
    }
}

impl Phone {
    fn at_the_start(phone: PhoneState) -> Self {
        match phone {
            PhoneState::Available => Self::Waiting { rang: false },
            PhoneState::Unavailable | PhoneState::Unknown => Self::Silent,
            _ => Self::Busy,
        }
    }

    fn then(self, phone: PhoneState, at: Millis) -> Self {
        match (self, phone) {
            (Self::Silent | Self::Busy, _) | (Self::Talking { .. }, PhoneState::Talking) => self,
            (_, PhoneState::Talking) => Self::Talking { since: at },
            (Self::Talking { .. } | Self::HungUp, PhoneState::Holding) => self,
            (Self::Talking { .. } | Self::HungUp, _) => Self::HungUp,
            (Self::Waiting { .. }, PhoneState::Ringing) => Self::Waiting { rang: true },
            (Self::Waiting { .. }, _) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: Millis = 50_000;

    fn completed(began: Millis) -> Option<Millis> {
        let target = Target::Colleague {
            user: "carol".into(),
            phone: PhoneState::Available,
        };
        let mut goal = Goal::new(TransferKind::Blind, true, target);
        goal.line("bob", PhoneState::Talking, ANSWER);
        goal.line("carol", PhoneState::Ringing, began - 1);
        goal.line("carol", PhoneState::Talking, began);
        goal.completion(ANSWER)
    }

    #[test]
    fn a_phone_that_begins_to_talk_at_the_answer_is_there() {
        assert_eq!(completed(ANSWER - 30), Some(ANSWER));
        assert_eq!(completed(ANSWER + 30), Some(ANSWER + 30));
    }

    #[test]
    fn a_phone_that_began_to_talk_at_another_time_is_in_another_call() {
        assert_eq!(completed(ANSWER - 2_001), Some(ANSWER + MESSAGE));
        assert_eq!(completed(ANSWER + 2_001), Some(ANSWER + MESSAGE));
    }
}
