//! Asterisk's own death and return, of which nobody is told.

use super::agenda::Task;
use super::{Exchange, Out};
use crate::directory::Directory;

/// How long after its return chatd looks at the lines again, in milliseconds.
const UNTIL_LOOKED_AT: i64 = 3_000;

/// Whether calld reaches Asterisk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Asterisk {
    #[default]
    There,
    Gone,
    /// It answers, and is not ready.
    Booting,
}

impl Exchange {
    /// When it is gone all calls and transfers are, without an event. Lines go on showing what they did, for a while
    /// after its return too.
    pub(crate) fn set_asterisk(&mut self, asterisk: Asterisk) {
        if self.asterisk == Asterisk::There && asterisk != Asterisk::There {
            self.unwatched = self.known_phones();
            self.lines_are_watched = false;
            self.legs.clear();
            self.transfers.clear();
            self.pairs.clear();
            self.agenda.clear();
            self.leg_count = 0;
        }
        self.asterisk = asterisk;
        if asterisk == Asterisk::There {
            self.after(UNTIL_LOOKED_AT, Task::LookAtLines);
        }
    }

    pub(super) fn look_at_lines(&mut self, directory: &Directory) {
        self.lines_are_watched = true;
        for user in std::mem::take(&mut self.unwatched) {
            let state = self.line_state(directory, user);
            self.out.push(Out::Line {
                user,
                state,
                is_told: false,
            });
        }
    }
}
