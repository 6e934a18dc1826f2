//! Files as programs write them, each with its cards beside it.

use std::io::Cursor;
use std::path::Path;

use people_core::plan::{Existing, Ignored, Plan, ReadOptions, SkipReason};
use people_core::vcard;
use serde::Serialize;

use people_core::plan::Fields;

#[derive(Serialize)]
struct Seen {
    cards: Vec<SeenCard>,
    ignored: Vec<Ignored>,
}

#[derive(Serialize)]
struct SeenCard {
    line: u32,
    fields: Fields,
    refused: Option<SkipReason>,
}

#[track_caller]
fn the_cards_of(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vcard/files")
        .join(file);
    let bytes = std::fs::read(path).unwrap();
    assert!(vcard::is_vcard(&bytes));
    let text = std::str::from_utf8(&bytes).unwrap();
    let mut read = vcard::read(text);
    let cards: Vec<SeenCard> = read
        .by_ref()
        .map(|card| SeenCard {
            line: card.line,
            fields: card.fields,
            refused: card.refused,
        })
        .collect();
    let plan = Plan::make(
        Cursor::new(&bytes),
        &ReadOptions::default(),
        &Existing::default(),
    )
    .unwrap();
    assert_eq!(plan.rows(None, 0, usize::MAX).0, cards.len());
    let ignored = read.ignored();
    insta::with_settings!({
        snapshot_path => "files",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_json_snapshot!(file, Seen { cards, ignored });
    });
}

macro_rules! files {
    ($($name:ident: $file:literal,)*) => {$(
        #[test]
        fn $name() {
            the_cards_of($file);
        }
    )*};
}

files! {
    apple: "apple.vcf",
    google: "google.vcf",
    outlook_in_german: "outlook.vcf",
    thunderbird: "thunderbird.vcf",
    nextcloud: "nextcloud.vcf",
    android_in_japanese: "android.vcf",
    faults_of_single_cards: "faults.vcf",
}
