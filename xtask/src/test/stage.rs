//! The stages, in the order in which they run.

use std::fmt;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use super::count::Count;
use crate::run::{self, Fault};
use crate::{check, deny, e2e, package, pictures, program, setup, tree};

/// One stage.
pub struct Stage {
    /// One word.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Stages without which it makes no sense.
    needs: &'static [&'static str],
    /// Test programs of it that get a line of their own.
    parts: &'static [&'static str],
    work: Work,
}

enum Work {
    /// A job of ours; what it says goes where ours goes.
    Own(fn() -> Result<(), Fault>),
    /// Programs, one after the other; what they say is kept.
    Programs(fn() -> Vec<Command>),
}

/// All of them.
pub const STAGES: &[Stage] = &[
    Stage::own("setup", "what is missing on this computer", &[], setup::run),
    Stage::programs(
        "build",
        "the page, for the program to embed, and that of the tests",
        &["setup"],
        build,
    ),
    Stage::programs(
        "page",
        "types, lints and component tests of the page",
        &["setup"],
        page,
    ),
    Stage::programs("format", "formatting of the Rust code", &[], format),
    Stage::programs(
        "lint",
        "clippy on every crate, target and feature",
        &["setup"],
        lint,
    ),
    Stage::programs("deny", "licences and sources of dependencies", &[], deny),
    Stage {
        parts: &["contract"],
        ..Stage::programs(
            "rust",
            "unit, property, engine, contract and command-line tests",
            &["setup"],
            rust,
        )
    },
    Stage::own("check", "invariants of the tree", &["setup"], check::run),
    Stage::programs(
        "window",
        "end-to-end tests in the real window",
        &["build"],
        window,
    ),
    Stage::programs(
        "pictures",
        "whether every view looks as it did",
        &["build"],
        pictures,
    ),
    Stage::own(
        "package",
        "a package installed, started and removed",
        &["build"],
        package::prove_debug,
    ),
];

impl Stage {
    const fn own(
        name: &'static str,
        about: &'static str,
        needs: &'static [&'static str],
        job: fn() -> Result<(), Fault>,
    ) -> Self {
        Self {
            name,
            about,
            needs,
            parts: &[],
            work: Work::Own(job),
        }
    }

    const fn programs(
        name: &'static str,
        about: &'static str,
        needs: &'static [&'static str],
        programs: fn() -> Vec<Command>,
    ) -> Self {
        Self {
            name,
            about,
            needs,
            parts: &[],
            work: Work::Programs(programs),
        }
    }

    /// Runs it, unless one that it needs has failed.
    ///
    /// # Errors
    ///
    /// When what it says cannot be kept.
    pub fn run(&self, before: &[Outcome]) -> Result<Outcome, Fault> {
        let started = Instant::now();
        let log = self.log();
        let lost = before
            .iter()
            .find(|outcome| !outcome.is_green() && self.needs.contains(&outcome.name));
        let (fault, said) = match lost {
            Some(lost) => (
                Some(Fault::Answer(format!("not run, as {} failed", lost.name))),
                String::new(),
            ),
            None => self.work.run(&log)?,
        };
        Ok(Outcome {
            name: self.name,
            time: started.elapsed(),
            count: Count::of(&said),
            parts: self
                .parts
                .iter()
                .map(|part| (*part, Count::of_program(&said, part)))
                .collect(),
            fault,
            said,
        })
    }

    fn log(&self) -> PathBuf {
        tree::target()
            .join("test-logs")
            .join(format!("{}.log", self.name))
    }
}

impl Work {
    fn run(&self, log: &PathBuf) -> Result<(Option<Fault>, String), Fault> {
        match self {
            Self::Own(job) => Ok((job().err(), String::new())),
            Self::Programs(programs) => {
                let on_file = |fault| Fault::File(log.clone(), fault);
                if let Some(folder) = log.parent() {
                    fs::create_dir_all(folder).map_err(on_file)?;
                }
                let file = File::create(log).map_err(on_file)?;
                let fault = programs()
                    .iter_mut()
                    .map(|program| run::run_into(plain(program), &file))
                    .find_map(Result::err);
                let said = fs::read(log).map_err(on_file)?;
                Ok((fault, String::from_utf8_lossy(&said).into_owned()))
            }
        }
    }
}

/// What the cases of the properties are made from.
const SEED: &str = "PROPTEST_RNG_SEED";

/// Without colours, so that it can be read again.
fn plain(program: &mut Command) -> &mut Command {
    program
        .env("NO_COLOR", "1")
        .env("CARGO_TERM_COLOR", "never")
}

fn build() -> Vec<Command> {
    program::PAGES.map(script).into()
}

fn page() -> Vec<Command> {
    ["check", "lint", "test"].map(script).into()
}

fn script(name: &str) -> Command {
    let mut npm = run::npm();
    npm.args(["run", "--silent", name]);
    npm
}

fn format() -> Vec<Command> {
    let mut cargo = run::cargo();
    cargo.args(["fmt", "--all", "--check"]);
    vec![cargo]
}

fn lint() -> Vec<Command> {
    let mut cargo = run::cargo();
    cargo.args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--all-features",
    ]);
    cargo.args(["--", "-D", "warnings"]);
    vec![cargo]
}

fn deny() -> Vec<Command> {
    deny::install()
        .into_iter()
        .chain([deny::command()])
        .collect()
}

fn rust() -> Vec<Command> {
    let mut cargo = run::cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    // The same cases each time, so that who sees red has made it so; another seed looks further.
    if std::env::var_os(SEED).is_none() {
        cargo.env(SEED, "1");
    }
    vec![cargo]
}

fn window() -> Vec<Command> {
    vec![e2e::command(&[])]
}

fn pictures() -> Vec<Command> {
    vec![pictures::command()]
}

/// How a stage ended.
pub struct Outcome {
    /// The stage.
    pub name: &'static str,
    /// Its tests.
    pub count: Count,
    time: Duration,
    parts: Vec<(&'static str, Count)>,
    fault: Option<Fault>,
    said: String,
}

impl Outcome {
    /// Whether all is well.
    pub fn is_green(&self) -> bool {
        self.fault.is_none()
    }

    /// What its programs said, and what went wrong.
    pub fn said(&self) -> String {
        match &self.fault {
            Some(fault) => format!("{}\n{fault}", self.said.trim_end()),
            None => self.said.clone(),
        }
    }

    /// A line for each part that is told by itself.
    pub fn parts(&self) -> impl Iterator<Item = String> {
        self.parts.iter().map(|(name, count)| {
            format!(
                "  {name:<8} {:>7}  of these {} passed, {} failed",
                "", count.passed, count.failed
            )
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count { passed, failed } = self.count;
        write!(f, "{:<10} {:>5.0} s  ", self.name, self.time.as_secs_f64())?;
        match (self.count.is_empty(), self.is_green()) {
            (true, true) => write!(f, "ok"),
            (true, false) => write!(f, "FAILED"),
            (false, true) => write!(f, "ok, {passed} passed"),
            (false, false) => write!(f, "FAILED, {passed} passed, {failed} failed"),
        }
    }
}
