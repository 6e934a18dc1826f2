//! The exchange's time: the machine's, or moved by hand so that a test waits for nothing.

use super::now;

/// A clock in microseconds since 1970.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Time {
    /// As the machine's.
    #[default]
    Machine,
    /// Stands still until it is moved.
    ByHand(i64),
}

impl Time {
    /// Stands still from now on, at the machine's time.
    pub(crate) fn stopped() -> Self {
        Time::ByHand(now())
    }

    pub(crate) fn now(self) -> i64 {
        match self {
            Time::Machine => now(),
            Time::ByHand(now) => now,
        }
    }

    pub(crate) fn is_by_hand(self) -> bool {
        matches!(self, Time::ByHand(_))
    }

    /// The machine's time cannot be moved.
    pub(crate) fn move_to(&mut self, time: i64) {
        if let Time::ByHand(now) = self {
            *now = time.max(*now);
        }
    }
}
