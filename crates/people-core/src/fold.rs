//! Text as search compares it: case, accents and typography aside.
//!
//! Folding is Unicode's NFKD without combining marks, in lower case, with the letters that do not
//! decompose spelled out (`ß` → `ss`, `ł` → `l`, `æ` → `ae`). White space and control characters become
//! a space, invisible marks vanish, typographic quotes and dashes become the typed ones. Folding twice
//! changes nothing.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded text to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_control())
    {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        fold_char(c, out);
    }
}

/// A folded text that knows where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedText {
    text: String,
    /// For each byte of `text`, start and end of its character in UTF-16 units of the original. The end
    /// includes the combining and invisible marks that follow the character.
    origins: Vec<(u32, u32)>,
}

impl FoldedText {
    /// Folds `original` and remembers where each character stood.
    pub fn new(original: &str) -> Self {
        let mut folded = Self::default();
        let mut at = 0_u32;
        for c in original.chars() {
            let end = at.saturating_add(if c.len_utf16() == 2 { 2 } else { 1 });
            let before = folded.text.len();
            fold_char(c, &mut folded.text);
            if folded.text.len() == before {
                folded.extend_last(at, end);
            } else {
                folded.origins.resize(folded.text.len(), (at, end));
            }
            at = end;
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the folded bytes `start..end` stood in the original, in UTF-16 units. None when the range is
    /// empty or out of the text.
    pub fn origin(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        let range = self.origins.get(start..end)?;
        Some((range.first()?.0, range.last()?.1))
    }

    /// A mark at `at..end` belongs to the character before it.
    fn extend_last(&mut self, at: u32, end: u32) {
        for origin in self.origins.iter_mut().rev() {
            if origin.1 != at {
                break;
            }
            origin.1 = end;
        }
    }
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(if c.is_ascii_control() {
            ' '
        } else {
            c.to_ascii_lowercase()
        });
        return;
    }
    // Twice, as a lower-case letter may decompose further (`İ` → `i` and a dot).
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            decompose_compatible(lower, |plain| push_plain(plain, out));
        }
    });
}

/// Appends a character that is decomposed and in lower case.
fn push_plain(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(if c.is_ascii_control() { ' ' } else { c });
        return;
    }
    if is_invisible(c) || canonical_combining_class(c) != 0 {
        return;
    }
    if c.is_whitespace() || c.is_control() {
        out.push(' ');
        return;
    }
    if let Some(digit) = decimal_digit(c) {
        out.push(digit);
        return;
    }
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ŧ' => out.push('t'),
        'ı' => out.push('i'),
        'ĸ' => out.push('k'),
        'ŋ' => out.push('n'),
        'ς' => out.push('σ'),
        '\u{2018}'..='\u{201b}' | '\u{02b9}' | '\u{02bc}' | '\u{2032}' => out.push('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        other => out.push(other),
    }
}

/// The ASCII digit for a digit of another script.
pub(crate) fn decimal_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 4] = [0x0660, 0x06f0, 0x0966, 0xff10];
    if c.is_ascii_digit() {
        return Some(c);
    }
    let code = u32::from(c);
    let value = ZEROS
        .iter()
        .find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// Whether a character has no shape of its own: direction marks, joiners, variation selectors.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_letters_that_do_not_decompose_are_set_aside() {
        for (text, folded) in [
            ("Élodie Ångström", "elodie angstrom"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("Łukasz Đorđe Øyvind", "lukasz dorde oyvind"),
            ("Æsa Œuvre Þór ðið", "aesa oeuvre thor did"),
            ("İstanbul ısı", "istanbul isi"),
            ("ﬁn Ⅳ ｱ", "fin iv ア"),
            ("Ольга Ёлкина", "ольга елкина"),
            ("ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("O’Connor–Smith", "o'connor-smith"),
            ("a\u{a0}b\tc", "a b c"),
            ("\u{202e}bidi\u{202c} ٣٤", "bidi 34"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_any_character_twice_changes_nothing() {
        let mut once = String::new();
        let mut twice = String::new();
        for c in char::MIN..=char::MAX {
            once.clear();
            twice.clear();
            fold_char(c, &mut once);
            fold_into(&once, &mut twice);
            assert_eq!(once, twice, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_mark_covers_the_accent_that_follows_its_letter() {
        let folded = FoldedText::new("e\u{301}a");
        assert_eq!(folded.text(), "ea");
        assert_eq!(folded.origin(0, 1), Some((0, 2)));
        assert_eq!(folded.origin(1, 2), Some((2, 3)));
    }

    #[test]
    fn a_letter_that_folds_to_two_is_marked_whole() {
        let folded = FoldedText::new("🎉ßx");
        assert_eq!(folded.text(), "🎉ssx");
        assert_eq!(folded.origin(4, 5), Some((2, 3)));
        assert_eq!(folded.origin(4, 7), Some((2, 4)));
        assert_eq!(folded.origin(4, 4), None);
        assert_eq!(folded.origin(4, 99), None);
    }

    proptest! {
        #[test]
        fn the_map_lies_on_characters_of_the_original(text in any::<String>()) {
            let folded = FoldedText::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
            let mut bounds = vec![0];
            for c in text.chars() {
                bounds.push(bounds[bounds.len() - 1] + c.len_utf16() as u32);
            }
            for at in 0..folded.text().len() {
                let (start, end) = folded.origin(at, at + 1).unwrap();
                prop_assert!(start < end && bounds.contains(&start) && bounds.contains(&end));
            }
        }
    }
}
