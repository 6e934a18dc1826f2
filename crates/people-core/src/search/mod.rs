//! Who is found, and in which order.

mod scan;
mod terms;
#[cfg(test)]
mod tests;
pub(crate) mod typo;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

pub use self::terms::Terms;
pub(crate) use self::terms::Word;
use crate::directory::{ContactId, Directory, Order};
use crate::list::{Query, View};
use crate::tier::Tier;

/// With fewer hits than this, contacts that fit with one typing error join at the end.
const FEW_HITS: usize = 8;

/// What is known about the user's habits, to rank by.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    called: HashMap<ContactId, u32>,
}

impl Ranking {
    /// Says how often a contact was called.
    pub fn set_called(&mut self, id: ContactId, times: u32) {
        if times == 0 {
            self.called.remove(&id);
        } else {
            self.called.insert(id, times);
        }
    }

    /// How often a contact was called.
    pub fn called(&self, id: ContactId) -> u32 {
        self.called.get(&id).copied().unwrap_or(0)
    }
}

/// The contacts that a query finds, in its order: the chosen column's; else by rank when there is a text,
/// by name when there is none. Equal ranks: favorites first, then the more often called, then by name.
pub fn search(directory: &Directory, query: &Query, ranking: &Ranking) -> Vec<ContactId> {
    search_terms(directory, query, &Terms::parse(&query.text), ranking)
}

/// [`search`] with the query's text read already.
pub fn search_terms(
    directory: &Directory,
    query: &Query,
    terms: &Terms,
    ranking: &Ranking,
) -> Vec<ContactId> {
    let admits = |id: u32| match query.view {
        View::All => true,
        View::Favorites => directory.is_favorite(id),
        View::Personal => directory.is_personal(id),
    };
    let order = || match query.sort {
        Some(sort) => directory.column_order(sort.column as usize, sort.descending),
        None => directory.name_order(),
    };
    if terms.is_empty() {
        return order()
            .sorted()
            .iter()
            .copied()
            .filter(|id| admits(*id))
            .map(ContactId)
            .collect();
    }
    let hits = find(directory, terms, admits);
    if query.sort.is_none() {
        return ranked(directory, hits, ranking);
    }
    let mut found = vec![false; directory.slots()];
    for (id, _) in hits {
        found[id as usize] = true;
    }
    order()
        .sorted()
        .iter()
        .copied()
        .filter(|id| found[*id as usize])
        .map(ContactId)
        .collect()
}

fn find(directory: &Directory, terms: &Terms, admits: impl Fn(u32) -> bool) -> scan::Hits {
    let mut hits = scan::exact(directory.haystack(), terms, &admits);
    if hits.len() < FEW_HITS {
        let exact = hits.len();
        for id in scan::with_typo(directory.haystack(), terms, &admits) {
            if hits[..exact].iter().all(|hit| hit.0 != id) {
                hits.push((id, Tier::Typo));
            }
        }
    }
    hits
}

/// Hits in the order of their rank.
fn ranked(directory: &Directory, hits: scan::Hits, ranking: &Ranking) -> Vec<ContactId> {
    let by_name = directory.name_order();
    if hits.len() * MANY < by_name.sorted().len() {
        return sorted_by_rank(directory, by_name, hits, ranking);
    }
    // Nearly everyone: to go through all in the order of names and to part them by rank is quicker.
    let mut ranks: Vec<Option<Rank>> = vec![None; directory.slots()];
    let mut called: Vec<(Rank, Reverse<u32>, u32)> = Vec::new();
    for (id, tier) in hits {
        ranks[id as usize] = Some(Rank::of(directory, id, tier));
    }
    for (id, calls) in &ranking.called {
        if let Some(rank) = ranks.get_mut(id.0 as usize).and_then(Option::take) {
            let place = by_name
                .places()
                .get(id.0 as usize)
                .copied()
                .unwrap_or(u32::MAX);
            called.push((rank, Reverse(*calls), place));
        }
    }
    called.sort_unstable();
    let mut parts: BTreeMap<Rank, Vec<ContactId>> = BTreeMap::new();
    for (rank, _, place) in called {
        let id = by_name.sorted().get(place as usize).copied().map(ContactId);
        parts.entry(rank).or_default().extend(id);
    }
    for id in by_name.sorted() {
        if let Some(rank) = ranks[*id as usize] {
            parts.entry(rank).or_default().push(ContactId(*id));
        }
    }
    parts.into_values().flatten().collect()
}

fn sorted_by_rank(
    directory: &Directory,
    by_name: &Order,
    hits: scan::Hits,
    ranking: &Ranking,
) -> Vec<ContactId> {
    let places = by_name.places();
    let key = |(id, tier): (u32, Tier)| {
        let calls = Reverse(ranking.called(ContactId(id)));
        (
            Rank::of(directory, id, tier),
            calls,
            places.get(id as usize).copied().unwrap_or(u32::MAX),
            ContactId(id),
        )
    };
    let mut keys: Vec<_> = hits.into_iter().map(key).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key.3).collect()
}

/// With more than one contact in so many found, sorting them costs more than going through all.
const MANY: usize = 32;

/// How well a contact is found, favorites before others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    tier: Tier,
    plain: bool,
}

impl Rank {
    fn of(directory: &Directory, id: u32, tier: Tier) -> Self {
        Self {
            tier,
            plain: !directory.is_favorite(id),
        }
    }
}
