//! P9: what grows with the number of people, beside growing as they do.
//!
//! A row compares what one contact costs among more people with what it costs among a tenth of them.

mod memory;
mod start;

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use people_core::contact::Value;
use people_core::export::{Reader, csv};
use people_core::list::Query;
use people_core::plan::Fields;
use people_core::search::{Ranking, search};

pub use self::memory::fill_alone;
use crate::crowd;
use crate::row::{Figure, Row};
use crate::turns::{Effort, milliseconds};

/// Each ten times the one before.
const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];

/// How much more a contact may cost among ten times as many.
const LINEAR: f64 = 1.2;

/// A common surname: as many of ten times the people bear it.
const QUERY: &str = "tremblay";

/// All rows.
pub fn rows(effort: Effort) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = memory::rows(&SIZES)?;
    let (mut fills, mut queries, mut exports) = (Vec::new(), Vec::new(), Vec::new());
    for size in SIZES {
        let mut fill = Vec::new();
        let mut directory = None;
        for _ in 0..effort.runs(5).min(3) {
            drop(directory.take());
            let people: Vec<_> = crowd::people(size).collect();
            let start = Instant::now();
            directory = Some(crowd::filled(people));
            fill.push(milliseconds(start.elapsed()));
        }
        let Some(directory) = directory else { continue };
        let query = Query {
            text: QUERY.to_owned(),
            ..Query::default()
        };
        queries.push(times(effort.runs(50), || {
            search(&directory, &query, &Ranking::default())
        }));
        drop(directory);
        let contacts: Vec<Fields> = crowd::people(size).map(fields).collect();
        exports.push(times(effort.runs(5), || {
            csv(&contacts, None, Reader::Import)
        }));
        fills.push(fill);
    }
    rows.extend(grown("the directory made of its snapshot, sorted", fills));
    rows.extend(grown("a query for a common surname", queries));
    rows.extend(grown("an export as CSV", exports));
    rows.extend(start::rows(effort)?);
    Ok(rows)
}

/// One row for each size but the first.
fn grown(what: &str, samples: Vec<Vec<f64>>) -> Vec<Row> {
    let figures: Vec<Figure> = SIZES
        .iter()
        .zip(samples)
        .map(|(size, samples)| {
            let each = samples
                .into_iter()
                .map(|took| took * 1e6 / f64::from(*size));
            Figure::of(&format!("{size} people"), "ns a contact", each.collect())
        })
        .collect();
    figures
        .windows(2)
        .filter_map(|pair| {
            let [fewer, more] = pair else { return None };
            let row = Row::at_most("P9", what, more.clone(), fewer.clone(), LINEAR);
            let goal = format!("≤ linear ({LINEAR} ×)");
            Some(Row { goal, ..row })
        })
        .collect()
}

fn times<T>(runs: usize, mut work: impl FnMut() -> T) -> Vec<f64> {
    black_box(work());
    let mut timed = || {
        let start = Instant::now();
        black_box(work());
        milliseconds(start.elapsed())
    };
    (0..runs).map(|_| timed()).collect()
}

/// A contact as a personal one has it.
fn fields(contact: people_core::contact::Contact) -> Fields {
    let names = ["name", "number", "mobile", "email", "company"];
    let values = names.into_iter().zip(&contact.values);
    let filled =
        values.filter_map(|(name, value)| Some((name.to_owned(), Value::text(value)?.to_owned())));
    filled.collect()
}
