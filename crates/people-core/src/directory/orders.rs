//! The orders of a directory, each sorted once and then kept up: a key press filters an order, it never
//! sorts texts.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::Directory;
use super::collate::push_key;
use crate::display::{ColumnKind, Display};

/// The most contacts that are moved one by one within an order; more of them, and it is sorted anew.
const FEW: usize = 256;

/// All contacts, first to last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    sorted: Vec<u32>,
    places: OnceLock<Vec<u32>>,
}

impl Order {
    /// The contacts, first to last.
    pub(crate) fn sorted(&self) -> &[u32] {
        &self.sorted
    }

    /// Where each contact stands, by its number; `u32::MAX` for one that is gone.
    pub(crate) fn places(&self) -> &[u32] {
        self.places.get_or_init(|| {
            let slots = self
                .sorted
                .iter()
                .max()
                .map_or(0, |last| *last as usize + 1);
            let mut places = vec![u32::MAX; slots];
            for (place, id) in (0_u32..).zip(&self.sorted) {
                places[*id as usize] = place;
            }
            places
        })
    }

    fn place(&self, id: u32) -> u32 {
        self.places().get(id as usize).copied().unwrap_or(u32::MAX)
    }

    /// Takes the `touched` out and puts those of them that are still there in again, where `compare` has
    /// them.
    fn patch(&mut self, touched: &[bool], there: &[u32], compare: impl Fn(u32, u32) -> Ordering) {
        self.sorted
            .retain(|id| !touched.get(*id as usize).is_some_and(|touched| *touched));
        for id in there {
            let at = self
                .sorted
                .partition_point(|other| compare(*other, *id) == Ordering::Less);
            self.sorted.insert(at, *id);
        }
        self.places = OnceLock::new();
    }
}

/// The orders that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    /// By every column in turn, then by key: what decides between equals.
    base: OnceLock<Order>,
    /// By one column, upwards and downwards.
    columns: Vec<[OnceLock<Order>; 2]>,
}

impl Orders {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            base: OnceLock::new(),
            columns: vec![Default::default(); columns],
        }
    }

    pub(super) fn base(&self, directory: &Directory) -> &Order {
        self.base.get_or_init(|| {
            let first =
                (0..self.columns.len()).find(|column| is_text(directory.display(), *column));
            let push = |id, key: &mut Vec<u8>| {
                if let Some(column) = first {
                    push_column_key(directory, id, column, false, key);
                }
            };
            sort(directory, push, |equals| {
                equals.sort_by_cached_key(|id| row_key(directory, *id));
            })
        })
    }

    pub(super) fn column(&self, directory: &Directory, column: usize, descending: bool) -> &Order {
        // The base order begins with the first column already.
        let is_base = column == 0 && !descending && is_text(directory.display(), 0);
        match self.columns.get(column) {
            Some(orders) if !is_base => orders[usize::from(descending)].get_or_init(|| {
                let base = self.base(directory);
                let push =
                    |id, key: &mut Vec<u8>| push_column_key(directory, id, column, descending, key);
                sort(directory, push, |equals| {
                    equals.sort_unstable_by_key(|id| base.place(*id))
                })
            }),
            _ => self.base(directory),
        }
    }

    /// Keeps the orders up after contacts came, went or got other values.
    pub(super) fn update(&mut self, directory: &Directory, touched: &[u32]) {
        if touched.is_empty() {
            return;
        }
        let Some(base) = self.base.get_mut() else {
            return;
        };
        if touched.len() > FEW {
            *self = Self::new(self.columns.len());
            return;
        }
        let mut set = vec![false; directory.slots()];
        for id in touched {
            set[*id as usize] = true;
        }
        let there: Vec<u32> = touched
            .iter()
            .copied()
            .filter(|id| directory.is_there(*id))
            .collect();
        base.patch(&set, &there, |a, b| {
            row_key(directory, a).cmp(&row_key(directory, b))
        });
        for (column, orders) in self.columns.iter_mut().enumerate() {
            for (descending, order) in [false, true].into_iter().zip(orders) {
                let Some(order) = order.get_mut() else {
                    continue;
                };
                order.patch(&set, &there, |a, b| {
                    let key = |id| {
                        let mut key = Vec::new();
                        push_column_key(directory, id, column, descending, &mut key);
                        (key, base.place(id))
                    };
                    key(a).cmp(&key(b))
                });
            }
        }
    }

    /// Forgets the orders by star, as one was set or taken away.
    pub(super) fn forget_favorites(&mut self, display: &Display) {
        for (column, orders) in display.columns.iter().zip(&mut self.columns) {
            if column.kind() == ColumnKind::Favorite {
                *orders = Default::default();
            }
        }
    }
}

