//! How a file is read: encoding, delimiter, header.

use std::io::{Read, Seek};

use super::layout::Layout;
use super::records::{Record, Records};
use super::values::Cleaning;
use super::{
    Delimiter, FileFormat, PlanError, ReadFault, ReadOptions, Reading, delimiter, header, text,
};

/// A file's header, understood.
#[derive(Debug)]
pub(super) struct Header {
    pub reading: Reading,
    /// The header's titles as they stand in the file.
    pub titles: Vec<String>,
    /// How many values a row must have at least: the columns up to the last that has a title.
    pub required: usize,
    /// Where the rows start, and on which line.
    pub rows: (usize, u32),
}

/// More columns than any program writes: such a line is no header.
const WIDEST: usize = 1024;

/// Reads a file up to its header: its text, the header, and what its columns are for.
pub(super) fn read<R: Read + Seek>(
    mut file: R,
    options: &ReadOptions,
) -> Result<(String, Header, Layout), ReadFault> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let decoded = text::decode(bytes, options.encoding.as_deref())?;
    let found = delimiter::find(&decoded.text, options.delimiter);
    let byte = found.delimiter.byte();
    let mut records = Records::at(&decoded.text, byte, found.start, found.line);
    let mut record = Record::default();
    loop {
        if !records.read(&mut record) {
            return Err(PlanError::Empty.into());
        }
        if !record.is_blank() {
            break;
        }
    }
    let titles: Vec<String> = record
        .cells
        .iter()
        .map(|cell| cell.value(&decoded.text).into_owned())
        .collect();
    let rows = records.place();
    let rest = decoded.text.get(rows.0..).unwrap_or_default();
    let has_rows = rest.bytes().any(|byte| !matches!(byte, b'\n' | b'\r'));

    let literal = found.start == 0 && header::is_export(&decoded.text, byte);
    let plain = found.delimiter == Delimiter::Comma
        && decoded.encoding == encoding_rs::UTF_8
        && !decoded.marked;
    let cleaning = Cleaning {
        literal,
        guarded: literal && !plain,
    };
    let trimmed: Vec<String> = titles.iter().map(|title| title.trim().to_owned()).collect();
    let family = header::family(&trimmed);
    let unknown = || PlanError::NoKnownColumn {
        titles: clipped(&trimmed),
    };
    if titles.len() > WIDEST || record.unclosed {
        return Err(unknown().into());
    }
    let mut columns = if literal {
        header::export_columns(&titles)
    } else {
        header::columns(&trimmed, family)
    };
    let by_hand = options
        .columns
        .as_ref()
        .filter(|uses| uses.len() == columns.len());
    if let Some(uses) = by_hand {
        for (column, target) in columns.iter_mut().zip(uses) {
            column.target.clone_from(target);
        }
    } else if !columns.iter().any(|column| column.known) {
        return Err(unknown().into());
    }
    if !has_rows {
        return Err(PlanError::HeaderOnly.into());
    }

    let layout = Layout::new(&columns, family, cleaning);
    let required = trimmed
        .iter()
        .rposition(|title| !title.is_empty())
        .map_or(1, |at| at + 1);
    let reading = Reading {
        format: FileFormat::Csv,
        encoding: decoded.encoding.name().to_owned(),
        encoding_sure: decoded.sure,
        delimiter: found.delimiter,
        delimiter_sure: found.sure,
        header: record.line,
        header_sure: true,
        family,
        columns,
        targets: header::targets(),
    };
    Ok((
        decoded.text,
        Header {
            reading,
            titles,
            required,
            rows,
        },
        layout,
    ))
}

/// Titles short enough to be shown: a file that is no table has a long first line.
fn clipped(titles: &[String]) -> Vec<String> {
    let clip = |title: &String| title.chars().take(100).collect();
    titles.iter().take(50).map(clip).collect()
}
