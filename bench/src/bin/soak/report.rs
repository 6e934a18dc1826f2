//! What was found.

use std::fmt;

use serde_json::{Value, json};

use crate::sample::{Sample, thirds};

/// Memory may be so much larger in the last third than in the second.
const GROWTH: f64 = 1.1;
/// As many handles more than at first are no leak: connections that are kept for the next request.
const HANDLES: usize = 8;
/// So many differences are printed.
const SHOWN: usize = 10;

/// A whole run.
#[derive(Debug, Default)]
pub struct Report {
    pub minutes: f64,
    pub speed: u32,
    pub seed: u64,
    /// Changes on screen.
    pub events: u64,
    /// What the person did, and what did not succeed for the trouble.
    pub done: u32,
    pub refused: u32,
    pub samples: Vec<Sample>,
    /// When it was over, and quiet.
    pub end: Sample,
    /// Values that were compared with the server's.
    pub values: usize,
    pub differences: Vec<String>,
}

impl Report {
    /// Whether nothing grew, leaked or differs.
    pub fn is_well(&self) -> bool {
        self.is_flat() && !self.leaks() && self.differences.is_empty()
    }

    fn is_flat(&self) -> bool {
        let (second, last) = thirds(&self.samples);
        last as f64 <= second as f64 * GROWTH
    }

    fn leaks(&self) -> bool {
        let first = self.samples.first().copied().unwrap_or_default();
        self.end.handles > first.handles + HANDLES
    }

    /// As a file has it.
    pub fn json(&self) -> Value {
        let (second, last) = thirds(&self.samples);
        json!({
            "minutes": self.minutes,
            "speed": self.speed,
            "seed": self.seed,
            "events": self.events,
            "done": self.done,
            "refused": self.refused,
            "memory": {"secondThird": second, "lastThird": last, "flat": self.is_flat()},
            "samples": self.samples,
            "end": self.end,
            "leaks": self.leaks(),
            "values": self.values,
            "differences": self.differences,
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (second, last) = thirds(&self.samples);
        let first = self.samples.first().copied().unwrap_or_default();
        let verdict = |is_well| if is_well { "ok" } else { "NO" };
        let row = |f: &mut fmt::Formatter<'_>, what: &str, found: String, is_well| {
            writeln!(f, "{what:<28} {found:<44} {}", verdict(is_well))
        };
        writeln!(
            f,
            "{} minutes at {} x, seed {}: {} changes on screen, {} deeds, {} refused",
            self.minutes, self.speed, self.seed, self.events, self.done, self.refused
        )?;
        let memory = format!("{second} kB, then {last} kB");
        row(f, "memory, last two thirds", memory, self.is_flat())?;
        let handles = format!("{}, then {}", first.handles, self.end.handles);
        row(f, "handles, first and last", handles, !self.leaks())?;
        let threads = format!("{}, then {}", first.threads, self.end.threads);
        row(f, "threads, first and last", threads, true)?;
        let tasks = format!("{}, then {}", first.tasks, self.end.tasks);
        row(f, "tasks, first and last", tasks, true)?;
        let states = format!(
            "{} compared, {} differ",
            self.values,
            self.differences.len()
        );
        row(f, "states", states, self.differences.is_empty())?;
        for difference in self.differences.iter().take(SHOWN) {
            writeln!(f, "  {difference}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(sizes: [u64; 6], handles: [usize; 2]) -> Report {
        let sample = |pss, handles| Sample {
            pss,
            handles,
            ..Sample::default()
        };
        Report {
            samples: sizes.map(|pss| sample(pss, handles[0])).to_vec(),
            end: sample(0, handles[1]),
            ..Report::default()
        }
    }

    #[test]
    fn memory_that_grows_is_not_well() {
        assert!(report([1, 1, 100, 100, 110, 110], [9, 9]).is_well());
        assert!(!report([1, 1, 100, 100, 111, 111], [9, 9]).is_well());
    }

    #[test]
    fn handles_that_stay_open_are_not_well() {
        assert!(!report([1; 6], [9, 9 + HANDLES + 1]).is_well());
    }
}
