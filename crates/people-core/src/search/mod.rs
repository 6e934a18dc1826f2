//! Who is found, and in which order.

mod scan;
mod terms;
#[cfg(test)]
mod tests;
pub(crate) mod typo;

use std::collections::HashMap;

pub use self::terms::Terms;
pub(crate) use self::terms::Word;
use crate::directory::{ContactId, Directory};
use crate::list::{Query, View};

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

/// How well a contact is found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// The text is its number.
    ExactNumber,
    /// A name begins with it.
    NamePrefix,
    /// A word begins with it.
    WordPrefix,
    /// It stands inside a word.
    Inside,
    /// It is there but for one typing error.
    Typo,
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

fn ranked(directory: &Directory, hits: scan::Hits, ranking: &Ranking) -> Vec<ContactId> {
    let by_name = directory.name_order();
    let places = by_name.places();
    // One number holds all there is to compare: the tier, the star, the calls, the place by name.
    let mut keys: Vec<u64> = hits
        .into_iter()
        .map(|(id, tier)| {
            let plain = u64::from(!directory.is_favorite(id));
            let calls = u64::from(ranking.called(ContactId(id)).min(MOST_CALLS));
            let place = places.get(id as usize).copied().unwrap_or(u32::MAX);
            (tier as u64) << 61
                | plain << 60
                | (u64::from(MOST_CALLS) - calls) << 32
                | u64::from(place)
        })
        .collect();
    keys.sort_unstable();
    let at = |key: u64| {
        by_name
            .sorted()
            .get((key & u64::from(u32::MAX)) as usize)
            .copied()
    };
    keys.into_iter().filter_map(at).map(ContactId).collect()
}

/// Calls beyond this count no more.
const MOST_CALLS: u32 = (1 << 28) - 1;
