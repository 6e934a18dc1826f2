//! How much memory the plan of a very large file needs, in a process of its own.

use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use people_core::plan::{Existing, Plan, ReadOptions};
use tempfile::NamedTempFile;

use super::file;
use crate::row::{Figure, Row};

const ROWS: usize = 1_000_000;
/// In megabytes.
const MOST: f64 = 300.0;

/// The most memory that a process had which did nothing else than to plan the file.
pub fn row() -> Result<Row, Box<dyn Error>> {
    let bytes = file::csv(ROWS)?;
    let size = bytes.len() as f64 / 1e6;
    let mut kept = NamedTempFile::new()?;
    kept.write_all(&bytes)?;
    drop(bytes);
    let child = Command::new(std::env::current_exe()?)
        .arg("--plan")
        .arg(kept.path())
        .output()?;
    let peak: f64 = String::from_utf8(child.stdout)?.trim().parse()?;
    Ok(Row {
        id: "P3",
        what: format!("memory of a plan of {ROWS} rows, a file of {size:.0} MB"),
        ours: Figure::of("the most that the process had", "MB", vec![peak]),
        anchor: None,
        ratio: None,
        goal: format!("≤ {MOST} MB"),
        met: peak <= MOST,
    })
}

/// Plans a file, and gives the most megabytes that this process ever had.
pub fn plan_alone(path: &Path) -> Result<f64, Box<dyn Error>> {
    let plan = Plan::make(
        File::open(path)?,
        &ReadOptions::default(),
        &Existing::new([]),
    )?;
    std::hint::black_box(&plan);
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    Ok(kilobytes.ok_or("no VmHWM")?.trim().parse::<f64>()? * 1024.0 / 1e6)
}
