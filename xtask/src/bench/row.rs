//! One line of the table, as the programs that measure tell it: `bench/src/row.rs` and `tests/e2e/bench/figures.ts`.

use serde::{Deserialize, Serialize};

use crate::run::Fault;

/// A figure taken often enough to have a middle and a tail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What was measured, where the row does not say it.
    pub what: String,
    /// The middle of all runs.
    pub median: f64,
    /// What 95 of 100 runs stayed under.
    pub p95: f64,
    /// `ms`, `bytes`…
    pub unit: String,
    /// How often it was measured.
    pub runs: usize,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `P2`.
    pub id: String,
    /// What was measured.
    pub what: String,
    /// Our own figure.
    pub ours: Figure,
    /// The limit it stands beside.
    pub anchor: Option<Figure>,
    /// Ours through the anchor's.
    pub ratio: Option<f64>,
    /// The goal in words.
    pub goal: String,
    /// Whether the goal is met.
    pub met: bool,
}

impl Row {
    /// A size that is what it is, whenever it is looked at.
    pub fn size(id: &str, what: &str, bytes: u64, most: u64, goal: &str) -> Self {
        let size = bytes as f64;
        Self {
            id: id.into(),
            what: what.into(),
            ours: Figure {
                what: String::new(),
                median: size,
                p95: size,
                unit: "bytes".into(),
                runs: 1,
            },
            anchor: None,
            ratio: None,
            goal: goal.into(),
            met: bytes <= most,
        }
    }

    /// Its place in the table: rows of one id stay in their order.
    pub fn place(&self) -> u32 {
        self.id.trim_start_matches('P').parse().unwrap_or(u32::MAX)
    }
}

/// Rows, a line of JSON each.
///
/// # Errors
///
/// When a line is none, or there is no line at all.
pub fn read(lines: &str) -> Result<Vec<Row>, Fault> {
    let rows = lines
        .lines()
        .map(|line| {
            serde_json::from_str(line)
                .map_err(|fault| Fault::Answer(format!("`{line}` is no row: {fault}")))
        })
        .collect::<Result<Vec<Row>, Fault>>()?;
    if rows.is_empty() {
        return Err(Fault::Answer("nothing was measured".into()));
    }
    Ok(rows)
}

/// All rows, for other programs.
///
/// # Errors
///
/// When a figure is no number.
pub fn json(rows: &[Row]) -> Result<String, Fault> {
    serde_json::to_string_pretty(rows)
        .map(|text| text + "\n")
        .map_err(|fault| Fault::Answer(fault.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"P1","what":"keys","ours":{"what":"","median":20,"p95":41.5,"unit":"ms","runs":7},"anchor":null,"ratio":null,"goal":"–","met":true}"#;

    #[test]
    fn a_line_is_a_row_in_whichever_language_it_was_written() {
        let rows = read(LINE).unwrap();
        assert_eq!((rows[0].id.as_str(), rows[0].ours.median), ("P1", 20.0));
        assert_eq!(
            serde_json::from_str::<Vec<Row>>(&json(&rows).unwrap()).unwrap(),
            rows
        );
    }

    #[test]
    fn what_is_no_row_and_nothing_at_all_break_a_bench() {
        assert!(read("listening").is_err());
        assert!(read("").is_err());
    }

    #[test]
    fn ten_comes_after_nine() {
        let of = |id: &str| Row::size(id, "", 1, 2, "").place();
        assert!(of("P9") < of("P10"));
    }
}
