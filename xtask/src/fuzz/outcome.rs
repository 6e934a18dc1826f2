//! What libFuzzer says of a run.

use std::fmt;

use serde_json::{Value, json};

/// How a target did.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    /// The target.
    pub target: String,
    /// How long it was to run.
    pub minutes: f64,
    /// Inputs that broke it.
    pub crashes: usize,
    /// Inputs that were tried.
    executions: u64,
    executions_a_second: u64,
    /// Inputs that are kept, as each reaches something else.
    corpus: u64,
    /// Edges of the code that were reached.
    edges: u64,
    /// Those of them that the corpus did not reach before.
    new_edges: u64,
}

impl Outcome {
    /// The names of the table's columns.
    pub const HEADER: &str = "target                                    minutes  executions  a second  corpus  edges    new  crashes";

    /// What the log of a run says. One that was broken says less.
    pub fn read(log: &str) -> Self {
        let stat = |name: &str| {
            log.lines()
                .find_map(|line| line.strip_prefix("stat::")?.strip_prefix(name))
                .and_then(|value| value.trim_start_matches(':').trim().parse().ok())
        };
        let mut pulses = log.lines().filter_map(Pulse::read);
        let last = log.lines().filter_map(Pulse::read).next_back();
        let last = last.unwrap_or_default();
        let started = pulses.find(|pulse| pulse.is_start).unwrap_or_default();
        Self {
            executions: stat("number_of_executed_units").unwrap_or(last.executions),
            executions_a_second: stat("average_exec_per_sec").unwrap_or(last.a_second),
            corpus: last.corpus,
            edges: last.edges,
            new_edges: last.edges.saturating_sub(started.edges),
            ..Self::default()
        }
    }

    /// Whether an input broke it.
    pub fn is_broken(&self) -> bool {
        self.crashes > 0
    }

    /// A row of the file.
    pub fn json(&self) -> Value {
        json!({
            "target": self.target,
            "minutes": self.minutes,
            "executions": self.executions,
            "executionsASecond": self.executions_a_second,
            "corpus": self.corpus,
            "edges": self.edges,
            "newEdges": self.new_edges,
            "crashes": self.crashes,
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<40} {:>8.1} {:>11} {:>9} {:>7} {:>6} {:>6} {:>8}",
            self.target,
            self.minutes,
            self.executions,
            self.executions_a_second,
            self.corpus,
            self.edges,
            self.new_edges,
            self.crashes
        )
    }
}

/// A line such as `#8192 pulse  cov: 3302 ft: 9031 corp: 512/8Kb lim: 88 exec/s: 4096 rss: 60Mb`.
#[derive(Default)]
struct Pulse {
    executions: u64,
    is_start: bool,
    edges: u64,
    corpus: u64,
    a_second: u64,
}

impl Pulse {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix('#')?.split_whitespace();
        let executions = words.next()?.parse().ok()?;
        let kind = words.next()?;
        let words: Vec<&str> = words.collect();
        let after = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            let value = words.get(at + 1)?;
            value.split('/').next()?.parse().ok()
        };
        Some(Self {
            executions,
            is_start: kind == "INITED",
            edges: after("cov:")?,
            corpus: after("corp:").unwrap_or_default(),
            a_second: after("exec/s:").unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = "INFO: Seed: 1\n#12\tINITED cov: 900 ft: 1200 corp: 9/1Kb exec/s: 0 rss: 40Mb\n\
        #50\tNEW    cov: 950 ft: 1300 corp: 10/1Kb lim: 4 exec/s: 0 rss: 41Mb L: 4/4 MS: 1 CopyPart-\n";

    #[test]
    fn a_whole_run_is_read() {
        let log = format!(
            "{START}#4000\tDONE   cov: 960 ft: 1300 corp: 11/2Kb lim: 4 exec/s: 2000 rss: 41Mb\n\
             stat::number_of_executed_units: 4000\nstat::average_exec_per_sec:     2000\n"
        );
        let expected = Outcome {
            executions: 4000,
            executions_a_second: 2000,
            corpus: 11,
            edges: 960,
            new_edges: 60,
            ..Outcome::default()
        };
        assert_eq!(Outcome::read(&log), expected);
    }

    #[test]
    fn of_a_broken_run_the_last_line_counts() {
        let log = format!("{START}test failed; shrinking input...\n");
        let read = Outcome::read(&log);
        assert_eq!((read.executions, read.edges, read.new_edges), (50, 950, 50));
    }
}
