use proptest::prelude::*;

use super::*;
use crate::fixture::{contact, display, full_display, personal};
use crate::presence::{AgentState, ClientState, LinePresence, Presence};

fn kinds(grid: &[GridColumn]) -> Vec<ColumnKind> {
    grid.iter().map(|column| column.kind).collect()
}

fn one(display: Display, contact: crate::contact::Contact) -> (Directory, ContactId) {
    let mut directory = Directory::new(display);
    let id = directory.upsert([contact]).added[0];
    (directory, id)
}

/// Columns whose kind a test does not name play no part in it.
fn paint(
    directory: &Directory,
    id: ContactId,
    view: View,
    text: &str,
    presences: &Presences,
) -> Row {
    let grid = grid(directory.display(), view);
    row(directory, id, &grid, &Terms::parse(text), presences).unwrap()
}

/// A user who is in a call, and an agent.
fn alice() -> (crate::contact::Contact, Presences) {
    let mut alice = contact(
        "7",
        &[
            "Alice Martin",
            "1001",
            "+49 176 12",
            "8001",
            "alice@acme.example",
            "Acme",
            "",
            "",
            "",
            "500",
        ],
    );
    alice.relations.user_uuid = Some("u".into());
    alice.relations.endpoint_id = Some(3);
    alice.relations.agent_id = Some(9);
    alice.favorite = true;
    let mut presences = Presences::default();
    presences.set_agent(9, AgentState::Paused);
    presences.set_user(
        "u",
        Presence {
            state: "available".into(),
            status: Some("in the lab".into()),
            connected: true,
            line_state: Some("available".into()),
            lines: vec![LinePresence {
                id: 3,
                state: "talking".into(),
            }],
            ..Presence::default()
        },
    );
    (alice, presences)
}

#[test]
fn the_grid_has_the_display_s_columns_without_those_of_the_menu() {
    use ColumnKind::{Agent, Email, Favorite, Name, Number, Personal, Text};
    let all = grid(&full_display(), View::All);
    assert_eq!(
        kinds(&all),
        [Name, Number, Number, Email, Text, Favorite, Agent]
    );
    assert_eq!((all[3].column, all[3].title.as_str()), (Some(4), "Email"));
    let own = grid(&full_display(), View::Personal);
    assert_eq!(
        kinds(&own),
        [Name, Number, Number, Email, Text, Favorite, Agent, Personal]
    );
    assert_eq!(own[7].column, Some(7));
}

#[test]
fn star_and_pencil_are_there_without_a_column_of_their_own() {
    use ColumnKind::{Favorite, Name, Personal, Text};
    let display = display(&[
        ("Nom", "name"),
        ("", "status"),
        ("", ""),
        ("", "favorite"),
        ("", "favorite"),
    ]);
    let bare = self::display_without_star();
    assert_eq!(
        kinds(&grid(&display, View::Favorites)),
        [Name, Text, Text, Favorite]
    );
    assert_eq!(
        kinds(&grid(&bare, View::Personal)),
        [Name, Favorite, Personal]
    );
    assert_eq!(grid(&bare, View::Personal)[1].column, None);
    assert_eq!(kinds(&grid(&Display::default(), View::All)), [Favorite]);
}

fn display_without_star() -> Display {
    display(&[("Nom", "name")])
}

#[test]
fn a_row_shows_texts_marks_and_statuses() {
    let (alice, presences) = alice();
    let (directory, id) = one(full_display(), alice);
    insta::assert_json_snapshot!(paint(&directory, id, View::All, "ali 0176", &presences));
}

#[test]
fn statuses_stand_at_the_first_name_and_the_first_number_that_is_there() {
    let (mut alice, presences) = alice();
    alice.values[1] = crate::contact::Value::Empty;
    let (directory, id) = one(full_display(), alice);
    let row = paint(&directory, id, View::All, "", &presences);
    assert!(matches!(
        row.cells[0].status,
        Some(CellStatus::Client {
            state: ClientState::Available,
            ..
        })
    ));
    assert_eq!(row.cells[1].status, None);
    assert_eq!(
        row.cells[2].status,
        Some(CellStatus::Phone {
            state: PhoneState::Talking
        })
    );
    assert_eq!(
        (row.number.as_deref(), row.call_cell),
        (Some("+49 176 12"), Some(2))
    );
}

