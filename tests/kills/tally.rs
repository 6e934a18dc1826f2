//! How many times programs are killed, and what became of it: shared by the tests that kill.
//!
//! `PEOPLE_KILLS` is the number in all, `PEOPLE_KILLS_SEED` decides when they are, and into the file `PEOPLE_KILLS_REPORT` each
//! test writes a row. `cargo xtask kills` sets them.

use std::collections::BTreeMap;
use std::env;
use std::fs::OpenOptions;
use std::io::Write;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

/// In the ordinary tests.
const FEW: usize = 10;
/// From so many on everything is as big as it can be.
const MANY: usize = 100;

/// What is broken off, and what was found afterwards.
pub struct Tally {
    what: &'static str,
    wanted: usize,
    seed: u64,
    kills: usize,
    lost: usize,
    doubled: usize,
    closed: usize,
}

impl Tally {
    /// `percent` of all kills are of this.
    pub fn new(what: &'static str, percent: usize) -> Self {
        Self {
            what,
            wanted: (all() * percent).div_ceil(100),
            seed: number("PEOPLE_KILLS_SEED").unwrap_or(1),
            kills: 0,
            lost: 0,
            doubled: 0,
            closed: 0,
        }
    }

    /// What decides when the next kills are.
    pub fn random(&self) -> ChaCha8Rng {
        let rounds = u64::try_from(self.kills).unwrap();
        ChaCha8Rng::seed_from_u64(self.seed.wrapping_add(rounds << 32))
    }

    /// Whether there are kills to come.
    pub fn goes_on(&self) -> bool {
        self.kills < self.wanted
    }

    pub fn killed(&mut self) {
        self.kills += 1;
    }

    /// Compares how often each thing is there with how often it should be.
    pub fn compare(&mut self, expected: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) {
        let missing = |from: &BTreeMap<String, usize>, of: &BTreeMap<String, usize>| -> usize {
            let of = |name: &String| of.get(name).copied().unwrap_or_default();
            from.iter()
                .map(|(name, count)| count.saturating_sub(of(name)))
                .sum()
        };
        self.lost += missing(expected, found);
        self.doubled += missing(found, expected);
    }

    /// Notes whether the program could go on with what it had kept.
    pub fn opened(&mut self, opened: bool) {
        self.closed += usize::from(!opened);
    }

    /// Writes the row, and fails when anything was lost.
    pub fn end(self) {
        let Self {
            what, kills, seed, ..
        } = self;
        let row = json!({
            "what": what,
            "kills": kills,
            "lost": self.lost,
            "doubled": self.doubled,
            "opens": self.closed == 0,
            "seed": seed,
        });
        if let Some(report) = env::var_os("PEOPLE_KILLS_REPORT") {
            let mut report = OpenOptions::new()
                .create(true)
                .append(true)
                .open(report)
                .unwrap();
            writeln!(report, "{row}").unwrap();
        }
        assert_eq!((self.lost, self.doubled, self.closed), (0, 0, 0), "{row}");
    }
}

/// A number of things: as many as it can be, or so few that the ordinary tests stay quick.
pub fn size(few: usize, many: usize) -> usize {
    if all() >= MANY { many } else { few }
}

fn all() -> usize {
    number("PEOPLE_KILLS").map_or(FEW, |kills| usize::try_from(kills).unwrap())
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}
