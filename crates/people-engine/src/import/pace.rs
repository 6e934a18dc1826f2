//! How much goes into one request.

use std::time::Duration;

/// The most bytes of a request: nginx in front of the server stops at 1 MiB.
const MOST_BYTES: usize = 1_000_000;

/// The time that a chunk should take. The server's time for one grows with all that it stores, so only the last one tells.
const TARGET: Duration = Duration::from_secs(3);

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
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            rows: FIRST_ROWS,
            bytes: MOST_BYTES,
        }
    }
}

impl Pace {
    /// Learns from a chunk that went through: at most four times more or less than it. One that was smaller for want of rows
    /// tells less: what the server takes for any request is most of its time, so it makes the next ones smaller only where it
    /// took too long, and never than it was itself.
    pub(super) fn took(&mut self, rows: usize, time: Duration) {
        let factor = TARGET.as_secs_f64() / time.as_secs_f64().max(0.001);
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
    fn what_was_too_large_is_halved() {
        let mut pace = Pace::default();
        pace.too_large(900_000);
        assert_eq!(pace.bytes, 450_000);
    }
}
