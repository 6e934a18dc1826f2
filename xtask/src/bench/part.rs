//! What is measured, and by which program.

use std::fmt;
use std::fs::{self, File};
use std::path::PathBuf;

use clap::ValueEnum;

use super::row::{self, Row};
use super::size;
use crate::run::{self, Fault};
use crate::{e2e, tree};

/// One of the goals, as `docs/performance.md` explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    P1,
    P2,
    P3,
    P4,
    P5,
    P6,
    P7,
    P8,
    P9,
    P10,
}

/// Who measures it.
enum Means {
    /// The package `bench`.
    Program,
    /// The file of this name in `tests/e2e/bench`.
    Window(&'static str),
    /// We: it is the size of files.
    Files,
}

impl Part {
    /// All, in the order in which they are measured.
    pub const ALL: &[Self] = &[
        Part::P1,
        Part::P2,
        Part::P3,
        Part::P4,
        Part::P5,
        Part::P6,
        Part::P7,
        Part::P8,
        Part::P9,
        Part::P10,
    ];

    /// What it is about.
    pub fn about(self) -> &'static str {
        match self {
            Part::P1 => "from a key to its rows",
            Part::P2 => "one query over everybody",
            Part::P3 => "the plan of an import",
            Part::P4 => "an import",
            Part::P5 => "from the start to people on screen",
            Part::P6 => "memory after use",
            Part::P7 => "a storm of presences",
            Part::P8 => "scrolling",
            Part::P9 => "what grows with the number of people",
            Part::P10 => "packages and the page",
        }
    }

    /// Its rows.
    ///
    /// # Errors
    ///
    /// When it cannot be measured.
    pub fn measure(self, quick: bool, packages: &[PathBuf]) -> Result<Vec<Row>, Fault> {
        match self.means() {
            Means::Program => by_program(self, quick),
            Means::Window(file) => in_window(file, quick),
            Means::Files => size::rows(packages),
        }
    }

    fn means(self) -> Means {
        match self {
            Part::P1 => Means::Window("keys"),
            Part::P2 | Part::P3 | Part::P4 | Part::P9 => Means::Program,
            Part::P5 => Means::Window("start"),
            Part::P6 => Means::Window("memory"),
            Part::P7 => Means::Window("storm"),
            Part::P8 => Means::Window("scroll"),
            Part::P10 => Means::Files,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

fn by_program(part: Part, quick: bool) -> Result<Vec<Row>, Fault> {
    let mut bench = run::command(tree::release("bench"));
    bench.arg(part.to_string().to_lowercase());
    if quick {
        bench.arg("--quick");
    }
    row::read(&run::ask(&mut bench)?)
}

/// The rows come in a file, and what is said meanwhile into another, which is shown when it broke.
fn in_window(file: &str, quick: bool) -> Result<Vec<Row>, Fault> {
    let rows = tree::target().join(format!("bench-{file}.jsonl"));
    let log = tree::target().join(format!("bench-{file}.log"));
    let on_file = |path: &PathBuf| {
        let path = path.clone();
        move |fault| Fault::File(path, fault)
    };
    fs::write(&rows, "").map_err(on_file(&rows))?;
    let output = File::create(&log).map_err(on_file(&log))?;
    let mut bench = e2e::vitest("tests/e2e/bench/vitest.config.ts");
    bench
        .arg(file)
        .env("PEOPLE_BIN", tree::release("people"))
        .env("PEOPLE_CLI_BIN", tree::release("people-cli"))
        .env("SANDBOX_BIN", tree::release("wazo-sandbox"))
        .env("EMPTY_BIN", tree::release("examples/empty"))
        .env("PEOPLE_BENCH_ROWS", &rows)
        .env("PEOPLE_BENCH_QUICK", if quick { "1" } else { "" });
    run::run_into(&mut bench, &output).inspect_err(|_| {
        println!("{}", fs::read_to_string(&log).unwrap_or_default());
    })?;
    row::read(&fs::read_to_string(&rows).map_err(on_file(&rows))?)
}
