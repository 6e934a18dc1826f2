//! Text for places of the desktop that people cannot copy from or scroll. Callers choose their own names, and anybody may
//! write: none of it is more than text.

/// The text with nothing in it but what can be read: no control characters but ends of lines, no turned direction of the text
/// around it, and at most `longest` characters.
pub(crate) fn text(text: &str, longest: usize) -> String {
    let mut shown = text.chars().filter(|character| is_shown(*character));
    let mut clipped: String = shown.by_ref().take(longest).collect();
    if shown.next().is_some() {
        clipped.pop();
        clipped.push('…');
    }
    clipped
}

/// The same on one line.
pub(crate) fn line(line: &str, longest: usize) -> String {
    text(&line.replace('\n', " "), longest)
}

/// What turns the direction reaches over what stands around it unless it is ended, and some separators break a line.
fn is_shown(character: char) -> bool {
    let turns = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(character, '\u{2028}' | '\u{2029}');
    character == '\n' || !(character.is_control() || turns || breaks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_keeps_every_letter() {
        let name = "Zoé Łukasz 李 👩‍👩‍👧";
        assert_eq!(line(name, 100), name);
    }

    #[test]
    fn a_name_cannot_break_the_line_or_turn_what_follows() {
        let name = "Bob\nMissed\u{2028} call\u{202E}\u{2067}0010\0\u{1b}[31m";
        assert_eq!(line(name, 100), "Bob Missed call0010[31m");
        assert_eq!(text("a\u{0}b\r\n\u{202D}c", 100), "ab\nc");
    }

    #[test]
    fn a_long_text_is_clipped() {
        assert_eq!(text("ééé", 2), "é…");
        assert_eq!(text("éé", 2), "éé");
    }

    proptest! {
        #[test]
        fn nothing_but_text_is_shown(given in any::<String>(), longest in 1_usize..50) {
            let shown = text(&given, longest);
            prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(shown.chars().count() <= longest);
            prop_assert!(!line(&given, longest).contains('\n'));
        }
    }
}
