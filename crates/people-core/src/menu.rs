//! What can be done with a contact.

use crate::directory::ContactRef;
use crate::display::{ColumnKind, Display};
use crate::list::{RowMenu, Titled};
use crate::number::dialable;

/// What a menu needs to know beside the contact.
pub struct MenuRules<'a> {
    /// The own user, with whom one does not chat.
    pub own_user: Option<&'a str>,
    /// What is dialled before a mailbox's number.
    pub mailbox_prefix: &'a str,
    /// What is dialled before the extension of a mailbox's owner.
    pub extension_prefix: &'a str,
    /// What the source says of the mailbox of a user, by the uuid.
    pub mailbox: &'a dyn Fn(&str) -> Mailbox,
}

/// What is known of a user's mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mailbox {
    /// It has this number.
    Number(String),
    /// There is none.
    Absent,
    /// Nothing.
    #[default]
    Unknown,
}

impl Default for MenuRules<'_> {
    /// The prefixes of a phone system as it is delivered, and nothing known.
    fn default() -> Self {
        Self {
            own_user: None,
            mailbox_prefix: "*97",
            extension_prefix: "*96",
            mailbox: &|_| Mailbox::Unknown,
        }
    }
}

/// The menu of a contact: its addresses, its further numbers, where a call can be passed on to, and what can
/// be copied. The values of a column kind stand in the display's order; each value stands there once.
pub fn menu(display: &Display, contact: ContactRef<'_>, rules: &MenuRules<'_>) -> RowMenu {
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
    let dials = |number: &&Titled| dialable(&number.value).is_some();
    let transfers: Vec<Titled> = all.iter().filter(dials).cloned().collect();
    let further = |number: &&Titled| {
        call.as_ref()
            .is_none_or(|call| !same_number(&call.value, &number.value))
    };
    let numbers = transfers.iter().filter(further).cloned().collect();
    let mut copies = all;
    for mail in &mails {
        push_new(&mut copies, mail.clone(), |a, b| a == b);
    }
    RowMenu {
        call,
        mails,
        numbers,
        copies,
        transfers,
        voicemail: voicemail(display, contact, rules),
        user: contact
            .user_uuid()
            .filter(|user| rules.own_user != Some(*user))
            .map(str::to_owned),
    }
}

/// What is dialled for the mailbox: its number where the display or the source has one; the extension of a
/// user of whose mailbox nothing is known; nothing where the source says that there is none.
fn voicemail(display: &Display, contact: ContactRef<'_>, rules: &MenuRules<'_>) -> Option<String> {
    let shown =
        columns(display, ColumnKind::Voicemail).find_map(|column| dialable(contact.text(column)?));
    if let Some(number) = shown {
        return Some(format!("{}{number}", rules.mailbox_prefix));
    }
    match (rules.mailbox)(contact.user_uuid()?) {
        Mailbox::Number(number) => dialable(&number),
        Mailbox::Absent => None,
        Mailbox::Unknown => {
            return extension(display, contact)
                .map(|extension| format!("{}{extension}", rules.extension_prefix));
        }
    }
    .map(|number| format!("{}{number}", rules.mailbox_prefix))
}

/// The extension of a user: what stands in the first number column, unless it is too long for one.
fn extension(display: &Display, contact: ContactRef<'_>) -> Option<String> {
    const LONGEST: usize = 8;
    let column = columns(display, ColumnKind::Number).next()?;
    dialable(contact.text(column)?).filter(|number| {
        number.len() <= LONGEST && number.bytes().all(|byte| byte.is_ascii_digit())
    })
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
        menu(
            directory.display(),
            directory.get(id).unwrap(),
            &MenuRules::default(),
        )
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

    fn voicemail_of(values: &[&str], user: Option<&str>, mailbox: &Mailbox) -> Option<String> {
        let mut directory = Directory::new(full_display());
        let mut contact = contact("1", values);
        contact.relations.user_uuid = user.map(str::to_owned);
        let id = directory.upsert([contact]).added[0];
        let rules = MenuRules {
            mailbox: &|uuid| {
                assert_eq!(Some(uuid), user);
                mailbox.clone()
            },
            ..MenuRules::default()
        };
        menu(directory.display(), directory.get(id).unwrap(), &rules).voicemail
    }

    #[test]
    fn a_mailbox_is_dialled_by_what_is_known_of_it() {
        let ann = ["Ann", "1001", "+49 176"];
        let shown = [&ann[..], &["", "", "", "", "", "", "80 03"]].concat();
        let source = Mailbox::Number("8004".into());
        let dialled = |values: &[&str], user, mailbox| voicemail_of(values, user, mailbox);
        assert_eq!(dialled(&shown, None, &source).as_deref(), Some("*978003"));
        assert_eq!(
            dialled(&ann, Some("u"), &source).as_deref(),
            Some("*978004")
        );
        assert_eq!(
            dialled(&ann, Some("u"), &Mailbox::Unknown).as_deref(),
            Some("*961001")
        );
        assert_eq!(dialled(&ann, Some("u"), &Mailbox::Absent), None);
        assert_eq!(dialled(&ann, None, &Mailbox::Unknown), None);
    }

    #[test]
    fn a_number_that_is_no_extension_says_nothing_of_a_mailbox() {
        for number in ["+49 176 123", "0176 1234567", "*10", ""] {
            let ann = ["Ann", number, "1001"];
            assert_eq!(voicemail_of(&ann, Some("u"), &Mailbox::Unknown), None);
        }
    }

    #[test]
    fn a_call_is_passed_on_to_each_number_that_can_be_dialled() {
        let menu = of(full_display(), &["Ann", "ask", "+49 176", "8001"]);
        assert_eq!(
            values(&menu.transfers),
            [("Mobile", "+49 176"), ("Other", "8001")]
        );
    }

    #[test]
    fn one_chats_with_colleagues_and_not_with_oneself() {
        let mut directory = Directory::new(full_display());
        let mut ann = contact("1", &["Ann"]);
        ann.relations.user_uuid = Some("ann".into());
        let id = directory.upsert([ann]).added[0];
        let user = |own_user| {
            let rules = MenuRules {
                own_user,
                ..MenuRules::default()
            };
            menu(directory.display(), directory.get(id).unwrap(), &rules).user
        };
        assert_eq!(user(Some("bob")).as_deref(), Some("ann"));
        assert_eq!(user(Some("ann")), None);
    }

    #[test]
    fn a_contact_with_a_name_alone_has_an_empty_menu() {
        assert_eq!(of(display(&[("", "name")]), &["Ann"]), RowMenu::default());
    }
}
