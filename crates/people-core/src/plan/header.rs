//! What a header says: whose it is, and what each column is for.

use super::aliases::{Alias, Meaning, alias, fold};
use super::layout::WHOLE_NAME;
use super::records::{Record, Records};
use super::values::{Cleaning, is_uuid};
use crate::personal::KNOWN_FIELDS;

use super::{ColumnUse, FileColumn, HeaderFamily};

/// Whose header these titles are: the program that most of them belong to.
pub(super) fn family(titles: &[String]) -> HeaderFamily {
    use HeaderFamily::{Google, Other, Outlook, Thunderbird, Wazo};
    let aliases: Vec<Alias> = titles.iter().filter_map(|title| alias(title)).collect();
    let count = |family| {
        aliases
            .iter()
            .filter(|alias| alias.family == family)
            .count()
    };
    let mut best = (0, Other);
    for family in [Wazo, Google, Outlook, Thunderbird] {
        if count(family) > best.0 {
            best = (count(family), family);
        }
    }
    best.1
}

/// What the columns of an export of ours, or of the server, are for: every title is the name of a field.
pub(super) fn export_columns(titles: &[String]) -> Vec<FileColumn> {
    let column = |title: &String| FileColumn {
        title: title.clone(),
        sample: String::new(),
        target: ColumnUse::Field {
            field: title.clone(),
        },
        known: title == "id" || KNOWN_FIELDS.contains(&title.as_str()),
    };
    titles.iter().map(column).collect()
}

/// The columns of a file without a header: what they are for has to be chosen.
pub(super) fn untitled(count: usize) -> Vec<FileColumn> {
    let column = FileColumn {
        title: String::new(),
        sample: String::new(),
        target: ColumnUse::Drop,
        known: false,
    };
    vec![column; count]
}

/// What columns are for by their titles. Unknown ones are kept under their own name.
pub(super) fn columns(titles: &[String], family: HeaderFamily) -> Vec<FileColumn> {
    let aliases: Vec<Option<Alias>> = titles.iter().map(|title| alias(title)).collect();
    let has = |meaning| {
        aliases
            .iter()
            .flatten()
            .any(|alias| alias.meaning == meaning)
    };
    let has_first = has(Meaning::Field("firstname"));
    let has_last = has(Meaning::Field("lastname"));
    let report = titles.len() > 2 && titles[..2] == [LINE, REASON];
    let mut has_id = false;
    let mut columns = Vec::with_capacity(titles.len());
    for (place, (title, alias)) in titles.iter().zip(&aliases).enumerate() {
        let mut known = true;
        let target = match alias.map(|alias| (alias.meaning, alias.family)) {
            _ if report && place < 2 => ColumnUse::Drop,
            Some((Meaning::Id, _)) if has_id => ColumnUse::Drop,
            Some((Meaning::Id, _)) => {
                has_id = true;
                field("id")
            }
            Some((Meaning::WholeName, _))
                if is_one_of(title, &["name", "nom", "naam"]) && has_first && !has_last =>
            {
                field("lastname")
            }
            Some((Meaning::WholeName, _)) => field(WHOLE_NAME),
            Some((Meaning::Field("firstname"), _))
                if is_one_of(title, &["nombre", "nome"]) && !has_last =>
            {
                field(WHOLE_NAME)
            }
            Some((Meaning::Field(name), _)) => field(name),
            Some((Meaning::MiddleName, _)) => field("firstname"),
            Some((Meaning::LabelledPhone, _)) => field("number"),
            Some((Meaning::PhoneLabel, _)) => ColumnUse::Drop,
            Some((Meaning::Nothing, whose)) if whose == family || whose == HeaderFamily::Other => {
                ColumnUse::Drop
            }
            Some((Meaning::Nothing, _)) | None => {
                known = false;
                own_name(title, place)
            }
        };
        columns.push(FileColumn {
            title: title.clone(),
            sample: String::new(),
            target,
            known,
        });
    }
    columns
}

/// The first two titles of the table of skipped lines; it can be corrected and imported again.
pub(super) const LINE: &str = "line";
/// See [`LINE`].
pub(super) const REASON: &str = "reason";

/// Whether a text is an export of ours or of the server: the titles, taken as `cleaning` does, in the order of code points,
/// `id` among them, and an id in the first row.
pub(super) fn is_export(text: &str, delimiter: u8, cleaning: Cleaning) -> bool {
    let mut records = Records::new(text, delimiter);
    let mut header = Record::default();
    let mut row = Record::default();
    if !records.read(&mut header) || !records.read(&mut row) || header.unclosed {
        return false;
    }
    let titles = header
        .cells
        .iter()
        .map(|cell| cleaning.clean(cell.value(text)));
    let titles: Vec<_> = titles.collect();
    let id = titles.iter().position(|title| title == "id");
    titles.is_sorted_by(|a, b| a < b)
        && row.cells.len() == titles.len()
        && id.is_some_and(|id| is_uuid(&row.cells[id].value(text)))
}

/// The fields that any column may fill.
pub(super) fn targets() -> Vec<String> {
    let others = [WHOLE_NAME, "id"];
    let all = KNOWN_FIELDS.into_iter().chain(others);
    all.map(str::to_owned).collect()
}

fn field(name: &str) -> ColumnUse {
    ColumnUse::Field {
        field: name.to_owned(),
    }
}

/// The name of a field for a column of unknown title: the title without line breaks, or the column's number.
fn own_name(title: &str, place: usize) -> ColumnUse {
    let name = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        field(&format!("column {}", place + 1))
    } else {
        field(&name)
    }
}

fn is_one_of(title: &str, folded: &[&str]) -> bool {
    folded.contains(&fold(title).as_str())
}
