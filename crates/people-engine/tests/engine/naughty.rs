//! Texts that break programs, as names, numbers, searches and messages.

use std::collections::BTreeSet;

use people_core::list::View;
use people_core::plan::{ReadOptions, RowKind};
use people_engine::api::{
    ExportFormat, ExportRequest, ExportWhat, ImportEnd, Message, MessageState, Update,
};
use serde_json::Value;

use crate::bench::{Bench, SignedIn, query};
use crate::floor::ANN;
use crate::imports::import;

/// Their origin stands in the README beside them.
fn naughty() -> Vec<String> {
    serde_json::from_str(include_str!("../../../../tests/naughty/blns.json")).unwrap()
}

/// Each as the name of one contact and the number of another, quoted as any program quotes.
fn csv() -> String {
    let rows = naughty().into_iter().enumerate().map(|(at, text)| {
        let text = text.replace('"', "\"\"");
        format!("Name,\"{text}\",1{at}\r\nNumber,{at},\"{text}\"\r\n")
    });
    std::iter::once("firstname,lastname,number\r\n".to_owned())
        .chain(rows)
        .collect()
}

/// What every contact of the user says in these fields.
async fn stored(bench: &Bench) -> BTreeSet<[String; 3]> {
    let text = |contact: &Value, field: &str| contact[field].as_str().unwrap_or("").to_owned();
    let there = bench.control.personal().await;
    there
        .iter()
        .map(|contact| ["firstname", "lastname", "number"].map(|field| text(contact, field)))
        .collect()
}

/// How many rows of a file of what was exported would be created, changed, or left out.
async fn not_the_same(bench: &Bench, here: &SignedIn, format: ExportFormat) -> u32 {
    let path = bench.home.path().join("exported");
    let request = ExportRequest {
        what: ExportWhat::All,
        columns: None,
        format,
    };
    here.engine.export(path.clone(), request).await.unwrap();
    let plan = here.engine.plan(path, ReadOptions::default()).await;
    let counts = plan.unwrap().summary.counts;
    assert!(counts.same > 0);
    counts.new + counts.changes + counts.skipped
}

#[tokio::test(flavor = "multi_thread")]
async fn every_text_is_kept_as_the_plan_showed_it_or_refused_with_its_line() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    let before = stored(&bench).await;
    let path = bench.file("\u{202e}＜script＞alert(1)💥 %s.csv", csv());
    let plan = here.engine.plan(path, ReadOptions::default()).await;
    let plan = plan.unwrap();
    let fields = ["firstname", "lastname", "number"];
    assert_eq!(plan.summary.fields, fields);
    let rows = here.engine.plan_rows(plan.plan, None, 0, 10_000).await;
    let rows = rows.unwrap().rows;
    assert_eq!(rows.len(), 2 * naughty().len());
    for row in &rows {
        let refused = row.kind == RowKind::Skipped;
        assert_eq!(row.reason.is_some(), refused, "{row:?}");
    }
    let kept = rows.iter().filter(|row| row.kind == RowKind::New);
    let promised: BTreeSet<[String; 3]> = kept
        .map(|row| std::array::from_fn(|at| row.values[at].clone()))
        .collect();
    assert!(promised.len() > naughty().len(), "most are kept");
    let report = here.engine.import(plan.plan).await.unwrap();
    assert_eq!(report.end, ImportEnd::Done);
    let after = stored(&bench).await;
    let added: BTreeSet<_> = after.difference(&before).cloned().collect();
    assert_eq!(added, promised);
    for format in [ExportFormat::Csv, ExportFormat::Vcard] {
        assert_eq!(not_the_same(&bench, &here, format).await, 0, "{format:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_text_that_is_no_white_space_finds_the_contact_that_bears_it() {
    let bench = Bench::new().await;
    let here = bench.signed_in().await;
    import(&bench, &here, csv()).await;
    for [_, name, _] in stored(&bench).await {
        let found = here.engine.open(query(View::Personal, &name)).await;
        assert!(found.unwrap().total > 0, "{name:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_arrives_as_it_was_written() {
    let bench = Bench::new().await;
    let mut here = bench.signed_in().await;
    let mut there = bench.colleague(&here, ANN).await;
    let row = here.row(View::All, ANN).await;
    let user = here.engine.menu(row).await.unwrap().user.unwrap();
    let room = here.engine.open_chat(user).await.unwrap();
    let texts = naughty();
    let texts = texts.iter().filter(|text| !text.trim().is_empty());
    let texts: Vec<&String> = texts.collect();
    for text in &texts {
        let sending = here.engine.send_message(room.id.clone(), (*text).clone());
        sending.await.unwrap();
        here.update(|update| match update {
            Update::Message { message, .. } if message.state == MessageState::Sent => Some(()),
            _ => None,
        })
        .await;
    }
    let last = texts.last().unwrap().as_str();
    there
        .update(|update| match update {
            Update::Message { message, .. } if message.text == last => Some(()),
            _ => None,
        })
        .await;
    for reader in [&here, &there] {
        let read = read_all(reader, &room.id, texts.len()).await;
        assert_eq!(read.iter().collect::<Vec<_>>(), texts);
    }
}

/// The last messages of a room, page after page, the oldest first.
async fn read_all(of: &SignedIn, room: &str, count: usize) -> Vec<String> {
    let mut messages: Vec<Message> = Vec::new();
    while messages.len() < count {
        let before = messages.first().map(|message| message.id.clone());
        let page = of.engine.messages(room.to_owned(), before, 100).await;
        let mut page = page.unwrap().messages;
        assert!(!page.is_empty(), "{} of {count}", messages.len());
        page.append(&mut messages);
        messages = page;
    }
    messages.into_iter().map(|message| message.text).collect()
}
