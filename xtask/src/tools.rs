//! Tools of cargo's that are built for this tree when they are not on this computer.

use std::path::PathBuf;
use std::process::Command;

use crate::run;
use crate::tree;

/// One of them.
pub struct Tool {
    /// Its name, as a package and as a program.
    pub name: &'static str,
    /// How it is built: options of `cargo install`.
    pub features: &'static [&'static str],
}

impl Tool {
    /// A run of it, once [`Tool::install`] is done.
    pub fn command(&self) -> Command {
        run::command(if run::is_there(self.name) {
            self.name.into()
        } else {
            self.own()
        })
    }

    /// Builds it, unless it is there. Without optimization: it is built more often than its speed matters.
    pub fn install(&self) -> Option<Command> {
        if run::is_there(self.name) || self.own().exists() {
            return None;
        }
        let mut cargo = run::cargo();
        cargo
            .args(["install", "--locked", "--debug"])
            .args(self.features)
            .arg("--root")
            .arg(tools())
            .arg(self.name);
        Some(cargo)
    }

    fn own(&self) -> PathBuf {
        tools()
            .join("bin")
            .join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }
}

fn tools() -> PathBuf {
    tree::target().join("tools")
}
