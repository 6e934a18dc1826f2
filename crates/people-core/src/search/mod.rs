//! Who is found, and in which order.

mod scan;
mod terms;
#[cfg(test)]
mod tests;
pub(crate) mod typo;

use std::cmp::Reverse;
use std::collections::HashMap;

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
        return filtered(order(), admits);
    }
    if let Some(letter) = terms.letter() {
        let letter = directory.haystack().letters().of(letter);
        return match query.sort {
            None => parted_by_rank(directory, letter.tiers(), admits, ranking),
            Some(_) => filtered(order(), |id| letter.tier(id).is_some() && admits(id)),
        };
    }
    let hits = find(directory, terms, admits);
    if query.sort.is_some() {
        let mut found = vec![false; directory.slots()];
        for (id, _) in hits {
            found[id as usize] = true;
        }
        return filtered(order(), |id| found[id as usize]);
    }
    if hits.len() * MANY < directory.len() {
        return sorted_by_rank(directory, hits, ranking);
    }
    let mut tiers = vec![None; directory.slots()];
    for (id, tier) in hits {
        tiers[id as usize] = Some(tier);
    }
    parted_by_rank(directory, tiers.into_iter(), |_| true, ranking)
}

fn filtered(order: &Order, admits: impl Fn(u32) -> bool) -> Vec<ContactId> {
    let ids = order.sorted().iter().copied();
    ids.filter(|id| admits(*id)).map(ContactId).collect()
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

/// Everybody who has a tier and is admitted, by rank; the tiers come by the contacts' numbers. Where that is nearly everyone, to go through all in the order of names and to part them
/// is quicker than to sort them.
fn parted_by_rank(
    directory: &Directory,
    tiers: impl Iterator<Item = Option<Tier>>,
    admits: impl Fn(u32) -> bool,
    ranking: &Ranking,
) -> Vec<ContactId> {
    /// The part of those who are not found.
    const NOBODY: usize = Rank::COUNT;
    let slots = directory.slots();
    let mut parts = vec![NOBODY as u8; slots];
    let mut counts = [0; NOBODY + 1];
    let mut places = (0..).zip(&mut parts);
    tiers.take(slots).for_each(|tier| {
        let Some((id, part)) = places.next() else {
            return;
        };
        if let Some(tier) = tier.filter(|_| admits(id)) {
            *part = Rank::of(directory, id, tier).index() as u8;
        }
        counts[usize::from(*part)] += 1;
    });
    let found = counts[..NOBODY].iter().sum();
    let mut start = 0;
    let mut next = counts.map(|count| {
        start += count;
        start - count
    });
    let mut ids = vec![ContactId(0); found];
    let mut put = |part: u8, id: u32| {
        let next = &mut next[usize::from(part)];
        if let Some(place) = ids.get_mut(*next) {
            *place = ContactId(id);
            *next += 1;
        }
    };
    let by_name = directory.name_order();
    let mut called: Vec<_> = ranking
        .called
        .iter()
        .filter_map(|(id, times)| {
            let place = by_name.places().get(id.0 as usize)?;
            Some((*parts.get(id.0 as usize)?, Reverse(*times), *place, id.0))
        })
        .filter(|(part, ..)| usize::from(*part) != NOBODY)
        .collect();
    called.sort_unstable();
    for (part, _, _, id) in called {
        put(part, id);
        parts[id as usize] = NOBODY as u8;
    }
    for id in by_name.sorted() {
        put(parts[*id as usize], *id);
    }
    ids
}

fn sorted_by_rank(directory: &Directory, hits: scan::Hits, ranking: &Ranking) -> Vec<ContactId> {
    let places = directory.name_order().places();
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
    /// Ranks that there are.
    const COUNT: usize = 2 * Tier::COUNT;

    /// The place among all ranks.
    fn index(self) -> usize {
        2 * self.tier as usize + usize::from(self.plain)
    }

    fn of(directory: &Directory, id: u32, tier: Tier) -> Self {
        Self {
            tier,
            plain: !directory.is_favorite(id),
        }
    }
}
