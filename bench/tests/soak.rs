//! A short soak, with everything that a long one has.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use serde_json::Value;

#[test]
fn after_trouble_the_program_knows_what_the_server_knows() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("soak.json");
    let run = Command::new(env!("CARGO_BIN_EXE_soak"))
        .args(["--minutes", "0.1", "--speed", "200", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    let found: Value = serde_json::from_slice(&std::fs::read(&out).expect(&said)).unwrap();
    // Memory says something after minutes only.
    assert_eq!(found["differences"], serde_json::json!([]), "{said}");
    assert_eq!(found["leaks"], false, "{said}");
    assert!(found["events"].as_u64().unwrap() > 0, "{said}");
}
