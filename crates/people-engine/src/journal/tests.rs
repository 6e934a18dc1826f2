use people_core::plan::{Change, Fields, SameAs, SkipReason, Upload};

use super::*;
use crate::api::{ImportCounts, ImportEnd, ImportOf, ReportList};

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

fn head() -> Head {
    Head {
        name: "people.csv".into(),
        at: "2026-11-02T10:00:00Z".into(),
        of: ImportOf::File,
        fields: vec!["firstname".into(), "number".into()],
        titles: vec!["First Name".into(), "Phone".into()],
    }
}

/// One row of each kind, and creations of two shapes in turn.
fn written(connection: &mut Connection) -> rusqlite::Result<u32> {
    let mut draft = Draft::begin(connection, &head())?;
    for line in [2, 3, 4, 5] {
        let number = line.to_string();
        let both = [("firstname", "Ann"), ("number", number.as_str())];
        draft.create(&Upload {
            line,
            id: format!("id-{line}"),
            wanted_id: line == 3,
            fields: fields(if line % 2 == 0 { &both } else { &both[1..] }),
        })?;
    }
    let change = Change {
        line: 6,
        id: "there".into(),
        edits: fields(&[("number", "6")]),
    };
    draft.change(&change, &["Bob".to_owned(), "6".to_owned()])?;
    let same_as = SameAs::Line { line: 2 };
    let values = ["Ann".to_owned(), "2".to_owned()];
    draft.same(7, &same_as, &head().fields, &values)?;
    draft.skip(8, &SkipReason::Blank, &["".into(), " ".into()])?;
    draft.finish()
}

fn lines(uploads: &[Upload]) -> Vec<u32> {
    uploads.iter().map(|upload| upload.line).collect()
}

#[tokio::test]
async fn what_is_due_is_grouped_by_its_fields_until_something_became_of_it() {
    let journal = Journal::new(None);
    let due = journal.with(|connection| {
        let import = written(connection)?;
        let first = creations(connection, import, 100)?;
        mark_sent(connection, import, &[2, 4])?;
        let rest = creations(connection, import, 100)?;
        let unclear = sent(connection, import)?;
        record(connection, import, &[(2, Outcome::Created)])?;
        rename(connection, import, &[(4, "other".into())])?;
        let still = sent(connection, import)?;
        Ok((first, rest, unclear, still))
    });
    let (first, rest, unclear, still) = due.await.unwrap();
    assert_eq!(lines(&first), [2, 4, 3, 5]);
    assert_eq!(lines(&rest), [3, 5]);
    assert_eq!(lines(&unclear), [2, 4]);
    assert_eq!(first[2].fields, fields(&[("number", "3")]));
    assert_eq!((first[2].wanted_id, first[2].id.as_str()), (true, "id-3"));
    assert_eq!((lines(&still), still[0].id.as_str()), (vec![4], "other"));
}

#[tokio::test]
async fn a_change_that_was_begun_comes_first_and_knows_the_text_before() {
    let journal = Journal::new(None);
    let due = journal.with(|connection| {
        let import = written(connection)?;
        let fresh = changes(connection, import, 10)?;
        let (before, after) = (fields(&[("number", "old")]), fields(&[("number", "6")]));
        mark_changing(connection, import, 6, &before, &after)?;
        let begun = changes(connection, import, 10)?;
        record(connection, import, &[(6, Outcome::Updated { after })])?;
        Ok((fresh, begun, changes(connection, import, 10)?))
    });
    let (fresh, begun, done) = due.await.unwrap();
    assert_eq!(fresh[0].1, None);
    assert_eq!(begun[0].0, fresh[0].0);
    assert_eq!(begun[0].1, Some(fields(&[("number", "old")])));
    assert_eq!(done, []);
}

#[tokio::test]
async fn a_report_counts_every_row_once() {
    let journal = Journal::new(None);
    let told = journal.with(|connection| {
        let import = written(connection)?;
        let words = "too many fields".to_owned();
        let outcomes = [(2, Outcome::Created), (3, Outcome::Failed { words })];
        record(connection, import, &outcomes)?;
        let report = end(connection, import, &ImportEnd::Cancelled)?;
        let skipped = rows(connection, import, ReportList::Skipped, 0, 9)?;
        Ok((
            report,
            skipped,
            rows(connection, import, ReportList::Failed, 0, 9)?,
        ))
    });
    let (report, skipped, failed) = told.await.unwrap();
    let report = report.unwrap();
    let counts = ImportCounts {
        created: 1,
        updated: 0,
        duplicates: 1,
        skipped: 1,
        failed: 1,
        unsent: 3,
    };
    assert_eq!(report.counts, counts);
    assert!(report.can_resume && report.can_undo);
    let skipped = skipped.unwrap();
    assert_eq!(skipped.fields, head().titles);
    assert_eq!(skipped.rows[0].values, ["", " "]);
    let failed = failed.unwrap();
    assert_eq!(failed.fields, ["id", "firstname", "number"]);
    assert_eq!(failed.rows[0].values, ["id-3", "", "3"]);
    assert_eq!(
        (
            failed.rows[0].name.as_str(),
            failed.rows[0].contact.as_ref()
        ),
        ("3", None)
    );
}

#[tokio::test]
async fn a_draft_that_is_not_finished_leaves_nothing() {
    let journal = Journal::new(None);
    let begun = journal.with(|connection| Draft::begin(connection, &head()).map(drop));
    begun.await.unwrap();
    assert_eq!(journal.imports(false).await.unwrap(), []);
}

#[tokio::test]
async fn an_import_without_an_end_is_interrupted_unless_somebody_is_at_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.journal.sqlite");
    let journal = Journal::new(Some(path.clone()));
    let import = journal.with(written).await.unwrap();
    assert_eq!(journal.imports(true).await.unwrap(), []);
    let elsewhere = Journal::new(Some(path));
    let guard = elsewhere.lock().await.unwrap();
    assert_eq!(journal.lock().await.unwrap_err(), AppError::ImportRuns);
    assert_eq!(journal.imports(false).await.unwrap(), []);
    drop(guard);
    let left = journal.imports(false).await.unwrap();
    assert_eq!(
        (left[0].import, &left[0].end),
        (import, &ImportEnd::Interrupted)
    );
    journal.lock().await.unwrap();
}

#[tokio::test]
async fn a_damaged_journal_is_set_aside_and_begun_anew() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.journal.sqlite");
    std::fs::write(
        &path,
        "no database at all, but long enough to be one".repeat(100),
    )
    .unwrap();
    let journal = Journal::new(Some(path.clone()));
    assert_eq!(journal.imports(false).await.unwrap(), []);
    assert!(sqlite::damaged(&path).exists());
    journal.with(written).await.unwrap();
    assert_eq!(journal.imports(false).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_journal_of_a_newer_program_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.journal.sqlite");
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let journal = Journal::new(Some(path.clone()));
    assert_eq!(journal.imports(false).await.unwrap_err(), AppError::Store);
    assert!(path.exists() && !sqlite::damaged(&path).exists());
}

#[tokio::test]
async fn a_closed_journal_takes_nothing_more_and_can_be_opened_anew() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::new(Some(directory.path().join("a.journal.sqlite")));
    journal.with(written).await.unwrap();
    journal.close().await;
    assert_eq!(journal.imports(false).await.unwrap_err(), AppError::Store);
    assert_eq!(journal.anew().imports(false).await.unwrap().len(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::new(Some(directory.path().join("data/a.journal.sqlite")));
    journal.with(written).await.unwrap();
    let _guard = journal.lock().await.unwrap();
    for entry in std::fs::read_dir(directory.path().join("data")).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}
