//! Running other programs.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::tree;

/// Why a job did not end well.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A program is not there or cannot be started.
    #[error("`{0}` cannot be started: {1}")]
    Start(String, io::Error),
    /// A program ended with an error.
    #[error("`{0}` failed")]
    Failed(String),
    /// A file cannot be read or written.
    #[error("{path}: {1}", path = .0.display())]
    File(PathBuf, io::Error),
    /// Another program answered in a way that is not understood.
    #[error("{0}")]
    Answer(String),
    /// The tree breaks one of its rules; each was told already.
    #[error("{0} findings")]
    Findings(usize),
    /// Stages failed; each was told already.
    #[error("failed: {}", .0.join(", "))]
    Stages(Vec<String>),
}

/// `program`, run at the root of the tree. On Linux it ends when this program does.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = if cfg!(target_os = "linux") && is_there("setpriv") {
        let mut tied = Command::new("setpriv");
        tied.args(["--pdeathsig", "TERM", "--"]).arg(program);
        tied
    } else {
        Command::new(program)
    };
    command.current_dir(tree::root());
    command
}

/// The cargo that runs this.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm; on Windows it is a script.
pub fn npm() -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs to the end, its output where ours goes.
///
/// # Errors
///
/// When it cannot be started or ends with an error.
pub fn run(command: &mut Command) -> Result<(), Fault> {
    let status = command
        .status()
        .map_err(|fault| Fault::Start(name(command), fault))?;
    status
        .success()
        .then_some(())
        .ok_or_else(|| Fault::Failed(name(command)))
}

/// Runs to the end, its output into `log`.
///
/// # Errors
///
/// When it cannot be started or ends with an error.
pub fn run_into(command: &mut Command, log: &File) -> Result<(), Fault> {
    let copy = || {
        log.try_clone()
            .map_err(|fault| Fault::File("log".into(), fault))
    };
    run(command.stdin(Stdio::null()).stdout(copy()?).stderr(copy()?))
}

/// Runs to the end and gives what it printed.
///
/// # Errors
///
/// When it cannot be started, ends with an error, or prints no text.
pub fn ask(command: &mut Command) -> Result<String, Fault> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|fault| Fault::Start(name(command), fault))?;
    if !output.status.success() {
        return Err(Fault::Failed(name(command)));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Fault::Answer(format!("`{}` printed no text", name(command))))
}

/// Whether a program is in the path.
pub fn is_there(program: &str) -> bool {
    find(program, env::var_os("PATH").as_deref()).is_some()
}

fn find(program: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    env::split_paths(path?)
        .map(|directory| {
            directory
                .join(program)
                .with_extension(env::consts::EXE_EXTENSION)
        })
        .find(|candidate| is_program(candidate))
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}

fn name(command: &Command) -> String {
    let mut words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    if words.first().is_some_and(|word| word == "setpriv") {
        words.drain(..4);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_told_without_what_ties_it() {
        assert_eq!(name(command("npm").arg("ci")), "npm ci");
    }

    #[test]
    fn a_program_is_found_in_the_path() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(
            directory
                .path()
                .join(format!("tool{}", env::consts::EXE_SUFFIX)),
            "",
        )
        .unwrap();
        let path = env::join_paths(["nowhere".as_ref(), directory.path()]).unwrap();
        assert!(find("tool", Some(&path)).is_some());
        assert!(find("other", Some(&path)).is_none());
    }
}
