//! What a transfer is for, and when its target is really there.

use super::facts::{Flow, Millis, Target};
use super::view::{TransferFailure, TransferKind};
use crate::presence::PhoneState;

/// What still answers after this is somebody, or a mailbox, at a number whose phone is not watched. An
/// assumption: a phone system that finds nobody answers too, plays its message and takes back the answer. That
/// took 3.5 s in the recordings, whose message is a short tone; spoken ones take longer.
const LONGEST_MESSAGE: Millis = 10_000;

/// The same for a colleague whose phone is seen not to talk: only a mailbox answers there for so long. An
/// assumption too, and a patient one, as it is known that the colleague is not there.
const LONGEST_MESSAGE_OF_A_WATCHED_PHONE: Millis = 20_000;

/// A phone that stops ringing sooner was made to: nobody lets phones ring for less than 5 s.
const RANG_SHORTLY: Millis = 4_000;

/// A phone that rang for this long was left alone: phones ring for 10 s in the recordings, 30 s in most places.
const RANG_LONG: Millis = 8_000;

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
        /// Since when it rings, or rang.
        rang: Option<Millis>,
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
            (Completion::OncePresent, Phone::Waiting { .. } | Phone::HungUp) => {
                Some(answered.saturating_add(LONGEST_MESSAGE_OF_A_WATCHED_PHONE))
            }
            (Completion::OncePresent, _) => Some(answered.saturating_add(LONGEST_MESSAGE)),
        }
    }

    /// Why the server gave the caller back without being asked to. A phone that is left alone and one that
    /// refuses are told apart by how long they rang until the message answered.
    pub(super) fn failure(&self, answered: Option<Millis>) -> TransferFailure {
        match (self.phone, answered) {
            (Phone::Busy | Phone::Talking { .. } | Phone::HungUp, _) => TransferFailure::Refused,
            (Phone::Waiting { rang: Some(_) }, None) => TransferFailure::NoAnswer,
            (Phone::Waiting { rang: Some(since) }, Some(answered)) => {
                // The presence that told of the ringing may come after the answer of a phone that refuses at once.
                match answered.saturating_sub(since) {
                    ..RANG_SHORTLY => TransferFailure::Refused,
                    RANG_LONG.. => TransferFailure::NoAnswer,
                    _ => TransferFailure::Unknown,
                }
            }
            (_, None) if self.kind == TransferKind::Voicemail => TransferFailure::WrongNumber,
            _ => TransferFailure::Unknown,
        }
    }

    /// Moves its times with the clock.
    pub(super) fn shift(&mut self, by: Millis) {
        if let Phone::Talking { since } | Phone::Waiting { rang: Some(since) } = &mut self.phone {
            *since = since.saturating_add(by);
        }
    }
}

impl Phone {
    fn at_the_start(phone: PhoneState) -> Self {
        match phone {
            PhoneState::Available => Self::Waiting { rang: None },
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
            (Self::Waiting { rang }, PhoneState::Ringing) => Self::Waiting {
                rang: rang.or(Some(at)),
            },
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
        for began in [ANSWER - 2_001, ANSWER + 2_001] {
            assert_eq!(completed(began), Some(ANSWER + LONGEST_MESSAGE));
        }
    }

    #[test]
    fn how_long_a_phone_rang_tells_whether_it_was_made_to_stop() {
        let why = |rang: Millis, answered: Option<Millis>| {
            let target = Target::Colleague {
                user: "carol".into(),
                phone: PhoneState::Available,
            };
            let mut goal = Goal::new(TransferKind::Attended, false, target);
            for phone in [
                PhoneState::Available,
                PhoneState::Ringing,
                PhoneState::Available,
            ] {
                goal.line("carol", phone, ANSWER - rang);
            }
            goal.failure(answered)
        };
        assert_eq!(why(1_000, Some(ANSWER)), TransferFailure::Refused);
        assert_eq!(why(5_000, Some(ANSWER)), TransferFailure::Unknown);
        assert_eq!(why(10_000, Some(ANSWER)), TransferFailure::NoAnswer);
        // No message answered: it rang until its time was over.
        assert_eq!(why(1_000, None), TransferFailure::NoAnswer);
        // The presence was late: it rang for no longer than that.
        assert_eq!(why(-100, Some(ANSWER)), TransferFailure::Refused);
    }
}
