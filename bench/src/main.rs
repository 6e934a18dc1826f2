//! Measures the parts without a window, each beside its limit in the same process, and prints one line of JSON a row.
//!
//! `cargo xtask bench` runs it in a release build and puts its rows beside those of the window.

#![allow(clippy::print_stdout, reason = "the rows are what it is for")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod crowd;
mod growth;
mod import;
mod plan;
mod row;
mod search;
mod turns;

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use row::Row;
use turns::Effort;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// One query over everybody, beside a pass over the same bytes.
    P2,
    /// The plan of an import, beside readers of CSV.
    P3,
    /// An import, beside the bare requests.
    P4,
    /// What grows with the number of people.
    P9,
}

/// Measures the parts without a window.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only these
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Fewer runs
    #[arg(long)]
    quick: bool,
    /// Plan this file and print how much memory that took: what P3 calls itself with
    #[arg(long, hide = true)]
    plan: Option<PathBuf>,
    /// Fill a directory with so many people and print how much memory that took: what P9 calls itself with
    #[arg(long, hide = true)]
    fill: Option<u32>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments {
        parts,
        quick,
        plan,
        fill,
    } = Arguments::parse();
    if let Some(path) = plan {
        println!("{}", plan::plan_alone(&path)?);
        return Ok(());
    }
    if let Some(size) = fill {
        println!("{}", growth::fill_alone(size)?);
        return Ok(());
    }
    let effort = Effort { quick };
    for part in Part::value_variants() {
        if parts.is_empty() || parts.contains(part) {
            for row in measure(*part, effort)? {
                println!("{}", serde_json::to_string(&row)?);
            }
        }
    }
    Ok(())
}

fn measure(part: Part, effort: Effort) -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    Ok(match part {
        Part::P3 => plan::rows(effort)?,
        Part::P2 => search::rows(effort),
        Part::P4 => import::rows(effort)?,
        Part::P9 => growth::rows(effort)?,
    })
}