#[test]
fn a_user_of_whom_nothing_is_known_is_unknown_and_a_stranger_has_no_status() {
    let (alice, _) = alice();
    let (directory, id) = one(full_display(), alice);
    let row = paint(&directory, id, View::All, "", &Presences::default());
    assert_eq!(
        row.cells[0].status,
        Some(CellStatus::Client {
            state: ClientState::Unknown,
            text: None
        })
    );
    assert_eq!(
        row.cells[1].status,
        Some(CellStatus::Phone {
            state: PhoneState::Unknown
        })
    );
    assert_eq!(
        row.cells[6].status,
        Some(CellStatus::Agent {
            state: AgentState::Unknown
        })
    );
    let (directory, id) = one(full_display(), contact("1", &["Bob", "1"]));
    let row = paint(&directory, id, View::All, "", &Presences::default());
    assert!(row.cells.iter().all(|cell| cell.status.is_none()));
}

#[test]
fn a_contact_without_a_number_has_its_menu_at_the_first_number_column() {
    let (directory, id) = one(
        full_display(),
        contact("1", &["Bob", "", "", "", "bob@acme.example"]),
    );
    let row = paint(&directory, id, View::All, "", &Presences::default());
    assert_eq!(
        (row.number, row.call_cell, row.has_menu),
        (None, Some(1), true)
    );
    let (directory, id) = one(
        full_display(),
        contact("1", &["Bob", "", "", "", "", "Acme"]),
    );
    let row = paint(&directory, id, View::All, "", &Presences::default());
    assert_eq!(
        (row.number, row.call_cell, row.has_menu),
        (None, None, false)
    );
}

#[test]
fn a_number_that_cannot_be_dialled_is_shown_and_not_called() {
    let (directory, id) = one(full_display(), contact("1", &["Bob", "ask Ann", "12"]));
    let row = paint(&directory, id, View::All, "", &Presences::default());
    assert_eq!(row.cells[1].text, "ask Ann");
    assert_eq!(
        (row.number.as_deref(), row.call_cell),
        (Some("12"), Some(2))
    );
}

#[test]
fn only_a_contact_with_an_id_has_a_star_and_only_an_own_one_a_pencil() {
    let paint_one = |contact| {
        let (directory, id) = one(full_display(), contact);
        let row = paint(&directory, id, View::Personal, "", &Presences::default());
        (row.favorite, row.editable)
    };
    assert_eq!(paint_one(contact("1", &["Bob"])), (Some(false), false));
    assert_eq!(paint_one(personal("1", &["Bob"])), (Some(false), true));
    let mut nameless = contact("1", &["Bob"]);
    nameless.key.id = None;
    assert_eq!(paint_one(nameless), (None, false));
}

#[test]
fn a_row_that_is_gone_is_none() {
    let (mut directory, id) = one(full_display(), contact("1", &["Bob"]));
    directory.remove(id);
    assert_eq!(
        row(
            &directory,
            id,
            &[],
            &Terms::default(),
            &Presences::default()
        ),
        None
    );
}

proptest! {
    #[test]
    fn marks_lie_on_characters_in_order_and_apart(
        name in "\\PC{0,12}", number in "[+0-9() ٣-]{0,12}", text in "[^a]{0,3}|[+0-9 ]{1,6}|\\PC{0,4} \\PC{0,4}",
    ) {
        let (directory, id) = one(full_display(), contact("1", &[&name, &number]));
        for typed in [text, name.clone(), number.clone()] {
            let row = paint(&directory, id, View::All, &typed, &Presences::default());
            for cell in row.cells {
                let mut bounds = vec![0];
                for c in cell.text.chars() {
                    bounds.push(bounds[bounds.len() - 1] + c.len_utf16() as u32);
                }
                let mut last = None;
                for (start, end) in cell.marks {
                    prop_assert!(last < Some(start) && start < end);
                    prop_assert!(bounds.contains(&start) && bounds.contains(&end));
                    last = Some(end);
                }
            }
        }
    }

    #[test]
    fn no_contact_breaks_its_row(texts in proptest::collection::vec(any::<String>(), 10), typed in any::<String>()) {
        let values: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (directory, id) = one(full_display(), contact("1", &values));
        let row = paint(&directory, id, View::Personal, &typed, &Presences::default());
        prop_assert_eq!(row.cells.len(), 8);
        let _ = crate::menu::menu(directory.display(), directory.get(id).unwrap(), &crate::menu::MenuRules::default());
    }
}
