use people_core::contact::{Contact, ContactKey, Relations, Value};
use people_core::display::{Column, Display};

use super::*;

fn contact(source: &str, id: Option<&str>, name: &str) -> Contact {
    Contact {
        key: ContactKey {
            backend: "wazo".into(),
            source: source.into(),
            id: id.map(str::to_owned),
        },
        values: vec![Value::Text(name.into()), Value::Empty, Value::Flag(true)],
        relations: Relations {
            user_uuid: id.map(|id| format!("uuid-{id}")),
            ..Relations::default()
        },
        favorite: false,
    }
}

fn snapshot() -> Snapshot {
    Snapshot {
        head: Head {
            taken_at: "2026-11-02T10:00:00Z".into(),
            profile: "default".into(),
            me: None,
            display: Display {
                columns: vec![Column {
                    title: Some("Nom".into()),
                    type_name: None,
                }],
            },
        },
        contacts: vec![
            contact("a", Some("1"), "Zoé"),
            contact("a", None, "no id"),
            contact("b", Some("1"), "مريم"),
        ],
        personal: vec![[("id".to_owned(), "p1".to_owned())].into()],
        favorites: vec![Favorite {
            source: "a".into(),
            id: "1".into(),
        }],
        called: [].into(),
        calls: Kept::default(),
        marks: Marks::default(),
    }
}

fn opened(path: &Path) -> (Store, Option<Snapshot>) {
    Store::open(path).unwrap()
}

#[test]
fn a_snapshot_comes_back_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, nothing) = opened(&path);
    assert_eq!(nothing, None);
    store.save(snapshot);
    drop(store);
    assert_eq!(opened(&path).1, Some(snapshot()));
}

#[test]
fn a_smaller_snapshot_leaves_nothing_of_the_one_before() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, _) = opened(&path);
    store.save(snapshot);
    let smaller = Snapshot {
        contacts: vec![contact("b", Some("2"), "Ann")],
        personal: vec![],
        favorites: vec![],
        ..snapshot()
    };
    let saved = smaller.clone();
    store.save(|| saved);
    drop(store);
    assert_eq!(opened(&path).1, Some(smaller));
}

#[test]
fn calls_and_favorites_are_kept_apart_from_the_rows() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, _) = opened(&path);
    store.save(snapshot);
    store.count_call("1002".into());
    store.count_call("1002".into());
    store.save_favorites(vec![]);
    drop(store);
    let kept = opened(&path).1.unwrap();
    assert_eq!(kept.called, [("1002".to_owned(), 2)].into());
    assert_eq!(kept.favorites, []);
    assert_eq!(kept.contacts.len(), 3);
}

#[test]
fn what_was_read_is_kept_apart_from_the_rows() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, _) = opened(&path);
    store.save(snapshot);
    let marks = Marks {
        since: Some(3),
        rooms: [("room".to_owned(), 5)].into(),
    };
    store.save_marks(Marks::default());
    store.save_marks(marks.clone());
    store.save(snapshot);
    drop(store);
    assert_eq!(opened(&path).1.unwrap().marks, marks);
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert!(matches!(
        Store::open(&path),
        Err(StoreFault::Newer { found: 99, .. })
    ));
    let untouched = Connection::open(&path).unwrap();
    let version: u32 = untouched
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

/// The tables as version 1 made them, frozen: stores in the field look like this.
const VERSION_1: &str = r#"
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE source (backend TEXT NOT NULL, name TEXT NOT NULL, contacts BLOB NOT NULL,
        PRIMARY KEY (backend, name)) WITHOUT ROWID;
    CREATE TABLE personal (id TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE favorite (source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id)) WITHOUT ROWID;
    CREATE TABLE called (number TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('head', '{"taken_at":"2026-11-02T10:00:00Z","profile":"default","me":null,
        "display":{"columns":[{"title":"Nom","type_name":"name"}]}}');
    INSERT INTO source VALUES ('wazo', 'auto_wazo', CAST('[["7",["Zoé",null,true],
        {"agent_id":null,"endpoint_id":3,"user_id":7,"user_uuid":"u-7","xivo_id":null}],[null,["x"],null]]' AS BLOB));
    INSERT INTO personal VALUES ('p1', '{"id":"p1","firstname":"Ann"}');
    INSERT INTO favorite VALUES ('auto_wazo', '7');
    INSERT INTO called VALUES ('1002', 3);
    PRAGMA user_version = 1;
"#;

#[test]
fn a_store_of_version_1_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    Connection::open(&path)
        .unwrap()
        .execute_batch(VERSION_1)
        .unwrap();
    let kept = opened(&path).1.unwrap();
    assert_eq!(kept.contacts.len(), 2);
    assert_eq!(
        kept.contacts[0].values,
        [Value::Text("Zoé".into()), Value::Empty, Value::Flag(true)]
    );
    assert_eq!(kept.contacts[0].relations.endpoint_id, Some(3));
    assert_eq!(kept.personal[0]["firstname"], "Ann");
    assert_eq!(kept.favorites.len(), 1);
    assert_eq!(kept.called["1002"], 3);
}

#[test]
fn a_damaged_file_is_set_aside_and_built_anew() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    for garbage in [
        &b"this is no database, and long enough to show it"[..],
        &[0xff; 8192],
    ] {
        fs::write(&path, garbage).unwrap();
        let (store, nothing) = opened(&path);
        assert_eq!(nothing, None);
        store.save(snapshot);
        drop(store);
        assert_eq!(opened(&path).1, Some(snapshot()));
        assert_eq!(fs::read(path.with_extension("damaged")).unwrap(), garbage);
    }
}

#[test]
fn rows_that_cannot_be_read_are_as_good_as_a_damaged_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, _) = opened(&path);
    store.save(snapshot);
    drop(store);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute("UPDATE source SET contacts = CAST('[[' AS BLOB)", [])
        .unwrap();
    drop(connection);
    assert_eq!(opened(&path).1, None);
    assert!(path.with_extension("damaged").exists());
}

#[cfg(unix)]
#[test]
fn a_store_is_its_owner_s_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let directory = home.path().join("data");
    let (store, _) = opened(&Store::path(&directory, "x"));
    store.save(snapshot);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&directory), 0o700);
    let mut files = 0;
    for file in fs::read_dir(&directory).unwrap() {
        let file = file.unwrap().path();
        assert_eq!(mode(&file), 0o600, "{file:?}");
        files += 1;
    }
    assert_eq!(files, 3, "the copy with its log and index");
    drop(store);
}

#[test]
fn a_removed_store_leaves_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, _) = opened(&path);
    store.save(snapshot);
    drop(store);
    sqlite::remove(&path).unwrap();
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
}

#[test]
fn missed_calls_are_kept_the_newest_first_and_phones_with_their_time() {
    let directory = tempfile::tempdir().unwrap();
    let path = Store::path(directory.path(), "x");
    let (store, _) = opened(&path);
    store.save(snapshot);
    let missed = |id| people_core::calls::MissedRecord {
        id,
        name: Some("Grace".into()),
        number: Some("1002".into()),
        user: None,
        at: 1_785_941_929_100,
        times: 2,
        unseen: 1,
    };
    let kept = Kept {
        missed: vec![missed(7), missed(3)],
        deaf_lines: vec![(4, 1_785_941_929_100)],
    };
    store.save_calls(Kept::default());
    store.save_calls(kept.clone());
    drop(store);
    assert_eq!(opened(&path).1.unwrap().calls, kept);
}
