//! How a file is read: encoding, delimiter, header.

use std::io::{Read, Seek};

use super::delimiter::Found;
use super::head::{self, head};
use super::layout::Layout;
use super::records::{Record, Records};
use super::text::Text;
use super::values::Cleaning;
use super::{
    Delimiter, FileColumn, FileFormat, Ignored, PlanError, ReadFault, ReadOptions, Reading,
    SkipReason, cards, delimiter, header, text,
};
use crate::vcard;

/// A file that is ready to be judged row by row.
#[derive(Debug)]
pub(super) struct Table {
    pub text: String,
    pub reading: Reading,
    pub layout: Layout,
    /// The titles of the columns as they stand in the file.
    pub titles: Vec<String>,
    /// How many values a row must have at least: the columns up to the last that has a title.
    pub required: usize,
    /// Where the rows start, and on which line.
    pub rows: (usize, u32),
    /// Of a table that was made of vCards: the line of each, and why it is left out if it is.
    pub cards: Option<Cards>,
}

/// What a table does not say of the vCards that it was made of.
#[derive(Debug, Default)]
pub(super) struct Cards {
    /// The line at which each card starts.
    pub lines: Vec<u32>,
    /// Cards that are no contact, by their place, in order.
    pub refused: Vec<(usize, SkipReason)>,
    pub ignored: Vec<Ignored>,
}

/// More columns than any program writes: such a line is no header.
pub(super) const WIDEST: usize = 1024;
/// How many rows are looked at for a column's first value.
const SAMPLED: usize = 200;
/// How much of a value is a sample, in characters.
const SAMPLE: usize = 60;

/// Reads a file up to its first row.
pub(super) fn read<R: Read + Seek>(mut file: R, options: &ReadOptions) -> Result<Table, ReadFault> {
    let decoded = text::read(&mut file, options.encoding.as_deref())?;
    if vcard::is_vcard(decoded.text.as_bytes()) {
        return Ok(cards::table(&decoded)?);
    }
    Ok(table(decoded, options)?)
}

fn table(decoded: Text, options: &ReadOptions) -> Result<Table, PlanError> {
    let found = delimiter::find(&decoded.text, options.delimiter, options.header != Some(0));
    let byte = found.delimiter.byte();
    let header = find_header(&decoded.text, &found, options.header)?;
    let plain = found.delimiter == Delimiter::Comma
        && decoded.encoding == encoding_rs::UTF_8
        && !decoded.marked;
    let ours = Cleaning {
        literal: true,
        guarded: !plain,
    };
    let literal = header.line == 1 && header::is_export(&decoded.text, byte, ours);
    let cleaning = if literal { ours } else { Cleaning::default() };
    let trimmed: Vec<String> = header
        .titles
        .iter()
        .map(|it| it.trim().to_owned())
        .collect();
    let family = header::family(&trimmed);
    let unknown = || PlanError::NoKnownColumn {
        titles: clipped(&trimmed),
    };
    if trimmed.len() > WIDEST || header.unclosed {
        return Err(unknown());
    }
    let mut columns = if literal {
        let titles = header.titles.iter();
        let titles: Vec<String> = titles
            .map(|it| ours.clean(it.into()).into_owned())
            .collect();
        header::export_columns(&titles)
    } else if header.line == 0 {
        header::untitled(trimmed.len())
    } else {
        header::columns(&trimmed, family)
    };
    let by_hand = options.columns.as_ref();
    if let Some(uses) = by_hand.filter(|uses| uses.len() == columns.len()) {
        for (column, target) in columns.iter_mut().zip(uses) {
            column.target.clone_from(target);
        }
    } else if options.header.is_none() && !columns.iter().any(|column| column.known) {
        return Err(unknown());
    }
    let rest = decoded.text.get(header.rows.0..).unwrap_or_default();
    if !rest.bytes().any(|byte| !matches!(byte, b'\n' | b'\r')) {
        return Err(PlanError::HeaderOnly);
    }
    take_samples(&mut columns, &decoded.text, byte, header.rows, cleaning);

    let layout = Layout::new(&columns, family, cleaning).of_text(&decoded.text);
    let last = trimmed.iter().rposition(|title| !title.is_empty());
    let reading = Reading {
        format: FileFormat::Csv,
        encoding: decoded.encoding.name().to_owned(),
        encoding_sure: decoded.sure,
        delimiter: found.delimiter,
        delimiter_sure: found.sure,
        header: header.line,
        header_sure: header.sure || literal,
        family,
        columns,
        targets: header::targets(),
    };
    Ok(Table {
        text: decoded.text,
        reading,
        layout,
        titles: header.titles,
        required: last.map_or(1, |at| at + 1),
        rows: header.rows,
        cards: None,
    })
}

/// The header, or that there is none.
struct Header {
    /// As they stand in the file.
    titles: Vec<String>,
    /// 0 where there is none.
    line: u32,
    sure: bool,
    unclosed: bool,
    /// Where the rows start, and on which line.
    rows: (usize, u32),
}

fn find_header(text: &str, found: &Found, wanted: Option<u32>) -> Result<Header, PlanError> {
    let sample = head::sample(text);
    let byte = found.delimiter.byte();
    let start = (found.start, found.line);
    let head = head(sample, sample.len() < text.len(), byte, start);
    let first = head.first().ok_or(PlanError::Empty)?;
    if wanted == Some(0) {
        let width = head.iter().map(|seen| seen.width).max().unwrap_or_default();
        return Ok(Header {
            titles: vec![String::new(); width],
            line: 0,
            sure: true,
            unclosed: false,
            rows: start,
        });
    }
    let guess = head::header(&head).unwrap_or(first);
    let (place, sure) = match wanted {
        None => ((guess.start, guess.line), guess.is_surely_header()),
        Some(_) => (start, true),
    };
    let mut records = Records::at(text, byte, place.0, place.1);
    let mut record = Record::default();
    loop {
        if !records.read(&mut record) {
            return Err(PlanError::HeaderOnly);
        }
        if !record.is_blank() && wanted.is_none_or(|wanted| record.line >= wanted) {
            break;
        }
    }
    let titles = record
        .cells
        .iter()
        .map(|cell| cell.value(text).into_owned());
    Ok(Header {
        titles: titles.collect(),
        line: record.line,
        sure,
        unclosed: record.unclosed,
        rows: records.place(),
    })
}

/// Gives each column its first value that is not empty.
fn take_samples(
    columns: &mut [FileColumn],
    text: &str,
    delimiter: u8,
    (start, line): (usize, u32),
    cleaning: Cleaning,
) {
    let mut records = Records::at(text, delimiter, start, line);
    let mut record = Record::default();
    let mut missing = columns.len();
    for _ in 0..SAMPLED {
        if missing == 0 || !records.read(&mut record) {
            break;
        }
        for (column, cell) in columns.iter_mut().zip(&record.cells) {
            if column.sample.is_empty() {
                let value = cleaning.clean(cell.value(text));
                column.sample = value.chars().take(SAMPLE).collect();
                missing -= usize::from(!column.sample.is_empty());
            }
        }
    }
}

/// Titles short enough to be shown: a file that is no table has a long first line.
fn clipped(titles: &[String]) -> Vec<String> {
    let clip = |title: &String| title.chars().take(100).collect();
    titles.iter().take(50).map(clip).collect()
}
