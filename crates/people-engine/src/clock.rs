//! The time of this computer, and a time that never goes back.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use people_core::calls::Millis;
use tokio::time::Instant;

/// Where the time of day comes from.
#[derive(Clone)]
pub struct WallClock(Arc<dyn Fn() -> Millis + Send + Sync>);

impl WallClock {
    /// A clock that says what this does, in milliseconds since 1970.
    pub fn new(read: impl Fn() -> Millis + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The system's.
    pub fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            since.map_or(0, |since| {
                Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
            })
        })
    }

    /// Milliseconds since 1970.
    pub(crate) fn read(&self) -> Millis {
        (self.0)()
    }
}

impl fmt::Debug for WallClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WallClock")
    }
}

/// Milliseconds since 1970 that pass evenly, until they are told that the time of day was set or that the computer slept.
#[derive(Clone, Debug)]
pub(crate) struct SteadyClock {
    wall: WallClock,
    begun: Instant,
    begun_at: Millis,
}

impl SteadyClock {
    /// Begins with the time of day.
    pub(crate) fn new(wall: WallClock) -> Self {
        Self {
            begun: Instant::now(),
            begun_at: wall.read(),
            wall,
        }
    }

    /// The time by this clock.
    pub(crate) fn now(&self) -> Millis {
        let passed = Millis::try_from(self.begun.elapsed().as_millis()).unwrap_or(Millis::MAX);
        self.begun_at.saturating_add(passed)
    }

    /// How far the time of day is ahead of this clock.
    pub(crate) fn ahead(&self) -> Millis {
        self.wall.read().saturating_sub(self.now())
    }

    /// Goes on from the time of day; gives how far that was ahead.
    pub(crate) fn catch_up(&mut self) -> Millis {
        let ahead = self.ahead();
        self.begun_at = self.begun_at.saturating_add(ahead);
        ahead
    }
}
