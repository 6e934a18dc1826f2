//! One transfer of one call.

use super::event::TransferAsk;
use super::facts::{CallerId, Millis, TransferFacts, TransferStep};
use super::goal::Goal;
use super::seen::{Outcome, Seen, Stage};
use super::view::{TransferKind, TransferPhase};
use crate::presence::PhoneState;

/// For how long what became of a transfer is shown.
pub(super) const OUTCOME_SHOWN: Millis = 6_000;

/// A transfer, from the wish to what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Transfer {
    /// The own call that is passed on.
    pub(super) call: String,
    goal: Goal,
    /// Who is to have the call, as asked for or as the phone system shows it.
    target: CallerId,
    progress: Progress,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    /// The server has not answered.
    Asked,
    /// The server knows it.
    Known {
        id: String,
        seen: Seen,
        /// And since when.
        wish: Option<(Wish, Millis)>,
        touched: Millis,
        /// Since when it is over.
        over: Option<Millis>,
        /// Whether what became of it has been shown for long enough.
        shown: bool,
    },
}

/// What was asked of the server and is not done yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Complete,
    Cancel,
}

impl Transfer {
    /// A transfer that a person asks for.
    pub(super) fn asked(ask: TransferAsk) -> Self {
        Self {
            call: ask.call,
            goal: Goal::new(ask.kind, ask.safe, ask.target),
            target: CallerId {
                name: ask.name,
                number: Some(ask.number),
            },
            progress: Progress::Asked,
        }
    }

    /// A transfer that was asked for somewhere else, or before this program ran.
    pub(super) fn found(facts: &TransferFacts, at: Millis) -> Self {
        let mut transfer = Self {
            call: facts.call.clone(),
            goal: Goal::foreign(facts.flow),
            target: CallerId::default(),
            progress: Progress::Asked,
        };
        transfer.adopt(&facts.id, at);
        transfer
    }

    /// Takes the id that the server gave it.
    pub(super) fn adopt(&mut self, id: &str, at: Millis) {
        if matches!(self.progress, Progress::Asked) {
            self.progress = Progress::Known {
                id: id.to_owned(),
                seen: Seen::default(),
                wish: None,
                touched: at,
                over: None,
                shown: false,
            };
        }
    }

    /// Takes what an event told.
    pub(super) fn tell(&mut self, step: TransferStep, facts: &TransferFacts, at: Millis) {
        self.take(at, |seen| seen.tell(step, facts, at));
    }

    /// Takes what the list of transfers, asked for at a time, told. A wish that is older, and nothing came of
    /// it, was not heard.
    pub(super) fn list(&mut self, facts: &TransferFacts, asked: Millis, at: Millis) {
        self.take(at, |seen| seen.list(facts, at));
        if let Progress::Known { seen, wish, .. } = &mut self.progress
            && wish.is_some_and(|(_, since)| since < asked)
            && seen.waits()
        {
            *wish = None;
        }
    }

    /// Takes that the list of transfers, asked for at a time, does not hold it.
    pub(super) fn missing(&mut self, asked: Millis, at: Millis) {
        if matches!(&self.progress, Progress::Known { touched, .. } if *touched < asked) {
            self.take(at, Seen::end);
        }
    }

    /// Takes the other side of its call: while it is under way, that is its target.
    pub(super) fn meet(&mut self, peer: &CallerId) {
        if self.target.name.is_none() {
            self.target.name.clone_from(&peer.name);
        }
        if self.target.number.is_none() {
            self.target.number.clone_from(&peer.number);
        }
    }

    /// Takes what a user's phone does.
    pub(super) fn line(&mut self, user: &str, phone: PhoneState, at: Millis) {
        self.goal.line(user, phone, at);
    }

    /// Takes the wish to complete it.
    pub(super) fn wish_to_complete(&mut self, at: Millis) {
        self.wish(Some((Wish::Complete, at)));
    }

    /// Takes the wish to cancel it.
    pub(super) fn wish_to_cancel(&mut self, at: Millis) {
        self.wish(Some((Wish::Cancel, at)));
    }

    /// Takes that the wish was refused: from here on it is the person's.
    pub(super) fn kept(&mut self) {
        self.wish(None);
        self.goal.leave_to_the_person();
    }

    /// Whether it is to be completed now. Says so once.
    pub(super) fn completes(&mut self, at: Millis) -> Option<String> {
        let due = self.completion()? <= at;
        let id = self.id().map(str::to_owned)?;
        due.then(|| {
            self.wish_to_complete(at);
            id
        })
    }

    /// Lets time go by.
    pub(super) fn passes(&mut self, now: Millis) {
        if let Progress::Known { over, shown, .. } = &mut self.progress {
            *shown |= over.is_some_and(|since| since.saturating_add(OUTCOME_SHOWN) <= now);
        }
    }

    /// When something happens to it by itself.
    pub(super) fn deadline(&self) -> Option<Millis> {
        let gone = match &self.progress {
            Progress::Known {
                over: Some(since),
                shown: false,
                ..
            } => Some(since.saturating_add(OUTCOME_SHOWN)),
            _ => None,
        };
        [gone, self.completion()].into_iter().flatten().min()
    }

