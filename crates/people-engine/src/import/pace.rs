//! How much goes into one request.

use std::time::Duration;

/// The most bytes of a request: nginx in front of the server stops at 1 MiB.
const MOST_BYTES: usize = 1_000_000;

/// The time that a chunk should take. What the server takes for any request grows with all that it stores, up to many seconds:
/// then a chunk may take twice that, and never so long that a proxy would give up on it.
const TARGET: Duration = Duration::from_secs(3);
const LONGEST: Duration = Duration::from_secs(30);

/// The rows of the first chunk, and the bounds of later ones.
const FIRST_ROWS: usize = 200;
const LEAST_ROWS: usize = 20;
const MOST_ROWS: usize = 20_000;

/// The size of the next chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    /// Contacts.
    pub(super) rows: usize,
    /// Bytes of CSV.
    pub(super) bytes: usize,
    /// The last chunk that went through.
    last: Option<(usize, Duration)>,
    /// What the server takes for any request, whatever is in it.
    fixed: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            rows: FIRST_ROWS,
            bytes: MOST_BYTES,
            last: None,
            fixed: Duration::ZERO,
        }
    }
}

impl Pace {
    /// Learns from a chunk that went through: at most four times more or less than it. One that was smaller for want of rows
    /// makes the next ones smaller only where it took too long, and never than it was itself.
    pub(super) fn took(&mut self, rows: usize, time: Duration) {
        if let Some(last) = self.last.replace((rows, time)) {
            self.fixed = fixed(last, (rows, time)).unwrap_or(self.fixed);
        }
        let target = (self.fixed * 2).clamp(TARGET, LONGEST);
        let factor = target.as_secs_f64() / time.as_secs_f64().max(0.001);
        let factor = factor.clamp(0.25, 4.0);
        let wanted = |rows: usize| {
            let wanted = (rows as f64 * factor).round() as usize;
            wanted.clamp(LEAST_ROWS, MOST_ROWS)
        };
        self.rows = match rows < self.rows {
            false => wanted(rows),
            true if factor < 1.0 => wanted(self.rows).max(rows),
            true => wanted(rows).max(self.rows),
        };
    }

    /// Learns that so many bytes were too many.
    pub(super) fn too_large(&mut self, bytes: usize) {
        self.bytes = (bytes / 2).max(1);
    }
}

/// What any request takes, as two of different size tell: as much as both would without their rows.
fn fixed(one: (usize, Duration), other: (usize, Duration)) -> Option<Duration> {
    let (fewer, more) = if one.0 < other.0 {
        (one, other)
    } else {
        (other, one)
    };
    if more.0 < fewer.0 + fewer.0.div_ceil(2) {
        return None;
    }
    let rows = (more.0 - fewer.0) as f64;
    let each = more.1.saturating_sub(fewer.1).as_secs_f64() / rows;
    let of_rows = Duration::from_secs_f64(each * fewer.0 as f64);
    Some(fewer.1.min(more.1).saturating_sub(of_rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_grow_on_a_quick_server_and_shrink_on_a_slow_one() {
        let mut pace = Pace::default();
        pace.took(200, Duration::from_millis(100));
        assert_eq!(pace.rows, 800);
        pace.took(800, TARGET);
        assert_eq!(pace.rows, 800);
        pace.took(800, TARGET * 2);
        assert_eq!(pace.rows, 400);
        pace.took(400, Duration::from_secs(60));
        assert_eq!(pace.rows, 100);
    }

    #[test]
    fn a_chunk_of_few_rows_makes_the_next_ones_smaller_only_where_it_took_too_long() {
        let mut pace = Pace::default();
        pace.took(1, Duration::from_millis(1400));
        assert_eq!(pace.rows, 200);
        pace.took(199, Duration::from_millis(10));
        assert_eq!(pace.rows, 796);
        pace.took(1, TARGET * 2);
        assert_eq!(pace.rows, 398);
    }

    #[test]
    fn a_chunk_has_bounds_however_quick_or_slow_the_server_is() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            pace.took(pace.rows, Duration::ZERO);
        }
        assert_eq!(pace.rows, MOST_ROWS);
        for _ in 0..20 {
            pace.took(pace.rows, Duration::from_secs(3600));
        }
        assert_eq!(pace.rows, LEAST_ROWS);
    }

    #[test]
    fn a_server_that_is_slow_whatever_it_gets_is_asked_for_more_at_once() {
        let mut pace = Pace::default();
        let time = |rows: usize| Duration::from_secs(10) + Duration::from_millis(2) * rows as u32;
        for _ in 0..12 {
            pace.took(pace.rows, time(pace.rows));
        }
        assert!(pace.rows > 1_000, "{}", pace.rows);
        assert!(time(pace.rows) <= LONGEST, "{}", pace.rows);
    }

    #[test]
    fn what_was_too_large_is_halved() {
        let mut pace = Pace::default();
        pace.too_large(900_000);
        assert_eq!(pace.bytes, 450_000);
    }
}
