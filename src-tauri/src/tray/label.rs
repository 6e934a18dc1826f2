//! The words of the menu. Names of callers and contacts are in them: none of it is more than text.

use crate::plain;

/// The longest label that is shown, in characters.
const LONGEST: usize = 120;

/// The label as it is shown.
pub(super) fn shown(label: &str) -> String {
    plain::line(label, LONGEST)
}

/// The label for a menu where `mark` underlines the letter after it, unless it stands there twice.
pub(super) fn unmarked(label: &str, mark: char) -> String {
    shown(label).replace(mark, &String::from_iter([mark, mark]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_a_name_is_a_letter() {
        assert_eq!(unmarked("Tom_Riddle & co", '_'), "Tom__Riddle & co");
        assert_eq!(unmarked("Tom_Riddle & co", '&'), "Tom_Riddle && co");
    }

    #[test]
    fn a_name_is_one_line_of_bearable_length() {
        assert_eq!(shown("Bob\nQuit\u{202E}"), "Bob Quit");
        assert_eq!(shown(&"x".repeat(500)).chars().count(), LONGEST);
    }
}
