//! What is registered, declared and allowed is one and the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::names::COMMANDS;

fn registered() -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bindings.ts");
    crate::bindings::export(&file).unwrap();
    fs::read_to_string(file)
        .unwrap()
        .split("__TAURI_INVOKE<")
        .skip(1)
        .map(|call| call.split('"').nth(1).unwrap().to_owned())
        .collect()
}

#[test]
fn every_registered_command_is_declared_to_the_permission_check() {
    let declared: BTreeSet<_> = COMMANDS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(declared, registered());
}

#[test]
fn the_page_may_call_each_command_singly_and_nothing_else() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities/main.json");
    let capability: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let allowed: BTreeSet<_> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect();
    let expected: BTreeSet<_> = COMMANDS
        .iter()
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .collect();
    assert_eq!(allowed, expected);
}
