//! The page's bindings are those that the commands and their types give.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

/// Set, the bindings are written instead of compared: `cargo xtask bindings`.
const WRITE: &str = "PEOPLE_WRITE_BINDINGS";

#[test]
fn the_pages_bindings_are_those_of_the_commands() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/host/bindings.ts");
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    people_shell::bindings::export(&fresh).unwrap();
    let fresh = fs::read_to_string(fresh).unwrap();
    if std::env::var_os(WRITE).is_some() {
        fs::write(kept, fresh).unwrap();
    } else {
        assert!(
            fs::read_to_string(kept).unwrap() == fresh,
            "the bindings are stale: run `cargo xtask bindings`"
        );
    }
}
