//! The number in a text that somebody selected or copied.

use std::net::Ipv4Addr;

use super::{Link, extension, parse};
use crate::fold::{decimal_digit, is_invisible};
use crate::number::{dialable, is_punctuation, same, typed_number};

/// The one phone number of a text: all of it, a link, or the number among words (`Tel. +33 (0)1 23 45 67 89 ext 4`, `call
/// 1002`). A long number goes before short ones, as those may count anything, and a phone before a fax. None when there is
/// none, when there are several, and when the text is longer than anybody selects to call.
pub fn in_text(text: &str) -> Option<Link> {
    if text.len() > LONGEST_TEXT {
        return None;
    }
    let mut found: Vec<Found> = Vec::new();
    for line in text.lines().flat_map(|line| line.split('\t')) {
        read_line(line.trim(), &mut found);
    }
    let brief = text.trim().chars().count() <= LONGEST_PHRASE;
    let worth = found
        .iter()
        .map(|found| found.worth)
        .filter(|worth| brief || *worth != Worth::Short)
        .min()?;
    let mut best = found.into_iter().filter(|found| found.worth == worth);
    let link = best.next()?.link;
    best.all(|other| same(&other.link.number, &link.number))
        .then_some(link)
}

/// A number of a text.
struct Found {
    worth: Worth,
    link: Link,
}

/// How sure it is that a number is to be called; the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Long,
    Fax,
    Short,
}

/// A page of text, in bytes.
const LONGEST_TEXT: usize = 4096;
/// The characters of a text in which a short number is one to call.
const LONGEST_PHRASE: usize = 64;
/// The digits of a number that is no extension.
const LONG: usize = 7;
/// The digits of a number of the whole world (ITU-T E.164).
const LONGEST: usize = 15;

fn read_line(line: &str, found: &mut Vec<Found>) {
    if let Ok(link) = parse(line) {
        found.push(Found {
            worth: Worth::Long,
            link,
        });
        return;
    }
    if is_one_number(line)
        && let Ok(link) = Link::written(line)
    {
        let worth = if digits(line) < LONG {
            Worth::Short
        } else {
            Worth::Long
        };
        found.push(Found { worth, link });
        return;
    }
    let mut at = 0;
    while let Some((start, end)) = next_run(line, at) {
        at = end;
        let (before, run, after) = (&line[..start], &line[start..end], &line[end..]);
        let keys = has_extension(after)
            .then(|| extension::behind(after))
            .flatten();
        let Some(worth) = worth(before, run, if keys.is_some() { "" } else { after }) else {
            continue;
        };
        if let Ok(mut link) = Link::written(run) {
            if let Some((keys, rest)) = keys {
                link.extension = Some(keys);
                at = line.len() - rest.len();
            }
            found.push(Found { worth, link });
        }
    }
}

/// Whether a line is a number or a code and nothing else.
fn is_one_number(line: &str) -> bool {
    typed_number(line).is_some_and(|number| {
        !is_date(line)
            && !is_address(line)
            && (number.contains(['*', '#']) || digits(line) <= LONGEST)
    })
}

/// Where the next digits with what may stand between them begin and end, from byte `at` on. Two spaces part numbers, and
/// so does a dash between spaces.
fn next_run(line: &str, at: usize) -> Option<(usize, usize)> {
    let rest = line.get(at..)?;
    let first = rest.find(|c: char| decimal_digit(c).is_some())?;
    let opening = |c: char| matches!(c, '+' | '(' | '[') || is_invisible(c);
    let start = at + rest[..first].trim_end_matches(opening).len();
    let mut end = at + first;
    let (mut spaces, mut dashed) = (0, false);
    for (offset, c) in line[end..].char_indices().map(|(i, c)| (at + first + i, c)) {
        if decimal_digit(c).is_some() {
            end = offset + c.len_utf8();
            (spaces, dashed) = (0, false);
        } else if c.is_whitespace() {
            spaces += 1;
            if spaces > 1 {
                break;
            }
        } else if is_punctuation(c) {
            let dash = !matches!(c, '(' | ')' | '[' | ']' | '.' | '/') && !is_invisible(c);
            if !is_invisible(c) && !matches!(c, '/' | '(' | ')' | '[' | ']') {
                dashed = dash && spaces > 0;
            }
            if !dashed {
                spaces = 0;
            }
        } else {
            break;
        }
    }
    Some((start, end))
}

