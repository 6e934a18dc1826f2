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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Contact;
    use crate::fixture::{contact, full_display, personal};

    fn book(contacts: impl IntoIterator<Item = Contact>) -> Directory {
        let mut directory = Directory::new(full_display());
        directory.upsert(contacts);
        directory
    }

    #[test]
    fn a_caller_has_the_name_and_the_company_of_the_contact() {
        let mut zoe = personal("1", &["Zoé", "0176 123456", "", "", "", " Acme "]);
        zoe.favorite = true;
        let book = book([zoe, contact("2", &["Bob", "1002"])]);
        let id = CallerId {
            name: Some("+49176123456".into()),
            number: Some("+49176123456".into()),
        };
        let zoe = party(&book, &id, None);
        assert_eq!(zoe.name.as_deref(), Some("Zoé"));
        assert_eq!(zoe.number.as_deref(), Some("+49176123456"));
        assert_eq!(zoe.company.as_deref(), Some("Acme"));
        assert_eq!((zoe.favorite, zoe.row, zoe.user), (true, Some(0), None));
    }

    #[test]
    fn a_user_is_found_whatever_the_number_says() {
        let mut bob = contact("1", &["Bob", "1002"]);
        bob.relations.user_uuid = Some("bob".into());
        let book = book([contact("2", &["Ann", "1003"]), bob]);
        let id = CallerId {
            name: None,
            number: Some("1003".into()),
        };
        let bob = party(&book, &id, Some("bob"));
        assert_eq!(
            (bob.name.as_deref(), bob.user.as_deref()),
            (Some("Bob"), Some("bob"))
        );
        assert_eq!(bob.number.as_deref(), Some("1003"));
    }

    #[test]
    fn a_stranger_is_who_the_phone_system_says() {
        let id = CallerId {
            name: Some("Eve".into()),
            number: None,
        };
        let eve = party(&book([]), &id, Some("eve"));
        let shown = Party {
            name: Some("Eve".into()),
            user: Some("eve".into()),
            ..Party::default()
        };
        assert_eq!(eve, shown);
    }
}
