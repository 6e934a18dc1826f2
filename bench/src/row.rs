//! One line of the table: what was measured, beside its limit.

use serde::Serialize;

/// A figure taken often enough to have a middle and a tail.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured, where the row does not say it.
    pub what: String,
    /// The middle of all runs.
    pub median: f64,
    /// What 95 of 100 runs stayed under.
    pub p95: f64,
    /// `ms`, `bytes`…
    pub unit: &'static str,
    /// How often it was measured.
    pub runs: usize,
}

impl Figure {
    /// The middle and the tail of what was measured; of nothing, zero.
    pub fn of(what: &str, unit: &'static str, mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |part: usize| {
            let rank = (samples.len() * part).div_ceil(100).saturating_sub(1);
            samples.get(rank).copied().unwrap_or_default()
        };
        Self {
            what: what.to_owned(),
            median: at(50),
            p95: at(95),
            unit,
            runs: samples.len(),
        }
    }
}

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// `P2`, as `docs/performance.md` explains it.
    pub id: &'static str,
    /// What was measured.
    pub what: String,
    /// Our own figure.
    pub ours: Figure,
    /// The limit it stands beside; without, a plain figure.
    pub anchor: Option<Figure>,
    /// `ours.median / anchor.median`.
    pub ratio: Option<f64>,
    /// The goal in words: `≤ 2 ×`.
    pub goal: String,
    /// Whether the goal is met.
    pub met: bool,
}

impl Row {
    /// A row whose goal is a ratio of medians of at most `most`.
    pub fn at_most(
        id: &'static str,
        what: impl Into<String>,
        ours: Figure,
        anchor: Figure,
        most: f64,
    ) -> Self {
        let ratio = ours.median / anchor.median;
        Self {
            id,
            what: what.into(),
            ours,
            anchor: Some(anchor),
            ratio: Some(ratio),
            goal: format!("≤ {most} ×"),
            met: ratio <= most,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_tail_are_samples() {
        let figure = Figure::of("", "ms", (1..=100).map(f64::from).rev().collect());
        assert_eq!((figure.median, figure.p95, figure.runs), (50.0, 95.0, 100));
        let one = Figure::of("", "ms", vec![7.0]);
        assert_eq!((one.median, one.p95), (7.0, 7.0));
    }
}
