//! Building packages with Tauri's command line.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::deb;
use crate::run::{self, Fault};
use crate::tree;

/// The private key with which Tauri signs what the updater fetches.
const UPDATER_KEY: &str = "TAURI_SIGNING_PRIVATE_KEY";
/// The public key that belongs to it.
const UPDATER_PUBLIC_KEY: &str = "PEOPLE_UPDATER_PUBLIC_KEY";
/// The certificate with which Windows signs, by its thumbprint in the store of the user.
const WINDOWS_THUMBPRINT: &str = "PEOPLE_WINDOWS_THUMBPRINT";
/// Who vouches for the time of those signatures (RFC 3161).
const TIMESTAMPS: &str = "http://timestamp.digicert.com";

/// What a package's name ends with, and a signature's for the updater.
const ENDINGS: &[&str] = &[
    "deb", "rpm", "AppImage", "exe", "msi", "dmg", "tar.gz", "sig",
];

/// One run of it.
pub struct Build {
    tauri: Command,
    /// Where it leaves the packages, a folder for each kind.
    into: PathBuf,
    /// Whether what people fetch is made as small as it gets, which takes a while.
    small: bool,
}

impl Build {
    /// Of optimized programs, which it builds itself; on Linux the command line is in the packages too.
    ///
    /// # Errors
    ///
    /// When the command line of ours cannot be built, or the configuration not be written.
    pub fn release(kinds: &[String], target: Option<&str>) -> Result<Self, Fault> {
        let mut programs = tree::target();
        programs.extend(target);
        programs.push("release");
        let mut config = json!({});
        if cfg!(target_os = "linux") {
            let mut cargo = run::cargo();
            cargo.args(["build", "--release", "--locked", "--package", "people-cli"]);
            if let Some(target) = target {
                cargo.args(["--target", target]);
            }
            run::run(&mut cargo)?;
            merge(&mut config, command_line(&programs));
        }
        if given(UPDATER_KEY).is_some() {
            merge(&mut config, updater()?);
        }
        if let Some(thumbprint) = given(WINDOWS_THUMBPRINT) {
            merge(&mut config, windows(&thumbprint));
        }
        let mut tauri = tauri(&["build"], kinds, &config)?;
        if let Some(target) = target {
            tauri.args(["--target", target]);
        }
        tauri.args(["--", "--locked"]);
        Self::new(tauri, programs, true)
    }

    /// Of the programs of the last debug build, without what only a debugger needs.
    ///
    /// # Errors
    ///
    /// When they are not built, or the configuration cannot be written.
    pub fn debug() -> Result<Self, Fault> {
        let target = tree::target().join("package-debug");
        let programs = target.join("debug");
        fs::create_dir_all(&programs).map_err(|fault| Fault::File(programs.clone(), fault))?;
        for program in ["people", "people-cli"] {
            run::run(
                run::command("strip")
                    .arg("-o")
                    .arg(programs.join(program))
                    .arg(tree::binary(program)),
            )?;
        }
        let mut config = command_line(&programs);
        merge(
            &mut config,
            json!({"bundle": {"linux": {"rpm": {"compression": {"type": "gzip", "level": 1}}}}}),
        );
        let kinds = ["deb".to_owned(), "rpm".to_owned()];
        let mut tauri = tauri(&["bundle", "--debug"], &kinds, &config)?;
        tauri.env("CARGO_TARGET_DIR", &target);
        Self::new(tauri, programs, false)
    }

    /// Of the programs of the last optimized build: the deb alone.
    ///
    /// # Errors
    ///
    /// When the configuration cannot be written.
    pub fn optimized() -> Result<Self, Fault> {
        let programs = tree::target().join("release");
        let tauri = tauri(&["bundle"], &["deb".to_owned()], &command_line(&programs))?;
        Self::new(tauri, programs, true)
    }

    fn new(tauri: Command, programs: PathBuf, small: bool) -> Result<Self, Fault> {
        let into = programs.join("bundle");
        if into.exists() {
            fs::remove_dir_all(&into).map_err(|fault| Fault::File(into.clone(), fault))?;
        }
        Ok(Self { tauri, into, small })
    }

