//! Everything that is measured, in one table.

mod noise;
mod part;
mod row;
mod size;
mod table;

use std::fs;
use std::path::PathBuf;

use crate::run::{self, Fault};
use crate::{package, program, setup, tree};
use noise::Noise;
use part::Part;
use row::Row;

/// Where the last table stands.
const DOCUMENT: &str = "docs/performance.md";

/// What is wanted of the benches.
#[derive(clap::Args)]
pub struct Wanted {
    /// Only these.
    #[arg(value_enum, ignore_case = true)]
    parts: Vec<Part>,
    /// Fewer runs: the whole in less than ten minutes once everything is built.
    #[arg(long)]
    quick: bool,
    /// Put the table into `docs/performance.md`.
    #[arg(long)]
    write: bool,
}

/// Builds the optimized programs, measures, prints one table and writes `target/bench.json`. What breaks is named, and the rest
/// goes on; no figure is a failure.
///
/// # Errors
///
/// When something cannot be built, a bench breaks, or a file cannot be written.
pub fn run(wanted: &Wanted) -> Result<(), Fault> {
    setup::run()?;
    program::page()?;
    let mut cargo = run::cargo();
    cargo.args(["build", "--release", "--workspace", "--bins"]);
    run::run(cargo.args(["--example", "empty"]))?;
    let packages = match wanted.wants(Part::P10) {
        true => package::of_release()?,
        false => Vec::new(),
    };

    let before = Noise::now();
    let mut rows: Vec<Row> = Vec::new();
    let mut broken = Vec::new();
    for part in Part::ALL.iter().filter(|part| wanted.wants(**part)) {
        println!("── {part}: {}", part.about());
        match part.measure(wanted.quick, &packages) {
            Ok(found) => rows.extend(found),
            Err(fault) => {
                println!("{part} broke: {fault}");
                broken.push(part.to_string());
            }
        }
    }
    let noise = Noise::between(before, Noise::now());
    rows.sort_by_key(Row::place);

    print!("{}{noise}", table::plain(&rows));
    write(&tree::target().join("bench.json"), &row::json(&rows)?)?;
    if wanted.write {
        let document = tree::root().join(DOCUMENT);
        let text =
            fs::read_to_string(&document).map_err(|fault| Fault::File(document.clone(), fault))?;
        let table = format!("{}\n{noise}", table::markdown(&rows));
        let text = table::put(&text, &table)
            .ok_or_else(|| Fault::Answer(format!("{DOCUMENT} has no place for the table")))?;
        write(&document, &text)?;
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Fault::Stages(broken))
    }
}

impl Wanted {
    fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }
}

fn write(path: &PathBuf, text: &str) -> Result<(), Fault> {
    fs::write(path, text).map_err(|fault| Fault::File(path.clone(), fault))
}
