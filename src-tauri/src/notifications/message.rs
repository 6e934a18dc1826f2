//! A notification as the Desktop Notifications Specification 1.3 (freedesktop.org) wants it.

use std::collections::HashMap;

use zbus::zvariant::Value;

use super::words::escaped;
use super::{Notification, NotificationAction, NotificationAnswer, NotificationKind, Pressed};

/// The key of a press on the notification itself.
const ITSELF: &str = "default";

/// The urgency that stays on screen and goes through *do not disturb*.
const CRITICAL: u8 = 2;
const NORMAL: u8 = 1;

/// The time out of a notification that stays until it is closed, and the one that the daemon chooses, in milliseconds.
const NEVER: i32 = 0;
const AS_USUAL: i32 = -1;

/// How the program is known on the desktop.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    /// The name that people know.
    pub(super) name: String,
    /// The name of its icon and of its entry in the menu of programs.
    pub(super) icon: String,
}

/// What the daemon says that it can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Capabilities {
    /// It shows buttons. Some that do not show a dialog instead.
    buttons: bool,
    /// It reads tags in the body.
    markup: bool,
}

impl Capabilities {
    /// From the answer to `GetCapabilities`.
    pub(super) fn of(names: &[String]) -> Self {
        let has = |name: &str| names.iter().any(|one| one == name);
        Self {
            buttons: has("actions"),
            markup: has("body-markup"),
        }
    }
}

/// The arguments of `Notify`, in their order.
pub(super) type Arguments<'a> = (
    &'a str,
    u32,
    &'a str,
    &'a str,
    String,
    Vec<&'a str>,
    HashMap<&'static str, Value<'a>>,
    i32,
);

/// What is asked of the daemon; `before` is its number for the one that is replaced, 0 for none.
pub(super) fn arguments<'a>(
    sender: &'a Sender,
    notification: &'a Notification,
    before: u32,
    can: Capabilities,
) -> Arguments<'a> {
    let body = if can.markup {
        escaped(&notification.body)
    } else {
        notification.body.clone()
    };
    let (category, urgency, stays, timeout) = match notification.kind {
        NotificationKind::Call => ("call.incoming", CRITICAL, true, NEVER),
        NotificationKind::Missed => ("call.unanswered", NORMAL, false, AS_USUAL),
        NotificationKind::Message => ("im.received", NORMAL, false, AS_USUAL),
    };
    let hints = HashMap::from([
        ("category", Value::from(category)),
        ("urgency", Value::from(urgency)),
        ("resident", Value::from(stays)),
        ("desktop-entry", Value::from(sender.name.as_str())),
    ]);
    let mut actions = Vec::new();
    if can.buttons {
        actions.extend([ITSELF, &sender.name]);
        for action in offered(notification) {
            actions.extend([action.id.as_str(), action.label.as_str()]);
        }
    }
    (
        &sender.name,
        before,
        &sender.icon,
        &notification.title,
        body,
        actions,
        hints,
        timeout,
    )
}

/// What a press means; nothing when this was not offered.
pub(super) fn pressed(notification: &Notification, key: &str) -> Option<Pressed> {
    let (action, raises) = if key == ITSELF {
        (None, true)
    } else {
        let action = offered(notification).find(|action| action.id == key)?;
        (Some(action.id.clone()), action.raises)
    };
    Some(Pressed {
        answer: NotificationAnswer {
            id: notification.id.clone(),
            action,
        },
        raises,
    })
}

fn offered(notification: &Notification) -> impl Iterator<Item = &NotificationAction> {
    notification
        .actions
        .iter()
        .filter(|action| action.id != ITSELF)
}

#[cfg(test)]
mod tests {
    use super::super::NotificationWords;
    use super::*;

    fn sender() -> Sender {
        Sender {
            name: "People".into(),
            icon: "people".into(),
        }
    }

    fn notification(kind: NotificationKind) -> Notification {
        let button = |id: &str, raises| NotificationAction {
            id: id.into(),
            label: id.to_uppercase(),
            raises,
        };
        Notification {
            id: "call-1".into(),
            kind,
            title: "<b>Bob</b> & co".into(),
            body: "<a href=\"https://evil.example\">1059</a>".into(),
            discreet: NotificationWords {
                title: "Incoming call".into(),
                body: String::new(),
            },
            actions: vec![button("answer", false), button("open", true)],
        }
    }

    fn all() -> Capabilities {
        Capabilities::of(&["actions".into(), "body-markup".into(), "body".into()])
    }

    #[test]
    fn a_call_stays_until_it_is_withdrawn() {
        let (sender, call) = (sender(), notification(NotificationKind::Call));
        let (.., hints, timeout) = arguments(&sender, &call, 0, all());
        assert_eq!(timeout, NEVER);
        assert_eq!(hints["urgency"], Value::from(CRITICAL));
        assert_eq!(hints["category"], Value::from("call.incoming"));
        assert_eq!(hints["resident"], Value::from(true));
    }

    #[test]
    fn a_message_goes_as_others_do() {
        let (sender, message) = (sender(), notification(NotificationKind::Message));
        let (.., hints, timeout) = arguments(&sender, &message, 0, all());
        assert_eq!(timeout, AS_USUAL);
        assert_eq!(hints["urgency"], Value::from(NORMAL));
        assert_eq!(hints["resident"], Value::from(false));
    }

    #[test]
    fn what_people_wrote_is_text_for_every_daemon() {
        let (sender, call) = (sender(), notification(NotificationKind::Call));
        let (_, _, _, title, body, ..) = arguments(&sender, &call, 0, all());
        assert_eq!(title, "<b>Bob</b> & co", "titles have no tags");
        assert_eq!(
            body,
            "&lt;a href=&quot;https://evil.example&quot;&gt;1059&lt;/a&gt;"
        );
        let (_, _, _, _, body, ..) = arguments(&sender, &call, 0, Capabilities::default());
        assert_eq!(body, call.body);
    }

    #[test]
    fn buttons_are_asked_for_only_where_they_are_shown() {
        let (sender, call) = (sender(), notification(NotificationKind::Call));
        let (_, _, _, _, _, actions, ..) = arguments(&sender, &call, 0, all());
        assert_eq!(
            actions,
            ["default", "People", "answer", "ANSWER", "open", "OPEN"]
        );
        let (_, _, _, _, _, actions, ..) = arguments(&sender, &call, 0, Capabilities::default());
        assert_eq!(actions, [""; 0]);
    }

    #[test]
    fn a_press_is_what_was_offered_or_nothing() {
        let call = notification(NotificationKind::Call);
        let answer = |action: Option<&str>, raises| {
            let answer = NotificationAnswer {
                id: "call-1".into(),
                action: action.map(Into::into),
            };
            Some(Pressed { answer, raises })
        };
        assert_eq!(pressed(&call, "default"), answer(None, true));
        assert_eq!(pressed(&call, "answer"), answer(Some("answer"), false));
        assert_eq!(pressed(&call, "open"), answer(Some("open"), true));
        assert_eq!(pressed(&call, "hangup-everything"), None);
    }
}
