//! One typing error: a letter wrong, missing, too many, or two of them swapped.

use super::terms::least;

/// How many bytes of `text` the `word` stands for, when they begin alike but for one typing error. None
/// when there are more errors. A word that is there without error is none of its business.
pub(crate) fn one_error(text: &str, word: &str) -> Option<usize> {
    let alike: usize = text
        .chars()
        .zip(word.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (text_rest, word_rest) = (&text[alike..], &word[alike..]);
    let mut typed = word_rest.chars();
    let first = typed.next()?;
    let after_first = typed.as_str();
    let mut shown = text_rest.chars();
    let wrong = shown.next();
    let after_wrong = shown.as_str();

    let matched = |rest: &str, typed: &str| {
        rest.starts_with(typed)
            .then(|| text.len() - rest.len() + typed.len())
    };
    let swapped = || {
        let second = typed.clone().next()?;
        let mut pair = text_rest.chars();
        if pair.next() != Some(second) || pair.next() != Some(first) {
            return None;
        }
        matched(pair.as_str(), &after_first[second.len_utf8()..])
    };
    swapped()
        // One letter for another; the end of a word is none.
        .or_else(|| {
            wrong
                .filter(|c| c.is_alphanumeric())
                .and_then(|_| matched(after_wrong, after_first))
        })
        // A letter is missing.
        .or_else(|| {
            wrong
                .filter(|c| c.is_alphanumeric())
                .and_then(|_| matched(after_wrong, word_rest))
        })
        // A letter too many.
        .or_else(|| matched(text_rest, after_first))
}

/// Texts of which one at least stands in any text that `word` fits with one error: its halves, and the word
/// with the letters at their border swapped.
pub(super) fn probes(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    let mut swapped = letters.clone();
    if !first.is_empty() && !second.is_empty() {
        swapped.swap(first.len() - 1, first.len());
    }
    least(
        [first, second, &swapped]
            .map(|letters| letters.iter().collect())
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_error_of_each_kind_is_forgiven_at_the_start_of_a_word() {
        for (text, word, bytes) in [
            ("alice martin", "alcie", Some(5)),
            ("alice", "alixe", Some(5)),
            ("alice", "aice", Some(5)),
            ("alice", "allice", Some(5)),
            ("alice", "xlice", Some(5)),
            ("alicia", "alxci", Some(5)),
            ("élan", "éaln", Some(5)),
            ("alice", "alicee", Some(5)),
            ("ali", "alice", None),
            ("alice", "laiec", None),
            ("bob", "alice", None),
        ] {
            assert_eq!(one_error(text, word), bytes, "{text} {word}");
        }
    }

    #[test]
    fn a_word_without_error_is_left_to_the_others() {
        assert_eq!(one_error("alice", "alic"), None);
    }

    proptest! {
        #[test]
        fn a_probe_stands_in_every_text_that_fits(text in "[abcé]{0,8}", word in "[abcé]{4,6}") {
            if one_error(&text, &word).is_some() {
                prop_assert!(probes(&word).iter().any(|probe| text.contains(probe.as_str())));
            }
        }
    }
}
