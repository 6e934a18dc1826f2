//! Ours and the anchor in turn, so that whatever else the machine does meets both.

use std::time::{Duration, Instant};

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Fewer runs, the same figures with more noise.
    pub quick: bool,
}

impl Effort {
    /// How often something is measured that is measured `full` times without haste: at least five times.
    pub fn runs(self, full: usize) -> usize {
        if self.quick { (full / 5).max(5) } else { full }
    }
}

/// Runs both in turn, after one turn that is not counted, and gives the milliseconds of each.
pub fn in_turn<A, B>(
    runs: usize,
    mut ours: impl FnMut() -> A,
    mut anchor: impl FnMut() -> B,
) -> (Vec<f64>, Vec<f64>) {
    let (mut of_ours, mut of_anchor) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for turn in 0..=runs {
        let (took, beside) = (time(&mut ours), time(&mut anchor));
        if turn > 0 {
            of_ours.push(milliseconds(took));
            of_anchor.push(milliseconds(beside));
        }
    }
    (of_ours, of_anchor)
}

/// How long it takes; what it gives is kept from being left out.
pub fn time<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// As a figure of the table.
pub fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
