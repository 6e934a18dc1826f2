//! Each claim of `SECURITY.md` names the tests that hold it, and each of them is there.

use super::at;
use crate::tree::Source;

const CLAIMS: &str = "SECURITY.md";

/// Claims that nothing holds, and tests that are not there.
pub fn check(sources: &[Source]) -> Vec<String> {
    let Some(document) = at(sources, CLAIMS) else {
        return vec![format!("{CLAIMS}: not there")];
    };
    claims(&document.text)
        .flat_map(|claim| faults(&claim, sources))
        .map(|fault| format!("{CLAIMS}: {fault}"))
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

fn has(file: &Source, name: &str) -> bool {
    if file.path.ends_with(".rs") {
        file.text.contains(&format!("fn {name}("))
    } else {
        file.text.contains(&format!("test(\"{name}\""))
    }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn found(document: &str) -> Vec<String> {
        check(&[
            source(CLAIMS, document),
            source("a.rs", "fn it_holds() {}"),
            source("b.spec.ts", "test(\"holds it too\", () => {});"),
        ])
    }

    #[test]
    fn a_claim_is_held_by_the_tests_that_it_names() {
        let held = "# Claims\n\n- It holds\n  firmly. `it_holds` in `a.rs`,\n  `holds it too` in `b.spec.ts`\n\nOther words.\n";
        assert_eq!(found(held), [""; 0]);
    }

    #[test]
    fn a_claim_without_a_test_is_found() {
        assert_eq!(found("# Claims\n\n- It holds.\n").len(), 1);
    }

    #[test]
    fn a_test_that_is_not_there_is_found() {
        for gone in [
            "`it_held` in `a.rs`",
            "`it_holds` in `b.rs`",
            "`holds` in `b.spec.ts`",
        ] {
            assert_eq!(
                found(&format!("# Claims\n\n- It holds. {gone}\n")).len(),
                1,
                "{gone}"
            );
        }
    }
}
