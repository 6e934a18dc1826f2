//! A file says one thing.

use crate::tree::Source;

const LINES: usize = 400;
const KINDS: &[&str] = &[".rs", ".ts", ".svelte", ".css"];
/// Written by a program.
const GENERATED: &[&str] = &["ui/src/host/bindings.ts"];

/// Files that have grown too long.
pub fn check(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| KINDS.iter().any(|kind| source.path.ends_with(kind)))
        .filter(|source| !GENERATED.contains(&source.path.as_str()))
        .filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > LINES).then(|| format!("{}: {lines} lines, {LINES} at most", source.path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn a_long_file_is_found() {
        let long = "\n".repeat(LINES + 1);
        assert_eq!(check(&[source("a.rs", &long)]).len(), 1);
        assert_eq!(check(&[source("a.jsonl", &long)]), [""; 0]);
        assert_eq!(check(&[source("a.ts", &"\n".repeat(LINES))]), [""; 0]);
    }
}
