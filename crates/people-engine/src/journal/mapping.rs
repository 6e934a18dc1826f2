//! How columns were used by hand, by the header's titles.

use people_core::plan::ColumnUse;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{json, to_json};

/// Headers that are remembered.
const REMEMBERED: u32 = 100;

/// Remembers how the columns of a header are used.
pub(crate) fn keep(
    connection: &mut Connection,
    at: &str,
    titles: &[String],
    columns: &[ColumnUse],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute(
        "INSERT OR REPLACE INTO mapping (titles, columns, at) VALUES (?1, ?2, ?3)",
        params![to_json(titles)?, to_json(columns)?, at],
    )?;
    transaction.execute(
        "DELETE FROM mapping WHERE titles NOT IN (SELECT titles FROM mapping ORDER BY at DESC LIMIT ?1)",
        [REMEMBERED],
    )?;
    transaction.commit()
}

/// How the columns of a header were used the last time.
pub(crate) fn find(
    connection: &Connection,
    titles: &[String],
) -> rusqlite::Result<Option<Vec<ColumnUse>>> {
    let columns: Option<String> = connection
        .query_row(
            "SELECT columns FROM mapping WHERE titles = ?1",
            [to_json(titles)?],
            |row| row.get(0),
        )
        .optional()?;
    columns.map(|columns| json(0, &columns)).transpose()
}

/// Forgets a header.
pub(crate) fn forget(connection: &Connection, titles: &[String]) -> rusqlite::Result<()> {
    let forgotten = "DELETE FROM mapping WHERE titles = ?1";
    connection.execute(forgotten, [to_json(titles)?]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_that_were_used_last_are_remembered() {
        let mut journal = super::super::prepared(Connection::open_in_memory().unwrap()).unwrap();
        let titles = |n: u32| vec![format!("column {n}")];
        for n in 0..=REMEMBERED {
            let at = format!("2026-11-01T10:{:02}:{:02}Z", n / 60, n % 60);
            keep(&mut journal, &at, &titles(n), &[ColumnUse::Drop]).unwrap();
        }
        assert_eq!(find(&journal, &titles(0)).unwrap(), None);
        assert_eq!(
            find(&journal, &titles(1)).unwrap(),
            Some(vec![ColumnUse::Drop])
        );
        forget(&journal, &titles(1)).unwrap();
        assert_eq!(find(&journal, &titles(1)).unwrap(), None);
    }
}
