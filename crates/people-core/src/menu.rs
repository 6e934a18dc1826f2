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
