//! What a session knows of single contacts.

use people_core::directory::ContactId;
use people_core::display::ColumnKind;
use people_core::list::View;
use people_core::presence::PhoneState;

use super::{Live, convert, has_star};
use crate::handle::Person;
use crate::store::Favorite;

impl Live {
    /// Sets a star or takes it away before the server is asked.
    pub(crate) fn ask_star(&mut self, id: ContactId, favorite: &Favorite, star: bool) {
        self.asked_stars.insert(favorite.clone(), star);
        self.star(id, favorite, star);
    }

    /// Takes the server's answer to [`ask_star`](Self::ask_star); what was read before it is stale.
    pub(crate) fn settle_star(
        &mut self,
        id: ContactId,
        favorite: &Favorite,
        star: bool,
        refused: bool,
    ) {
        if self.asked_stars.get(favorite) == Some(&star) {
            self.asked_stars.remove(favorite);
        }
        self.writes += 1;
        if refused {
            self.star(id, favorite, !star);
        }
        self.save_stars();
    }

    /// Takes that the server set a star or took it away; gives whether a row may look different. What was asked for from here
    /// and is not answered yet is newer.
    pub(crate) fn hear_star(&mut self, favorite: Favorite, star: bool) -> bool {
        if self.asked_stars.contains_key(&favorite) || self.favorites.contains(&favorite) == star {
            return false;
        }
        let sources = self.directory.iter().filter(|contact| {
            contact.source() == favorite.source && contact.entry_id() == Some(favorite.id.as_str())
        });
        let found: Vec<ContactId> = sources.map(|contact| contact.id()).collect();
        if found.is_empty() && star {
            // Of a source that cannot be listed: only the list of favorites has it.
            self.refresh_soon();
        }
        for id in found {
            self.star(id, &favorite, star);
        }
        self.save_stars();
        false
    }

    /// Sets a star or takes it away, here and on screen. A row leaves the view of favorites with its star; elsewhere nothing
    /// moves under the pointer.
    fn star(&mut self, id: ContactId, favorite: &Favorite, star: bool) {
        self.writes += 1;
        if star {
            self.favorites.insert(favorite.clone());
        } else {
            self.favorites.remove(favorite);
        }
        self.directory.set_favorite(id, star);
        if self.list.query().view == View::Favorites {
            self.tell_changes();
        } else {
            self.tell_looks();
        }
    }

    /// Sets stars that the server has been given.
    pub(crate) fn give_stars(&mut self, stars: Vec<Favorite>) {
        for star in stars {
            let key = self.personal_key(&star.id);
            if let Some(id) = self.directory.find(&key) {
                self.directory.set_favorite(id, true);
            }
            self.favorites.insert(star);
        }
        self.save_stars();
    }

    /// Writes the favorites to the local copy.
    fn save_stars(&self) {
        if let Some(store) = &self.store {
            store.save_favorites(self.favorites.iter().cloned().collect());
        }
    }

    /// Remembers rows that the server found; gives them in its order.
    pub(crate) fn remember(&mut self, rows: Vec<wazo_client::LookupRow>) -> Vec<ContactId> {
        let mut contacts = convert::contacts(rows, |key| has_star(&self.favorites, key));
        // One that was removed meanwhile does not come back.
        contacts.retain(|contact| {
            let id = contact.key.id.as_ref();
            !contact.key.is_personal() || id.is_some_and(|id| self.personal.contains_key(id))
        });
        let keys: Vec<_> = contacts.iter().map(|contact| contact.key.clone()).collect();
        let changes = self.directory.upsert(contacts);
        if !changes.added.is_empty() {
            self.rank_by_calls();
            self.unsaved = true;
        }
        keys.iter()
            .filter_map(|key| self.directory.find(key))
            .collect()
    }

    /// Everybody of the phone system, by name.
    pub(crate) fn people(&self) -> Vec<Person> {
        let columns = &self.directory.display().columns;
        let names = columns
            .iter()
            .position(|column| column.kind() == ColumnKind::Name);
        let mut people: Vec<Person> = self
            .directory
            .iter()
            .filter_map(|contact| {
                let uuid = contact.user_uuid()?;
                let presence = self.presences.user(uuid);
                let mut texts = names.into_iter().chain(0..columns.len());
                let name = texts.find_map(|column| contact.text(column));
                Some(Person {
                    uuid: uuid.to_owned(),
                    name: name.unwrap_or_default().to_owned(),
                    state: presence.map(|it| it.client()).unwrap_or_default(),
                    phone: presence
                        .map_or(PhoneState::Unknown, |it| it.phone(contact.endpoint_id())),
                    status: presence.and_then(|it| it.words()).map(str::to_owned),
                })
            })
            .collect();
        people.sort_by(|a, b| (&a.name, &a.uuid).cmp(&(&b.name, &b.uuid)));
        people
    }
}
