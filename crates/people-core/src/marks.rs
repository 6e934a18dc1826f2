//! Where the typed words stand in the cells of a row.

use crate::fold::{FoldedText, decimal_digit};
use crate::number::{self, Number, is_punctuation};
use crate::search::typo::one_error;
use crate::search::{Terms, Word};

/// Start and end in UTF-16 units.
pub(crate) type Mark = (u32, u32);

/// A cell to mark.
pub(crate) struct Marked<'a> {
    /// Its text.
    pub(crate) text: &'a str,
    /// A name: a word that stands in one is marked in no other cell.
    pub(crate) name: bool,
}

/// The marks of each cell, in order and apart from each other. A word is marked once a cell, where it is
/// found best, and in names only when it stands in one.
pub(crate) fn marks(cells: &[Marked<'_>], terms: &Terms) -> Vec<Vec<Mark>> {
    let mut marks = vec![Vec::new(); cells.len()];
    if terms.is_empty() {
        return marks;
    }
    let folded: Vec<FoldedText> = cells
        .iter()
        .map(|cell| FoldedText::new(cell.text))
        .collect();
    let number = |word: &Word, index: usize| find_number(cells[index].text, word.text());
    let mut whole = false;
    for (index, marks) in marks.iter_mut().enumerate() {
        let mark = terms.number().and_then(|word| number(word, index));
        whole |= mark.is_some();
        marks.extend(mark);
    }
    for word in terms.words().iter().filter(|_| !whole) {
        let plain =
            |index: usize| number(word, index).or_else(|| find_word(&folded[index], word.text()));
        let near =
            |index: usize| find_near(&folded[index], word.text()).filter(|_| word.tolerates_typo());
        let _ = mark_where(cells, &mut marks, plain) || mark_where(cells, &mut marks, near);
    }
    marks.into_iter().map(joined).collect()
}

/// Marks what `find` finds: in names, or else in the other cells.
fn mark_where(
    cells: &[Marked<'_>],
    marks: &mut [Vec<Mark>],
    find: impl Fn(usize) -> Option<Mark>,
) -> bool {
    for names in [true, false] {
        let mut found = false;
        for index in (0..cells.len()).filter(|index| cells[*index].name == names) {
            if let Some(mark) = find(index) {
                marks[index].push(mark);
                found = true;
            }
        }
        if found {
            return true;
        }
    }
    false
}

/// The first place at which a word begins with it, else the first at all.
fn find_word(folded: &FoldedText, word: &str) -> Option<Mark> {
    let text = folded.text();
    let begins = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric);
    let at = text
        .match_indices(word)
        .map(|(at, _)| at)
        .find(begins)
        .or_else(|| text.find(word))?;
    folded.origin(at, at + word.len())
}

/// The first word that begins with it but for one typing error.
fn find_near(folded: &FoldedText, word: &str) -> Option<Mark> {
    let text = folded.text();
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let begins = !before.is_alphanumeric() && c.is_alphanumeric();
        before = c;
        let length = one_error(&text[at..], word).filter(|_| begins)?;
        folded.origin(at, at + length)
    })
}

/// Where the digits of a typed number stand in a number, whatever stands between them.
fn find_number(text: &str, typed: &str) -> Option<Mark> {
    if !number::is_number(typed) || !number::is_number(text) {
        return None;
    }
    let shown = Digits::of(text);
    let dialed: String = number::dialable(typed)?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let mut ways = Vec::new();
    match (Number::read(text)?, Number::read(typed)?) {
        (Number::Local { .. }, Number::International { digits, country }) => {
            let national = digits.get(country..)?;
            ways.push((0, format!("0{national}")));
            ways.push((0, national.to_owned()));
        }
        (Number::International { digits, country }, Number::Local { .. }) => {
            let prefix = shown.text.len().saturating_sub(digits.len());
            if let Some(national) = dialed.strip_prefix('0') {
                ways.push((prefix + country, national.to_owned()));
            }
        }
        (
            Number::International {
                digits: shown_digits,
                ..
            },
            Number::International { digits, .. },
        ) => {
            ways.push((shown.text.len().saturating_sub(shown_digits.len()), digits));
        }
        (Number::Local { .. }, Number::Local { .. }) => {}
    }
    let fixed = ways.into_iter().find(|(at, way)| {
        !way.is_empty()
            && shown
                .text
                .get(*at..)
                .is_some_and(|rest| rest.starts_with(way.as_str()))
    });
    let at_fixed = fixed.map(|(at, way)| (at, at + way.len()));
    let anywhere = || shown.text.find(&dialed).map(|at| (at, at + dialed.len()));
    let (start, end) = anywhere().or(at_fixed)?;
    Some((
        shown.origins.get(start)?.0,
        shown.origins.get(end.checked_sub(1)?)?.1,
    ))
}

