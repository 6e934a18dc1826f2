//! What else the computer did meanwhile.

use std::fmt;
use std::fs;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

/// Rounds of a loop that does the same each time, and how often it is run.
const ROUNDS: u64 = 5_000_000;
const RUNS: usize = 30;

/// At one moment.
#[derive(Clone, Debug)]
pub struct Noise {
    /// Tasks that wanted a processor in the last minute, where the system counts them.
    load: Option<f64>,
    /// Milliseconds that the loop took, sorted.
    loops: Vec<f64>,
}

/// Before the benches and after them.
pub struct Span {
    before: Noise,
    after: Noise,
}

impl Noise {
    /// Looks at the load first: the loop adds to it.
    pub fn now() -> Self {
        let load = fs::read_to_string("/proc/loadavg")
            .ok()
            .and_then(|text| text.split_whitespace().next()?.parse().ok());
        let mut loops: Vec<f64> = (0..RUNS).map(|_| one_loop()).collect();
        loops.sort_by(f64::total_cmp);
        Self { load, loops }
    }

    /// Both together.
    pub fn between(before: Self, after: Self) -> Span {
        Span { before, after }
    }

    /// How much longer the loop takes at its slowest than at its quickest: 1.0 on a computer that does nothing else.
    fn spread(&self) -> f64 {
        match (self.loops.first(), self.loops.last()) {
            (Some(quickest), Some(slowest)) if *quickest > 0.0 => slowest / quickest,
            _ => 1.0,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let load = |noise: &Noise| noise.load.map_or("?".into(), |load| format!("{load:.2}"));
        writeln!(
            out,
            "Processors: {cores}. Load: {} before, {} after. The same loop took up to {:.2} × its shortest time before, {:.2} × after.",
            load(&self.before),
            load(&self.after),
            self.before.spread(),
            self.after.spread(),
        )
    }
}

fn one_loop() -> f64 {
    let start = Instant::now();
    let mut state = 1_u64;
    for round in 0..ROUNDS {
        state = black_box(
            state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(round),
        );
    }
    start.elapsed().as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_is_the_slowest_by_the_quickest() {
        let noise = |loops: &[f64]| Noise {
            load: None,
            loops: loops.to_vec(),
        };
        assert_eq!(noise(&[2.0, 3.0, 5.0]).spread(), 2.5);
        assert_eq!(noise(&[]).spread(), 1.0);
    }
}
