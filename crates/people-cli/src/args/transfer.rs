//! The flags of import and export.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use people_core::plan::{ChangeChoice, Delimiter};
use people_engine::api::ExportFormat;

use crate::words;

/// What to import, and how.
#[derive(Debug, Args)]
pub struct Import {
    /// The file: CSV as any program writes it, or vCard
    #[arg(required_unless_present_any = ["resume", "undo"])]
    pub file: Option<PathBuf>,
    /// Say what would be done, and send nothing
    #[arg(long, conflicts_with = "report")]
    pub dry_run: bool,
    #[command(flatten)]
    pub reading: Reading,
    /// What becomes of a row that would change a contact
    #[arg(long, value_enum, value_name = "CHOICE")]
    pub on_change: Option<OnChange>,
    /// Write the lines that were left out, refused or not sent to this CSV file, with the reasons
    #[arg(long, value_name = "FILE", conflicts_with = "undo")]
    pub report: Option<PathBuf>,
    /// Go on with the last import that was not finished
    #[arg(long, conflicts_with_all = HOW)]
    pub resume: bool,
    /// Take back what this import did
    #[arg(long, value_name = "ID", conflicts_with_all = HOW, conflicts_with = "resume")]
    pub undo: Option<u32>,
}

/// The flags that say how a file is imported, which make no sense without one.
const HOW: [&str; 7] = [
    "file",
    "dry_run",
    "map",
    "encoding",
    "delimiter",
    "header",
    "on_change",
];

/// How the file is read; what is not said is detected.
#[derive(Debug, Args)]
pub struct Reading {
    /// Fill FIELD with this column, named by its title or number; an empty FIELD leaves the column out
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = mapping)]
    pub map: Vec<Mapping>,
    /// The encoding, as `windows-1252`
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// What separates values: comma, semicolon, tab, pipe or the character
    #[arg(long, value_parser = delimiter)]
    pub delimiter: Option<Delimiter>,
    /// The line of the header, or `none`
    #[arg(long, value_name = "LINE", value_parser = header)]
    pub header: Option<u32>,
}

/// What fills a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field; none leaves the column out.
    pub field: Option<String>,
    /// The column's title or number.
    pub column: String,
}

/// What becomes of a row that would change a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnChange {
    /// The contact gets the row's text
    Update,
    /// The contact stays, and the row becomes another one
    Keep,
    /// The row is left out
    Skip,
}

impl From<OnChange> for ChangeChoice {
    fn from(choice: OnChange) -> Self {
        match choice {
            OnChange::Update => Self::Update,
            OnChange::Keep => Self::KeepBoth,
            OnChange::Skip => Self::Skip,
        }
    }
}

/// What to export, and where.
#[derive(Debug, Args)]
pub struct Export {
    /// The file
    pub file: PathBuf,
    /// The kind of file
    #[arg(long, value_enum, default_value = "csv")]
    pub format: Format,
    /// Write this field; all of them when none is named
    #[arg(long, value_name = "NAME")]
    pub column: Vec<String>,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// CSV with every text as it is
    Csv,
    /// CSV for a spreadsheet: formulas guarded, numbers as text
    Spreadsheet,
    /// vCard 4.0
    Vcard,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Spreadsheet => Self::Spreadsheet,
            Format::Vcard => Self::Vcard,
        }
    }
}

fn mapping(text: &str) -> Result<Mapping, &'static str> {
    let (field, column) = text.split_once('=').ok_or(words::NO_MAPPING)?;
    let (field, column) = (field.trim(), column.trim());
    if column.is_empty() {
        return Err(words::NO_MAPPING);
    }
    Ok(Mapping {
        field: (!field.is_empty()).then(|| field.to_owned()),
        column: column.to_owned(),
    })
}

fn delimiter(text: &str) -> Result<Delimiter, &'static str> {
    match text {
        "comma" | "," => Ok(Delimiter::Comma),
        "semicolon" | ";" => Ok(Delimiter::Semicolon),
        "tab" | "\t" | "\\t" => Ok(Delimiter::Tab),
        "pipe" | "|" => Ok(Delimiter::Pipe),
        _ => Err(words::NO_DELIMITER),
    }
}

fn header(text: &str) -> Result<u32, &'static str> {
    match text {
        "none" => Ok(0),
        line => line
            .parse()
            .ok()
            .filter(|line| *line > 0)
            .ok_or(words::NO_HEADER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_a_field_and_a_column() {
        let read = |text: &str| mapping(text).map(|mapping| (mapping.field, mapping.column));
        let number = Some("number".to_owned());
        assert_eq!(
            read("number=Phone 1"),
            Ok((number.clone(), "Phone 1".into()))
        );
        assert_eq!(read(" number = a=b "), Ok((number, "a=b".into())));
        assert_eq!(read("=Notes"), Ok((None, "Notes".into())));
        for wrong in ["number", "number=", "=", ""] {
            assert!(mapping(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_delimiter_is_named_or_written() {
        for (text, read) in [
            ("comma", Delimiter::Comma),
            (";", Delimiter::Semicolon),
            ("\\t", Delimiter::Tab),
            ("|", Delimiter::Pipe),
        ] {
            assert_eq!(delimiter(text), Ok(read));
        }
        assert!(delimiter("colon").is_err());
    }

    #[test]
    fn a_header_is_a_line_or_none() {
        assert_eq!(header("3"), Ok(3));
        assert_eq!(header("none"), Ok(0));
        for wrong in ["0", "-1", "first", ""] {
            assert!(header(wrong).is_err(), "{wrong}");
        }
    }
}
