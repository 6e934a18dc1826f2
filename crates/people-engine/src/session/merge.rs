//! What was read joins what is known.

use std::collections::HashSet;
use std::sync::Arc;

use people_core::calls::CallEvent;
use people_core::initials::initials;
use people_core::presence::Presence;
use tokio::time::Instant;
use wazo_client::OwnUser;

use super::fetch::Fetched;
use super::{Live, Step};
use crate::api::Me;
use crate::store::Favorite;

/// With more users than this, presences are read for the rows on screen only.
const POLLED_USERS: usize = 500;

impl Live {
    /// Takes a whole directory over; false when something was changed from here since it was asked for, so that it is stale.
    pub(super) fn merge(&mut self, fetched: Fetched, writes: u64) -> bool {
        if writes != self.writes {
            return false;
        }
        if !fetched.display.columns.is_empty() {
            self.set_display(fetched.display);
        }
        let answered: HashSet<String> = fetched
            .sources
            .keys()
            .map(|(_, source)| source.clone())
            .chain(fetched.others.iter().map(|row| row.key.source.clone()))
            .collect();
        let before = self.directory.revision();
        let mut other_fields = false;
        for ((backend, source), contacts) in fetched.sources {
            self.directory.replace_source(&backend, &source, contacts);
        }
        self.directory.upsert(fetched.others);
        if let Some(personal) = fetched.personal {
            let is_there = |id: Option<&str>| id.is_some_and(|id| personal.contains_key(id));
            self.directory
                .retain(|contact| !contact.is_personal() || is_there(contact.entry_id()));
            other_fields = *self.personal != personal;
            self.personal = Arc::new(personal);
        }
        if let Some(source) = fetched.personal_source {
            self.personal_source = source;
        }
        if let Some(favorites) = fetched.favorites {
            // The server leaves out favorites of a source that did not answer.
            self.favorites
                .retain(|favorite| !answered.contains(&favorite.source));
            self.favorites.extend(favorites);
            for (favorite, star) in &self.asked_stars {
                if *star {
                    self.favorites.insert(favorite.clone());
                } else {
                    self.favorites.remove(favorite);
                }
            }
        }
        self.set_stars();
        let changed = before != self.directory.revision() || other_fields;
        self.rank_by_calls();
        self.in_step = Some(now());
        self.read_at = Some(Instant::now());
        if self.standing.is_lost() {
            self.redial.notify_one();
        }
        self.standing.in_step();
        self.tell_connection();
        self.tell_changes();
        self.tell_calls();
        self.tell_rooms();
        self.save(changed);
        self.steps.send_replace(Step::Done);
        true
    }

    /// Takes presences over; gives whether any is another one than before. Rows on screen follow with [`Live::tell_looks`].
    pub(super) fn set_presences(
        &mut self,
        presences: impl IntoIterator<Item = (String, Presence)>,
    ) -> bool {
        let own = self.api.as_ref().map(|api| api.user_uuid().to_owned());
        let mut changed = false;
        for (uuid, presence) in presences {
            if Some(&uuid) == own.as_ref() {
                self.own.set_presence(presence.clone());
            }
            if self.own_calls.is_busy() {
                self.call_event(CallEvent::Line {
                    phone: presence.phone(None),
                    user: uuid.clone(),
                });
            }
            changed |= self.presences.set_user(&uuid, presence);
        }
        changed
    }

    /// Whose presences to read now; none means everybody's.
    pub(super) fn polled_users(&self) -> Option<Vec<String>> {
        let users = self.directory.iter().filter_map(|row| row.user_uuid());
        if users.take(POLLED_USERS + 1).count() <= POLLED_USERS {
            return None;
        }
        let watched = self.list.watched_ids();
        let rows = watched.filter_map(|id| self.directory.get(id)?.user_uuid());
        let mut users: Vec<String> = rows.map(str::to_owned).collect();
        users.extend(self.api.as_ref().map(|api| api.user_uuid().to_owned()));
        users.sort_unstable();
        users.dedup();
        Some(users)
    }

    /// Takes the own user's name and number over.
    pub(super) fn set_user(&mut self, user: &OwnUser) {
        let me = with_user(self.me.clone(), user);
        self.account.name.clone_from(&me.name);
        self.set_me(me);
    }

    /// Gives every contact the star that the favorites say, also those of a source that did not answer.
    fn set_stars(&mut self) {
        let wrong: Vec<_> = self
            .directory
            .iter()
            .filter_map(|contact| {
                let id = contact.entry_id()?.to_owned();
                let source = contact.source().to_owned();
                let star = self.favorites.contains(&Favorite { source, id });
                (star != contact.is_favorite()).then_some((contact.id(), star))
            })
            .collect();
        for (id, star) in wrong {
            self.directory.set_favorite(id, star);
        }
    }
}

/// The own header with what confd says.
pub(super) fn with_user(me: Me, user: &OwnUser) -> Me {
    let name = format!("{} {}", user.firstname, user.lastname);
    let name = match name.trim() {
        "" => me.name,
        name => name.to_owned(),
    };
    let extensions = user.lines.first().map(|line| line.extensions.as_slice());
    let number = extensions.and_then(|extensions| extensions.first());
    Me {
        initials: initials(&name),
        number: number.map(|extension| extension.exten.clone()),
        name,
        ..me
    }
}

/// The time of this computer, to the second, RFC 3339.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
