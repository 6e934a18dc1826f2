//! `cargo deny`: licences, banned crates, and where crates come from.

use std::path::PathBuf;
use std::process::Command;

use crate::run;
use crate::tree;

/// The check, once [`install`] is done.
pub fn command() -> Command {
    let mut deny = run::command(if run::is_there("cargo-deny") {
        "cargo-deny".into()
    } else {
        own()
    });
    deny.args([
        "--all-features",
        "--locked",
        "check",
        "bans",
        "licenses",
        "sources",
    ]);
    deny
}

/// Builds cargo-deny for this tree when it is not on this computer. Without optimization: it is built more often than its
/// speed matters.
pub fn install() -> Option<Command> {
    if run::is_there("cargo-deny") || own().exists() {
        return None;
    }
    let mut cargo = run::cargo();
    cargo
        .args(["install", "--locked", "--debug", "--no-default-features"])
        .arg("--root")
        .arg(tools())
        .arg("cargo-deny");
    Some(cargo)
}

fn own() -> PathBuf {
    tools()
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX))
}

fn tools() -> PathBuf {
    tree::target().join("tools")
}
