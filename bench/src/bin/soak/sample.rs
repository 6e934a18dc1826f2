//! What this process takes of the machine.

use std::{fs, io};

use serde::Serialize;
use tokio::runtime::Handle;

/// At one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    /// Since the start.
    pub seconds: u64,
    /// Kilobytes, what it shares divided among those who share it.
    pub pss: u64,
    /// Open files and sockets.
    pub handles: usize,
    pub threads: u64,
    /// Of the async runtime.
    pub tasks: usize,
}

impl Sample {
    /// The moment's.
    pub fn take(seconds: u64) -> io::Result<Self> {
        Ok(Self {
            seconds,
            pss: number(&fs::read_to_string("/proc/self/smaps_rollup")?, "Pss:"),
            handles: fs::read_dir("/proc/self/fd")?.count(),
            threads: number(&fs::read_to_string("/proc/self/status")?, "Threads:"),
            tasks: Handle::current().metrics().num_alive_tasks(),
        })
    }
}

/// The memory in the middle of the second third of samples and in that of the last: kilobytes.
pub fn thirds(samples: &[Sample]) -> (u64, u64) {
    let third = samples.len() / 3;
    let middle = |range: &[Sample]| {
        let mut sizes: Vec<u64> = range.iter().map(|sample| sample.pss).collect();
        sizes.sort_unstable();
        sizes.get(sizes.len() / 2).copied().unwrap_or_default()
    };
    (
        middle(&samples[third..2 * third]),
        middle(&samples[2 * third..]),
    )
}

fn number(text: &str, name: &str) -> u64 {
    text.lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_third_does_not_count() {
        let samples: Vec<Sample> = [9, 9, 9, 1, 2, 3, 4, 5, 6]
            .map(|pss| Sample {
                pss,
                ..Sample::default()
            })
            .to_vec();
        assert_eq!(thirds(&samples), (2, 5));
    }
}
