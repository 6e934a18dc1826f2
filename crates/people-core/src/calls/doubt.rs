//! Whether what is known of the calls can be trusted.

use super::facts::Millis;

/// Until the calls are asked for again after the phone system did not answer.
const ASK_AGAIN: Millis = 2_000;

/// When Asterisk dies no call ends: calld answers 503 for a while, and then that there is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Doubt {
    #[default]
    None,
    /// The phone system did not answer: ask at this time.
    Ask(Millis),
    /// It was asked.
    Asked,
    /// It has just come back and says that there is nothing: ask once more at this time.
    Confirm(Millis),
}

impl Doubt {
    /// Takes that the phone system did not answer.
    pub(super) fn arise(&mut self, at: Millis) {
        if !matches!(self, Self::Ask(_)) {
            *self = Self::Ask(at.saturating_add(ASK_AGAIN));
        }
    }

    /// Takes that it answered. Whether that can be believed.
    pub(super) fn settle(&mut self, empty: bool, at: Millis) -> bool {
        let confirms = empty && matches!(self, Self::Ask(_) | Self::Asked);
        *self = if confirms {
            Self::Confirm(at.saturating_add(ASK_AGAIN))
        } else {
            Self::None
        };
        !confirms
    }

    /// Whether to ask now. Says so once.
    pub(super) fn asks(&mut self, now: Millis) -> bool {
        match *self {
            Self::Ask(at) if at <= now => *self = Self::Asked,
            Self::Confirm(at) if at <= now => *self = Self::None,
            _ => return false,
        }
        true
    }

    pub(super) fn deadline(self) -> Option<Millis> {
        match self {
            Self::Ask(at) | Self::Confirm(at) => Some(at),
            Self::None | Self::Asked => None,
        }
    }

    pub(super) fn shift(&mut self, by: Millis) {
        if let Self::Ask(at) | Self::Confirm(at) = self {
            *at = at.saturating_add(by);
        }
    }
}
