//! What separates the values of a file.

use super::head::{self, Seen, head};
use super::values::Cleaning;
use super::{Delimiter, header};

impl Delimiter {
    const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The byte.
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// A delimiter, and where the header begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub delimiter: Delimiter,
    /// False where it is a guess.
    pub sure: bool,
    /// Where the text goes on after a spreadsheet's `sep=;`.
    pub start: usize,
    /// The line at `start`.
    pub line: u32,
}

/// Finds the delimiter: the one that a `sep=` line names, or that gives the lines of the head equally many values and
/// titles that are known. `with_header` is false where the person said that there is none.
pub(super) fn find(text: &str, wanted: Option<Delimiter>, with_header: bool) -> Found {
    let (named, start, line) = match sep_line(text) {
        Some((delimiter, start)) => (Some(delimiter), start, 2),
        None => (None, 0, 1),
    };
    if let Some(delimiter) = wanted.or(named) {
        return Found {
            delimiter,
            sure: true,
            start,
            line,
        };
    }
    let sample = head::sample(text);
    if header::is_export(sample, Delimiter::Comma.byte(), Cleaning::LITERAL) {
        return Found {
            delimiter: Delimiter::Comma,
            sure: true,
            start,
            line,
        };
    }
    let cut = sample.len() < text.len();
    let scored = |delimiter| (score(sample, cut, delimiter, with_header), delimiter);
    let mut scores = Delimiter::ALL.map(scored);
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let [(best, delimiter), (second, _), ..] = scores;
    let sure = second == 0 || best >= second + CLEAR;
    Found {
        delimiter,
        sure,
        start,
        line,
    }
}

/// What a known title adds to a score; the share of even lines gives up to 100.
const KNOWN: usize = 25;
/// The lead that makes a delimiter sure.
const CLEAR: usize = 50;

fn score(sample: &str, cut: bool, delimiter: Delimiter, with_header: bool) -> usize {
    let head = head(sample, cut, delimiter.byte(), (0, 1));
    let first = if with_header {
        head::header(&head)
    } else {
        head.first()
    };
    let Some(first) = first.filter(|first| first.width > 1) else {
        return 0;
    };
    let rows = head.iter().filter(|seen| seen.line > first.line);
    let is_even = |seen: &&Seen| seen.width == first.width && !seen.unclosed;
    let even = rows.clone().filter(is_even).count();
    let share = (even * 100).checked_div(rows.count()).unwrap_or(0);
    let known = if with_header { first.known } else { 0 };
    1 + share + KNOWN * known.min(4)
}

/// The delimiter of a first line `sep=;`, and where the next line starts.
fn sep_line(text: &str) -> Option<(Delimiter, usize)> {
    let rest = text
        .strip_prefix("sep=")
        .or_else(|| text.strip_prefix("SEP="))?;
    let mut rest = rest.chars();
    let named = rest.next()?;
    let delimiter = Delimiter::ALL
        .into_iter()
        .find(|d| char::from(d.byte()) == named)?;
    let rest = rest.as_str();
    let next = ["\r\n", "\n", "\r"]
        .iter()
        .find_map(|end| rest.strip_prefix(end))?;
    Some((delimiter, text.len() - next.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Delimiter, bool) {
        let found = find(text, None, true);
        (found.delimiter, found.sure)
    }

    #[test]
    fn known_titles_and_even_lines_name_the_delimiter() {
        for (byte, delimiter) in [
            (",", Delimiter::Comma),
            (";", Delimiter::Semicolon),
            ("\t", Delimiter::Tab),
            ("|", Delimiter::Pipe),
        ] {
            let text = "firstname,lastname,number\nAda,Roy,1\nZoé,Martin,2\n".replace(',', byte);
            assert_eq!(found(&text), (delimiter, true));
        }
    }

    #[test]
    fn commas_inside_values_do_not_mislead() {
        let text = "Nom complet;Adresse e-mail;Note\nRoy, Marc;marc@acme.example;a, b, c\nMartin, Zoé;;d\n";
        assert_eq!(found(text), (Delimiter::Semicolon, true));
    }

    #[test]
    fn delimiters_inside_quotes_do_not_count() {
        let text = "firstname,note\nAda,\"a;b;c\nd;e\"\nZoé,\"f;g\"\n";
        assert_eq!(found(text), (Delimiter::Comma, true));
    }

    #[test]
    fn a_line_may_name_it() {
        let found = find("sep=|\r\na;b|c;d\r\n", None, true);
        assert_eq!(
            found,
            Found {
                delimiter: Delimiter::Pipe,
                sure: true,
                start: 7,
                line: 2
            }
        );
    }

    #[test]
    fn two_that_fit_equally_well_are_a_guess() {
        assert!(!found("a,b;c\n1,2;3\n").1);
    }
}
