//! `cargo deny`: licences, banned crates, and where crates come from.

use std::process::Command;

use crate::tools::Tool;

const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    features: &["--no-default-features"],
};

/// The check, once [`install`] is done.
pub fn command() -> Command {
    let mut deny = CARGO_DENY.command();
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

/// Builds it when it is not on this computer.
pub fn install() -> Option<Command> {
    CARGO_DENY.install()
}
