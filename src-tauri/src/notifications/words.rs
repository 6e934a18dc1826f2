//! The words of a notification: which of them are shown, and that they are no more than text.

use people_core::notice::Notice;

use super::{Notification, NotificationWords};
use crate::plain;

/// The longest title that is shown, in characters.
const TITLE: usize = 200;

/// The longest body that is shown, in characters.
const BODY: usize = 1000;

/// The notification with as much of it as may be shown, and no more than a person takes in at a glance; nothing where nothing may.
pub(super) fn allowed(notification: Notification, notice: Notice) -> Option<Notification> {
    let NotificationWords { title, body } = match notice {
        Notice::Nothing => return None,
        Notice::Discreet => notification.discreet.clone(),
        Notice::Whole => NotificationWords {
            title: notification.title,
            body: notification.body,
        },
    };
    Some(Notification {
        title: plain::line(&title, TITLE),
        body: plain::text(&body, BODY),
        ..notification
    })
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

#[cfg(test)]
mod tests {
    use super::super::NotificationKind;
    use super::*;

    fn shown(title: &str, body: &str, notice: Notice) -> Option<(String, String)> {
        let notification = Notification {
            id: "call".into(),
            kind: NotificationKind::Call,
            title: title.into(),
            body: body.into(),
            discreet: NotificationWords {
                title: "Incoming call".into(),
                body: String::new(),
            },
            actions: vec![],
        };
        allowed(notification, notice).map(|shown| (shown.title, shown.body))
    }

    #[test]
    fn no_more_is_shown_than_is_allowed() {
        let (title, body) = ("Bob Barker calls", "1002");
        assert_eq!(
            shown(title, body, Notice::Whole),
            Some((title.into(), body.into()))
        );
        assert_eq!(
            shown(title, body, Notice::Discreet),
            Some(("Incoming call".into(), String::new()))
        );
        assert_eq!(shown(title, body, Notice::Nothing), None);
    }

    #[test]
    fn a_title_is_one_line_and_neither_is_endless() {
        let (title, body) = shown("Bob\nQuit", &"x".repeat(BODY + 1), Notice::Whole).unwrap();
        assert_eq!(title, "Bob Quit");
        assert_eq!(body.chars().count(), BODY);
        let (title, _) = shown(&"é".repeat(TITLE + 1), "a\nb", Notice::Whole).unwrap();
        assert_eq!(title.chars().count(), TITLE);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_tag_is_text() {
        assert_eq!(
            escaped("<a href='x'>\"Bob\" & co</a>"),
            "&lt;a href=&#39;x&#39;&gt;&quot;Bob&quot; &amp; co&lt;/a&gt;"
        );
    }
}
