//! What stands on the desktop follows the state: it is looked at after each letter, so nothing has to remember to tell of it.

use people_core::calls::CallPhase;
use people_core::desk::{DeskState, Standing, favorite, first_favorites};
use people_core::directory::ContactId;

use crate::api::{Connection, Desk, Update};
use crate::session::Live;
use crate::state::State;

/// Favorites that stand there.
const MOST: usize = 12;

/// The first favorites, as long as the directory is the one that they were looked up in.
#[derive(Default)]
pub(crate) struct FirstFavorites {
    looked_up: Option<u64>,
    ids: Vec<ContactId>,
}

impl State {
    /// All that stands on the desktop now.
    pub(crate) fn desk(&mut self) -> Desk {
        self.live.as_mut().map(Live::desk).unwrap_or_default()
    }

    /// Tells of it when it is not what was told last.
    pub(crate) fn tell_desk(&mut self) {
        let desk = self.desk();
        if desk != self.told_desk {
            self.told_desk = desk.clone();
            self.updates.send(&Update::Desk { desk });
        }
    }
}

impl Live {
    /// Whether do not disturb is on.
    pub(crate) fn is_quiet(&self) -> bool {
        self.own.do_not_disturb() == Some(true)
    }

    fn desk(&mut self) -> Desk {
        let standing = (self.connection != Connection::SignedOut).then(|| Standing {
            in_reach: !matches!(self.connection, Connection::Offline { .. }),
            in_call: self.in_call(),
            do_not_disturb: self.is_quiet(),
            seen: self.me.state,
        });
        let revision = self.directory.revision();
        if self.first_favorites.looked_up != Some(revision) {
            self.first_favorites = FirstFavorites {
                looked_up: Some(revision),
                ids: first_favorites(&self.directory, MOST),
            };
        }
        let shown = self.first_favorites.ids.iter();
        let favorites = shown.filter_map(|id| favorite(&self.directory, *id, &self.presences));
        let rooms = self.chat.state.rooms();
        let unread = rooms.map(|room| self.chat.state.unread(&room.facts().id));
        Desk {
            state: DeskState::of(standing),
            missed: self.own_calls.state.unseen(),
            unread: u32::try_from(unread.sum::<usize>()).unwrap_or(u32::MAX),
            favorites: favorites.collect(),
        }
    }

    fn in_call(&self) -> bool {
        let mut calls = self.own_calls.told().calls.iter();
        calls.any(|call| call.phase != CallPhase::Left)
    }
}
