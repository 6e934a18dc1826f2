//! No file names a place of one computer.

use crate::tree::Source;

/// Where people's own files are on their computers; written apart, so that this file is clean.
const PLACES: &[&str] = &[
    concat!("/", "root/"),
    concat!("/", "work/"),
    concat!("/", "Users/"),
    concat!("C:", "\\Users"),
    concat!("..", "/shared"),
];

/// Files that name one.
pub fn check(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .flat_map(|source| {
            source.text.lines().enumerate().filter_map(|(index, line)| {
                PLACES
                    .iter()
                    .find(|place| names(line, place))
                    .map(|place| format!("{}:{}: names `{place}`", source.path, index + 1))
            })
        })
        .collect()
}

/// Whether the place stands at the start of a word: `a/root/b` is no path of a computer.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(start, _)| {
        !line[..start]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || "._-}>/".contains(before))
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn a_place_of_one_computer_is_found() {
        let text = format!("see {}main\n", PLACES[1]);
        assert_eq!(check(&[source("README.md", &text)]).len(), 1);
        let within = format!("tests{}main\n", PLACES[1]);
        assert_eq!(check(&[source("README.md", &within)]), [""; 0]);
    }
}
