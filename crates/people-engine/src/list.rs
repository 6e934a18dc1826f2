//! The list that is on screen: which contacts, in which order, and what of it was painted.

use std::collections::HashSet;

use people_core::directory::{ContactId, Directory};
use people_core::list::{GridColumn, Query, Row, View};
use people_core::presence::Presences;
use people_core::rows::row;
use people_core::search::{Ranking, Terms, search_terms};

use crate::api::{RowAt, Update};

/// Rows that come with the head of a list.
pub(crate) const FIRST_ROWS: u32 = 100;

/// Rows that one question gets at most.
const MOST_ROWS: u32 = 1000;

/// Ranges whose rows are watched for changes: those that a front end asked for last.
const WATCHED: usize = 4;

/// What a list is made of.
pub(crate) struct Pool<'a> {
    pub(crate) directory: &'a Directory,
    pub(crate) grid: &'a [GridColumn],
    pub(crate) presences: &'a Presences,
    pub(crate) ranking: &'a Ranking,
}

/// The open list.
#[derive(Default)]
pub(crate) struct OpenList {
    revision: u32,
    query: Query,
    terms: Terms,
    ids: Vec<ContactId>,
    /// Contacts that only the server found; they stand at the end.
    joined: Vec<ContactId>,
    watched: Vec<(u32, Vec<Row>)>,
}

impl OpenList {
    /// A list whose revisions follow those of another.
    pub(crate) fn after(other: &OpenList) -> Self {
        Self {
            revision: other.revision,
            ..Self::default()
        }
    }

    /// The list's revision.
    pub(crate) fn revision(&self) -> u32 {
        self.revision
    }

    /// Rows in the list.
    pub(crate) fn total(&self) -> u32 {
        u32::try_from(self.ids.len()).unwrap_or(u32::MAX)
    }

    /// The contacts in order.
    pub(crate) fn ids(&self) -> &[ContactId] {
        &self.ids
    }

    /// The question that it answers.
    pub(crate) fn query(&self) -> &Query {
        &self.query
    }

    /// Answers another question.
    pub(crate) fn open(&mut self, query: Query, pool: &Pool<'_>) {
        self.terms = Terms::parse(&query.text);
        self.query = query;
        self.joined.clear();
        self.watched.clear();
        self.ids = search_terms(pool.directory, &self.query, &self.terms, pool.ranking);
        self.revision += 1;
    }

    /// A range of rows, watched from now on.
    pub(crate) fn rows(&mut self, start: u32, count: u32, pool: &Pool<'_>) -> Vec<Row> {
        let rows = self.paint(start, count.min(MOST_ROWS), pool);
        self.watched.retain(|(other, _)| *other != start);
        if self.watched.len() >= WATCHED {
            self.watched.remove(0);
        }
        self.watched.push((start, rows.clone()));
        rows
    }

    /// Where a contact stands.
    pub(crate) fn position(&self, id: ContactId) -> Option<u32> {
        let index = self.ids.iter().position(|other| *other == id)?;
        u32::try_from(index).ok()
    }

    /// The users whose rows are watched.
    pub(crate) fn watched_ids(&self) -> impl Iterator<Item = ContactId> + '_ {
        let rows = self.watched.iter().flat_map(|(_, rows)| rows);
        rows.map(|row| ContactId(row.id))
    }

    /// Brings the list in step with a changed directory.
    pub(crate) fn follow(&mut self, pool: &Pool<'_>) -> Option<Update> {
        let mut ids = search_terms(pool.directory, &self.query, &self.terms, pool.ranking);
        if !self.joined.is_empty() {
            let found: HashSet<ContactId> = ids.iter().copied().collect();
            let view = self.query.view;
            self.joined
                .retain(|id| admits(view, *id, pool.directory) && !found.contains(id));
        }
        ids.extend_from_slice(&self.joined);
        if ids == self.ids {
            return self.repaint(pool);
        }
        self.ids = ids;
        Some(self.changed(pool))
    }

    /// Puts contacts that the server found at the end; no row moves.
    pub(crate) fn join(&mut self, found: &[ContactId], pool: &Pool<'_>) -> Option<Update> {
        let before = self.ids.len();
        let there: HashSet<ContactId> = self.ids.iter().copied().collect();
        for id in found.iter().filter(|id| !there.contains(id)) {
            if admits(self.query.view, *id, pool.directory) {
                self.ids.push(*id);
                self.joined.push(*id);
            }
        }
        if self.ids.len() == before {
            return self.repaint(pool);
        }
        Some(self.changed(pool))
    }

    /// What changed in the rows that are watched, while the list itself did not.
    pub(crate) fn repaint(&mut self, pool: &Pool<'_>) -> Option<Update> {
        let mut rows: Vec<RowAt> = Vec::new();
        for at in 0..self.watched.len() {
            let Some((start, old)) = self.watched.get(at) else {
                break;
            };
            let (start, old_len) = (*start, old.len());
            let new = self.paint(start, u32::try_from(old_len).unwrap_or(u32::MAX), pool);
            if let Some((_, old)) = self.watched.get_mut(at) {
                for ((index, row), old) in (start..).zip(&new).zip(old.iter()) {
                    if row != old && rows.iter().all(|other| other.index != index) {
                        let row = row.clone();
                        rows.push(RowAt { index, row });
                    }
                }
                *old = new;
            }
        }
        if rows.is_empty() {
            return None;
        }
        self.revision += 1;
        Some(Update::Rows {
            revision: self.revision,
            rows,
        })
    }

    fn changed(&mut self, pool: &Pool<'_>) -> Update {
        for at in 0..self.watched.len() {
            let Some((start, old)) = self.watched.get(at) else {
                break;
            };
            let (start, count) = (*start, u32::try_from(old.len()).unwrap_or(u32::MAX));
            let new = self.paint(start, count, pool);
            if let Some((_, old)) = self.watched.get_mut(at) {
                *old = new;
            }
        }
        self.revision += 1;
        Update::List {
            revision: self.revision,
            total: self.total(),
        }
    }

    fn paint(&self, start: u32, count: u32, pool: &Pool<'_>) -> Vec<Row> {
        let ids = self.ids.iter().skip(start as usize).take(count as usize);
        ids.filter_map(|id| row(pool.directory, *id, pool.grid, &self.terms, pool.presences))
            .collect()
    }
}

/// Whether a view shows a contact.
pub(crate) fn admits(view: View, id: ContactId, directory: &Directory) -> bool {
    directory.get(id).is_some_and(|contact| match view {
        View::All => true,
        View::Favorites => contact.is_favorite(),
        View::Personal => contact.is_personal(),
    })
}