/// What digits are worth where they stand: none when they belong to a word, an amount, a time, a date or an address.
fn worth(before: &str, run: &str, after: &str) -> Option<Worth> {
    let count = digits(run);
    let plus = run.contains('+');
    if is_part(before, after) || is_date(run) || is_address(run) || count > LONGEST {
        return None;
    }
    if plus || count >= LONG {
        return Some(if is_fax(before) {
            Worth::Fax
        } else {
            Worth::Long
        });
    }
    let apart = run.contains(|c: char| is_punctuation(c) && !c.is_whitespace());
    (count > 1 && !apart).then_some(Worth::Short)
}

/// Whether digits between two texts are a part of something greater.
fn is_part(before: &str, after: &str) -> bool {
    let latin = |c: char| c.is_alphabetic() && c < '\u{250}';
    let amount = |c: char| matches!(c, '$' | '€' | '£' | '%' | '°');
    let sign = |c: char| amount(c) || matches!(c, '@' | '#' | '*' | '=' | '_');
    let joins = |c: char| matches!(c, '-' | '/' | '_' | '=' | '&' | '.');
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let held = match (last, second) {
        (Some(c), _) if latin(c) || decimal_digit(c).is_some() || sign(c) => true,
        (Some('.'), Some(c)) => decimal_digit(c).is_some(),
        (Some(c), Some(second)) if joins(c) => latin(second),
        (Some(':' | ','), Some(c)) => decimal_digit(c).is_some(),
        _ => before.trim_end().ends_with(amount),
    };
    let mut ahead = after.chars();
    let (next, then) = (ahead.next(), ahead.next());
    held || match (next, then) {
        (Some(c), _) if latin(c) || sign(c) => true,
        (Some(':' | ','), Some(c)) => decimal_digit(c).is_some(),
        _ => after.trim_start().starts_with(amount),
    }
}

/// Whether an extension may begin with what follows a number: a word for it, or a pause of two commas.
fn has_extension(after: &str) -> bool {
    let gap = |c: char| matches!(c, ',' | ';' | '(') || c.is_whitespace();
    after.starts_with(",,")
        || after
            .trim_start_matches(gap)
            .starts_with(char::is_alphabetic)
}

fn is_fax(before: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .find(|word| word.contains(char::is_alphabetic));
    word.is_some_and(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        ["fax", "telefax", "téléfax", "télécopie", "télécopieur"]
            .contains(&word.to_lowercase().as_str())
    })
}

/// Whether a text is a day: `2026-11-23`, `23.11.2026`, `11/23/2026`.
fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.trim().split(['-', '/', '.']).collect();
    let [a, b, c] = parts.as_slice() else {
        return false;
    };
    let part = |text: &str, most: u32| {
        text.parse()
            .is_ok_and(|part: u32| (1..=most).contains(&part))
    };
    let day = |a: &str, b: &str| (part(a, 31) && part(b, 12)) || (part(a, 12) && part(b, 31));
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    (year(a) && day(b, c)) || (year(c) && day(a, b))
}

/// Whether a text is an address of the network. Four pairs of digits are a number in many countries.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.parse::<Ipv4Addr>().is_ok() && text.split('.').any(|part| part.len() != 2)
}

fn digits(text: &str) -> usize {
    dialable(text).map_or(0, |number| {
        number.chars().filter(char::is_ascii_digit).count()
    })
}