    /// Moves its times with the clock.
    pub(super) fn shift(&mut self, by: Millis) {
        self.goal.shift(by);
        if let Progress::Known {
            seen,
            wish,
            touched,
            over,
            ..
        } = &mut self.progress
        {
            seen.shift(by);
            *wish = wish.map(|(wish, since)| (wish, since.saturating_add(by)));
            *touched = touched.saturating_add(by);
            *over = over.map(|at| at.saturating_add(by));
        }
    }

    /// calld's id.
    pub(super) fn id(&self) -> Option<&str> {
        match &self.progress {
            Progress::Asked => None,
            Progress::Known { id, .. } => Some(id),
        }
    }

    /// How it is passed on: one that was left before the answer has become blind.
    pub(super) fn kind(&self) -> TransferKind {
        match (self.goal.kind(), &self.progress) {
            (TransferKind::Attended, Progress::Known { seen, .. }) if seen.is_blind() => {
                TransferKind::Blind
            }
            (kind, _) => kind,
        }
    }

    /// Whether it completes by itself.
    pub(super) fn is_safe(&self) -> bool {
        let blind = matches!(&self.progress, Progress::Known { seen, .. } if seen.is_blind());
        self.goal.is_safe() && !blind
    }

    /// Who is to have the call.
    pub(super) fn target(&self) -> (&CallerId, Option<&str>) {
        (&self.target, self.goal.user())
    }

    /// Whether it is decided.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage(), Some(Stage::Over(_)))
    }

    /// Whether the caller has left the target to the own phone.
    pub(super) fn is_abandoned(&self) -> bool {
        self.stage() == Some(Stage::Over(Outcome::Abandoned))
    }

    /// Whether its call cannot be passed on otherwise.
    pub(super) fn holds_its_call(&self) -> bool {
        match (self.stage(), &self.progress) {
            (Some(Stage::Over(Outcome::Cancelled | Outcome::Unknown)), _) => false,
            (Some(Stage::Over(Outcome::Abandoned)), Progress::Known { seen, .. }) => {
                !seen.is_ended()
            }
            _ => true,
        }
    }

    /// Whether what became of it has been shown for long enough.
    pub(super) fn is_shown_enough(&self) -> bool {
        matches!(&self.progress, Progress::Known { shown: true, .. })
    }

    /// How far it is, for the person; none when there is nothing to show any more.
    pub(super) fn phase(&self) -> Option<TransferPhase> {
        let Progress::Known {
            seen, wish, shown, ..
        } = &self.progress
        else {
            return Some(TransferPhase::Starting);
        };
        let wish = wish.map(|(wish, _)| wish);
        let phase = match (seen.stage(), wish) {
            _ if *shown => return None,
            (Stage::Over(outcome), _) => match outcome {
                Outcome::Completed => TransferPhase::Completed,
                Outcome::Cancelled => TransferPhase::Cancelled {
                    why: (wish != Some(Wish::Cancel))
                        .then(|| self.goal.failure(seen.answered_at())),
                },
                Outcome::Abandoned => TransferPhase::Abandoned,
                Outcome::Lost => TransferPhase::Lost,
                Outcome::Unknown => return None,
            },
            (Stage::HandedOver, _) => TransferPhase::Ringing,
            (_, Some(Wish::Complete)) => TransferPhase::Completing,
            (_, Some(Wish::Cancel)) => TransferPhase::Cancelling,
            (Stage::Answered { .. }, None) => TransferPhase::Answered,
            (Stage::Ringing, None) => TransferPhase::Ringing,
            (Stage::Starting, None) => TransferPhase::Starting,
        };
        Some(phase)
    }

    /// Whether a person can complete it: before the answer that would lose the caller when it fails.
    pub(super) fn can_complete(&self) -> bool {
        self.phase() == Some(TransferPhase::Answered)
    }

    /// Whether a person can take the caller back: not once the own phone or the caller has left.
    pub(super) fn can_cancel(&self) -> bool {
        matches!(
            &self.progress,
            Progress::Known { seen, wish: None, .. } if seen.waits()
        )
    }

    fn stage(&self) -> Option<Stage> {
        match &self.progress {
            Progress::Asked => None,
            Progress::Known { seen, .. } => Some(seen.stage()),
        }
    }

    fn take(&mut self, at: Millis, told: impl FnOnce(&mut Seen)) {
        if let Progress::Known {
            seen,
            touched,
            over,
            ..
        } = &mut self.progress
        {
            told(seen);
            *touched = at;
            if over.is_none() && matches!(seen.stage(), Stage::Over(_)) {
                *over = Some(at);
            }
        }
    }

    fn wish(&mut self, new: Option<(Wish, Millis)>) {
        if let Progress::Known { wish, .. } = &mut self.progress {
            *wish = new;
        }
    }

    /// When it completes by itself.
    fn completion(&self) -> Option<Millis> {
        let Progress::Known {
            seen, wish: None, ..
        } = &self.progress
        else {
            return None;
        };
        match seen.stage() {
            Stage::Answered { at } => self.goal.completion(at),
            _ => None,
        }
    }
}
