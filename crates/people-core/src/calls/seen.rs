//! How far a transfer is, from what the server has told of it.

use super::facts::{Flow, Millis, TransferFacts, TransferStatus, TransferStep};

/// What was told of a transfer. It only grows, so that the order in which it is told does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    dialled: bool,
    blind: bool,
    answered: Option<Millis>,
    /// Completed: the own phone has left.
    left: bool,
    cancelled: bool,
    abandoned: bool,
    ended: bool,
}

/// How far a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The target is not dialled yet.
    Starting,
    /// The target rings, and the own phone waits for it.
    Ringing,
    /// Something answered, and the own phone talks to it.
    Answered {
        /// When.
        at: Millis,
    },
    /// The target rings, and the own phone has left.
    HandedOver,
    /// It is decided.
    Over(Outcome),
}

/// What became of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The caller is with the target.
    Completed,
    /// The caller is back.
    Cancelled,
    /// The caller left.
    Abandoned,
    /// It failed after the own phone had left.
    Lost,
    /// It ended, and what told how was not heard.
    Unknown,
}

impl Seen {
    /// Takes what an event told.
    pub(super) fn tell(&mut self, step: TransferStep, facts: &TransferFacts, at: Millis) {
        self.take(facts);
        match step {
            TransferStep::Created | TransferStep::Updated => {}
            TransferStep::Answered => self.answer(at),
            TransferStep::Completed => self.left = true,
            TransferStep::Cancelled => self.cancelled = true,
            TransferStep::Abandoned => self.abandoned = true,
            TransferStep::Ended => self.ended = true,
        }
    }

    /// Takes what the list of transfers told.
    pub(super) fn list(&mut self, facts: &TransferFacts, at: Millis) {
        self.take(facts);
        match facts.status {
            TransferStatus::Starting => {}
            TransferStatus::Ringback => self.dialled = true,
            TransferStatus::Answered => self.answer(at),
            TransferStatus::BlindTransferred => self.left = true,
            TransferStatus::Abandoned => self.abandoned = true,
            TransferStatus::Ended => self.ended = true,
        }
    }

    /// Takes that the server no longer knows it.
    pub(super) fn end(&mut self) {
        self.ended = true;
    }

    /// How far the transfer is.
    pub(super) fn stage(&self) -> Stage {
        if self.abandoned {
            return Stage::Over(Outcome::Abandoned);
        }
        if self.cancelled {
            return Stage::Over(if self.left {
                Outcome::Lost
            } else {
                Outcome::Cancelled
            });
        }
        match (self.left, self.answered) {
            (true, answered) if !self.blind || answered.is_some() => {
                Stage::Over(Outcome::Completed)
            }
            _ if self.ended => Stage::Over(Outcome::Unknown),
            (true, _) => Stage::HandedOver,
            (false, Some(at)) => Stage::Answered { at },
            (false, None) if self.dialled => Stage::Ringing,
            (false, None) => Stage::Starting,
        }
    }

    /// Whether the own phone waits for the target, or for what becomes of its answer.
    pub(super) fn waits(&self) -> bool {
        matches!(
            self.stage(),
            Stage::Starting | Stage::Ringing | Stage::Answered { .. }
        )
    }

    /// When something answered.
    pub(super) fn answered_at(&self) -> Option<Millis> {
        self.answered
    }

    /// Whether it goes on, or went on, without the own phone.
    pub(super) fn is_blind(&self) -> bool {
        self.blind
    }

    /// Whether the server has forgotten it.
    pub(super) fn is_ended(&self) -> bool {
        self.ended
    }

    /// Moves its times with the clock.
    pub(super) fn shift(&mut self, by: Millis) {
        self.answered = self.answered.map(|at| at.saturating_add(by));
    }

    fn take(&mut self, facts: &TransferFacts) {
        self.dialled |= facts.dialled;
        self.blind |= facts.flow == Flow::Blind;
    }

    fn answer(&mut self, at: Millis) {
        self.answered = Some(self.answered.map_or(at, |before| before.min(at)));
    }
}
