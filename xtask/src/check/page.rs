//! The page's boundary: the shell is reached through one folder only, and nothing reaches the network.

use crate::tree::Source;

/// The one file that is written by hand, and the generated one that it stands on.
const HOST: &[&str] = &["ui/src/host/bindings.ts", "ui/src/host/tauri.ts"];

const BANNED: &[(&str, &str)] = &[
    (
        "@tauri-apps/",
        "only ui/src/host/tauri.ts reaches the shell",
    ),
    ("fetch(", "the page never talks to the network"),
    ("XMLHttpRequest", "the page never talks to the network"),
    ("new WebSocket", "the page never talks to the network"),
    ("{@html", "what people typed is text"),
    ("innerHTML", "what people typed is text"),
];

/// Files of the page that step over its boundary.
pub fn check(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("ui/src/"))
        .filter(|source| !HOST.contains(&source.path.as_str()))
        .filter(|source| !source.path.contains(".test."))
        .flat_map(|source| {
            BANNED
                .iter()
                .filter(|(word, _)| uses(&source.text, word))
                .map(|(word, why)| format!("{}: `{word}`: {why}", source.path))
        })
        .collect()
}

/// Whether the word stands by itself: `this.#fetch(` is a method of ours.
fn uses(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        !text[..start]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || "_#".contains(before))
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn only_the_host_reaches_the_shell() {
        let import = "import { invoke } from \"@tauri-apps/api/core\";";
        assert_eq!(check(&[source("ui/src/host/tauri.ts", import)]), [""; 0]);
        assert_eq!(check(&[source("ui/src/App.svelte", import)]).len(), 1);
    }

    #[test]
    fn a_method_of_our_own_may_be_called_as_one_of_the_browser() {
        assert_eq!(
            check(&[source("ui/src/a.ts", "this.#fetch(range)")]),
            [""; 0]
        );
        assert_eq!(
            check(&[source("ui/src/a.ts", "window.fetch(url)")]).len(),
            1
        );
    }
}
