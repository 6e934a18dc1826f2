//! P2: one query over everybody, as a key press asks it, beside one pass over the same bytes.

mod anchor;

use people_core::directory::Directory;
use people_core::list::Query;
use people_core::search::{Ranking, Terms, search_terms};

use self::anchor::{Names, pass};
use crate::crowd;
use crate::row::{Figure, Row};
use crate::turns::{Effort, in_turn};

/// How many people are searched.
const SIZES: [u32; 2] = [100_000, 1_000_000];

/// What is typed, and what that is a case of.
const QUERIES: [(&str, &str); 6] = [
    ("one word", "lebford"),
    ("two words", "sophie lebford"),
    ("digits", "0612"),
    ("number abroad", "+33 6 12 34"),
    ("no hit", "qwertz"),
    ("first letter", "m"),
];

/// A surname with two letters swapped.
const MISTYPED: &str = "lebfrod";

/// The rows of both sizes.
pub fn rows(effort: Effort) -> Vec<Row> {
    SIZES
        .into_iter()
        .flat_map(|size| rows_of(size, effort))
        .collect()
}

fn rows_of(size: u32, effort: Effort) -> Vec<Row> {
    let directory = crowd::directory(size);
    let runs = effort.runs(if size > 100_000 { 50 } else { 200 });
    let what = |case: &str, text: &str| {
        let hits = ask(&directory, text);
        format!("a query over {size} people: {case}, “{text}”, {hits} found")
    };
    let mut rows: Vec<Row> = QUERIES
        .into_iter()
        .map(|(case, text)| {
            let (ours, anchor) =
                in_turn(runs, || ask(&directory, text), || pass(directory.folded()));
            let bytes = directory.folded().map(str::len).sum::<usize>();
            let anchor = Figure::of(&format!("memmem over the same {bytes} bytes"), "ms", anchor);
            Row::at_most(
                "P2",
                what(case, text),
                Figure::of("", "ms", ours),
                anchor,
                2.0,
            )
        })
        .collect();
    let mut names = Names::of(&directory);
    let runs = effort.runs(if size > 100_000 { 15 } else { 50 });
    let (ours, anchor) = in_turn(runs, || ask(&directory, MISTYPED), || names.scan(MISTYPED));
    let anchor = Figure::of("nucleo-matcher over the same texts", "ms", anchor);
    let what = what("one typing error", MISTYPED);
    rows.push(Row::at_most(
        "P2",
        what,
        Figure::of("", "ms", ours),
        anchor,
        0.25,
    ));
    rows
}

/// What a key press asks before the first rows are known: the text read, everybody found, in order.
fn ask(directory: &Directory, text: &str) -> usize {
    let query = Query {
        text: text.to_owned(),
        ..Query::default()
    };
    let terms = Terms::parse(&query.text);
    search_terms(directory, &query, &terms, &Ranking::default()).len()
}
