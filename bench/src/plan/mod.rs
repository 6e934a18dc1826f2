//! P3: the plan of an import, beside readers that only take the same bytes apart.

mod dict_reader;
pub mod file;
mod memory;

use std::error::Error;
use std::io::Cursor;
use std::time::Instant;

use people_core::plan::{Existing, Fields, Plan, ReadFault, ReadOptions};

use crate::row::{Figure, Row};
use crate::turns::{Effort, milliseconds};
use dict_reader::DictReader;
pub use memory::plan_alone;

const ROWS: usize = 100_000;
const CONTACTS: usize = 10_000;

/// Our plan beside rust-csv and, where there is a Python, its `DictReader`; and how much memory a large one needs.
pub fn rows(effort: Effort) -> Result<Vec<Row>, Box<dyn Error>> {
    let bytes = file::csv(ROWS)?;
    let contacts = file::contacts(CONTACTS, ROWS);
    let mut python = DictReader::start(&bytes)?;
    let [mut ours, mut rust_csv, mut dict_reader] = [const { Vec::new() }; 3];
    for turn in 0..=effort.runs(30) {
        let took = [time(|| plan(&bytes, &contacts))?, time(|| read(&bytes))?];
        let python = match &mut python {
            Some(python) => Some(python.read()?),
            None => None,
        };
        // The first turn warms up.
        if turn > 0 {
            ours.push(took[0]);
            rust_csv.push(took[1]);
            dict_reader.extend(python);
        }
    }
    let what = format!(
        "plan of {ROWS} rows beside {CONTACTS} contacts, one thread; {}",
        file::LIKE
    );
    let ours = Figure::of("read, detect, parse, map, validate, compare", "ms", ours);
    let rust_csv = Figure::of("rust-csv, a loop over ByteRecord", "ms", rust_csv);
    let mut rows = vec![Row::at_most(
        "P3",
        what.clone(),
        ours.clone(),
        rust_csv,
        4.0,
    )];
    if python.is_some() {
        let dict_reader = Figure::of("Python, csv.DictReader", "ms", dict_reader);
        rows.push(Row::at_most("P3", what, ours, dict_reader, 0.2));
    }
    rows.push(memory::row()?);
    Ok(rows)
}

/// Milliseconds that the work takes.
fn time<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<f64, E> {
    let start = Instant::now();
    std::hint::black_box(work()?);
    Ok(milliseconds(start.elapsed()))
}

fn plan(bytes: &[u8], contacts: &[Fields]) -> Result<Plan, ReadFault> {
    let existing = Existing::new(contacts);
    Plan::make(Cursor::new(bytes), &ReadOptions::default(), &existing)
}

/// Every record of the file, taken apart and not looked at.
fn read(bytes: &[u8]) -> Result<usize, csv::Error> {
    let mut reader = csv::Reader::from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record)? {
        fields += record.len();
    }
    Ok(fields)
}
