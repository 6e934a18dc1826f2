//! The public set of files that readers of CSV are held to.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use people_core::plan::{Existing, Fields, Plan, ReadOptions};

use crate::created;
use crate::files::assert_plan;

/// Its titles are of no program: which line is the header has to be said.
fn read(name: &str) -> Plan {
    let options = ReadOptions {
        header: Some(1),
        ..ReadOptions::default()
    };
    let file = File::open(path(name).with_extension("csv")).unwrap();
    Plan::make(file, &options, &Existing::default()).unwrap()
}

fn path(name: &str) -> PathBuf {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    files.join("csv-spectrum").join(name)
}

/// What the set says that is in the file; an empty value is as good as none.
fn expected(name: &str) -> Option<Vec<Fields>> {
    let text = fs::read_to_string(path(name).with_extension("json")).ok()?;
    let mut rows: Vec<Fields> = serde_json::from_str(&text).unwrap();
    for row in &mut rows {
        row.retain(|_, value| !value.is_empty());
    }
    Some(rows)
}

macro_rules! files {
    ($($name:ident,)*) => {$(
        #[test]
        fn $name() {
            let name = stringify!($name);
            let plan = read(name);
            if let Some(expected) = expected(name) {
                assert_eq!(created(&plan), expected);
            }
            assert_plan(&format!("csv-spectrum/{name}.csv"), &plan);
        }
    )*};
}

files! {
    comma_in_quotes,
    empty,
    empty_crlf,
    escaped_quotes,
    json,
    location_coordinates,
    newlines,
    newlines_crlf,
    quotes_and_newlines,
    simple,
    simple_crlf,
    utf8,
}
