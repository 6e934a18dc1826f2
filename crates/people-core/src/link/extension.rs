//! What is keyed after a call is answered: `ext. 12`, `x12`, `poste 12`, `,,987654#`.

use super::LONGEST_NUMBER;
use crate::fold::decimal_digit;
use crate::number::dialable;

/// What stands before an extension, in lower case; `p` and `w` are the pauses of telephones.
const MARKS: [&str; 8] = ["ext", "extn", "extension", "x", "poste", "post", "p", "w"];

/// A number as written and the keys behind it. A text with anything else behind the number stays whole.
pub(super) fn split(text: &str) -> (&str, Option<String>) {
    let number = |c: char| decimal_digit(c).is_some() || matches!(c, '*' | '#');
    let end = text.find(|c: char| c == ',' || c.is_alphabetic());
    if let Some((written, tail)) = end.and_then(|end| text.split_at_checked(end))
        && written.contains(number)
        && let Some((keys, rest)) = behind(tail)
        && !rest.contains(char::is_alphanumeric)
    {
        return (written, Some(keys));
    }
    (text, None)
}

/// The keys that `tail`, what follows a number, begins with, and what follows them.
pub(super) fn behind(tail: &str) -> Option<(String, &str)> {
    let gap = |c: char| matches!(c, ',' | ';' | '.' | ':' | '(') || c.is_whitespace();
    let tail = tail.trim_start_matches(gap);
    let word_end = tail.find(|c: char| !c.is_alphabetic())?;
    let (word, rest) = tail.split_at_checked(word_end)?;
    if !word.is_empty() && !MARKS.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let rest = rest.trim_start_matches(gap);
    let key =
        |c: char| decimal_digit(c).is_some() || is_pause(c) || matches!(c, '*' | '#' | '-' | ' ');
    let end = rest.find(|c: char| !key(c)).unwrap_or(rest.len());
    let (written, rest) = rest.split_at_checked(end)?;
    Some((keys(written)?, rest))
}

/// Keys as written, each pause made one `,`. None when they are no keys, or more than anybody presses.
pub(super) fn keys(written: &str) -> Option<String> {
    let groups = written.split(is_pause).map(str::trim);
    let groups: Option<Vec<_>> = groups
        .filter(|group| !group.is_empty())
        .map(|group| dialable(group).filter(|keys| !keys.starts_with('+')))
        .collect();
    groups
        .map(|groups| groups.join(","))
        .filter(|keys| (1..=LONGEST_NUMBER).contains(&keys.len()))
}

fn is_pause(c: char) -> bool {
    matches!(c, ',' | ';' | 'p' | 'P' | 'w' | 'W')
}
