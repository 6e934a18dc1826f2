//! A program that keeps things on this computer is killed while it writes them: the local copy, also that of an older
//! version, the settings, the session. The program is this one, started once more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::print_stdout,
    reason = "what the killed program says of itself"
)]

mod bench;
mod program;
#[path = "../../../../tests/kills/tally.rs"]
mod tally;

use std::collections::BTreeMap;
use std::path::Path;

use rand::RngExt;
use rand::seq::IndexedRandom;
use rusqlite::Connection;

use crate::bench::{Bench, Found};
use crate::program::Wish;
use crate::tally::{Tally, size};

/// What later versions added to the tables, from the newest on: without it a file is one of the version before.
const ADDED: [(u32, &str); 2] = [
    (2, "DROP TABLE IF EXISTS read"),
    (
        1,
        "DROP TABLE IF EXISTS missed; DROP TABLE IF EXISTS deaf_line",
    ),
];

/// Bytes that the tables of new versions take, about; what comes after them is the copy itself, written anew.
const TABLES: u64 = 32 << 10;

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_a_local_copy_of_an_older_version_is_whole() {
    let mut tally = Tally::new("migration", 15);
    let bench = Bench::signed_in(size(400, 10_000)).await;
    let expected = bench.found().await;
    assert!(expected.session && expected.contacts.len() >= size(400, 10_000));
    make_older(&bench.store(), ADDED.len());
    bench.hire().await;
    let whole = bench.written_by(Wish::Resume).await;
    assert!(whole > 0, "an older version is brought to the newest one");
    while tally.goes_on() {
        let mut random = tally.random();
        make_older(&bench.store(), random.random_range(1..=ADDED.len()));
        // So that there is something to write anew.
        bench.hire().await;
        let most = *[TABLES, whole].choose(&mut random).unwrap();
        let mark = random.random_range(0..most.min(whole));
        assert!(
            bench.kill_at_bytes(Wish::Resume, mark).await,
            "it ended before {mark}"
        );
        tally.killed();
        compare(&mut tally, &expected, &bench.found().await);
    }
    tally.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_a_write_of_the_settings_leaves_those_before_or_after_it() {
    let mut tally = Tally::new("settings", 15);
    let bench = Bench::signed_in(25).await;
    let expected = bench.found().await;
    while tally.goes_on() {
        let mark = tally.random().random_range(1..=100);
        let last = bench.kill_at_write(mark).await;
        tally.killed();
        let found = bench.found().await;
        let zooms = [last, last + 1].map(program::zoom);
        tally.opened(zooms.contains(&found.zoom));
        compare(&mut tally, &expected, &found);
    }
    tally.end();
}

/// What the killed program is; by itself it is no test.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "the program that the other tests kill"]
async fn the_program() {
    program::run().await;
}

/// Who came later may be there or not, but once.
fn compare(tally: &mut Tally, expected: &Found, found: &Found) {
    let mut all = counted(&expected.contacts);
    for contact in &found.contacts {
        all.entry(contact.clone()).or_insert(1);
    }
    tally.compare(&all, &counted(&found.contacts));
    tally.compare(&counted(&expected.favorites), &counted(&found.favorites));
    tally.opened(found.session);
}

fn counted(names: &[String]) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for name in names {
        *counted.entry(name.clone()).or_default() += 1;
    }
    counted
}

/// Makes a file what so many versions before the newest one wrote. One that was killed may have left it like that.
fn make_older(store: &Path, versions: usize) {
    let connection = Connection::open(store).unwrap();
    for (version, tables) in &ADDED[..versions] {
        connection.execute_batch(tables).unwrap();
        connection
            .pragma_update(None, "user_version", version)
            .unwrap();
    }
}
