//! How many tests a runner says it ran.

/// Tests of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

impl Count {
    /// Whether no test ran.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// What `cargo test` and vitest print at their ends, added up.
    pub fn of(said: &str) -> Self {
        said.lines().map(of_line).fold(Self::default(), Self::plus)
    }

    /// What `cargo test` says of the test program `name` alone.
    pub fn of_program(said: &str, name: &str) -> Self {
        let built = format!("/{name}-");
        let mut inside = false;
        let mut count = Self::default();
        for line in said.lines() {
            let line = line.trim_start();
            if let Some(program) = line
                .strip_prefix("Running ")
                .or(line.strip_prefix("Doc-tests "))
            {
                inside = program.contains(&built);
            } else if inside {
                count = count.plus(of_line(line));
            }
        }
        count
    }

    fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

/// `test result: ok. 12 passed; 0 failed; …` or `Tests  1 failed | 12 passed (13)`.
fn of_line(line: &str) -> Count {
    let line = line.trim_start();
    let Some(said) = line
        .strip_prefix("test result:")
        .or(line.strip_prefix("Tests "))
    else {
        return Count::default();
    };
    let words: Vec<_> = said
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let before = |what: &str| {
        words
            .windows(2)
            .find(|pair| pair[1] == what)
            .and_then(|pair| pair[0].parse().ok())
            .unwrap_or(0)
    };
    Count {
        passed: before("passed"),
        failed: before("failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "
     Running unittests src/lib.rs (target/debug/deps/people_core-1)
test a::b ... ok
test result: ok. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s
     Running tests/contract/main.rs (target/debug/deps/contract-2)
test result: ok. 300 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
   Doc-tests people_core
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn programs_of_cargo_are_added_up() {
        assert_eq!(
            Count::of(CARGO),
            Count {
                passed: 316,
                failed: 1
            }
        );
    }

    #[test]
    fn one_program_is_counted_alone() {
        assert_eq!(
            Count::of_program(CARGO, "contract"),
            Count {
                passed: 300,
                failed: 0
            }
        );
        assert_eq!(Count::of_program(CARGO, "none"), Count::default());
    }

    #[test]
    fn vitest_is_counted() {
        let said =
            " Test Files  9 passed (9)\n      Tests  2 failed | 120 passed | 1 skipped (123)\n";
        assert_eq!(
            Count::of(said),
            Count {
                passed: 120,
                failed: 2
            }
        );
    }

    #[test]
    fn a_run_without_tests_is_empty() {
        assert!(Count::of("Finished dev profile").is_empty());
    }
}