/// The digits of a text and where they stand, the `0` of `(0)` after a country code aside.
struct Digits {
    text: String,
    origins: Vec<Mark>,
}

impl Digits {
    fn of(text: &str) -> Self {
        let mut digits = Self {
            text: String::new(),
            origins: Vec::new(),
        };
        let plus = text.chars().find(|c| !is_punctuation(*c)) == Some('+');
        let trunk = text.find("(0)").filter(|_| plus).map(|at| at + 1);
        let mut at = 0;
        for (byte, c) in text.char_indices() {
            let end = at + if c.len_utf16() == 2 { 2 } else { 1 };
            if let Some(digit) = decimal_digit(c).filter(|_| Some(byte) != trunk) {
                digits.text.push(digit);
                digits.origins.push((at, end));
            }
            at = end;
        }
        digits
    }
}

/// Sorted, with marks that touch joined.
fn joined(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_unstable();
    let mut out: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match out.last_mut() {
            Some(last) if mark.0 <= last.1 => last.1 = last.1.max(mark.1),
            _ => out.push(mark),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is marked in a name and in another cell.
    fn marked(name: &str, other: &str, typed: &str) -> (Vec<String>, Vec<String>) {
        let cells = [
            Marked {
                text: name,
                name: true,
            },
            Marked {
                text: other,
                name: false,
            },
        ];
        let marks = marks(&cells, &Terms::parse(typed));
        let texts = |text: &str, marks: &[Mark]| {
            let units: Vec<u16> = text.encode_utf16().collect();
            let cut =
                |mark: &Mark| String::from_utf16(&units[mark.0 as usize..mark.1 as usize]).unwrap();
            marks.iter().map(cut).collect()
        };
        (texts(name, &marks[0]), texts(other, &marks[1]))
    }

    #[test]
    fn a_word_is_marked_where_it_begins_a_word_and_in_names_first() {
        for (name, other, typed, in_name, in_other) in [
            ("Natalia Ali", "ali@x", "ali", vec!["Ali"], vec![]),
            ("Natalia", "", "ali", vec!["ali"], vec![]),
            ("Bob", "ali@x", "ali", vec![], vec!["ali"]),
            ("Élodie", "", "elo", vec!["Élo"], vec![]),
            ("E\u{301}lo", "", "el", vec!["E\u{301}l"], vec![]),
            ("Straße", "", "stras", vec!["Straß"], vec![]),
            ("🎉 Bob", "", "bob", vec!["Bob"], vec![]),
            (
                "Alice Martin",
                "Acme",
                "mart acm ali",
                vec!["Ali", "Mart"],
                vec!["Acm"],
            ),
            ("Alice", "", "ali lice", vec!["Alice"], vec![]),
            ("Bob", "Acme", "x", vec![], vec![]),
        ] {
            let expected: (Vec<String>, Vec<String>) = (
                in_name.into_iter().map(str::to_owned).collect(),
                in_other.into_iter().map(str::to_owned).collect(),
            );
            assert_eq!(
                marked(name, other, typed),
                expected,
                "{name} {other} {typed}"
            );
        }
    }

    #[test]
    fn a_number_is_marked_with_what_stands_between_its_digits() {
        for (number, typed, mark) in [
            ("+49 (0)176 / 12", "0176", "176"),
            ("+49 (0)176 / 12", "+49 17", "49 (0)17"),
            ("+49 176 12", "17612", "176 12"),
            ("0049 176", "0176", "176"),
            ("0049 176", "+49 1", "49 1"),
            ("0176 12", "+49 176", "0176"),
            ("(514) 555-1234", "+1 514 555 1234", "514) 555-1234"),
            ("555-1234", "51", "5-1"),
            ("٠١٢", "12", "١٢"),
        ] {
            assert_eq!(marked("Bob", number, typed).1, [mark], "{number} {typed}");
        }
    }

    #[test]
    fn a_word_with_a_typing_error_is_marked_as_it_stands_there() {
        assert_eq!(marked("Alice Martin", "", "alcie").0, ["Alice"]);
        assert_eq!(marked("Alice Martin", "", "mrat").0, ["Mart"]);
        assert_eq!(marked("Alice", "", "alx").0, [""; 0]);
    }
}
