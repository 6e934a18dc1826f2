//! The copy of all contacts that is made before they are removed.

use people_core::plan::Fields;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{json, to_json};

/// A contact of the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its id.
    pub(crate) id: String,
    /// Its other fields.
    pub(crate) fields: Fields,
    /// Whether it had the star.
    pub(crate) starred: bool,
}

/// Makes a copy, beside the one before until it is known that the contacts were [removed](done). A copy of which that never became
/// known is taken into the new one, as some of its contacts may be gone.
pub(crate) fn keep(
    connection: &mut Connection,
    at: &str,
    contacts: &[Kept],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let undecided: Option<u32> = transaction.query_row(
        "SELECT max(copy) FROM removed_all WHERE done = 0",
        [],
        |row| row.get(0),
    )?;
    let copy: u32 = transaction.query_row(
        "INSERT INTO removed_all (at, done) VALUES (?1, 0) RETURNING copy",
        [at],
        |row| row.get(0),
    )?;
    if let Some(before) = undecided {
        transaction.execute(
            "UPDATE removed_contact SET copy = ?1 WHERE copy = ?2",
            params![copy, before],
        )?;
        transaction.execute("DELETE FROM removed_all WHERE copy = ?1", [before])?;
    }
    let mut insert = transaction.prepare(
        "INSERT OR REPLACE INTO removed_contact (copy, id, fields, starred) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for Kept {
        id,
        fields,
        starred,
    } in contacts
    {
        insert.execute(params![copy, id, to_json(fields)?, starred])?;
    }
    drop(insert);
    transaction.commit()
}

/// The contacts of the last copy were removed: it is the only one from now on.
pub(crate) fn done(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let only_last = "copy < (SELECT max(copy) FROM removed_all)";
    transaction.execute(
        &format!("DELETE FROM removed_contact WHERE {only_last}"),
        [],
    )?;
    transaction.execute(&format!("DELETE FROM removed_all WHERE {only_last}"), [])?;
    transaction.execute("UPDATE removed_all SET done = 1", [])?;
    transaction.commit()
}

/// The ids of the last copy whose contacts may have been removed or not.
pub(crate) fn undecided(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT id FROM removed_contact JOIN removed_all USING (copy) WHERE done = 0")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// None of the contacts of the last copy was removed: the one before counts again.
pub(crate) fn discard(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute(
        "DELETE FROM removed_contact WHERE copy IN (SELECT copy FROM removed_all WHERE done = 0)",
        [],
    )?;
    transaction.execute("DELETE FROM removed_all WHERE done = 0", [])?;
    transaction.commit()
}

/// When the last copy was made and how many contacts it has; one that was made before a time is forgotten. Times are RFC 3339 in
/// UTC, to the second.
pub(crate) fn last(
    connection: &mut Connection,
    oldest: &str,
) -> rusqlite::Result<Option<(String, u32)>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute("DELETE FROM removed_all WHERE at < ?1", [oldest])?;
    transaction.execute(
        "DELETE FROM removed_contact WHERE copy NOT IN (SELECT copy FROM removed_all)",
        [],
    )?;
    let last = transaction
        .query_row(
            "SELECT at, (SELECT count(*) FROM removed_contact AS contact WHERE contact.copy = removed_all.copy)
             FROM removed_all ORDER BY copy DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    transaction.commit()?;
    Ok(last)
}

/// The contacts of the last copy.
pub(crate) fn contacts(connection: &Connection) -> rusqlite::Result<Vec<Kept>> {
    connection
        .prepare(
            "SELECT id, fields, starred FROM removed_contact
             WHERE copy = (SELECT max(copy) FROM removed_all) ORDER BY id",
        )?
        .query_map([], |row| {
            Ok(Kept {
                id: row.get(0)?,
                fields: json(1, row.get_ref(1)?.as_str()?)?,
                starred: row.get(2)?,
            })
        })?
        .collect()
}

/// The ids of the last copy's contacts that had the star.
pub(crate) fn starred(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(
            "SELECT id FROM removed_contact
             WHERE copy = (SELECT max(copy) FROM removed_all) AND starred ORDER BY id",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCTOBER: &str = "2026-10-01T10:00:00Z";
    const NOVEMBER: &str = "2026-11-01T10:00:00Z";

    fn opened() -> Connection {
        super::super::prepared(Connection::open_in_memory().unwrap()).unwrap()
    }

    fn kept(id: &str, starred: bool) -> Kept {
        Kept {
            id: id.to_owned(),
            fields: [("firstname".to_owned(), format!("of {id}"))].into(),
            starred,
        }
    }

    #[test]
    fn a_copy_comes_back_as_it_was_made() {
        let mut journal = opened();
        let contacts = [kept("a", false), kept("b", true)];
        keep(&mut journal, OCTOBER, &contacts).unwrap();
        done(&mut journal).unwrap();
        assert_eq!(contacts_of(&journal), contacts);
        assert_eq!(starred(&journal).unwrap(), ["b"]);
        let found = last(&mut journal, OCTOBER).unwrap();
        assert_eq!(found, Some((OCTOBER.to_owned(), 2)));
    }

    #[test]
    fn a_copy_that_is_too_old_is_forgotten_whole() {
        let mut journal = opened();
        keep(&mut journal, OCTOBER, &[kept("a", true)]).unwrap();
        done(&mut journal).unwrap();
        assert_eq!(last(&mut journal, NOVEMBER).unwrap(), None);
        assert_eq!(contacts_of(&journal), []);
    }

    #[test]
    fn the_copy_before_goes_once_the_new_one_s_contacts_are_removed() {
        let mut journal = opened();
        keep(&mut journal, OCTOBER, &[kept("a", false)]).unwrap();
        done(&mut journal).unwrap();
        keep(&mut journal, NOVEMBER, &[kept("b", false)]).unwrap();
        assert_eq!(undecided(&journal).unwrap(), ["b"]);
        done(&mut journal).unwrap();
        assert_eq!(undecided(&journal).unwrap(), [""; 0]);
        assert_eq!(contacts_of(&journal), [kept("b", false)]);
        let found = last(&mut journal, OCTOBER).unwrap();
        assert_eq!(found, Some((NOVEMBER.to_owned(), 1)));
    }

    #[test]
    fn the_copy_before_counts_again_when_none_of_the_new_one_s_contacts_was_removed() {
        let mut journal = opened();
        keep(&mut journal, OCTOBER, &[kept("a", false)]).unwrap();
        done(&mut journal).unwrap();
        keep(&mut journal, NOVEMBER, &[kept("b", false)]).unwrap();
        discard(&mut journal).unwrap();
        assert_eq!(contacts_of(&journal), [kept("a", false)]);
    }

    #[test]
    fn contacts_that_may_be_gone_already_are_in_the_next_copy_too() {
        let mut journal = opened();
        keep(&mut journal, OCTOBER, &[kept("a", true), kept("b", false)]).unwrap();
        keep(&mut journal, NOVEMBER, &[kept("b", true), kept("c", false)]).unwrap();
        let all = [kept("a", true), kept("b", true), kept("c", false)];
        assert_eq!(contacts_of(&journal), all);
        done(&mut journal).unwrap();
        assert_eq!(contacts_of(&journal), all);
    }

    fn contacts_of(journal: &Connection) -> Vec<Kept> {
        contacts(journal).unwrap()
    }
}
