//! What can be done with a contact.

use crate::directory::ContactRef;
use crate::display::{ColumnKind, Display};
use crate::list::{RowMenu, Titled};
use crate::number::dialable;

/// The menu of a contact: its addresses, its further numbers, and what can be copied. The values of a
/// column kind stand in the display's order; each value stands there once.
pub fn menu(display: &Display, contact: ContactRef<'_>) -> RowMenu {
    let values = |kind| titled(display, contact, kind);
    let mut all = Vec::new();
    for number in values(ColumnKind::Number).chain(values(ColumnKind::Callable)) {
        push_new(&mut all, number, same_number);
    }
    let call = call_number(display, contact).map(|(column, number)| Titled {
        title: title(display, column),
        value: number.to_owned(),
    });
    let mut mails = Vec::new();
    for mail in values(ColumnKind::Email) {
        push_new(&mut mails, mail, |a, b| a == b);
    }
    let further = |number: &&Titled| {
        dialable(&number.value).is_some()
            && call
                .as_ref()
                .is_none_or(|call| !same_number(&call.value, &number.value))
    };
    let numbers = all.iter().filter(further).cloned().collect();
    let mut copies = all;
    for mail in &mails {
        push_new(&mut copies, mail.clone(), |a, b| a == b);
    }
    RowMenu {
        call,
        mails,
        numbers,
        copies,
        ..RowMenu::default()
    }
}

/// The column and the text of what the Call button dials: the first number that can be dialled.
pub(crate) fn call_number<'a>(
    display: &Display,
    contact: ContactRef<'a>,
) -> Option<(usize, &'a str)> {
    columns(display, ColumnKind::Number)
        .filter_map(|column| Some((column, contact.text(column)?)))
        .find(|(_, text)| dialable(text).is_some())
}

/// Columns of a kind, by their index.
pub(crate) fn columns(display: &Display, kind: ColumnKind) -> impl Iterator<Item = usize> + '_ {
    display
        .columns
        .iter()
        .enumerate()
        .filter(move |(_, column)| column.kind() == kind)
        .map(|(index, _)| index)
}

fn titled<'a>(
    display: &'a Display,
    contact: ContactRef<'a>,
    kind: ColumnKind,
) -> impl Iterator<Item = Titled> + 'a {
    columns(display, kind).filter_map(move |column| {
        let value = contact.text(column)?.trim();
        (!value.is_empty()).then(|| Titled {
            title: title(display, column),
            value: value.to_owned(),
        })
    })
}

fn title(display: &Display, column: usize) -> String {
    display
        .columns
        .get(column)
        .and_then(|column| column.title.clone())
        .unwrap_or_default()
}

fn push_new(list: &mut Vec<Titled>, new: Titled, same: impl Fn(&str, &str) -> bool) {
    if !list.iter().any(|old| same(&old.value, &new.value)) {
        list.push(new);
    }
}

/// Whether two texts dial the same; texts that dial nothing are the same when they are equal.
fn same_number(a: &str, b: &str) -> bool {
    match (dialable(a), dialable(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Directory;
    use crate::fixture::{contact, display, full_display};

    fn of(display: Display, values: &[&str]) -> RowMenu {
        let mut directory = Directory::new(display);
        let id = directory.upsert([contact("1", values)]).added[0];
        menu(directory.display(), directory.get(id).unwrap())
    }

    fn values(list: &[Titled]) -> Vec<(&str, &str)> {
        list.iter()
            .map(|titled| (titled.title.as_str(), titled.value.as_str()))
            .collect()
    }

    #[test]
    fn further_numbers_and_addresses_stand_under_their_titles() {
        let menu = of(
            full_display(),
            &["Ann", "1001", "+49 176", "8001", "ann@acme.example"],
        );
        assert_eq!(values(menu.call.as_slice()), [("Number", "1001")]);
        assert_eq!(
            values(&menu.numbers),
            [("Mobile", "+49 176"), ("Other", "8001")]
        );
        assert_eq!(values(&menu.mails), [("Email", "ann@acme.example")]);
        let copies: Vec<&str> = menu.copies.iter().map(|copy| copy.value.as_str()).collect();
        assert_eq!(copies, ["1001", "+49 176", "8001", "ann@acme.example"]);
    }

    #[test]
    fn a_value_stands_there_once_however_it_is_written() {
        let menu = of(full_display(), &["Ann", "10 01", "10-01", " 1001 "]);
        assert_eq!(values(&menu.numbers), []);
        assert_eq!(values(&menu.copies), [("Number", "10 01")]);
    }

    #[test]
    fn without_a_number_the_callables_are_still_dialled() {
        let menu = of(full_display(), &["Ann", "", "", "8001"]);
        assert_eq!(menu.call, None);
        assert_eq!(values(&menu.numbers), [("Other", "8001")]);
    }

    #[test]
    fn a_text_that_is_no_number_can_be_copied_and_not_dialled() {
        let menu = of(full_display(), &["Ann", "ask Bob", "", "8001 ext"]);
        assert_eq!(
            (menu.call, menu.numbers.len(), menu.copies.len()),
            (None, 0, 2)
        );
    }

    #[test]
    fn a_contact_with_a_name_alone_has_an_empty_menu() {
        assert_eq!(of(display(&[("", "name")]), &["Ann"]), RowMenu::default());
    }
}
