//! How much memory the directory takes beside its text, in a process of its own.

use std::error::Error;
use std::process::Command;

use crate::crowd;
use crate::row::{Figure, Row};

/// In bytes a contact.
const MOST: f64 = 200.0;

/// One row for each size.
pub fn rows(sizes: &[u32]) -> Result<Vec<Row>, Box<dyn Error>> {
    sizes.iter().map(|size| row(*size)).collect()
}

fn row(size: u32) -> Result<Row, Box<dyn Error>> {
    let child = Command::new(std::env::current_exe()?)
        .args(["--fill", &size.to_string()])
        .output()?;
    let over: f64 = String::from_utf8(child.stdout)?.trim().parse()?;
    Ok(Row {
        id: "P9",
        what: format!("memory of {size} people beside their texts"),
        ours: Figure::of("", "bytes a contact", vec![over]),
        anchor: None,
        ratio: None,
        goal: format!("≤ {MOST} bytes"),
        met: over <= MOST,
    })
}

/// Fills a directory, and gives by how many bytes a contact this process grew beyond the texts as the server gives them.
pub fn fill_alone(size: u32) -> Result<f64, Box<dyn Error>> {
    let text: usize = crowd::people(size)
        .map(|contact| crowd::text_of(&contact))
        .sum();
    let before = resident()?;
    let directory = crowd::directory(size);
    let grown = resident()? - before;
    std::hint::black_box(&directory);
    Ok((grown - text as f64) / f64::from(size))
}

/// Bytes that this process has of its own.
fn resident() -> Result<f64, Box<dyn Error>> {
    let sums = std::fs::read_to_string("/proc/self/smaps_rollup")?;
    let pss = sums.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = pss.and_then(|pss| pss.trim().strip_suffix(" kB"));
    Ok(kilobytes.ok_or("no Pss")?.trim().parse::<f64>()? * 1024.0)
}
