//! Who a caller is.

use super::facts::CallerId;
use super::view::Party;
use crate::directory::{ContactRef, Directory};
use crate::display::{Column, ColumnKind};
use crate::fold::fold;
use crate::menu::columns;

/// Knows people by their numbers.
pub trait CallBook {
    /// Who has this number, or is this user. None when nobody is known.
    fn find(&self, number: Option<&str>, user: Option<&str>) -> Option<Party>;
}

/// Nobody is known.
impl CallBook for () {
    fn find(&self, _: Option<&str>, _: Option<&str>) -> Option<Party> {
        None
    }
}

impl CallBook for Directory {
    fn find(&self, number: Option<&str>, user: Option<&str>) -> Option<Party> {
        let id = user
            .and_then(|user| self.of_user(user).min())
            .or_else(|| self.find_by_number(number?))?;
        self.get(id).map(|contact| of_contact(self, contact))
    }
}

/// A contact as the other end of a call, without a number.
pub fn of_contact(directory: &Directory, contact: ContactRef<'_>) -> Party {
    let display = directory.display();
    let text = |column: usize| {
        let text = contact.text(column)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let company = display
        .columns
        .iter()
        .position(holds_companies)
        .and_then(text);
    Party {
        name: columns(display, ColumnKind::Name).find_map(text),
        number: None,
        company,
        favorite: contact.is_favorite(),
        row: Some(contact.id().0),
        user: contact.user_uuid().map(str::to_owned),
    }
}

/// Displays have no type for companies: administrators leave it out or make one up, and give a title.
fn holds_companies(column: &Column) -> bool {
    const WORDS: [&str; 5] = [
        "company",
        "organization",
        "organisation",
        "entreprise",
        "societe",
    ];
    let says = |text: &Option<String>| {
        text.as_deref()
            .is_some_and(|text| WORDS.contains(&fold(text).as_str()))
    };
    column.kind() == ColumnKind::Text && (says(&column.type_name) || says(&column.title))
}

/// Who is at the other end: from the book, else as the phone system shows it. The number is what was dialled
/// or shown.
pub(super) fn party(book: &dyn CallBook, id: &CallerId, user: Option<&str>) -> Party {
    let known = book.find(id.number.as_deref(), user);
    let stranger = || Party {
        user: user.map(str::to_owned),
        ..Party::default()
    };
    let mut party = known.unwrap_or_else(stranger);
    party.name = party.name.or_else(|| id.name.clone());
    party.number = id.number.clone().or(party.number);
    party
}
