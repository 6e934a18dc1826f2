//! The letters that stand for a person's picture.

/// The first letters of the first and the last word with a letter, in upper case; at most two characters,
/// none for a name without letters.
pub fn initials(name: &str) -> String {
    let mut firsts = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    let first = firsts.next();
    first
        .into_iter()
        .chain(firsts.next_back())
        .filter_map(|c| c.to_uppercase().next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_word_give_a_letter_each() {
        for (name, letters) in [
            ("Zoé Lambert", "ZL"),
            ("élodie", "É"),
            ("Anne-Marie de la Tour", "AT"),
            ("Anne-Marie", "AM"),
            ("(Bob) \"Bobby\" Barker", "BB"),
            ("山田 太郎", "山太"),
            ("\u{202e}🎉 1000", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