    /// The packages.
    ///
    /// # Errors
    ///
    /// When they cannot be built.
    pub fn run(mut self) -> Result<Vec<PathBuf>, Fault> {
        run::run(&mut self.tauri)?;
        let mut packages = Vec::new();
        for kind in listed(&self.into)? {
            if kind.is_dir() {
                packages.extend(listed(&kind)?.into_iter().filter(|path| is_package(path)));
            }
        }
        packages.sort();
        for deb in packages.iter().filter(|path| self.small && is_deb(path)) {
            deb::shrink(deb)?;
        }
        if packages.is_empty() {
            return Err(Fault::Answer(format!(
                "{}: no package was built",
                self.into.display()
            )));
        }
        Ok(packages)
    }
}

/// The configuration is given as a file: the quotation marks of JSON do not reach a script of Windows as they are.
fn tauri(verb: &[&str], kinds: &[String], config: &Value) -> Result<Command, Fault> {
    let file = tree::target().join("package.conf.json");
    fs::write(&file, config.to_string()).map_err(|fault| Fault::File(file.clone(), fault))?;
    let mut tauri = run::command(if cfg!(windows) { "npx.cmd" } else { "npx" });
    tauri
        .args(["--no-install", "tauri"])
        .args(verb)
        .args(["--ci", "--bundles", &kinds.join(",")])
        .arg("--config")
        .arg(file);
    Ok(tauri)
}

fn command_line(programs: &Path) -> Value {
    let files = json!({"files": {"/usr/bin/people-cli": programs.join("people-cli")}});
    json!({"bundle": {"linux": {"deb": files, "rpm": files}}})
}

fn updater() -> Result<Value, Fault> {
    let key = given(UPDATER_PUBLIC_KEY).ok_or_else(|| {
        Fault::Answer(format!(
            "{UPDATER_KEY} is set and {UPDATER_PUBLIC_KEY} is not"
        ))
    })?;
    Ok(json!({
        "bundle": {"createUpdaterArtifacts": true},
        "plugins": {"updater": {"pubkey": key}},
    }))
}

fn windows(thumbprint: &str) -> Value {
    json!({"bundle": {"windows": {
        "certificateThumbprint": thumbprint,
        "digestAlgorithm": "sha256",
        "timestampUrl": TIMESTAMPS,
        "tsp": true,
    }}})
}

/// What a variable holds; one that is empty is not given.
fn given(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Puts what `more` says over what is there.
fn merge(value: &mut Value, more: Value) {
    match (value, more) {
        (Value::Object(fields), Value::Object(more)) => {
            for (name, more) in more {
                merge(fields.entry(name).or_insert(Value::Null), more);
            }
        }
        (value, more) => *value = more,
    }
}

fn is_package(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    path.is_file()
        && ENDINGS
            .iter()
            .any(|ending| name.ends_with(&format!(".{ending}")))
}

fn is_deb(path: &Path) -> bool {
    path.extension().is_some_and(|kind| kind == "deb")
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let on_folder = |fault| Fault::File(folder.to_owned(), fault);
    fs::read_dir(folder)
        .map_err(on_folder)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(on_folder))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_later_wins_and_the_rest_stays() {
        let mut config = json!({"bundle": {"active": true, "targets": "deb"}});
        merge(
            &mut config,
            json!({"bundle": {"targets": "rpm"}, "plugins": {}}),
        );
        assert_eq!(
            config,
            json!({"bundle": {"active": true, "targets": "rpm"}, "plugins": {}})
        );
    }

    #[test]
    fn packages_are_told_from_what_they_are_made_of() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.deb", "a.app.tar.gz", "a.app.tar.gz.sig", "control"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("b.deb")).unwrap();
        let mut found: Vec<_> = listed(folder.path()).unwrap();
        found.retain(|path| is_package(path));
        assert_eq!(found.len(), 3);
    }
}
