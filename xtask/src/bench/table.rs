//! The table, for the terminal and for the document.

use super::row::{Figure, Row};

const HEAD: [&str; 7] = ["", "what", "ours", "anchor", "ratio", "goal", "met"];

/// Where the table stands in the document.
const BEGIN: &str = "<!-- table -->";
const END: &str = "<!-- /table -->";

/// For the terminal: columns under each other.
pub fn plain(rows: &[Row]) -> String {
    let lines = lines(rows);
    let widths = widths(&lines);
    lines
        .iter()
        .map(|cells| line(cells, &widths, "  "))
        .collect()
}

/// For the document, as wide as it is, so that it can be read without being rendered.
pub fn markdown(rows: &[Row]) -> String {
    let mut lines = lines(rows);
    let widths = widths(&lines);
    lines.insert(1, widths.map(|width| "-".repeat(width.max(3))));
    lines
        .iter()
        .map(|cells| {
            format!(
                "| {} |\n",
                line(cells, &widths, " | ").trim_end_matches('\n')
            )
        })
        .collect()
}

/// The document with this table; none when it has no place for one.
pub fn put(document: &str, table: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}

fn lines(rows: &[Row]) -> Vec<[String; 7]> {
    let head = HEAD.map(str::to_owned);
    std::iter::once(head)
        .chain(rows.iter().map(cells))
        .collect()
}

fn cells(row: &Row) -> [String; 7] {
    [
        row.id.clone(),
        row.what.clone(),
        figure(&row.ours),
        row.anchor.as_ref().map_or("–".into(), figure),
        row.ratio.map_or("–".into(), |ratio| format!("{ratio:.2}")),
        row.goal.clone(),
        if row.met { "yes" } else { "no" }.into(),
    ]
}

/// The middle and the tail, and what it is of.
fn figure(figure: &Figure) -> String {
    let (scale, unit) = match figure.unit.as_str() {
        "bytes" if figure.median >= 1e6 => (1e6, "MB"),
        "bytes" if figure.median >= 1e3 => (1e3, "kB"),
        "ms" if figure.median < 1.0 => (1e-3, "µs"),
        "ms" if figure.median >= 10_000.0 => (1e3, "s"),
        unit => (1.0, unit),
    };
    let of = |value: f64| number(value / scale);
    let values = if figure.runs > 1 {
        format!("{} / {}", of(figure.median), of(figure.p95))
    } else {
        of(figure.median)
    };
    let what = match figure.what.as_str() {
        "" => String::new(),
        what => format!(" ({what})"),
    };
    format!("{values} {unit}{what}")
}

/// Three figures are all that can be told from another run.
fn number(value: f64) -> String {
    let whole = value.abs().log10().floor();
    let decimals = if value == 0.0 {
        0.0
    } else {
        (2.0 - whole).clamp(0.0, 3.0)
    };
    format!("{value:.*}", decimals as usize)
}

fn widths(lines: &[[String; 7]]) -> [usize; 7] {
    std::array::from_fn(|column| {
        lines
            .iter()
            .map(|cells| cells[column].chars().count())
            .max()
            .unwrap_or_default()
    })
}

fn line(cells: &[String; 7], widths: &[usize; 7], between: &str) -> String {
    let padded: Vec<_> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| format!("{cell:<width$}"))
        .collect();
    format!("{}\n", padded.join(between))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(unit: &str, median: f64, runs: usize) -> Figure {
        Figure {
            what: String::new(),
            median,
            p95: median * 2.0,
            unit: unit.into(),
            runs,
        }
    }

    #[test]
    fn a_figure_is_told_in_the_unit_that_fits_it() {
        assert_eq!(figure(&of("ms", 0.25, 9)), "250 / 500 µs");
        assert_eq!(figure(&of("ms", 16.7, 9)), "16.7 / 33.4 ms");
        assert_eq!(figure(&of("ms", 12_000.0, 9)), "12.0 / 24.0 s");
        assert_eq!(figure(&of("bytes", 7_900_000.0, 1)), "7.90 MB");
        assert_eq!(figure(&of("people", 0.0, 3)), "0 / 0 people");
    }

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [
            Row::size("P1", "short", 1, 2, "≤ 2"),
            Row::size("P10", "much longer – with a dash", 3, 2, "≤ 2"),
        ];
        let table = markdown(&rows);
        let lengths: Vec<_> = table.lines().map(|line| line.chars().count()).collect();
        assert!(
            lengths.iter().all(|length| *length == lengths[0]),
            "{table}"
        );
        assert!(
            table.contains("| yes |") && table.contains("| no  |"),
            "{table}"
        );
    }

    #[test]
    fn the_table_takes_the_place_of_the_last_one() {
        let document = "before\n<!-- table -->\nold\n<!-- /table -->\nafter\n";
        let once = put(document, "new\n").unwrap();
        assert_eq!(
            once,
            "before\n<!-- table -->\n\nnew\n\n<!-- /table -->\nafter\n"
        );
        assert_eq!(put(&once, "new\n").unwrap(), once);
        assert_eq!(put("no place", "new\n"), None);
    }
}
