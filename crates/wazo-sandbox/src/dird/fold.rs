//! Substring search as dird does it: case aside, accents aside where the backend does so.

use deunicode::deunicode;

/// Stands between two searched columns, so that no term matches across them.
pub(crate) const SEPARATOR: char = '\0';

/// Text in plain Latin letters without case: `Ольга` is found by `olga` and `由紀` by `you`.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut latin = deunicode(text);
    latin.make_ascii_lowercase();
    latin
}

/// The columns that are there, folded and kept apart.
pub(crate) fn fold_columns<'a>(
    columns: impl IntoIterator<Item = Option<&'a str>>,
) -> Option<Box<str>> {
    join(columns.into_iter().flatten().map(fold))
}

/// As [`fold_columns`], with case aside and accents kept: so does the phonebook backend.
pub(crate) fn lower_columns<'a>(
    columns: impl IntoIterator<Item = Option<&'a str>>,
) -> Option<Box<str>> {
    join(columns.into_iter().flatten().map(str::to_lowercase))
}

fn join(columns: impl Iterator<Item = String>) -> Option<Box<str>> {
    columns
        .reduce(|mut joined, column| {
            joined.push(SEPARATOR);
            joined.push_str(&column);
            joined
        })
        .map(String::into_boxed_str)
}

/// A search term in the two forms that the backends compare.
#[derive(Debug)]
pub(crate) struct Term {
    folded: String,
    lower: String,
}

impl Term {
    pub(crate) fn new(term: &str) -> Self {
        Term {
            folded: fold(term),
            lower: term.to_lowercase(),
        }
    }

    /// A plain substring of a column, accents aside.
    pub(crate) fn is_in(&self, columns: &str) -> bool {
        !self.folded.contains(SEPARATOR) && columns.contains(&self.folded)
    }

    /// SQL's `ILIKE '%term%'` on a column, accents aside: `%` and `_` are wildcards.
    pub(crate) fn is_like(&self, columns: &str) -> bool {
        like_any(&self.folded, columns)
    }

    /// As [`Term::is_like`] on columns that kept their accents.
    pub(crate) fn is_like_accented(&self, columns: &str) -> bool {
        like_any(&self.lower, columns)
    }
}

fn like_any(term: &str, columns: &str) -> bool {
    if term.contains(SEPARATOR) {
        return false;
    }
    if !term.contains(['%', '_']) {
        return columns.contains(term);
    }
    let pattern: Vec<char> = std::iter::once('%')
        .chain(term.chars())
        .chain(std::iter::once('%'))
        .collect();
    columns
        .split(SEPARATOR)
        .any(|column| like(&pattern, &column.chars().collect::<Vec<_>>()))
}

/// Greedy matching with one point to come back to, linear in practice.
fn like(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while from < text.len() {
        match pattern.get(at) {
            Some('%') => {
                back = Some((at, from));
                at += 1;
            }
            Some(&wanted) if wanted == '_' || wanted == text[from] => {
                at += 1;
                from += 1;
            }
            _ => match back {
                Some((star, start)) => {
                    back = Some((star, start + 1));
                    at = star + 1;
                    from = start + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|&rest| rest == '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_script_do_not_matter() {
        assert_eq!(
            fold("ÉMILIE Šimůnková Łódź Straße"),
            "emilie simunkova lodz strasse"
        );
        assert_eq!(fold("Иванова"), "ivanova");
    }

    #[test]
    fn a_term_does_not_match_across_columns() {
        let columns = fold_columns([Some("Alice"), None, Some("Martin")]).unwrap_or_default();
        assert!(Term::new("ALI").is_in(&columns));
        assert!(!Term::new("alicemartin").is_in(&columns));
        assert!(!Term::new("e\0m").is_in(&columns));
    }

    #[test]
    fn percent_and_underscore_are_wildcards_where_the_backend_asks_a_database() {
        assert!(Term::new("a%e").is_like("alice"));
        assert!(Term::new("l_c").is_like("x\0alice"));
        assert!(Term::new("_").is_like("4"));
        assert!(!Term::new("_").is_like(""));
        assert!(!Term::new("a%z").is_like("alice\0z"));
        assert!(!Term::new("%").is_in("alice"));
    }

    #[test]
    fn the_phonebook_minds_accents() {
        let columns = lower_columns([Some("Ångström")]).unwrap_or_default();
        assert!(!Term::new("a").is_like_accented(&columns));
        assert!(Term::new("Å").is_like_accented(&columns));
    }
}
