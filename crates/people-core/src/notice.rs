//! What the desktop is asked to show of what happens, and how much of it.

use serde::{Deserialize, Serialize};

/// Why something would be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A call rings.
    Call,
    /// A call was missed.
    Missed,
    /// Somebody wrote.
    Message,
}

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Nothing at all.
    Nothing,
    /// That it happened; neither names, numbers nor words of people.
    Discreet,
    /// All of it.
    Whole,
}

/// How much of people a notification shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum NotificationNames {
    /// Names and words.
    Always,
    /// Neither while the screen is locked.
    #[default]
    Unlocked,
    /// Neither.
    Never,
}

/// What the desktop is asked to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct NotificationSettings {
    /// Calls that ring.
    pub calls: bool,
    /// Missed calls.
    pub missed: bool,
    /// Messages.
    pub messages: bool,
    /// Names and words of people.
    pub names: NotificationNames,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self {
            calls: true,
            missed: true,
            messages: true,
            names: NotificationNames::default(),
        }
    }
}

/// How much is shown of something. `quiet` says that do not disturb is on, also during a call: then nothing is.
pub fn allowed(
    kind: NoticeKind,
    settings: &NotificationSettings,
    quiet: bool,
    screen_locked: bool,
) -> Notice {
    let wanted = match kind {
        NoticeKind::Call => settings.calls,
        NoticeKind::Missed => settings.missed,
        NoticeKind::Message => settings.messages,
    };
    match settings.names {
        _ if quiet || !wanted => Notice::Nothing,
        NotificationNames::Always => Notice::Whole,
        NotificationNames::Unlocked if !screen_locked => Notice::Whole,
        NotificationNames::Unlocked | NotificationNames::Never => Notice::Discreet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [NoticeKind; 3] = [NoticeKind::Call, NoticeKind::Missed, NoticeKind::Message];

    fn showing(names: NotificationNames) -> NotificationSettings {
        NotificationSettings {
            names,
            ..NotificationSettings::default()
        }
    }

    #[test]
    fn names_are_shown_as_far_as_the_person_allowed() {
        for kind in KINDS {
            for (names, locked, notice) in [
                (NotificationNames::Always, true, Notice::Whole),
                (NotificationNames::Always, false, Notice::Whole),
                (NotificationNames::Unlocked, true, Notice::Discreet),
                (NotificationNames::Unlocked, false, Notice::Whole),
                (NotificationNames::Never, true, Notice::Discreet),
                (NotificationNames::Never, false, Notice::Discreet),
            ] {
                assert_eq!(allowed(kind, &showing(names), false, locked), notice);
            }
        }
    }

    #[test]
    fn nothing_is_shown_while_the_person_is_not_to_be_disturbed() {
        for kind in KINDS {
            let always = showing(NotificationNames::Always);
            assert_eq!(allowed(kind, &always, true, false), Notice::Nothing);
        }
    }

    #[test]
    fn each_kind_can_be_turned_off_alone() {
        for off in KINDS {
            let settings = NotificationSettings {
                calls: off != NoticeKind::Call,
                missed: off != NoticeKind::Missed,
                messages: off != NoticeKind::Message,
                ..NotificationSettings::default()
            };
            for kind in KINDS {
                let shown = allowed(kind, &settings, false, false) != Notice::Nothing;
                assert_eq!(shown, kind != off, "{kind:?}");
            }
        }
    }
}
