//! The lines of an import that are not on the server, as a file that can be corrected and imported again.

use std::path::Path;

use people_core::plan::report_csv;
use people_engine::EngineHandle;
use people_engine::api::{ReportList, ReportRow, ReportRows};

use crate::outcome::Failure;
use crate::{output, words};

/// Writes the lines that were left out, refused or not sent, with the reasons.
pub async fn write(
    engine: &EngineHandle,
    import: u32,
    file: &Path,
    json: bool,
) -> Result<(), Failure> {
    let mut table = Table::default();
    for list in [ReportList::Skipped, ReportList::Failed, ReportList::Unsent] {
        table.add(engine.import_rows(import, list, 0, u32::MAX).await?);
    }
    let count = table.rows.len();
    people_engine::save(file, &table.csv())?;
    if !json {
        output::line(&words::reported(count, &file.display().to_string()))?;
    }
    Ok(())
}

/// Rows of several lists under the columns of them all.
#[derive(Debug, Default)]
struct Table {
    titles: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    line: u32,
    reason: String,
    values: Vec<String>,
}

impl Table {
    fn add(&mut self, list: ReportRows) {
        if list.rows.is_empty() {
            return;
        }
        let places: Vec<usize> = list.fields.iter().map(|title| self.place(title)).collect();
        let placed = |row: ReportRow| {
            let mut values = Vec::new();
            for (place, value) in places.iter().zip(row.values) {
                if values.len() <= *place {
                    values.resize(place + 1, String::new());
                }
                if let Some(cell) = values.get_mut(*place) {
                    *cell = value;
                }
            }
            Row {
                line: row.line,
                reason: words::report_reason(row.reason.as_ref(), row.words.as_deref()),
                values,
            }
        };
        self.rows.extend(list.rows.into_iter().map(placed));
    }

    fn place(&mut self, title: &str) -> usize {
        let known = self.titles.iter().position(|known| known == title);
        known.unwrap_or_else(|| {
            self.titles.push(title.to_owned());
            self.titles.len() - 1
        })
    }

    fn csv(mut self) -> Vec<u8> {
        self.rows.sort_by_key(|row| row.line);
        let width = self.titles.len();
        let titles: Vec<&str> = self.titles.iter().map(String::as_str).collect();
        let rows = self.rows.into_iter().map(|mut row| {
            row.values.resize(width, String::new());
            (row.line, row.reason, row.values)
        });
        report_csv(&titles, rows)
    }
}

#[cfg(test)]
mod tests {
    use people_core::plan::SkipReason;

    use super::*;

    fn list(fields: &[&str], rows: &[(u32, &[&str])], reason: Option<SkipReason>) -> ReportRows {
        let row = |(line, values): &(u32, &[&str])| ReportRow {
            line: *line,
            name: String::new(),
            contact: None,
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            reason: reason.clone(),
            words: None,
            same_as: None,
        };
        ReportRows {
            total: rows.len() as u32,
            start: 0,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn lists_of_other_columns_stand_in_one_table_by_their_lines() {
        let mut table = Table::default();
        let blank = Some(SkipReason::Blank);
        table.add(list(&["Name", "number"], &[(5, &["Zoe", "1"])], blank));
        table.add(list(&["firstname", "number"], &[(2, &["Ann", "2"])], None));
        table.add(list(&["other"], &[], None));
        let csv = String::from_utf8(table.csv()).unwrap();
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            [
                "line,reason,Name,number,firstname",
                "2,not sent,,2,Ann",
                "5,no value in any column that is kept,Zoe,1,",
            ]
        );
    }
}