/// Whether a column sorts by its text.
fn is_text(display: &Display, column: usize) -> bool {
    display.columns.get(column).is_some_and(|column| {
        !matches!(
            column.kind(),
            ColumnKind::Favorite | ColumnKind::Agent | ColumnKind::Personal
        )
    })
}

/// Backend, source and id.
type KeyParts<'a> = (&'a str, &'a str, Option<&'a str>);

/// What the columns' own order compares: every text in turn, then the contact's key, then its number.
fn row_key(directory: &Directory, id: u32) -> (Vec<u8>, Option<KeyParts<'_>>, u32) {
    let mut key = Vec::new();
    for (index, column) in directory.display().columns.iter().enumerate() {
        if is_text(directory.display(), index) {
            push_key(column.kind(), directory.text_of(id, index), &mut key);
        }
    }
    (key, directory.identity_of(id), id)
}

/// Downwards, the bytes are turned over so that equals and empty ones stay where they are upwards.
fn push_column_key(
    directory: &Directory,
    id: u32,
    column: usize,
    descending: bool,
    key: &mut Vec<u8>,
) {
    let Some(kind) = directory
        .display()
        .columns
        .get(column)
        .map(|column| column.kind())
    else {
        return;
    };
    let flag = match kind {
        ColumnKind::Favorite => Some(directory.is_favorite(id)),
        ColumnKind::Agent => Some(directory.is_agent(id)),
        ColumnKind::Personal => Some(directory.is_personal(id)),
        _ => None,
    };
    if let Some(flag) = flag {
        key.push(u8::from(flag == descending));
        return;
    }
    let start = key.len();
    push_key(kind, directory.text_of(id, column), key);
    if descending {
        // The first byte tells something from nothing and stays.
        for byte in key.iter_mut().skip(start + 1) {
            *byte = !*byte;
        }
    }
}

/// Sorts all contacts by the keys that `push` appends; `settle` orders those with equal ones.
fn sort(
    directory: &Directory,
    push: impl Fn(u32, &mut Vec<u8>),
    settle: impl Fn(&mut [u32]),
) -> Order {
    let mut bytes = Vec::new();
    let mut rows = Vec::with_capacity(directory.len());
    for id in directory.numbers() {
        let start = bytes.len();
        push(id, &mut bytes);
        rows.push((head(&bytes[start..]), id, start, bytes.len()));
    }
    let rest = |row: &(u64, u32, usize, usize)| &bytes[row.2..row.3];
    rows.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| rest(a).cmp(rest(b))));
    let mut sorted: Vec<u32> = rows.iter().map(|row| row.1).collect();
    let mut start = 0;
    for equals in rows.chunk_by(|a, b| a.0 == b.0 && rest(a) == rest(b)) {
        let end = start + equals.len();
        if equals.len() > 1 {
            settle(&mut sorted[start..end]);
        }
        start = end;
    }
    Order {
        sorted,
        places: OnceLock::new(),
    }
}

/// The first bytes of a key as a number that compares like them.
fn head(key: &[u8]) -> u64 {
    let mut head = [0; 8];
    let length = key.len().min(head.len());
    head[..length].copy_from_slice(&key[..length]);
    u64::from_be_bytes(head)
}
