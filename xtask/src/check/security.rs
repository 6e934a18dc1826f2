//! Each claim of `SECURITY.md` and of `docs/reliability.md` names the tests that hold it, and each of them is there and runs.

use super::at;
use crate::tree::Source;

const CLAIMS: [&str; 2] = ["SECURITY.md", "docs/reliability.md"];

/// Claims that nothing holds, and tests that are not there.
pub fn check(sources: &[Source]) -> Vec<String> {
    let each = CLAIMS.iter().flat_map(|path| check_one(path, sources));
    each.collect()
}

fn check_one(path: &str, sources: &[Source]) -> Vec<String> {
    let Some(document) = at(sources, path) else {
        return vec![format!("{path}: not there")];
    };
    claims(&document.text)
        .flat_map(|claim| faults(&claim, sources))
        .map(|fault| format!("{path}: {fault}"))
        .collect()
}

/// The points of its lists, each on one line.
fn claims(document: &str) -> impl Iterator<Item = String> {
    document
        .split("\n- ")
        .skip(1)
        .map(|point| point.split("\n\n").next().unwrap_or(point))
        .map(|point| point.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn faults(claim: &str, sources: &[Source]) -> Vec<String> {
    let tests = tests(claim);
    if tests.is_empty() {
        return vec![format!("nothing holds “{claim}”")];
    }
    tests
        .into_iter()
        .filter(|(name, path)| !at(sources, path).is_some_and(|file| has(file, name)))
        .map(|(name, path)| format!("no test `{name}` in {path}"))
        .collect()
}

/// Written as `name` in `path`.
fn tests(claim: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = claim.split('`').collect();
    let pairs = parts.windows(3).filter(|three| three[1] == " in ");
    pairs.map(|three| (three[0], three[2])).collect()
}

/// Whether a file has a test of this name, which runs.
fn has(file: &Source, name: &str) -> bool {
    if file.path.ends_with(".rs") {
        tested(&file.text, name)
    } else {
        runs(&file.text) && starts(&file.text, &format!("test(\"{name}\""))
    }
}

/// Whether the function is marked as a test, and not as one to be left out.
fn tested(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (plain, waits) = (format!("fn {name}("), format!("async fn {name}("));
    let defined = |line: &&str| line.starts_with(&plain) || line.starts_with(&waits);
    lines.iter().position(defined).is_some_and(|at| {
        let marks = || lines[..at].iter().rev().take_while(|line| is_mark(line));
        let is_test = |mark: &&str| mark.starts_with("#[test]") || mark.contains("::test");
        marks().any(is_test) && !marks().any(|mark| mark.starts_with("#[ignore"))
    })
}

/// Whether a line belongs to what stands above a function.
fn is_mark(line: &str) -> bool {
    line.starts_with("#[") || line.starts_with("///")
}

/// Whether no test of the file is left out, by itself or with the ones around it.
fn runs(text: &str) -> bool {
    let ways = ["skip", "only", "todo", "runIf"];
    let mut left_out = ways
        .iter()
        .flat_map(|way| [format!("test.{way}"), format!("describe.{way}")]);
    !left_out.any(|way| starts(text, &way))
}

fn starts(text: &str, words: &str) -> bool {
    text.lines().any(|line| line.trim().starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn found(document: &str) -> Vec<String> {
        check(&[
            source(CLAIMS[0], document),
            source(CLAIMS[1], ""),
            source("a.rs", RUST),
            source("b.spec.ts", "test(\"holds it too\", () => {});"),
            source(
                "c.spec.ts",
                "describe.skip(\"Some day\", () => {\n  test(\"holds\", () => {});\n});",
            ),
        ])
    }

    const RUST: &str = "
        #[test]
        fn it_holds() {}

        /// After a while.
        #[tokio::test(start_paused = true)]
        async fn it_holds_later() {}

        // #[test]
        fn it_was_a_test() {}

        #[test]
        #[ignore]
        fn it_is_left_out() {}

        // fn it_is_remembered() {}
    ";

    #[test]
    fn a_claim_is_held_by_the_tests_that_it_names() {
        let held = "# Claims\n\n- It holds\n  firmly. `it_holds` in `a.rs`,\n  `it_holds_later` in `a.rs`,\n  `holds it too` in `b.spec.ts`\n\nOther words.\n";
        assert_eq!(found(held), [""; 0]);
    }

    #[test]
    fn each_document_is_looked_at() {
        let claim = "# Claims\n\n- It holds.\n";
        let sources = CLAIMS.map(|path| source(path, claim));
        assert_eq!(check(&sources).len(), CLAIMS.len());
        assert_eq!(check(&[]).len(), CLAIMS.len());
    }

    #[test]
    fn a_claim_without_a_test_is_found() {
        assert_eq!(found("# Claims\n\n- It holds.\n").len(), 1);
    }

    #[test]
    fn a_test_that_is_not_there_or_does_not_run_is_found() {
        for gone in [
            "`it_held` in `a.rs`",
            "`it_holds` in `b.rs`",
            "`holds` in `b.spec.ts`",
            "`it_was_a_test` in `a.rs`",
            "`it_is_left_out` in `a.rs`",
            "`it_is_remembered` in `a.rs`",
            "`holds` in `c.spec.ts`",
        ] {
            assert_eq!(
                found(&format!("# Claims\n\n- It holds. {gone}\n")).len(),
                1,
                "{gone}"
            );
        }
    }
}
