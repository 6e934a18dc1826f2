//! The words of a notification. Callers choose their own names, and anybody may write: none of it is more than text.

use super::Notification;

/// The longest title that is shown, in characters.
const TITLE: usize = 200;

/// The longest body that is shown, in characters.
const BODY: usize = 1000;

/// The notification with nothing in it but what can be read: no control characters, no turned direction of the text around
/// it, and no more of it than a person takes in at a glance.
pub(super) fn plain(notification: Notification) -> Notification {
    Notification {
        title: clipped(&notification.title.replace('\n', " "), TITLE),
        body: clipped(&notification.body, BODY),
        ..notification
    }
}

/// The text for a place where tags are understood.
#[cfg(target_os = "linux")]
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn clipped(text: &str, longest: usize) -> String {
    let mut shown = text.chars().filter(|character| is_shown(*character));
    let mut clipped: String = shown.by_ref().take(longest).collect();
    if shown.next().is_some() {
        clipped.pop();
        clipped.push('…');
    }
    clipped
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

    use super::super::NotificationKind;
    use super::*;

    fn of(title: &str, body: &str) -> Notification {
        plain(Notification {
            id: "call".into(),
            kind: NotificationKind::Call,
            title: title.into(),
            body: body.into(),
            actions: vec![],
        })
    }

    #[test]
    fn a_name_keeps_every_letter() {
        let shown = of("Zoé Łukasz 李 👩‍👩‍👧", "+49 176 555 0100\nAcme & Söhne");
        assert_eq!(shown.title, "Zoé Łukasz 李 👩‍👩‍👧");
        assert_eq!(shown.body, "+49 176 555 0100\nAcme & Söhne");
    }

    #[test]
    fn a_name_cannot_break_the_line_or_turn_what_follows() {
        let shown = of(
            "Bob\nMissed\u{2028} call\u{202E}\u{2067}0010\0\u{1b}[31m",
            "a\u{0}b\r\n\u{202D}c",
        );
        assert_eq!(shown.title, "Bob Missed call0010[31m");
        assert_eq!(shown.body, "ab\nc");
    }

    #[test]
    fn a_long_text_is_clipped() {
        let shown = of(&"é".repeat(TITLE + 1), &"x".repeat(BODY));
        assert_eq!(shown.title.chars().count(), TITLE);
        assert!(shown.title.ends_with('…'));
        assert_eq!(shown.body, "x".repeat(BODY));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_tag_is_text() {
        assert_eq!(
            escaped("<a href='x'>\"Bob\" & co</a>"),
            "&lt;a href=&#39;x&#39;&gt;&quot;Bob&quot; &amp; co&lt;/a&gt;"
        );
    }

    proptest! {
        #[test]
        fn nothing_but_text_is_shown(title in any::<String>(), body in any::<String>()) {
            let shown = of(&title, &body);
            prop_assert!(shown.title.chars().all(|c| !c.is_control()));
            prop_assert!(shown.body.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(shown.title.chars().count() <= TITLE);
            prop_assert!(shown.body.chars().count() <= BODY);
        }
    }
}
