//! Rows of a report as a table that can be corrected and imported again.

use std::borrow::Cow;

use super::header::{LINE, REASON};
use crate::export::{BOM, guard, write_row};

/// Rows as CSV for a spreadsheet: `line`, `reason` and the columns of `titles`; of each row its line, its reason in words
/// and its values, in a shape that a spreadsheet neither changes nor runs. Corrected, it can be imported.
pub fn report_csv<R, V>(titles: &[&str], rows: impl IntoIterator<Item = (u32, R, V)>) -> Vec<u8>
where
    R: AsRef<str>,
    V: IntoIterator<Item: AsRef<str>>,
{
    let mut csv = BOM.to_vec();
    let columns = titles.iter().map(|title| guard(title));
    write_row(
        &mut csv,
        [LINE, REASON].map(Cow::from).into_iter().chain(columns),
    );
    for (line, reason, values) in rows {
        let values: Vec<V::Item> = values.into_iter().collect();
        let line = line.to_string();
        let first = [Cow::from(line), guard(reason.as_ref())];
        let values = values.iter().map(|value| guard(value.as_ref()));
        write_row(&mut csv, first.into_iter().chain(values));
    }
    csv
}
