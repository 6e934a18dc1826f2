//! Columns of a file, mapped by hand.

use people_core::plan::ColumnUse;

use crate::args::Mapping;
use crate::outcome::Failure;
use crate::words;

/// What becomes of each column when `mappings` are laid over what was understood: `columns` are titles and uses.
///
/// A field that is mapped is filled by the named columns alone: one that was taken to fill it keeps its own name instead.
///
/// # Errors
/// Wrong usage, naming the column that is not there.
pub fn uses(
    columns: &[(&str, ColumnUse)],
    mappings: &[Mapping],
) -> Result<Vec<ColumnUse>, Failure> {
    let mut uses: Vec<ColumnUse> = columns.iter().map(|(_, used)| used.clone()).collect();
    let is_mapped = |used: &ColumnUse| match used {
        ColumnUse::Field { field } => mappings
            .iter()
            .any(|mapping| mapping.field.as_ref() == Some(field)),
        ColumnUse::Drop => false,
    };
    for ((title, _), used) in columns.iter().zip(&mut uses) {
        if is_mapped(used) {
            *used = own_name(title);
        }
    }
    for mapping in mappings {
        let place = place(columns, &mapping.column).ok_or_else(|| {
            let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
            Failure::Usage(words::no_column(&mapping.column, &titles))
        })?;
        if let Some(used) = uses.get_mut(place) {
            *used = match &mapping.field {
                Some(field) => ColumnUse::Field {
                    field: field.clone(),
                },
                None => ColumnUse::Drop,
            };
        }
    }
    Ok(uses)
}

/// A column under its own name.
pub fn own_name(title: &str) -> ColumnUse {
    if title.is_empty() {
        ColumnUse::Drop
    } else {
        ColumnUse::Field {
            field: title.to_owned(),
        }
    }
}

/// By its title, as it is written or in other case, or else by its number.
fn place(columns: &[(&str, ColumnUse)], name: &str) -> Option<usize> {
    let titled = |fits: &dyn Fn(&str) -> bool| columns.iter().position(|(title, _)| fits(title));
    let number = || name.parse::<usize>().ok()?.checked_sub(1);
    titled(&|title| title == name)
        .or_else(|| titled(&|title| title.to_lowercase() == name.to_lowercase()))
        .or_else(number)
        .filter(|place| *place < columns.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> ColumnUse {
        ColumnUse::Field { field: name.into() }
    }

    fn mapped(mappings: &[(&str, &str)]) -> Result<Vec<ColumnUse>, String> {
        let columns = [
            ("Name", field("name")),
            ("Work", field("number")),
            ("Home", field("Home")),
            ("7", ColumnUse::Drop),
        ];
        let mappings: Vec<Mapping> = mappings
            .iter()
            .map(|(field, column)| Mapping {
                field: (!field.is_empty()).then(|| (*field).to_owned()),
                column: (*column).to_owned(),
            })
            .collect();
        uses(&columns, &mappings).map_err(|failure| match failure {
            Failure::Usage(sentence) => sentence,
            failure => panic!("{failure:?}"),
        })
    }

    #[test]
    fn a_column_is_named_by_title_or_number() {
        for column in ["Home", "home", "3"] {
            let uses = mapped(&[("fax", column)]).unwrap();
            assert_eq!(uses[2], field("fax"), "{column}");
        }
    }

    #[test]
    fn a_title_that_is_a_number_is_a_title_first() {
        assert_eq!(mapped(&[("note", "7")]).unwrap()[3], field("note"));
    }

    #[test]
    fn a_mapped_field_is_filled_by_the_named_columns_alone() {
        let uses = mapped(&[("number", "Home"), ("number", "4")]).unwrap();
        assert_eq!(
            uses,
            [
                field("name"),
                field("Work"),
                field("number"),
                field("number")
            ]
        );
    }

    #[test]
    fn a_column_can_be_left_out() {
        assert_eq!(mapped(&[("", "Work")]).unwrap()[1], ColumnUse::Drop);
    }

    #[test]
    fn an_unknown_column_is_named_with_those_that_are_there() {
        for unknown in ["Mail", "0", "5"] {
            let sentence = mapped(&[("email", unknown)]).unwrap_err();
            assert!(
                sentence.contains(&format!("`{unknown}`")) && sentence.contains("2 Work, 3 Home"),
                "{sentence}"
            );
        }
    }
}
