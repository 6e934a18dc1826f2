//! The copy of all contacts that is made before they are removed.

use std::collections::HashSet;

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
/// known is taken into the new one, as some of its contacts may be gone. Gives the copy's number.
pub(crate) fn keep(
    connection: &mut Connection,
    at: &str,
    contacts: &[Kept],
) -> rusqlite::Result<u32> {
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
    transaction.commit()?;
    Ok(copy)
}

/// The contacts of a copy were removed: those before it go. Nothing happens if another one has taken it in.
pub(crate) fn done(connection: &mut Connection, copy: u32) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known = "UPDATE removed_all SET done = 1 WHERE copy = ?1";
    if transaction.execute(known, [copy])? > 0 {
        transaction.execute("DELETE FROM removed_contact WHERE copy < ?1", [copy])?;
        transaction.execute("DELETE FROM removed_all WHERE copy < ?1", [copy])?;
    }
    transaction.commit()
}

/// A copy of which it is not known whether its contacts were removed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Undecided {
    /// Its number.
    pub(crate) copy: u32,
    /// When it was made, RFC 3339 in UTC.
    pub(crate) at: String,
    /// The ids of its contacts.
    pub(crate) ids: HashSet<String>,
}

/// The copy of which it is not known whether its contacts were removed, if there is one.
pub(crate) fn undecided(connection: &Connection) -> rusqlite::Result<Option<Undecided>> {
    let last = "SELECT copy, at FROM removed_all WHERE done = 0 ORDER BY copy DESC LIMIT 1";
    let found: Option<(u32, String)> = connection
        .query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((copy, at)) = found else {
        return Ok(None);
    };
    let ids = connection
        .prepare("SELECT id FROM removed_contact WHERE copy = ?1")?
        .query_map([copy], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Undecided { copy, at, ids }))
}

/// None of the contacts of an undecided copy was removed: the one before counts again.
pub(crate) fn discard(connection: &mut Connection, copy: u32) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let undecided = "DELETE FROM removed_all WHERE copy = ?1 AND done = 0";
    if transaction.execute(undecided, [copy])? > 0 {
        transaction.execute("DELETE FROM removed_contact WHERE copy = ?1", [copy])?;
    }
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
        removed(&mut journal, OCTOBER, &contacts);
        assert_eq!(contacts_of(&journal), contacts);
        assert_eq!(starred(&journal).unwrap(), ["b"]);
        let found = last(&mut journal, OCTOBER).unwrap();
        assert_eq!(found, Some((OCTOBER.to_owned(), 2)));
    }

    #[test]
    fn a_copy_that_is_too_old_is_forgotten_whole() {
        let mut journal = opened();
        removed(&mut journal, OCTOBER, &[kept("a", true)]);
        assert_eq!(last(&mut journal, NOVEMBER).unwrap(), None);
        assert_eq!(contacts_of(&journal), []);
    }

    #[test]
    fn the_copy_before_goes_once_the_new_one_s_contacts_are_removed() {
        let mut journal = opened();
        removed(&mut journal, OCTOBER, &[kept("a", false)]);
        let copy = keep(&mut journal, NOVEMBER, &[kept("b", false)]).unwrap();
        let open = Undecided {
            copy,
            at: NOVEMBER.to_owned(),
            ids: ["b".to_owned()].into(),
        };
        assert_eq!(undecided(&journal).unwrap(), Some(open));
        done(&mut journal, copy).unwrap();
        assert_eq!(undecided(&journal).unwrap(), None);
        assert_eq!(contacts_of(&journal), [kept("b", false)]);
        let found = last(&mut journal, OCTOBER).unwrap();
        assert_eq!(found, Some((NOVEMBER.to_owned(), 1)));
    }

    #[test]
    fn the_copy_before_counts_again_when_none_of_the_new_one_s_contacts_was_removed() {
        let mut journal = opened();
        let before = removed(&mut journal, OCTOBER, &[kept("a", false)]);
        let copy = keep(&mut journal, NOVEMBER, &[kept("b", false)]).unwrap();
        discard(&mut journal, before).unwrap();
        discard(&mut journal, copy).unwrap();
        assert_eq!(contacts_of(&journal), [kept("a", false)]);
    }

    #[test]
    fn a_copy_that_was_taken_into_the_next_one_is_not_decided_any_more() {
        let mut journal = opened();
        removed(&mut journal, OCTOBER, &[kept("a", false)]);
        let late = keep(&mut journal, OCTOBER, &[kept("b", false)]).unwrap();
        let next = keep(&mut journal, NOVEMBER, &[kept("c", false)]).unwrap();
        discard(&mut journal, late).unwrap();
        done(&mut journal, late).unwrap();
        assert_eq!(undecided(&journal).unwrap().unwrap().copy, next);
        assert_eq!(contacts_of(&journal), [kept("b", false), kept("c", false)]);
        discard(&mut journal, next).unwrap();
        assert_eq!(contacts_of(&journal), [kept("a", false)]);
    }

    #[test]
    fn contacts_that_may_be_gone_already_are_in_the_next_copy_too() {
        let mut journal = opened();
        keep(&mut journal, OCTOBER, &[kept("a", true), kept("b", false)]).unwrap();
        let next = [kept("b", true), kept("c", false)];
        let copy = keep(&mut journal, NOVEMBER, &next).unwrap();
        let all = [kept("a", true), kept("b", true), kept("c", false)];
        assert_eq!(contacts_of(&journal), all);
        done(&mut journal, copy).unwrap();
        assert_eq!(contacts_of(&journal), all);
    }

    /// Makes a copy of contacts that are removed then.
    fn removed(journal: &mut Connection, at: &str, contacts: &[Kept]) -> u32 {
        let copy = keep(journal, at, contacts).unwrap();
        done(journal, copy).unwrap();
        copy
    }

    fn contacts_of(journal: &Connection) -> Vec<Kept> {
        contacts(journal).unwrap()
    }
}
